import type { Until } from '../until.ts'

/** How long a search may go on. With `rounds` alone the same seed gives the same roster on every machine. */
export interface Budget extends Until {
  /** Rounds of ruin and recreate. Absent: until the deadline. */
  readonly rounds?: number
}

/** How far a search has come, asked once a round. */
export interface Progress {
  /** From 0 to 1; 1 when it is over. */
  share(round: number): number
}

/** Begins to count. */
export function progressOf({ rounds = Infinity, deadline = Infinity, now = () => 0, signal }: Budget): Progress {
  const start = now()
  return {
    share: round => {
      if (signal?.aborted) return 1
      const time = deadline === Infinity ? 0 : deadline <= start ? 1 : (now() - start) / (deadline - start)
      return Math.min(1, Math.max(round / rounds, time))
    },
  }
}
