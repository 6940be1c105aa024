import type { Weighed } from './kinds.ts'
import type { Decided } from './rules.ts'

/** Somebody who signed up for a ranked call. */
export interface Candidate {
  readonly personId: string
  readonly weighed: Weighed
}

/** Any time first, then those with set times; who asked not to be called comes last. */
const READINESS: Readonly<Record<Weighed['availability'], number>> = {
  'any-time': 0,
  daytime: 1,
  evenings: 1,
  weekends: 1,
  'not-now': 2,
}

/** What is compared, in this order; smaller comes first. No mark of merit is made up: each is a fact with its words. */
const order = ({ weighed }: Candidate): readonly number[] => [
  weighed.fit ? 0 : 1,
  -weighed.skills.length,
  weighed.recentCalls,
  weighed.onCall ? 0 : 1,
  READINESS[weighed.availability],
  weighed.arrival,
]

/** Fit, skills asked for, load of the last 7 days, on call, availability, then who came first. */
export function rankCandidates(candidates: readonly Candidate[]): Candidate[] {
  const keyed = candidates.map(candidate => ({ candidate, keys: order(candidate) }))
  keyed.sort((a, b) => {
    const at = a.keys.findIndex((key, nth) => key !== b.keys[nth])
    return at < 0 ? 0 : a.keys[at]! - b.keys[at]!
  })
  return keyed.map(({ candidate }) => candidate)
}

/** Chooses as many as there are places; all others get their rank. Whoever says to be unfit is never chosen. */
export function selectPeople(
  candidates: readonly Candidate[],
  freePlaces: readonly number[],
  lastRank: number,
): Decided[] {
  const ranked = rankCandidates(candidates)
  const chosen = ranked.filter(({ weighed }) => weighed.fit).slice(0, freePlaces.length)
  const rest = ranked.filter(candidate => !chosen.includes(candidate))
  return [
    ...chosen.map(
      ({ personId, weighed }, nth): Decided => ({
        personId,
        kind: 'callout.confirmed',
        payload: { place: freePlaces[nth]!, weighed },
      }),
    ),
    ...rest.map(
      ({ personId, weighed }, nth): Decided => ({
        personId,
        kind: 'callout.reserved',
        payload: { rank: lastRank + 1 + nth, weighed },
      }),
    ),
  ]
}
