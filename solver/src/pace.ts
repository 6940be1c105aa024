/** Milliseconds of the clock that it takes to tell its pace. */
const LATELY = 500

/**
 * How many milliseconds of the wall one of another clock takes, as it was lately: 1 on a quiet machine, more where a processor is shared.
 * For limits that only the wall can be told, like those of HiGHS.
 */
export function paceOf(now: () => number, wall: () => number): () => number {
  let [from, fromWall, pace] = [now(), wall(), 1]
  return () => {
    const [passed, passedWall] = [now() - from, wall() - fromWall]
    if (passed < LATELY) return pace
    pace = Math.max(1, passedWall / passed)
    from += passed
    fromWall += passedWall
    return pace
  }
}
