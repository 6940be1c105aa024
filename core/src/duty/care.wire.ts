/** Injury and distress: one tap, confidential, followed up. Who it was is seen by the captain and the desks of the post. */
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { day, id, instant, page, pageInput, text, words, z } from '../platform/shapes.ts'
import { oneShift, who } from '../roster/shapes.ts'
import { HURTS } from './kinds.ts'

const said = {
  id: id(),
  shiftId: id(),
  what: z.enum(HURTS),
  /** Goes off duty now: the place is filled again. */
  leaves: z.boolean(),
  occurredAt: z.optional(instant()),
}
/** What to do now, who pays, and who will ask again. Sentences, no diagnosis. */
const help = () =>
  z.object({
    firstAid: z.array(words()),
    insurance: words(),
    /** When somebody asks how the person is. */
    followUpOn: day(),
  })
export const hurtOwn = endpoint({
  name: 'duty.hurtOwn',
  method: 'post',
  path: '/me/duty/hurt',
  words: { zh: '我受伤了 / 我需要支持', en: 'I am hurt, or need support' },
  may: 'duty.own',
  reach: 'self',
  urgency: 'deed',
  secret: true,
  input: z.object(said),
  output: help(),
  problems: ['duty/not-planned'],
})
export const hurtFor = endpoint({
  name: 'duty.hurtFor',
  method: 'post',
  path: '/shifts/:shiftId/hurt',
  words: { zh: '报告有人受伤或需要支持', en: 'Say that somebody is hurt, or needs support' },
  may: 'duty.care',
  reach: oneShift,
  urgency: 'deed',
  secret: true,
  input: z.object({ ...said, personId: id() }),
  output: help(),
  problems: ['duty/not-planned'],
})

export const CareCase = z.object({
  id: id(),
  at: instant(),
  person: who(),
  what: personal('duty.care', z.enum(HURTS)),
  post: z.object({ id: id(), name: z.string() }),
  shiftId: id(),
  followUpOn: day(),
  note: personal('duty.care', z.string()),
  closedAt: z.nullable(instant()),
  version: z.number(),
})
export type CareCase = z.infer<typeof CareCase>
export const cases = endpoint({
  name: 'duty.cases',
  method: 'get',
  path: '/duty/care',
  words: { zh: '关怀事项', en: 'Cases of care' },
  may: 'duty.care',
  reach: 'scope',
  input: z.object({ ...pageInput, open: z._default(z.stringbool(), true) }),
  output: page(CareCase),
})
export const followUp = endpoint({
  name: 'duty.followUp',
  method: 'put',
  path: '/shifts/:shiftId/hurt/:caseId',
  words: { zh: '跟进关怀事项', en: 'Follow a case up' },
  may: 'duty.care',
  reach: oneShift,
  secret: true,
  input: z.object({
    shiftId: id(),
    caseId: id(),
    version: z.number(),
    followUpOn: day(),
    note: z.optional(text(300)),
    closed: z.boolean(),
  }),
  output: CareCase,
  problems: ['door/changed-meanwhile'],
})
/** How many, without names. */
export const careCounts = endpoint({
  name: 'duty.careCounts',
  method: 'get',
  path: '/duty/care/counts',
  words: { zh: '受伤与求助次数', en: 'Injuries and distress, counted' },
  may: 'duty.read',
  reach: 'tenant',
  input: z.object({ from: day(), to: day() }),
  output: z.object({ injuries: z.number(), distress: z.number(), open: z.number() }),
})
