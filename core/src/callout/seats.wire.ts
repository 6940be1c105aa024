import { SKILLS } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { done, id, instant, text, z } from '../platform/shapes.ts'
import { Call, call, ofCall, SEAT_STATES } from './wire.ts'

export const Seat = z.object({
  person: z.object({
    id: id(),
    name: personal('person.name', z.string()),
    unit: z.string(),
    phone: personal('person.phone', z.string()),
  }),
  /** `signed-up` waits for the selection of a ranked call. */
  state: z.enum([...SEAT_STATES, 'signed-up']),
  place: z.nullable(z.number()),
  rank: z.nullable(z.number()),
  heldUntil: z.nullable(instant()),
  signedUpAt: instant(),
  via: z.string(),
  fit: z.boolean(),
  note: personal('callout.note', z.string()),
  /** Other calls this person is confirmed for in the last 7 days: the load that ranking looks at. */
  recentCalls: z.number(),
  toldAt: z.nullable(instant()),
  present: z.object({ muster: z.nullable(z.boolean()), departure: z.nullable(z.boolean()) }),
  /** Why the ranking put this person here. */
  reasons: z.array(z.object({ zh: z.string(), en: z.string() })),
})
export type Seat = z.infer<typeof Seat>
export const seats = endpoint({
  name: 'callout.seats',
  method: 'get',
  path: '/calls/:callId/seats',
  words: { zh: '名额与候补', en: 'Seats and reserve' },
  may: 'callout.run',
  reach: call,
  urgency: 'picture',
  input: z.object(ofCall),
  output: z.object({ rows: z.array(Seat) }),
})
/** What a person sees of their own answer. */
export const Answer = z.object({
  state: z.enum([...SEAT_STATES, 'signed-up', 'none']),
  place: z.nullable(z.number()),
  rank: z.nullable(z.number()),
  heldUntil: z.nullable(instant()),
  zh: z.string(),
  en: z.string(),
})
export type Answer = z.infer<typeof Answer>
const answers = [
  'callout/not-open',
  'callout/deadline-passed',
  'callout/not-addressed',
  'callout/not-signed-up',
  'callout/no-hold',
]
export const myAnswer = endpoint({
  name: 'callout.myAnswer',
  method: 'get',
  path: '/calls/:callId/answer',
  words: { zh: '我的报名', en: 'My answer to a call' },
  may: 'callout.answer',
  reach: call,
  input: z.object(ofCall),
  output: Answer,
})
/** One tap. `id` is made by the phone, so that tapping twice is one sign-up. */
export const signUp = endpoint({
  name: 'callout.signUp',
  method: 'post',
  path: '/calls/:callId/answer',
  words: { zh: '我报名', en: 'Sign up' },
  may: 'callout.answer',
  reach: call,
  urgency: 'deed',
  input: z.object({
    ...ofCall,
    id: id(),
    occurredAt: z.optional(instant()),
    fit: z._default(z.boolean(), true),
    note: z.optional(text(200)),
  }),
  output: Answer,
  problems: answers,
})
export const withdrawAnswer = endpoint({
  name: 'callout.withdrawAnswer',
  method: 'post',
  path: '/calls/:callId/answer/withdrawal',
  words: { zh: '退出报名', en: 'Withdraw my sign-up' },
  may: 'callout.answer',
  reach: call,
  urgency: 'deed',
  input: z.object({ ...ofCall, id: id() }),
  output: Answer,
  problems: answers,
})
export const answerHold = endpoint({
  name: 'callout.answerHold',
  method: 'post',
  path: '/calls/:callId/answer/hold',
  words: { zh: '答复保留的名额', en: 'Take or decline a held place' },
  may: 'callout.answer',
  reach: call,
  urgency: 'deed',
  input: z.object({ ...ofCall, id: id(), accept: z.boolean() }),
  output: Answer,
  problems: answers,
})
/** Signs up the people of a checked 接龙 list; those who were signed up already are answered `known`. */
export const signUpChain = endpoint({
  name: 'callout.signUpChain',
  method: 'post',
  path: '/calls/:callId/chain',
  words: { zh: '按接龙名单报名', en: 'Sign up a checked chain' },
  may: 'callout.run',
  reach: call,
  urgency: 'deed',
  input: z.object({
    ...ofCall,
    entries: z
      .array(z.object({ id: id(), personId: id(), note: z.optional(text(200)) }))
      .check(z.minLength(1), z.maxLength(2000)),
  }),
  output: z.object({
    answers: z.array(
      z.object({
        personId: id(),
        verdict: z.enum(['accepted', 'known', 'refused']),
        answer: z.nullable(Answer),
        zh: z.nullable(z.string()),
        en: z.nullable(z.string()),
      }),
    ),
  }),
  problems: answers,
})
/** Chooses `quota` people of a ranked call and gives all others their reserve rank; everybody is told. */
export const select = endpoint({
  name: 'callout.select',
  method: 'post',
  path: '/calls/:callId/selection',
  words: { zh: '选定名单', en: 'Make the selection' },
  may: 'callout.issue',
  reach: call,
  urgency: 'deed',
  input: z.object({ ...ofCall, version: z.number(), skills: z._default(z.array(z.enum(SKILLS)), []) }),
  output: Call,
  problems: ['callout/already-selected', 'callout/not-open', 'door/changed-meanwhile'],
})
export const standDown = endpoint({
  name: 'callout.standDown',
  method: 'post',
  path: '/calls/:callId/seats/:personId/stand-down',
  words: { zh: '请某人不必前往', en: 'Stand a person down' },
  may: 'callout.issue',
  reach: call,
  urgency: 'deed',
  input: z.object({ ...ofCall, personId: id(), id: id(), reason: z.optional(text(200)) }),
  output: done(),
})
