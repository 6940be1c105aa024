import { kind } from '../platform/kind.ts'
import { id, instant, text, whole, z } from '../platform/shapes.ts'

/** How somebody checked in. `tap`: without a code; it counts as being there once the captain confirms. */
export const VIAS = ['code', 'typed', 'captain', 'tap'] as const
/** What somebody says on leaving. `early` gives no reason: illness and injury stand in the confidential {@link hurt} alone. */
export const SAID_LEAVINGS = ['relieved', 'ended', 'early'] as const
/** Nobody checked out: the turn ends by rule, with its shift's plan. */
export const UNSAID = 'unsaid'
/** Why somebody left. `moved`: checked in elsewhere without checking out here; {@link UNSAID}: the server's word, not the person's. */
export const LEAVINGS = [...SAID_LEAVINGS, 'closed', 'moved', UNSAID] as const
export const HURTS = ['injury', 'distress'] as const

/** A fact of one person on one shift; the territory is the post's, filled in by the server. */
const onShift = {
  needs: ['person', 'territory', 'subject'],
  counts: { unit: 'PERSON_TIMES', once: 'per fact' },
  retention: 'duty.turn',
} as const

export const checkedIn = kind({
  name: 'duty.checked-in',
  words: { zh: '到岗', en: 'Checked in' },
  ...onShift,
  payload: z.object({
    via: z.enum(VIAS),
    /** A code that holds, or the captain's word, says that the person stood there. */
    proven: z.boolean(),
    /** Had an assignment to this shift when it was heard. */
    planned: z.boolean(),
    /** When the person was to report; null without an assignment. */
    due: z.nullable(instant()),
    /** Which window the code was of: nobody uses one twice for a shift. */
    window: z.optional(whole(0, 1e12)),
  }),
})
export const checkedOut = kind({
  name: 'duty.checked-out',
  words: { zh: '离岗', en: 'Checked out' },
  ...onShift,
  payload: z.object({ why: z.enum(LEAVINGS) }),
})
export const ticked = kind({
  name: 'duty.ticked',
  words: { zh: '开岗准备完成一项', en: 'Opening item ticked' },
  ...onShift,
  counts: { unit: 'SITES', once: 'per fact' },
  payload: z.object({ item: text(200) }),
})
export const breakBegan = kind({
  name: 'duty.break-began',
  words: { zh: '开始休息', en: 'Break began' },
  ...onShift,
  payload: z.object({}),
})
export const breakEnded = kind({
  name: 'duty.break-ended',
  words: { zh: '结束休息', en: 'Break ended' },
  ...onShift,
  payload: z.object({}),
})
export const suitOn = kind({
  name: 'duty.suit-on',
  words: { zh: '穿上防护服', en: 'Suit on' },
  ...onShift,
  payload: z.object({}),
})
export const suitOff = kind({
  name: 'duty.suit-off',
  words: { zh: '脱下防护服', en: 'Suit off' },
  ...onShift,
  payload: z.object({}),
})
export const handedOver = kind({
  name: 'duty.handed-over',
  words: { zh: '交班', en: 'Handed over' },
  ...onShift,
  payload: z.object({
    /** Null: nothing to report, said on purpose. */
    note: z.nullable(text(500)),
    to: z.optional(id()),
  }),
})
export const tookOver = kind({
  name: 'duty.took-over',
  words: { zh: '接班', en: 'Took over' },
  ...onShift,
  payload: z.object({ from: z.optional(id()) }),
})
export const noShow = kind({
  name: 'duty.no-show',
  words: { zh: '未到岗', en: 'Did not come' },
  ...onShift,
  payload: z.object({ by: z.enum(['time', 'captain']) }),
})
export const stayed = kind({
  name: 'duty.stayed',
  words: { zh: '接班人未到，留岗', en: 'Stayed, the successor absent' },
  ...onShift,
  payload: z.object({ reason: text(200) }),
})
/** A check-out that was a slip: it takes the place of the check-out, and the turn goes on as if nobody had left. */
export const tookBack = kind({
  name: 'duty.took-back',
  supersedes: ['duty.checked-out'],
  words: { zh: '撤回离岗', en: 'Check-out taken back' },
  ...onShift,
  payload: z.object({}),
})
export const closed = kind({
  name: 'duty.closed',
  words: { zh: '按条件结束岗位', en: 'Closed by its condition' },
  ...onShift,
  needs: ['territory', 'subject'],
  counts: { unit: 'SITES', once: 'per fact' },
  payload: z.object({ reason: text(200) }),
})
/** Seen by the captain and the desks of the post alone; counted without names. */
export const hurt = kind({
  name: 'duty.hurt',
  words: { zh: '受伤或需要支持', en: 'Hurt or in need of support' },
  ...onShift,
  counts: { unit: 'PERSON_TIMES', once: 'per fact' },
  retention: 'duty.care',
  confidential: true,
  payload: z.object({ what: z.enum(HURTS), leaves: z.boolean() }),
})

/** The facts of which turns are made. */
export const TURN_KINDS = [
  checkedIn,
  checkedOut,
  breakBegan,
  breakEnded,
  suitOn,
  suitOff,
  handedOver,
  tookOver,
  noShow,
  stayed,
  tookBack,
] as const

export const dutyKinds = [...TURN_KINDS, ticked, closed, hurt]
