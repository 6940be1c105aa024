/** What protects people on duty: the city's limits, own word on fitness, and who lifted a stop. */
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { day, done, id, instant, text, whole, words, z } from '../platform/shapes.ts'
import { GUARD_RULES } from './guard.ts'
import { who } from './shapes.ts'

/** See `SafetyLimits`; all in minutes but the last two. */
const limits = {
  restMinutes: whole(0, 24 * 60),
  pauseMinutes: whole(0, 12 * 60),
  warnMinutes: whole(60, 24 * 60),
  mostMinutes: whole(60, 24 * 60),
  suitMinutes: whole(30, 8 * 60),
  heatMinutes: z.nullable(whole(15, 12 * 60)),
  mostDaysInSeven: whole(1, 7),
  mostNights: whole(1, 14),
}
export const Limits = z.object({ ...limits, version: z.number() })

export const safetyLimits = endpoint({
  name: 'roster.safetyLimits',
  method: 'get',
  path: '/safety-limits',
  words: { zh: '本市的保护限度', en: 'The limits that protect people' },
  may: 'roster.read',
  reach: 'scope',
  urgency: 'work',
  input: z.object({}),
  output: Limits,
})
export const setSafetyLimits = endpoint({
  name: 'roster.setSafetyLimits',
  method: 'put',
  path: '/safety-limits',
  words: { zh: '修改保护限度', en: 'Change the limits that protect people' },
  may: 'roster.plan',
  reach: 'tenant',
  input: z.object({ ...limits, version: z.number(), reason: text(200, 4) }),
  output: Limits,
  problems: ['roster/limits-crossed', 'roster/limit-beyond', 'door/changed-meanwhile'],
})
/** How far ahead plans are looked at, and at how many of them. */
export const LIMITS_LOOK_DAYS = 14
export const MOST_LOOKED_AT = 20_000
/** Whom other limits would stop on shifts to come that they are placed on already. Nobody is taken off by it. */
export const previewSafetyLimits = endpoint({
  name: 'roster.previewSafetyLimits',
  method: 'post',
  path: '/safety-limit-previews',
  words: { zh: '预览修改保护限度的影响', en: 'What other limits would mean for plans' },
  may: 'roster.plan',
  reach: 'tenant',
  urgency: 'picture',
  input: z.object(limits),
  output: z.object({
    /** Places on shifts of the days to come; of those, how many were looked at. */
    places: z.number(),
    looked: z.number(),
    through: day(),
    /** Places that would be stopped and are not now, and the other way round. */
    stopped: z.number(),
    eased: z.number(),
    /** The first of those that would be stopped. */
    rows: z.array(
      z.object({
        assignmentId: id(),
        person: who(),
        postId: id(),
        post: z.string(),
        startsAt: instant(),
        endsAt: instant(),
        ...words().shape,
      }),
    ),
  }),
  problems: ['roster/limits-crossed', 'roster/limit-beyond'],
})

export const myFitness = endpoint({
  name: 'roster.myFitness',
  method: 'get',
  path: '/me/fitness',
  words: { zh: '我能否上岗', en: 'Whether I am fit for duty' },
  may: 'roster.own',
  reach: 'self',
  input: z.object({}),
  output: z.object({ fit: z.boolean() }),
})
/** Yes or no; no reason is asked, and nobody reads the answer but the guard. */
export const sayFitness = endpoint({
  name: 'roster.sayFitness',
  method: 'put',
  path: '/me/fitness',
  words: { zh: '说明我能否上岗', en: 'Say whether I am fit for duty' },
  may: 'roster.own',
  reach: 'self',
  secret: true,
  input: z.object({ fit: z.boolean() }),
  output: done(),
})

export const Override = z.object({
  assignmentId: id(),
  at: instant(),
  person: who(),
  post: z.string(),
  startsAt: instant(),
  endsAt: instant(),
  rules: z.array(z.enum(GUARD_RULES)),
  reason: personal('override.reason', z.string()),
  by: z.string(),
  second: z.string(),
  /** The reader is the second name. */
  mine: z.boolean(),
  /** The place has ended: served, relieved, taken off, or not accepted by one of the two. Nobody reads which. */
  over: z.boolean(),
  /** The reader objected as the second name, then and with these words; null for everybody else. */
  objectedAt: z.nullable(instant()),
  objection: personal('override.reason', z.string()),
})
export type Override = z.infer<typeof Override>
export const overrides = endpoint({
  name: 'roster.overrides',
  method: 'get',
  path: '/overrides',
  words: { zh: '破例安排', en: 'Stops that were lifted' },
  may: 'roster.assign',
  reach: 'scope',
  input: z.object({}),
  output: z.object({ rows: z.array(Override) }),
})
/** The second name says no: the person is taken off again. */
export const object = endpoint({
  name: 'roster.object',
  method: 'post',
  path: '/assignments/:assignmentId/objection',
  words: { zh: '反对破例安排', en: 'Object to a lifted stop' },
  may: 'roster.assign',
  reach: { kind: 'assignment', field: 'assignmentId' },
  urgency: 'deed',
  input: z.object({ assignmentId: id(), why: text(300) }),
  output: done(),
  problems: ['roster/not-second'],
})
/** Whoever was placed beyond a limit does not accept it, also by order: taken off again. Nobody reads that it was they. */
export const objectMyself = endpoint({
  name: 'roster.objectMyself',
  method: 'post',
  path: '/me/shifts/:assignmentId/objection',
  words: { zh: '不接受破例安排', en: 'Not to accept a lifted stop' },
  may: 'roster.own',
  reach: 'self',
  urgency: 'deed',
  secret: true,
  input: z.object({ assignmentId: id() }),
  output: done(),
  problems: ['roster/shift-over', 'door/not-found'],
})
