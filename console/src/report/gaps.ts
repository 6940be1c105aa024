import type { Call } from '@muster/core/callout/wire.ts'
import { isOpen, shortOf } from '../callout/states.ts'
import { groupBy } from '../enrolment/Uncovered.tsx'
import type { Holes } from '../platform/language.ts'
import type { State } from '../shared/StateMark.tsx'
import type { Situation } from './useSituation.ts'
import type { zh } from './words.zh.ts'

type Words = keyof typeof zh

/** One line of the situation: what is missing where, since or until when, and where it is mended. */
export interface Gap {
  readonly key: string
  readonly state: State
  readonly words: Words
  readonly holes: Holes
  /** Said after it, softer: the deadline, the names. */
  readonly more: readonly { readonly words: Words; readonly holes: Holes; readonly at?: string | null }[]
  readonly names?: readonly string[]
  readonly parts?: { readonly streets: number; readonly communities: number }
  readonly since?: string
  readonly action: { readonly words: Words; readonly to: string; readonly search?: Record<string, string> }
}

/** How many units are named one by one; the rest are counted. */
const NAMED_UNITS = 6

/** What the reader answers for: a unit's secretary sees the names of the missing, and is not blamed for empty places. */
export interface Reader {
  readonly namesMissing: boolean
  readonly places: boolean
}

/** What needs somebody now, the most pressing first. */
export function gapsOf(situation: Situation, now: number, reader: Reader): Gap[] {
  const { live, calls, offers } = situation
  const rows = live ? (calls.data?.rows ?? []) : []
  return [
    ...(live ? dutyGaps(situation.duty.data) : []),
    ...urgentFirst(rows.flatMap(call => callGaps(call, now))),
    ...(live ? offerGaps(offers.data) : []),
    ...(reader.places ? placeGaps(situation.uncovered.data) : []),
    ...unitGaps(situation.byUnit.data, reader.namesMissing),
  ]
}

/** How many posts are named one by one; the rest are counted and lead to the duty desk. */
const NAMED_POSTS = 4

/** Posts that are short now, as the duty desk orders them: nobody there, command, danger, how long. */
function dutyGaps(answer: Situation['duty']['data']): Gap[] {
  const now = (answer?.rows ?? []).filter(({ minutes }) => minutes >= 0)
  const named = now.slice(0, NAMED_POSTS).map(
    ({ post, shiftId, role, missing, startsAt }): Gap => ({
      key: `post ${shiftId} ${role}`,
      state: 'gap',
      words: 'gap.post',
      holes: { post: post.name, count: missing },
      more: [{ words: 'gap.postSince', holes: { place: post.territory.name }, at: startsAt }],
      action: { words: 'gap.open', to: `/duty/posts/${post.id}`, search: { shift: shiftId } },
    }),
  )
  const rest = now.slice(NAMED_POSTS)
  if (rest.length === 0) return named
  const people = rest.reduce((sum, { missing }) => sum + missing, 0)
  const action = { words: 'gap.open', to: '/duty' } as const
  return [
    ...named,
    {
      key: 'more posts',
      state: 'gap',
      words: 'gap.morePosts',
      holes: { count: rest.length, people },
      more: [],
      action,
    },
  ]
}

const urgentFirst = (gaps: Gap[]) =>
  gaps.toSorted((one, two) => Number(two.state === 'gap') - Number(one.state === 'gap'))

function callGaps(call: Call, now: number): Gap[] {
  const open = { words: 'gap.open', to: `/calls/${call.id}` } as const
  const about = { key: call.id, more: [], action: open }
  if (call.state === 'draft') return [{ ...about, state: 'watch', words: 'gap.draft', holes: { title: call.title } }]
  if (!isOpen(call)) return []
  const over = call.deadline !== null && Date.parse(call.deadline) <= now
  if (call.selection === 'ranked' && over && call.counts.confirmed === 0) {
    const holes = { title: call.title, count: call.counts.signedUp - call.counts.withdrawn }
    return [{ ...about, state: 'gap', words: 'gap.select', holes, action: { ...open, words: 'gap.selectDo' } }]
  }
  const short = shortOf(call)
  if (short === 0) return []
  const more = [
    ...(call.deadline ? [{ words: 'gap.callUntil' as const, holes: {}, at: call.deadline }] : []),
    ...(call.muster.at ? [{ words: 'gap.callMuster' as const, holes: {}, at: call.muster.at }] : []),
  ]
  return [{ ...about, state: 'gap', words: 'gap.call', holes: { title: call.title, count: short }, more }]
}

function offerGaps(answer: Situation['offers']['data']): Gap[] {
  const first = answer?.rows.toSorted((one, two) => Date.parse(one.at) - Date.parse(two.at))[0]
  if (!answer || !first) return []
  return [
    {
      key: 'offers',
      state: 'watch',
      words: 'gap.offers',
      holes: { count: answer.total },
      since: first.at,
      more: [],
      action: { words: 'gap.offersDo', to: '/calls' },
    },
  ]
}

function placeGaps(answer: Situation['uncovered']['data']): Gap[] {
  if (!answer) return []
  const { streets, communities } = answer
  return groupBy([...streets, ...communities]).map(([place, places]) => {
    const ofStreets = places.filter(one => streets.includes(one)).length
    return {
      key: `place ${place}`,
      state: 'gap',
      words: 'gap.places',
      holes: { place },
      parts: { streets: ofStreets, communities: places.length - ofStreets },
      names: places.map(({ name }) => name),
      more: [],
      action: { words: 'gap.placesDo', to: '/enrolment' },
    }
  })
}

/** A secretary goes on to the names of the missing; others see the unit's counts. */
function unitGaps(answer: Situation['byUnit']['data'], namesMissing: boolean): Gap[] {
  const short = (answer?.rows ?? [])
    .filter(({ missing }) => (missing ?? 0) > 0)
    .toSorted((one, two) => (two.missing ?? 0) - (one.missing ?? 0))
  const named = short.slice(0, NAMED_UNITS).map(
    (row): Gap => ({
      key: row.key,
      state: 'gap',
      words: 'gap.unit',
      holes: { name: row.name, count: row.missing ?? 0 },
      more: row.roster === null ? [] : [{ words: 'gap.unitOf', holes: { expected: row.roster - (row.exempt ?? 0) } }],
      action: namesMissing
        ? { words: 'gap.unitDo', to: `/units/${row.key}/roll` }
        : { words: 'gap.unitDo', to: '/enrolment', search: { by: 'territory', unitId: row.key } },
    }),
  )
  const rest = short.slice(NAMED_UNITS)
  if (rest.length === 0) return named
  const people = rest.reduce((sum, row) => sum + (row.missing ?? 0), 0)
  return [
    ...named,
    {
      key: 'more units',
      state: 'gap',
      words: 'gap.moreUnits',
      holes: { count: rest.length, people },
      more: [],
      action: { words: 'gap.placesDo', to: '/enrolment', search: { by: 'unit' } },
    },
  ]
}
