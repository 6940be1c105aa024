/** Who came, stayed and left: for one's own phone, and for the captain at the post. */
import { place } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { day, id, instant, text, z } from '../platform/shapes.ts'
import { oneShift, postName, Shift, siteName, who } from '../roster/shapes.ts'
import { LEAVINGS, SAID_LEAVINGS, VIAS } from './kinds.ts'

/** `held`: a check-out whose check-in has not been heard yet. */
export const TURN_STATES = ['on', 'left', 'no-show', 'held'] as const
/** What somebody should look at; nothing is lost for it. */
export const FLAGS = [
  'unproven',
  'unplanned',
  'late',
  'heard-late',
  'out-of-order',
  'twice',
  'no-show-before',
  'no-check-in',
  'not-checked-out',
] as const

/** One stretch of one person on one shift. */
export const Turn = z.object({
  /** Of the fact it begins with. */
  id: id(),
  shiftId: id(),
  state: z.enum(TURN_STATES),
  /** Of a turn that was proven: from when the person was seen there. */
  in: personal('duty.turn', instant()),
  /** When the phone had said to be there, if it was seen only later; minutes are counted from `in`. */
  claimedAt: personal('duty.turn', instant()),
  out: personal('duty.turn', instant()),
  via: z.nullable(z.enum(VIAS)),
  why: z.nullable(z.enum(LEAVINGS)),
  lateMinutes: z.number(),
  /** On post, without breaks and travel; until now while it lasts. */
  minutes: z.number(),
  breakMinutes: z.number(),
  /** Since when the person rests, or wears a suit; null when not. */
  breakSince: z.nullable(instant()),
  suitSince: z.nullable(instant()),
  suitMinutes: z.number(),
  /** Why somebody stays past the end. */
  stayed: personal('duty.note', z.string()),
  /** A note of null: nothing to report, said on purpose. */
  handedOver: z.nullable(z.object({ at: instant(), to: z.nullable(id()), note: personal('duty.note', z.string()) })),
  tookOver: z.nullable(z.object({ at: instant(), from: z.nullable(id()) })),
  flags: z.array(z.enum(FLAGS)),
})
export type Turn = z.infer<typeof Turn>

/** A post as far as who stands there must know it. */
export const PostBrief = z.object({
  ...postName().shape,
  checklist: z.array(z.string()),
  equipment: z.array(z.string()),
  briefing: z.nullable(z.string()),
  suitMinutes: z.nullable(z.number()),
  closesWhen: z.nullable(z.string()),
})
export type PostBrief = z.infer<typeof PostBrief>

export const OpeningItem = z.object({ item: z.string(), at: z.nullable(instant()) })
export const LINE_STATES = ['expected', 'late', 'on', 'break', 'left', 'no-show', 'standby'] as const
/** Somebody who is meant to be on a shift, or came without. */
export const Line = z.object({
  person: who(),
  assignmentId: z.nullable(id()),
  reportAt: z.nullable(instant()),
  state: z.enum(LINE_STATES),
  /** The latest, if there are several. */
  turn: z.nullable(Turn),
})
export type Line = z.infer<typeof Line>

/** Who relieves whom: those of the shift before on the same post, and those of the next. */
export const Relief = z.object({
  shiftId: id(),
  at: instant(),
  people: z.array(
    z.object({
      person: who(),
      arrived: z.boolean(),
      /** `nothing`: handed over, with nothing to report; null: not handed over yet. */
      handedOver: z.nullable(z.enum(['note', 'nothing'])),
      note: personal('duty.note', z.string()),
    }),
  ),
})
export type Relief = z.infer<typeof Relief>

export const MyShift = z.object({
  person: who(),
  post: PostBrief,
  shift: Shift,
  assignmentId: z.nullable(id()),
  standby: z.boolean(),
  reportAt: z.nullable(instant()),
  state: z.enum(LINE_STATES),
  turn: z.nullable(Turn),
  opening: z.array(OpeningItem),
  before: z.nullable(Relief),
  next: z.nullable(Relief),
  /** Most minutes in a suit in one spell here. */
  suitMost: z.number(),
  closedAt: z.nullable(instant()),
})
export type MyShift = z.infer<typeof MyShift>

