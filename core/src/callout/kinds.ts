import { AVAILABILITY, SKILLS } from '../people/wire.ts'
import { kind } from '../platform/kind.ts'
import { instant, text, whole, z } from '../platform/shapes.ts'

const answer = {
  needs: ['person', 'subject'],
  counts: { unit: 'PERSONS', once: 'per person' },
  retention: 'person.name',
} as const

/** What a ranked selection looked at, kept with its outcome: the reasons must stay true when the roster changes. */
export const Weighed = z.object({
  fit: z.boolean(),
  /** Skills asked for, and those of them the person has. */
  wanted: z.array(z.enum(SKILLS)),
  skills: z.array(z.enum(SKILLS)),
  /** Calls confirmed for in the last 7 days. */
  recentCalls: whole(0, 10_000),
  onCall: z.boolean(),
  availability: z.enum(AVAILABILITY),
  /** 1 for the first who signed up. */
  arrival: whole(1, 1_000_000),
})
export type Weighed = z.infer<typeof Weighed>

export const signedUp = kind({
  name: 'callout.signed-up',
  words: { zh: '报名', en: 'Signed up' },
  ...answer,
  payload: z.object({
    via: z._default(z.enum(['tap', 'chain', 'desk', 'offer']), 'tap'),
    /** Own statement for this call: fit for the post, yes or no; no reason is asked. */
    fit: z._default(z.boolean(), true),
    note: z.optional(text(200)),
  }),
})
export const withdrew = kind({
  name: 'callout.withdrew',
  words: { zh: '退出报名', en: 'Withdrew' },
  ...answer,
  payload: z.object({}),
})
export const confirmed = kind({
  name: 'callout.confirmed',
  words: { zh: '确认名额', en: 'Confirmed' },
  ...answer,
  payload: z.object({ place: whole(1, 100_000), weighed: z.optional(Weighed) }),
})
export const reserved = kind({
  name: 'callout.reserved',
  words: { zh: '列为候补', en: 'On the reserve' },
  ...answer,
  payload: z.object({ rank: whole(1, 1_000_000), weighed: z.optional(Weighed) }),
})
export const held = kind({
  name: 'callout.held',
  words: { zh: '保留名额待确认', en: 'Place held' },
  ...answer,
  payload: z.object({ place: whole(1, 100_000), until: instant() }),
})
export const declined = kind({
  name: 'callout.declined',
  words: { zh: '放弃保留名额', en: 'Declined the held place' },
  ...answer,
  payload: z.object({}),
})
export const lapsed = kind({
  name: 'callout.lapsed',
  words: { zh: '保留名额过期', en: 'Hold ran out' },
  ...answer,
  payload: z.object({ rank: whole(1, 1_000_000) }),
})
export const stoodDown = kind({
  name: 'callout.stood-down',
  words: { zh: '告知不必前往', en: 'Stood down' },
  ...answer,
  payload: z.object({ reason: z.optional(text(200)) }),
})
export const rolled = kind({
  name: 'callout.rolled',
  words: { zh: '点名', en: 'Roll-called' },
  ...answer,
  payload: z.object({ at: z.enum(['muster', 'departure']), present: z.boolean() }),
})
export const departed = kind({
  name: 'callout.departed',
  words: { zh: '集合出发', en: 'Departed' },
  needs: ['subject'],
  counts: { unit: 'BATCHES', once: 'per fact' },
  retention: 'person.name',
  payload: z.object({ people: whole(1, 100_000) }),
})

export const calloutKinds = [
  signedUp,
  withdrew,
  confirmed,
  reserved,
  held,
  declined,
  lapsed,
  stoodDown,
  rolled,
  departed,
]
