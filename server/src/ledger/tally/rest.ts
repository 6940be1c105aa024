import { LOST } from './reader.ts'

/** So many facts since the last turn are a storm: those who report need the machine more than figures do. */
const STORM = 500
/** A tail so long that readers feel it. */
const LONG = 20_000
const LONGEST_MS = 30_000

/**
 * How long the roller rests after a turn, in milliseconds: in a storm it takes a quarter of a core, or half when the tail
 * grows long; else, and when readers have lost it, it goes on until it has caught up.
 */
export function restAfter({ tookMs, came, tail }: { tookMs: number; came: number; tail: number }): number {
  if (came < STORM || tail > LOST) return 0
  return Math.min(LONGEST_MS, tail > LONG ? tookMs : 3 * tookMs)
}
