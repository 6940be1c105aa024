import { kind } from '../platform/kind.ts'
import { id, text, whole, z } from '../platform/shapes.ts'
import { EXCUSES, OUTCOMES } from './outcomes.ts'

/** Why a visit settles nothing: kept beside its door, which stays unknown. */
export const HELD_FOR = ['not-on-post', 'after-closing'] as const
/** The most doors of one list. */
export const MOST_OF_LIST = 300

/** The device's clock ran ahead: it happened when it was heard at the latest. */
const skewed = () => z.optional(z.boolean())
const stair = () => text(20, 0)

const inSweep = {
  needs: ['territory', 'subject'],
  counts: { unit: 'HOUSEHOLD_VISITS', once: 'per fact' },
  retention: 'visit.outcome',
} as const

/** What a phone says of a visit; its subject is the household. */
const visited = {
  sweepId: id(),
  outcome: z.enum(OUTCOMES),
  /** How many people were met. */
  people: z.optional(whole(0, 50)),
  /** A note was left at the door. */
  left: z.optional(z.boolean()),
  /** The answers to the sweep's questions: an entry of its register. */
  entryId: z.optional(id()),
}
export const Visited = z.object(visited)
/** Somebody was at a door. */
export const done = kind({
  name: 'visit.done',
  words: { zh: '敲门', en: 'Visited' },
  ...inSweep,
  payload: z.object({ ...visited, held: z.optional(z.enum(HELD_FOR)), skewed: skewed() }),
})
/** A visit is taken back; supersedes it. */
export const withdrawn = kind({
  name: 'visit.withdrawn',
  words: { zh: '撤销敲门记录', en: 'Visit taken back' },
  supersedes: ['visit.done'],
  ...inSweep,
  payload: z.object({ sweepId: id(), skewed: skewed() }),
})

/** A list is a stair of a building; its subject is the building. */
const list = { sweepId: id(), stair: stair() }
export const Claimed = z.object({
  ...list,
  /** Taken from whoever holds it. */
  over: z.optional(z.boolean()),
  /** The code printed at the post, for those who do not run it. */
  code: z.optional(text(12)),
  /** The doors that are said to be done, of which no visit was heard. */
  said: z.optional(z.array(id()).check(z.maxLength(MOST_OF_LIST))),
})
/** Somebody takes a list. */
export const claimed = kind({
  name: 'visit.claimed',
  words: { zh: '认领名单', en: 'List claimed' },
  ...inSweep,
  payload: z.object({ ...list, over: z.optional(z.boolean()), said: Claimed.shape.said, skewed: skewed() }),
})
export const Released = z.object(list)
/** A list is free again. */
export const released = kind({
  name: 'visit.released',
  words: { zh: '交回名单', en: 'List released' },
  ...inSweep,
  payload: z.object({ ...list, skewed: skewed() }),
})
/** A desk says that a door is not to be knocked on. */
export const excused = kind({
  name: 'visit.excused',
  words: { zh: '免敲', en: 'Excused' },
  ...inSweep,
  payload: z.object({ sweepId: id(), reason: z.enum(EXCUSES) }),
})
/** A door is to be knocked on after all: whatever excused it until then does so no more. */
export const excuseEnded = kind({
  name: 'visit.excuse-ended',
  words: { zh: '取消免敲', en: 'Excuse taken back' },
  ...inSweep,
  payload: z.object({ sweepId: id() }),
})
/** The most doors that are looked at again in one draw. */
export const MOST_DRAWN = 200
/** A desk drew doors by chance, to be looked at again; the seed shows how. Its subject is the sweep. */
export const drawn = kind({
  name: 'visit.drawn',
  words: { zh: '抽查', en: 'Drawn for a second look' },
  ...inSweep,
  payload: z.object({ seed: text(64), householdIds: z.array(id()).check(z.maxLength(MOST_DRAWN)) }),
})
/** Somebody else looked at a door again: what was noted is true, or the door is unknown until it is visited anew. */
export const rechecked = kind({
  name: 'visit.rechecked',
  words: { zh: '复核结果', en: 'Looked at again' },
  ...inSweep,
  payload: z.object({ sweepId: id(), drawId: id(), agrees: z.boolean() }),
})

export const visitKinds = [done, withdrawn, claimed, released, excused, excuseEnded, drawn, rechecked]
