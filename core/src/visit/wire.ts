/** Visits: the doors of buildings, sweeps over them, and what came of each. */
import { place } from '../people/wire.ts'
import { endpoint } from '../platform/endpoint.ts'
import { personal } from '../platform/personal.ts'
import { done, id, instant, page, pageInput, text, whole, z } from '../platform/shapes.ts'
import { Form } from '../register/form.ts'
import { siteName, who } from '../roster/shapes.ts'
import { EXCUSES, OUTCOMES, STATES } from './outcomes.ts'

/** How many doors one request may add, and one sweep may hold. */
export const MOST_ADDED = 500
export const MOST_SWEPT = 5_000
/** A claim lapses so many minutes after it, or the last visit of its holder, was heard. */
export const CLAIM_MINUTES = 45

const stair = () => text(20, 0)
const spot = { stair: stair(), floor: whole(-10, 200), number: text(20) }
const oneSite = { kind: 'site', field: 'siteId' } as const
const oneSweep = { kind: 'sweep', field: 'sweepId' } as const

/** A door: where it is, and nothing about who lives there. */
export const Household = z.object({ id: id(), ...spot })
export type Household = z.infer<typeof Household>

export const households = endpoint({
  name: 'visit.households',
  method: 'get',
  path: '/sites/:siteId/households',
  words: { zh: '一栋楼的门户清单', en: 'Doors of a building' },
  may: 'visit.plan',
  reach: oneSite,
  input: z.object({ siteId: id() }),
  output: z.object({
    rows: z.array(Household),
    /** Taken off the roll: what can be put back. */
    gone: z.array(Household),
  }),
})
/** Adds doors to a building: all of them or none; ids that are known are answered as they are. */
export const addHouseholds = endpoint({
  name: 'visit.addHouseholds',
  method: 'post',
  path: '/sites/:siteId/households',
  words: { zh: '新增门户', en: 'Add doors' },
  may: 'visit.plan',
  reach: oneSite,
  input: z.object({
    siteId: id(),
    rows: z.array(z.object({ id: id(), ...spot })).check(z.minLength(1), z.maxLength(MOST_ADDED)),
  }),
  output: z.object({ rows: z.array(Household) }),
  problems: ['visit/door-twice', 'visit/long-stair'],
})
/** A door that is no more: it stays in what was counted before. */
export const removeHousehold = endpoint({
  name: 'visit.removeHousehold',
  method: 'post',
  path: '/households/:householdId/removal',
  words: { zh: '移除门户', en: 'Remove a door' },
  may: 'visit.plan',
  reach: { kind: 'household', field: 'householdId' },
  input: z.object({ householdId: id() }),
  output: done(),
})
/** Puts a door back on the roll that was taken off by a slip, with all that was heard of it. */
export const restoreHousehold = endpoint({
  name: 'visit.restoreHousehold',
  method: 'post',
  path: '/households/:householdId/return',
  words: { zh: '恢复门户', en: 'Put a door back' },
  may: 'visit.plan',
  reach: { kind: 'household', field: 'householdId' },
  input: z.object({ householdId: id() }),
  output: done(),
  problems: ['visit/door-twice', 'visit/long-stair'],
})

export const Sweep = z.object({
  id: id(),
  incidentId: id(),
  name: z.string(),
  post: siteName(),
  territory: place(),
  attempts: z.number(),
  registerId: z.nullable(id()),
  open: z.boolean(),
  version: z.number(),
})
export type Sweep = z.infer<typeof Sweep>

