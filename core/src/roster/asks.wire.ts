/** One person is asked one thing until a time. A no and no answer look the same to everybody else. */
import { endpoint } from '../platform/endpoint.ts'
import { done, id, instant, z } from '../platform/shapes.ts'
import { oneAssignment, ShiftBrief, Verdict } from './assign.wire.ts'
import { oneShift } from './shapes.ts'

export * from './renewal.wire.ts'
export * from './shortage.wire.ts'

export const ASKS = ['take', 'swap', 'give', 'join'] as const

/** What I am asked, in words and with what I should know before I say yes. */
export const MyAsk = z.object({
  id: id(),
  kind: z.enum(ASKS),
  askedAt: instant(),
  until: instant(),
  zh: z.string(),
  en: z.string(),
  /** What I would take. */
  shift: z.nullable(ShiftBrief),
  /** What I would give for it, in a swap. */
  gives: z.nullable(ShiftBrief),
  team: z.nullable(z.object({ id: id(), name: z.string() })),
  /** On duty in the last 24 h, in words: “今天已服务 5 小时 10 分”. */
  today: z.object({ minutes: z.number(), zh: z.string(), en: z.string() }),
  /** What the guard would say to a yes. */
  verdicts: z.array(Verdict),
})
export type MyAsk = z.infer<typeof MyAsk>

export const myAsks = endpoint({
  name: 'roster.myAsks',
  method: 'get',
  path: '/me/asks',
  words: { zh: '问我的事', en: 'What I am asked' },
  may: 'roster.own',
  reach: 'self',
  input: z.object({}),
  output: z.object({ rows: z.array(MyAsk) }),
})
/**
 * `late`: somebody else was first, or it has run out. A no is remembered only to spare the person the question, until
 * it runs out; `secret`, so that not even the answer to a repeated request is kept.
 */
export const answerAsk = endpoint({
  name: 'roster.answerAsk',
  method: 'post',
  path: '/asks/:askId/answer',
  words: { zh: '答复', en: 'Answer an ask' },
  may: 'roster.own',
  reach: { kind: 'ask', field: 'askId' },
  urgency: 'deed',
  secret: true,
  input: z.object({ askId: id(), yes: z.boolean() }),
  output: z.object({
    outcome: z.enum(['taken', 'swapped', 'joined', 'put-away', 'late']),
    zh: z.string(),
    en: z.string(),
  }),
  problems: [
    'roster/guard-stops',
    'roster/guard-firm',
    'roster/elsewhere-then',
    'roster/shift-full',
    'roster/shift-over',
    'roster/on-it-already',
    'roster/other-stopped',
  ],
})
/** Asks somebody to take a shift. */
export const askToTake = endpoint({
  name: 'roster.askToTake',
  method: 'post',
  path: '/shifts/:shiftId/asks',
  words: { zh: '询问能否接班', en: 'Ask people to take a shift' },
  may: 'roster.assign',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({
    shiftId: id(),
    personIds: z.array(id()).check(z.minLength(1), z.maxLength(100)),
    until: instant(),
  }),
  output: z.object({ asked: z.number() }),
  problems: ['roster/shift-full', 'roster/shift-over', 'roster/time-past'],
})

/** With whom a shift of mine can be swapped, or to whom it can be given: by hours and number, not by name. */
export const swapPartners = endpoint({
  name: 'roster.swapPartners',
  method: 'get',
  path: '/assignments/:assignmentId/partners',
  words: { zh: '可换班的人', en: 'Partners for a swap' },
  may: 'roster.own',
  reach: oneAssignment,
  input: z.object({ assignmentId: id() }),
  output: z.object({ rows: z.array(z.object({ assignmentId: id(), volunteerNumber: z.string(), shift: ShiftBrief })) }),
})
/** Offers a shift of mine against another: to one, or, left out, to all of the post's pool. */
export const offerSwap = endpoint({
  name: 'roster.offerSwap',
  method: 'post',
  path: '/assignments/:assignmentId/swap',
  words: { zh: '申请换班', en: 'Offer a swap' },
  may: 'roster.own',
  reach: oneAssignment,
  urgency: 'deed',
  input: z.object({ assignmentId: id(), id: id(), withAssignmentId: z.optional(id()), until: instant() }),
  output: z.object({ asked: z.number() }),
  problems: ['roster/no-partner', 'roster/shift-over', 'roster/time-past'],
})
/** Offers a shift of mine to whoever takes it first: to one by number, or, left out, to all of the post's pool. */
export const giveAway = endpoint({
  name: 'roster.giveAway',
  method: 'post',
  path: '/assignments/:assignmentId/give-away',
  words: { zh: '申请转让班次', en: 'Give a shift away' },
  may: 'roster.own',
  reach: oneAssignment,
  urgency: 'deed',
  input: z.object({ assignmentId: id(), id: id(), toVolunteerNo: z.optional(z.string()), until: instant() }),
  output: z.object({ asked: z.number() }),
  problems: ['roster/no-partner', 'roster/shift-over', 'roster/time-past'],
})
/** Takes back what I offered, as long as nobody said yes. */
export const keepShift = endpoint({
  name: 'roster.keepShift',
  method: 'delete',
  path: '/assignments/:assignmentId/swap',
  words: { zh: '撤回换班申请', en: 'Keep my shift after all' },
  may: 'roster.own',
  reach: oneAssignment,
  urgency: 'deed',
  input: z.object({ assignmentId: id() }),
  output: done(),
})
/**
 * I cannot come to a shift that has not begun: the place is free again and somebody else is looked for. No reason is asked and
 * none is kept; for a shift by order it is the desk's to say. `secret`, so that not even a repeated request tells of it.
 */
export const cannotCome = endpoint({
  name: 'roster.cannotCome',
  method: 'post',
  path: '/assignments/:assignmentId/cannot-come',
  words: { zh: '我来不了', en: 'I cannot come' },
  may: 'roster.own',
  reach: oneAssignment,
  urgency: 'deed',
  secret: true,
  input: z.object({ assignmentId: id() }),
  output: done(),
  problems: ['roster/shift-over', 'roster/by-order', 'roster/come-already'],
})
