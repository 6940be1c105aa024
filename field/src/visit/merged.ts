import type { OutputOf } from '@muster/core/platform/endpoint.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { claimed, done, released, withdrawn } from '@muster/core/visit/kinds.ts'
import { OUTCOME_WORDS, type Outcome, type State } from '@muster/core/visit/outcomes.ts'
import { partOfDay, stateOf } from '@muster/core/visit/state.ts'
import { CLAIM_MINUTES, type mine } from '@muster/core/visit/wire.ts'
import type { Kept } from '../platform/outbox.ts'

export type Sweep = OutputOf<typeof mine>['rows'][number]
export type List = Sweep['lists'][number]
type Door = List['doors'][number]
type Visit = Door['visits'][number]

/**
 * What the server last told of a list, and what this phone has written down since.
 *
 * @param kept in the order of writing; what was refused is left out
 */
export const merged = (sweep: Sweep, list: List, kept: readonly Kept[]): List =>
  kept
    .filter(({ fact, state }) => state === 'waits' && fact.payload.sweepId === sweep.id)
    .reduce<List>((known, { fact }) => STEPS[fact.kind]?.(known, fact) ?? known, list)

type Fact = Kept['fact']

const STEPS: Readonly<Record<string, (list: List, fact: Fact) => List>> = {
  [done.name]: (list, fact) =>
    atDoor(list, fact, visits => {
      // A correction says what came of the same knock: it was when it was.
      const { at, held } = visits.find(({ id }) => id === fact.supersedes) ?? { at: fact.occurredAt, held: false }
      return [
        ...visits.filter(({ id }) => id !== fact.id && id !== fact.supersedes),
        { id: fact.id, outcome: fact.payload.outcome as Outcome, at, mine: true, held },
      ]
    }),
  [withdrawn.name]: (list, fact) => atDoor(list, fact, visits => visits.filter(({ id }) => id !== fact.supersedes)),
  [claimed.name]: (list, fact) =>
    isOf(list, fact) ? { ...list, claim: claimOf(fact), doors: list.doors.map(door => toldOf(door, fact)) } : list,
  [released.name]: (list, fact) => (isOf(list, fact) && list.claim?.mine ? { ...list, claim: null } : list),
}

const isOf = (list: List, { subjectId, payload }: Fact): boolean =>
  subjectId === list.site.id && payload.stair === list.stair

const claimOf = ({ occurredAt, payload }: Fact): List['claim'] => ({
  mine: true,
  until: new Date(Date.parse(occurredAt) + CLAIM_MINUTES * 60_000).toISOString(),
  over: Boolean(payload.over),
})

const toldOf = (door: Door, { payload }: Fact): Door =>
  door.visits.length === 0 && ((payload.said ?? []) as string[]).includes(door.id) ? { ...door, said: true } : door

/** One's own work at a door; it extends one's own claim. */
function atDoor(list: List, fact: Fact, change: (visits: readonly Visit[]) => Visit[]): List {
  if (!list.doors.some(({ id }) => id === fact.subjectId)) return list
  const doors = list.doors.map(door => (door.id === fact.subjectId ? { ...door, visits: change(door.visits) } : door))
  const until = new Date(Date.parse(fact.occurredAt) + CLAIM_MINUTES * 60_000).toISOString()
  const claim = list.claim?.mine && list.claim.until < until ? { ...list.claim, until } : list.claim
  return { ...list, doors, claim }
}

/** What is known of a visit whose outcome may be withheld from the reader: such a one settles nothing here. */
export const knocks = ({ visits }: Door) =>
  visits.flatMap(({ outcome, at, held }) => (outcome ? [{ outcome, at, held }] : []))

export const stateOfDoor = (sweep: Sweep, door: Door): State =>
  stateOf(sweep, { visits: knocks(door), said: door.said, excused: door.excused })

/** How many doors are in each state. */
export function statesOf(sweep: Sweep, { doors }: List): Record<State, number> {
  const counts = { done: 0, open: 0, unknown: 0, excused: 0 }
  for (const door of doors) counts[stateOfDoor(sweep, door)] += 1
  return counts
}

/** Nobody needs to knock there. */
export const isSettled = (sweep: Sweep, door: Door): boolean => ['done', 'excused'].includes(stateOfDoor(sweep, door))

/**
 * What a further word about a door puts right: one's own visit of this day that settled it. Where nobody was home, where
 * a visit settles nothing, or on another day it is a knock of its own.
 */
export const correctable = ({ zone }: Sweep, { visits }: Door, at: string): Visit | undefined =>
  visits
    .filter(({ mine, held, outcome }) => mine && !held && outcome && OUTCOME_WORDS[outcome].done)
    .filter(visit => dayIn(zone, visit.at) === dayIn(zone, at))
    .pop()

/**
 * The next door in walking order where somebody should knock now: not the same one, and not where nobody was home at
 * this time of the day.
 */
export function nextDoor(sweep: Sweep, { doors }: List, after: string | undefined, at: string): Door | undefined {
  const from = doors.findIndex(({ id }) => id === after) + 1
  const ahead = [...doors.slice(from), ...doors.slice(0, Math.max(0, from - 1))]
  const time = (when: string) => `${dayIn(sweep.zone, when)} ${partOfDay(sweep.zone, when)}`
  const tried = (door: Door) =>
    door.visits.some(({ held, outcome, at: when }) => !held && isTry(outcome) && time(when) === time(at))
  return ahead.find(door => !isSettled(sweep, door) && !tried(door))
}

/** A later knock may find what this one did not. */
const isTry = (outcome: Visit['outcome']): boolean => outcome !== null && !OUTCOME_WORDS[outcome].done
