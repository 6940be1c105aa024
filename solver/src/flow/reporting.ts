import type { Until } from '../until.ts'
import { type Assignment, assign } from './assign.ts'
import type { Person, Place, Point } from './input.ts'
import { planeOf } from './plane.ts'

/** A person who is to report at the community too, besides the unit. */
export interface Reporter {
  readonly id: string
  /** Home; absent where it is unknown. */
  readonly at?: Point | undefined
}

/** A community and how many it can take in. */
export interface Community {
  readonly id: string
  readonly at: Point
  readonly capacity: number
}

/** Where somebody should report. */
export interface Report {
  readonly person: string
  /** Null when all communities are full. */
  readonly community: string | null
  /** The nearest community, full or not; null where the home is unknown. */
  readonly nearest: string | null
  /** To the community, in km; null where either is unknown. */
  readonly km: number | null
}

/**
 * Double report (双报到): sends everybody to the nearest community that has room, so that all ways together are as short
 * as they can be. Room is kept for whoever has it nearest in the sum; nobody stays as long as there is room anywhere.
 */
export function whereToReport(
  people: readonly Reporter[],
  communities: readonly Community[],
  until: Until = {},
): readonly Report[] {
  const places: readonly Place[] = communities
  const prices = { km: 1, missing: 0, unassigned: NEVER, unknownKm: 0 }
  const { placeOf }: Assignment = assign({ people: people satisfies readonly Person[], places, prices }, until)
  const spotOf = planeOf(communities)
  const spots = communities.map(({ at }) => spotOf(at))
  const kmTo = (at: Point, index: number) => {
    const { x, y } = spotOf(at)
    return Math.hypot(x - spots[index]!.x, y - spots[index]!.y)
  }
  return people.map(({ id, at }, person) => {
    const index = placeOf[person]!
    const nearest = at && nearestOf(spots.length, community => kmTo(at, community))
    return {
      person: id,
      community: communities[index]?.id ?? null,
      nearest: nearest === undefined ? null : (communities[nearest]?.id ?? null),
      km: at && index >= 0 ? kmTo(at, index) : null,
    }
  })
}

/** Dearer than any way through a city, so that who stays, stays for want of room. */
const NEVER = 100_000

function nearestOf(count: number, km: (index: number) => number): number {
  let best = -1
  let least = Infinity
  for (let index = 0; index < count; index++) {
    const length = km(index)
    if (length < least) [best, least] = [index, length]
  }
  return best
}