/** What the phone shows and keeps for use without signal: the shifts of yesterday's end to tomorrow. */
export const myDuty = endpoint({
  name: 'duty.myDuty',
  method: 'get',
  path: '/me/duty',
  words: { zh: '我的岗位', en: 'My duty' },
  may: 'duty.own',
  reach: 'self',
  input: z.object({}),
  output: z.object({
    now: instant(),
    rows: z.array(MyShift),
    /** Minutes on post in the last 24 hours, with the warning and the limit. */
    hours: z.object({ served: z.number(), warn: z.number(), most: z.number() }),
  }),
})

const acted = { id: id(), occurredAt: z.optional(instant()) }
const refusals = ['duty/code-wrong', 'duty/code-old', 'duty/code-used', 'duty/which-shift']

/**
 * I am here. With the code on the captain's screen, scanned (it names its shift) or typed (six digits, with the shift);
 * without one the captain has to confirm.
 */
export const checkIn = endpoint({
  name: 'duty.checkIn',
  method: 'post',
  path: '/me/duty/check-ins',
  words: { zh: '我到岗', en: 'Check in' },
  may: 'duty.own',
  reach: 'self',
  urgency: 'deed',
  input: z.object({ ...acted, shiftId: z.optional(id()), code: z.optional(text(120, 6)) }),
  output: MyShift,
  problems: refusals,
})

export const ACTS = [
  'checked-out',
  'ticked',
  'break-began',
  'break-ended',
  'suit-on',
  'suit-off',
  'handed-over',
  'took-over',
  'stayed',
  'took-back',
] as const
/** How long after a check-out it can still be taken back. */
export const TAKE_BACK_MINUTES = 30
/** What happens during a turn. The same goes as facts through `/facts`, kind `duty.<what>`, from a phone without signal. */
const act = {
  ...acted,
  shiftId: id(),
  what: z.enum(ACTS),
  /** checked-out: why; `ended` unless told. */
  why: z.optional(z.enum(SAID_LEAVINGS)),
  /** ticked: which item of the checklist. */
  item: z.optional(text(200)),
  /** handed-over: what the successor must know; left out says “nothing to report”. */
  note: z.optional(text(500)),
  /** stayed: why. */
  reason: z.optional(text(200)),
  /** handed-over: to whom; took-over: from whom. */
  otherId: z.optional(id()),
}
const actRefusals = [
  'duty/not-here',
  'duty/needs-reason',
  'duty/other-not-beside',
  'duty/not-left',
  'duty/left-for-good',
  'duty/is-elsewhere',
  'duty/is-at-another-post',
  'duty/who',
]
export const actOwn = endpoint({
  name: 'duty.actOwn',
  method: 'post',
  path: '/me/duty/acts',
  words: { zh: '记录我的岗位动作', en: 'Note what I do on post' },
  may: 'duty.own',
  reach: 'self',
  urgency: 'deed',
  input: z.object(act),
  output: MyShift,
  problems: actRefusals,
})

/** A stretch of service as it stands in a person's record; travel between posts is in none. */
export const Segment = z.object({
  turn: Turn,
  /** The tenant's day on which the shift begins. */
  day: day(),
  role: z.string(),
  post: z.object({ id: id(), name: z.string() }),
  territory: place(),
  site: z.nullable(siteName()),
})
/** So many days, if not told otherwise; and never more at once. */
export const [RECORD_DAYS, MOST_RECORD_DAYS] = [92, 366] as const
export const Record = z.object({
  person: who(),
  /** Days of shifts that are shown. */
  from: day(),
  to: day(),
  segments: z.array(Segment),
  minutes: z.number(),
  /** Minutes on post in the last 24 hours. */
  hours: z.object({ served: z.number(), warn: z.number(), most: z.number() }),
})
export type Record = z.infer<typeof Record>
const span = { from: z.optional(day()), to: z.optional(day()) }
export const myRecord = endpoint({
  name: 'duty.myRecord',
  method: 'get',
  path: '/me/duty/record',
  words: { zh: '我的服务记录', en: 'My record of service' },
  may: 'duty.own',
  reach: 'self',
  input: z.object(span),
  output: Record,
})
export const record = endpoint({
  name: 'duty.record',
  method: 'get',
  path: '/people/:personId/duty',
  words: { zh: '某人的服务记录', en: 'Record of service of a person' },
  may: 'duty.read',
  reach: { kind: 'person', field: 'personId' },
  input: z.object({ personId: id(), ...span }),
  output: Record,
})

