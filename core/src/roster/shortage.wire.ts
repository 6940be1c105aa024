/** People are missing on a shift: who could come, who is asked, and who said yes first. */
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { id, instant, whole, words, z } from '../platform/shapes.ts'
import { ShiftBrief, Verdict } from './assign.wire.ts'
import { oneShift } from './shapes.ts'

export const CAUSES = ['gap', 'no-show', 'relief', 'injury', 'new-post'] as const

export const Shortage = z.object({
  id: id(),
  shift: ShiftBrief,
  cause: z.enum(CAUSES),
  people: z.number(),
  /** How many are still to be found. */
  missing: z.number(),
  neededBy: instant(),
  state: z.enum(['open', 'filled', 'closed']),
  /** How often people were asked; the next time, unless filled. */
  wave: z.number(),
  nextWaveAt: z.nullable(instant()),
  asked: z.number(),
  raisedAt: instant(),
  version: z.number(),
})
export type Shortage = z.infer<typeof Shortage>
export const oneShortage = { kind: 'shortage', field: 'shortageId' } as const

export const shortages = endpoint({
  name: 'roster.shortages',
  method: 'get',
  path: '/shortages',
  words: { zh: '急缺', en: 'Shortages' },
  may: 'roster.read',
  reach: 'scope',
  shared: true,
  input: z.object({ open: z._default(z.boolean(), true) }),
  output: z.object({ rows: z.array(Shortage) }),
})
export const raiseShortage = endpoint({
  name: 'roster.raiseShortage',
  method: 'post',
  path: '/shifts/:shiftId/shortages',
  words: { zh: '发布急缺', en: 'Raise a shortage' },
  may: 'roster.assign',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({
    shiftId: id(),
    id: id(),
    people: whole(1, 500),
    cause: z._default(z.enum(CAUSES), 'gap'),
    neededBy: z.optional(instant()),
    /** Ask the first wave at once; else the desk asks whom it chooses. */
    ask: z._default(z.boolean(), true),
  }),
  output: Shortage,
  problems: ['roster/shift-over'],
})
/**
 * Why a person stands where they stand in the list is said with each. Whoever is not among the reader's own people has no name
 * here, only the unit; they can be asked all the same.
 */
export const Candidate = z.object({
  rank: z.number(),
  person: z.object({
    id: id(),
    name: personal('person.name', z.string()),
    volunteerNo: z.nullable(z.string()),
    unit: z.string(),
  }),
  standby: z.boolean(),
  asked: z.boolean(),
  minutesToday: z.number(),
  reasons: z.array(words()),
  verdicts: z.array(Verdict),
})
export type Candidate = z.infer<typeof Candidate>
export const candidates = endpoint({
  name: 'roster.candidates',
  method: 'get',
  path: '/shortages/:shortageId/candidates',
  words: { zh: '可增援人选', en: 'Who could come' },
  may: 'roster.assign',
  reach: oneShortage,
  urgency: 'picture',
  input: z.object({ shortageId: id(), limit: z._default(whole(1, 200), 30) }),
  output: z.object({ rows: z.array(Candidate) }),
})
/** Asks the next wave now, or the people named. */
export const askMore = endpoint({
  name: 'roster.askMore',
  method: 'post',
  path: '/shortages/:shortageId/waves',
  words: { zh: '再询问一批', en: 'Ask more people' },
  may: 'roster.assign',
  reach: oneShortage,
  urgency: 'deed',
  input: z.object({
    shortageId: id(),
    version: z.number(),
    personIds: z.optional(z.array(id()).check(z.minLength(1), z.maxLength(200))),
  }),
  output: Shortage,
  problems: ['roster/shortage-over', 'door/changed-meanwhile'],
})
export const closeShortage = endpoint({
  name: 'roster.closeShortage',
  method: 'post',
  path: '/shortages/:shortageId/close',
  words: { zh: '撤销急缺', en: 'Close a shortage' },
  may: 'roster.assign',
  reach: oneShortage,
  urgency: 'deed',
  input: z.object({ shortageId: id(), version: z.number() }),
  output: Shortage,
  problems: ['roster/shortage-over', 'door/changed-meanwhile'],
})
