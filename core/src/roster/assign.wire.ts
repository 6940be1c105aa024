/** Who is put on a shift by hand, and what protects them. */
import { endpoint } from '../platform/endpoint.ts'
import { done, id, instant, text, z } from '../platform/shapes.ts'
import { GUARD_RULES } from './guard.ts'
import { Assignment, BASES, oneShift, who } from './shapes.ts'

export * from './cover.wire.ts'
export * from './safety.wire.ts'
export * from './secondment.wire.ts'

/** A shift as it stands in an ask, a list or a message: where, when, as what. */
export const ShiftBrief = z.object({
  id: id(),
  postId: id(),
  post: z.string(),
  /** Community or street. */
  place: z.string(),
  role: z.string(),
  reportAt: instant(),
  startsAt: instant(),
  endsAt: instant(),
})
export type ShiftBrief = z.infer<typeof ShiftBrief>

/** What speaks against placing somebody: a stop needs an override, a warning only eyes. */
export const Verdict = z.object({
  rule: z.enum(GUARD_RULES),
  level: z.enum(['stop', 'warn']),
  zh: z.string(),
  en: z.string(),
})

/** Lifts a stop: why, and who answers for it beside the one who asks. Brings a request for relief with it. */
export const overriding = () =>
  z.object({
    reason: text(300, 4),
    /** Login or volunteer number of another one who may assign there; they are told, and can object. */
    second: text(60),
  })

/** What became of placing somebody. */
export const Placed = z.object({
  assignment: Assignment,
  /** Warnings, and stops that were lifted. */
  verdicts: z.array(Verdict),
  /** The request for relief that an override brought with it. */
  shortageId: z.nullable(id()),
})

/** A word to the person who is taken off or moved; the audit keeps it. */
const why = () => z.optional(text(200))
export const oneAssignment = { kind: 'assignment', field: 'assignmentId' } as const
const guarded = [
  'roster/guard-stops',
  'roster/guard-firm',
  'roster/second-name',
  'roster/elsewhere-then',
  'roster/shift-full',
  'roster/shift-over',
  'roster/on-it-already',
  'roster/not-consented',
] as const

export const assignments = endpoint({
  name: 'roster.assignments',
  method: 'get',
  path: '/shifts/:shiftId/assignments',
  words: { zh: '班次上的人员', en: 'Who is on a shift' },
  may: 'roster.read',
  reach: oneShift,
  input: z.object({ shiftId: id() }),
  output: z.object({ rows: z.array(Assignment) }),
})
/** What the guard says of people before anybody is placed. */
export const judge = endpoint({
  name: 'roster.judge',
  method: 'post',
  path: '/shifts/:shiftId/judgement',
  words: { zh: '查看能否安排', en: 'Whether people can be placed' },
  may: 'roster.assign',
  reach: oneShift,
  secret: true,
  input: z.object({
    shiftId: id(),
    personIds: z.array(id()).check(z.minLength(1), z.maxLength(500)),
    /** An assignment that would end by it (a move): its hours to come do not count against its person. */
    instead: z.optional(id()),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        person: who(),
        /** Minutes on duty in the 24 h before the shift. */
        minutesBefore: z.number(),
        verdicts: z.array(Verdict),
      }),
    ),
  }),
})
export const assign = endpoint({
  name: 'roster.assign',
  method: 'post',
  path: '/shifts/:shiftId/assignments',
  words: { zh: '安排上岗', en: 'Put somebody on a shift' },
  may: 'roster.assign',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({
    shiftId: id(),
    id: id(),
    personId: id(),
    standby: z._default(z.boolean(), false),
    /** By order, or because the person agreed to it. */
    basis: z._default(z.enum(BASES), 'VOLUNTARY'),
    override: z.optional(overriding()),
  }),
  output: Placed,
  problems: guarded,
})
export const takeOff = endpoint({
  name: 'roster.takeOff',
  method: 'post',
  path: '/assignments/:assignmentId/end',
  words: { zh: '从班次撤下', en: 'Take off a shift' },
  may: 'roster.assign',
  reach: oneAssignment,
  urgency: 'deed',
  input: z.object({ assignmentId: id(), version: z.number(), why: why() }),
  output: done(),
  problems: ['people/id-number', 'door/changed-meanwhile'],
})
/** To another shift in one step: nobody stands on both, or on neither. */
export const move = endpoint({
  name: 'roster.move',
  method: 'post',
  path: '/assignments/:assignmentId/move',
  words: { zh: '调到另一班次', en: 'Move to another shift' },
  may: 'roster.assign',
  reach: oneAssignment,
  urgency: 'deed',
  input: z.object({
    assignmentId: id(),
    version: z.number(),
    toShiftId: id(),
    id: id(),
    why: why(),
    override: z.optional(overriding()),
  }),
  output: Placed,
  problems: [...guarded, 'people/id-number', 'door/changed-meanwhile'],
})
/** Shifts of my own, from yesterday on. */
export const myShifts = endpoint({
  name: 'roster.myShifts',
  method: 'get',
  path: '/me/shifts',
  words: { zh: '我的班次', en: 'My shifts' },
  may: 'roster.own',
  reach: 'self',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        assignmentId: id(),
        standby: z.boolean(),
        basis: z.enum(BASES),
        /** A limit that protects me was lifted for it: I need not accept it (`objectMyself`). */
        beyond: z.boolean(),
        shift: ShiftBrief,
        /** Offered to so many others until then, for a swap or to give it away; it stays mine until one agrees. */
        offered: z.nullable(z.object({ asked: z.number(), until: instant() })),
      }),
    ),
    /** On duty in the last 24 h. */
    minutesToday: z.number(),
  }),
})
