/** When requests are sent. */
export type Plan =
  /** So many clients, each asking anew when answered, for so long or until nothing is left to ask. */
  | { readonly loop: 'closed'; readonly seconds: number }
  /** Everything is asked at once; who finds no free line waits, and the wait counts. */
  | { readonly loop: 'burst' }
  /** At fixed rates, whatever the answers do; times count from the planned moment, so that a stall is not hidden. */
  | { readonly loop: 'open'; readonly phases: readonly Phase[] }

/** A stretch of time with one rate; phases of one name are measured together. */
export interface Phase {
  readonly name: string
  readonly seconds: number
  /** Requests a second. */
  readonly rate: number
}

export interface Planned {
  /** Milliseconds after the beginning. */
  readonly at: number
  readonly phase: string
}

/** How many requests phases take. */
export const requestsIn = (phases: readonly Phase[]): number =>
  phases.reduce((sum, { seconds, rate }) => sum + Math.floor(seconds * rate), 0)

/** The planned moment of each request, in order. */
export function* planned(phases: readonly Phase[]): Generator<Planned> {
  let from = 0
  for (const { name, seconds, rate } of phases) {
    for (let nth = 0; nth < Math.floor(seconds * rate); nth++) yield { at: from + (1000 * nth) / rate, phase: name }
    from += 1000 * seconds
  }
}

/**
 * A day's load in small: so many a second on average, with peaks of ten times that in the last twentieth of each
 * minute (of a third of the time, when there is less than three minutes).
 */
export function peakyPhases(mean: number, seconds: number): Phase[] {
  const round = Math.min(60, seconds / 3)
  const calm = { name: 'calm', seconds: round * 0.95, rate: (mean * 0.5) / 0.95 }
  const peak = { name: 'peak', seconds: round * 0.05, rate: mean * 10 }
  return Array.from({ length: Math.round(seconds / round) }, () => [calm, peak]).flat()
}