/** The code on the captain's screen: bound to post and shift, another one every half minute, good for one minute. */
export const code = endpoint({
  name: 'duty.code',
  method: 'get',
  path: '/shifts/:shiftId/code',
  words: { zh: '到岗码', en: 'Check-in code' },
  may: 'duty.run',
  reach: oneShift,
  input: z.object({ shiftId: id() }),
  output: z.object({ code: z.string(), digits: z.string(), until: instant() }),
})

/** A shift on the day, for its captain: who came, who is missing, what is still to be done. */
export const Sheet = z.object({
  asOf: instant(),
  post: PostBrief,
  shift: Shift,
  /** How many of those who are needed are there; who stays over from the shift before counts. */
  present: z.number(),
  missing: z.number(),
  opening: z.array(OpeningItem),
  /** Of a unit's reader only its own people; `others` says how many more there are. */
  people: z.array(Line),
  others: z.number(),
  before: z.nullable(Relief),
  next: z.nullable(Relief),
  closedAt: z.nullable(instant()),
  closedWhy: z.nullable(z.string()),
})
export type Sheet = z.infer<typeof Sheet>
export const sheet = endpoint({
  name: 'duty.sheet',
  method: 'get',
  path: '/shifts/:shiftId/duty',
  words: { zh: '当班情况', en: 'A shift on the day' },
  may: 'duty.read',
  reach: oneShift,
  urgency: 'picture',
  input: z.object({ shiftId: id() }),
  output: Sheet,
})
/**
 * The captain's word that somebody is here, planned or not. Of people who are neither placed at the post nor the captain's own
 * it is kept as unproven, without their name, until a desk of the place confirms. Counts from `occurredAt`: left out, from now.
 */
export const checkInFor = endpoint({
  name: 'duty.checkInFor',
  method: 'post',
  path: '/shifts/:shiftId/check-ins',
  words: { zh: '队长确认到岗', en: 'Confirm that somebody is here' },
  may: 'duty.run',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({ ...acted, shiftId: id(), personId: z.optional(id()), volunteerNo: z.optional(text(30)) }),
  output: Sheet,
  problems: ['duty/who'],
})
export const actFor = endpoint({
  name: 'duty.actFor',
  method: 'post',
  path: '/shifts/:shiftId/acts',
  words: { zh: '队长代记岗位动作', en: 'Note what somebody does on post' },
  may: 'duty.run',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({ ...act, personId: id() }),
  output: Sheet,
  problems: actRefusals,
})
/** The captain need not wait until time says it: refilled at once. */
export const noShow = endpoint({
  name: 'duty.noShow',
  method: 'post',
  path: '/shifts/:shiftId/no-shows',
  words: { zh: '记为未到岗', en: 'Say that somebody did not come' },
  may: 'duty.run',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({ id: id(), shiftId: id(), personId: id() }),
  output: Sheet,
  problems: ['duty/is-here', 'duty/not-planned'],
})
/** “Queue empty”: everybody checks out, and the shift asks for nobody any more. */
export const close = endpoint({
  name: 'duty.close',
  method: 'post',
  path: '/shifts/:shiftId/closing',
  words: { zh: '按条件结束', en: 'Close by its condition' },
  may: 'duty.run',
  reach: oneShift,
  urgency: 'deed',
  input: z.object({ ...acted, shiftId: id(), reason: text(200) }),
  output: Sheet,
})