export const sweeps = endpoint({
  name: 'visit.sweeps',
  method: 'get',
  path: '/incidents/:incidentId/sweeps',
  words: { zh: '扫楼列表', en: 'Sweeps' },
  may: 'visit.read',
  reach: { kind: 'incident', field: 'incidentId' },
  urgency: 'picture',
  input: z.object({ incidentId: id() }),
  output: z.object({ rows: z.array(Sweep) }),
})
/** Opens a sweep over buildings, done from a post; its questions, if any, are a register that is kept there. */
export const open = endpoint({
  name: 'visit.open',
  method: 'post',
  path: '/incidents/:incidentId/sweeps',
  words: { zh: '发起扫楼', en: 'Open a sweep' },
  may: 'visit.plan',
  reach: { kind: 'incident', field: 'incidentId' },
  input: z.object({
    incidentId: id(),
    id: id(),
    name: text(60),
    postId: id(),
    siteIds: z.array(id()).check(z.minLength(1), z.maxLength(500)),
    registerId: z.optional(id()),
    /** At how many times of the day somebody knocks where nobody is home. */
    attempts: z._default(whole(1, 3), 2),
  }),
  output: Sweep,
  problems: ['visit/no-doors', 'visit/too-many', 'register/not-here', 'roster/post-closed', 'door/not-found'],
})
/** Ends a sweep; what phones still hold is taken in for five days. */
export const close = endpoint({
  name: 'visit.close',
  method: 'post',
  path: '/sweeps/:sweepId/close',
  words: { zh: '结束扫楼', en: 'Close a sweep' },
  may: 'visit.plan',
  reach: oneSweep,
  input: z.object({ sweepId: id(), version: z.number() }),
  output: Sweep,
  problems: ['door/changed-meanwhile'],
})

/** Who holds a list, and until when. */
const Claim = z.object({ by: z.nullable(who()), since: instant(), until: instant(), over: z.boolean() })
const states = { households: z.number(), done: z.number(), open: z.number(), unknown: z.number(), excused: z.number() }
const Row = z.object({
  site: siteName(),
  stair: z.string(),
  ...states,
  /** The latest that was heard from there. */
  heardAt: z.nullable(instant()),
  claim: z.nullable(Claim),
})
export const coverage = endpoint({
  name: 'visit.coverage',
  method: 'get',
  path: '/sweeps/:sweepId',
  words: { zh: '扫楼进度', en: 'Coverage of a sweep' },
  may: 'visit.read',
  reach: oneSweep,
  urgency: 'picture',
  input: z.object({ sweepId: id(), asOf: z.optional(instant()) }),
  output: z.object({
    sweep: Sweep,
    /** Printed at the post: whoever types it takes a list over. */
    code: z.string(),
    asOf: instant(),
    ...states,
    /** Buildings of the sweep without a door on the roll: nobody is sent there, and no sum holds them. */
    empty: z.array(siteName()),
    /** Doors where somebody answered; doors that more than one hand visited. */
    reached: z.number(),
    twice: z.number(),
    /** 户次, 栋次 (a building on a day), people met. */
    visits: z.number(),
    buildingVisits: z.number(),
    people: z.number(),
    rechecks: z.object({ drawn: z.number(), checked: z.number(), agree: z.number() }),
    rows: z.array(Row),
  }),
})

const Visit = z.object({
  id: id(),
  outcome: personal('visit.outcome', z.enum(OUTCOMES)),
  at: instant(),
  heardAt: instant(),
  by: z.nullable(who()),
  mine: z.boolean(),
  held: z.boolean(),
  left: z.boolean(),
})
export const Door = z.object({
  ...Household.shape,
  state: z.enum(STATES),
  /** Said to be done by whoever had the list before. */
  said: z.boolean(),
  excuse: personal('visit.outcome', z.enum(EXCUSES)),
  visits: z.array(Visit),
})
export type Door = z.infer<typeof Door>

