/** Throughput is measured over the last quarter of an hour. */
export const PACE_MINUTES = 15

/** People an hour; null while too little was seen to say. @param open minutes since the first sample of the post */
export function paceOf(lately: number, open: number): number | null {
  const minutes = Math.min(PACE_MINUTES, open)
  return lately === 0 || minutes < 1 ? null : Math.round((lately * 60) / minutes)
}

/** A building or another part of those who are called, in the order of calling. */
export interface Batch {
  readonly name: string
  readonly people: number
}

/**
 * When each batch's turn comes, in minutes from now: whoever was called before and has not been sampled stands in line first.
 *
 * @param called how many batches were called
 */
export function waits(
  batches: readonly Batch[],
  { called, taken, pace }: { readonly called: number; readonly taken: number; readonly pace: number | null },
): readonly (number | null)[] {
  let ahead = batches.slice(0, called).reduce((sum, { people }) => sum + people, 0) - taken
  return batches.map(({ people }, nth) => {
    if (nth < called) return 0
    const wait = pace === null ? null : Math.round((Math.max(0, ahead) * 60) / pace)
    ahead = Math.max(0, ahead) + people
    return wait
  })
}
