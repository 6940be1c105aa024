/** What a desk and a wall look at: gaps first. */
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { done, id, instant, page, pageInput, territoryCode, whole, z } from '../platform/shapes.ts'
import { onePost, postName, who } from '../roster/shapes.ts'
import { ALARM_NAMES, STEPS } from './alarms.ts'

const inside = { territory: z.optional(territoryCode()), incidentId: z.optional(id()) }

/** What to do about a gap; each is a button. `wait`: those assigned may still come; `refill`: ask standby and others. */
export const ACTIONS = ['assign', 'wait', 'refill', 'confirm'] as const
export const Gap = z.object({
  post: postName(),
  shiftId: id(),
  role: z.string(),
  startsAt: instant(),
  endsAt: instant(),
  /** Minutes the gap has lasted; negative: so many until it begins. */
  minutes: z.number(),
  need: z.number(),
  present: z.number(),
  /** Assigned, and may still come. */
  expected: z.number(),
  /** Here, but by no code and without the captain's word yet. */
  unproven: z.number(),
  missing: z.number(),
  /** A shortage runs for it, and this many are still asked for. */
  asking: z.number(),
  action: z.enum(ACTIONS),
})
export type Gap = z.infer<typeof Gap>
/** Posts that are short now or will be, the most urgent first: nobody there, command, danger, how long, how many. */
export const gaps = endpoint({
  name: 'duty.gaps',
  method: 'get',
  path: '/duty/gaps',
  words: { zh: '缺岗看板', en: 'Gaps now and in the next hours' },
  may: 'duty.read',
  reach: 'scope',
  shared: true,
  input: z.object({ ...inside, hours: z._default(whole(1, 24), 4), limit: z._default(whole(1, 500), 200) }),
  output: z.object({
    asOf: instant(),
    now: z.object({ posts: z.number(), people: z.number() }),
    coming: z.object({ posts: z.number(), people: z.number() }),
    rows: z.array(Gap),
  }),
})

export const Present = z.object({
  person: who(),
  post: postName(),
  shiftId: id(),
  role: z.string(),
  since: personal('duty.turn', instant()),
  minutes: z.number(),
  onBreak: z.boolean(),
  suitSince: z.nullable(instant()),
  suitMost: z.number(),
  until: instant(),
  unproven: z.boolean(),
  unplanned: z.boolean(),
})
export type Present = z.infer<typeof Present>
/** Who is where, for how long; the longest first. */
export const present = endpoint({
  name: 'duty.present',
  method: 'get',
  path: '/duty/present',
  words: { zh: '在岗人员', en: 'Who is on duty' },
  may: 'duty.read',
  reach: 'scope',
  shared: true,
  input: z.object({ ...pageInput, ...inside, postId: z.optional(id()) }),
  output: z.object({ asOf: instant(), ...page(Present).shape, inSuit: z.number() }),
})

/** One place below the reader's, or the place itself, with what stands there now. */
export const PlaceDuty = z.object({
  code: z.string(),
  name: z.string(),
  opens: z.boolean(),
  posts: z.number(),
  need: z.number(),
  present: z.number(),
  missing: z.number(),
  uncovered: z.number(),
  alarms: z.number(),
})
export const places = endpoint({
  name: 'duty.places',
  method: 'get',
  path: '/duty/places',
  words: { zh: '各地在岗情况', en: 'Duty by place' },
  may: 'duty.read',
  reach: 'scope',
  shared: true,
  input: z.object({ territory: z.optional(territoryCode()) }),
  output: z.object({ asOf: instant(), rows: z.array(PlaceDuty), total: PlaceDuty }),
})

/** For the wall: who came and who is relieved, the last minutes and the next; places and numbers, no names. */
export const wall = endpoint({
  name: 'duty.wall',
  method: 'get',
  path: '/duty/wall',
  words: { zh: '大屏：到岗与换岗', en: 'Wall of arrivals and reliefs' },
  may: 'duty.read',
  reach: 'scope',
  shared: true,
  input: z.object({ ...inside, minutes: z._default(whole(10, 240), 60) }),
  output: z.object({
    asOf: instant(),
    onDuty: z.number(),
    inSuit: z.number(),
    arrived: z.number(),
    left: z.number(),
    noShows: z.number(),
    refilled: z.number(),
    rows: z.array(
      z.object({
        at: instant(),
        what: z.enum(['arrivals', 'relief', 'start', 'end']),
        post: postName(),
        shiftId: id(),
        people: z.number(),
        of: z.number(),
      }),
    ),
  }),
})

export const Alarm = z.object({
  id: id(),
  kind: z.enum(ALARM_NAMES),
  post: postName(),
  shiftId: z.nullable(id()),
  person: z.nullable(who()),
  since: instant(),
  /** How far up the ladder it has climbed. */
  step: z.enum(STEPS),
  nextStepAt: z.nullable(instant()),
  acknowledgedAt: z.nullable(instant()),
  acknowledgedBy: personal('person.name', z.string()),
  clearedAt: z.nullable(instant()),
  zh: z.string(),
  en: z.string(),
})
export type Alarm = z.infer<typeof Alarm>
export const alarms = endpoint({
  name: 'duty.alarms',
  method: 'get',
  path: '/duty/alarms',
  words: { zh: '告警', en: 'Alarms' },
  may: 'duty.read',
  reach: 'scope',
  shared: true,
  input: z.object({ ...inside, postId: z.optional(id()), cleared: z._default(z.stringbool(), false) }),
  output: z.object({ asOf: instant(), rows: z.array(Alarm) }),
})
/** “I see to it”: it climbs no further, and is gone when what it says is no longer true. */
export const acknowledge = endpoint({
  name: 'duty.acknowledge',
  method: 'post',
  path: '/posts/:postId/alarms/:alarmId/acknowledgement',
  words: { zh: '接警', en: 'Acknowledge an alarm' },
  may: 'duty.run',
  reach: onePost,
  urgency: 'deed',
  input: z.object({ postId: id(), alarmId: id() }),
  output: done(),
})