/** Doors of a sweep in walking order: all of them, or those in one state. */
export const doors = endpoint({
  name: 'visit.doors',
  method: 'get',
  path: '/sweeps/:sweepId/households',
  words: { zh: '扫楼逐户情况', en: 'Doors of a sweep' },
  may: 'visit.read',
  reach: oneSweep,
  urgency: 'picture',
  input: z.object({ ...pageInput, sweepId: id(), siteId: z.optional(id()), state: z.optional(z.enum(STATES)) }),
  output: page(z.object({ ...Door.shape, site: siteName() })),
})
/** Frees a list that somebody holds. */
export const release = endpoint({
  name: 'visit.release',
  method: 'post',
  path: '/sweeps/:sweepId/release',
  words: { zh: '收回名单', en: 'Free a list' },
  may: 'visit.settle',
  reach: oneSweep,
  input: z.object({ sweepId: id(), id: id(), siteId: id(), stair: stair() }),
  output: done(),
})
/** Says that a door is not to be knocked on. */
export const excuse = endpoint({
  name: 'visit.excuse',
  method: 'post',
  path: '/sweeps/:sweepId/excuses',
  words: { zh: '免敲一户', en: 'Excuse a door' },
  may: 'visit.settle',
  reach: oneSweep,
  input: z.object({ sweepId: id(), id: id(), householdId: id(), reason: z.enum(EXCUSES) }),
  output: done(),
  problems: ['visit/not-on-roll'],
})
/** Says that an excused door is to be knocked on after all. */
export const endExcuse = endpoint({
  name: 'visit.endExcuse',
  method: 'post',
  path: '/sweeps/:sweepId/excuses/end',
  words: { zh: '取消免敲', en: 'Take an excuse back' },
  may: 'visit.settle',
  reach: oneSweep,
  input: z.object({ sweepId: id(), id: id(), householdId: id() }),
  output: done(),
  problems: ['visit/not-on-roll'],
})
/** Draws doors by chance among those done, to be looked at again by somebody else. */
export const draw = endpoint({
  name: 'visit.draw',
  method: 'post',
  path: '/sweeps/:sweepId/draws',
  words: { zh: '随机抽查', en: 'Draw doors to look at again' },
  may: 'visit.plan',
  reach: oneSweep,
  input: z.object({ sweepId: id(), id: id(), percent: whole(1, 100) }),
  output: done(),
  problems: ['visit/none-done'],
})
export const rechecks = endpoint({
  name: 'visit.rechecks',
  method: 'get',
  path: '/sweeps/:sweepId/rechecks',
  words: { zh: '抽查名单', en: 'Doors drawn' },
  may: 'visit.read',
  reach: oneSweep,
  urgency: 'picture',
  input: z.object({ sweepId: id() }),
  output: z.object({
    rows: z.array(
      z.object({
        ...Household.shape,
        drawId: id(),
        site: siteName(),
        /** By the drawing of lots, so that anybody can draw again. */
        seed: z.string(),
        /** What was noted at the door. */
        outcome: personal('visit.outcome', z.enum(OUTCOMES)),
        /** Null: not yet looked at. */
        agrees: z.nullable(z.boolean()),
      }),
    ),
  }),
})
export const recheck = endpoint({
  name: 'visit.recheck',
  method: 'post',
  path: '/sweeps/:sweepId/rechecks',
  words: { zh: '记录复核结果', en: 'Note what was found' },
  may: 'visit.settle',
  reach: oneSweep,
  input: z.object({ sweepId: id(), id: id(), drawId: id(), householdId: id(), agrees: z.boolean() }),
  output: done(),
  problems: ['visit/not-drawn', 'visit/own-work'],
})
/** The lists of one's own posts with every door, for phones, which keep them. */
export const mine = endpoint({
  name: 'visit.mine',
  method: 'get',
  path: '/own/sweeps',
  words: { zh: '我岗位上的扫楼', en: 'Sweeps at my posts' },
  may: 'visit.do',
  reach: 'self',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        ...Sweep.shape,
        /** Takes a list over from whoever holds it, without a code. */
        runs: z.boolean(),
        /** What is asked at a door. */
        form: z.nullable(z.object({ version: z.number(), form: Form })),
        zone: z.string(),
        lists: z.array(
          z.object({
            site: siteName(),
            stair: z.string(),
            heardAt: z.nullable(instant()),
            claim: z.nullable(z.object({ mine: z.boolean(), until: instant(), over: z.boolean() })),
            doors: z.array(
              z.object({
                ...Household.shape,
                said: z.boolean(),
                excused: z.boolean(),
                visits: z.array(
                  z.object({
                    id: id(),
                    outcome: personal('visit.outcome', z.enum(OUTCOMES)),
                    at: instant(),
                    mine: z.boolean(),
                    held: z.boolean(),
                  }),
                ),
              }),
            ),
          }),
        ),
      }),
    ),
  }),
})
