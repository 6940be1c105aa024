import { Histogram } from '../figures/histogram.ts'

export interface Delays {
  readonly histogram: Histogram
  /** Screens, counted for each commit, that never heard of it. */
  readonly missed: number
}

/** A change as PostgreSQL passed it on, in the order of the commits. */
export interface Commit {
  readonly id: string
  readonly at: number
}

/**
 * How long after each commit each screen knew: by the event of that commit, or by a later one that spoke for it.
 *
 * @param seen when each event came to each screen, by its id; 0 where it never came
 */
export function delaysOf(commits: readonly Commit[], seen: ReadonlyMap<string, Float64Array>, screens: number): Delays {
  const histogram = new Histogram()
  const knew = new Float64Array(screens).fill(Number.POSITIVE_INFINITY)
  let missed = 0
  for (const { id, at } of commits.toReversed()) {
    const times = seen.get(id)
    for (let screen = 0; screen < screens; screen++) {
      const came = times?.[screen] || Number.POSITIVE_INFINITY
      knew[screen] = Math.min(knew[screen]!, came)
      if (knew[screen] === Number.POSITIVE_INFINITY) missed++
      else histogram.add(knew[screen]! - at)
    }
  }
  return { histogram, missed }
}
