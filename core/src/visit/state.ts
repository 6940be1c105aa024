import { momentIn } from '../platform/moment.ts'
import { OUTCOME_WORDS, type Outcome, type State } from './outcomes.ts'

/** A visit that stands. */
export interface Knock {
  readonly outcome: Outcome
  readonly at: string
  /** It settles nothing: by somebody who was not meant to be there, or a second look found otherwise. */
  readonly held: boolean
}

/** What is known of one door in a sweep. */
export interface Known {
  readonly visits: readonly Knock[]
  /** Whoever had the list before is said to have done it, and no visit of it was heard. */
  readonly said: boolean
  readonly excused: boolean
}

/** The house's clocks, and at how many different times of the day somebody knocks where nobody is home. */
export interface Rule {
  readonly zone: string
  readonly attempts: number
}

const NOON = 12
const EVENING = 18
/** Morning, afternoon or evening: whoever was out at one of them may be home at another. */
export function partOfDay(zone: string, at: string): 'morning' | 'afternoon' | 'evening' {
  const { hour } = momentIn(zone, at)
  if (hour < NOON) return 'morning'
  return hour < EVENING ? 'afternoon' : 'evening'
}

/** At how many different times of the day somebody knocked and nobody was home. */
export const triesOf = (zone: string, visits: readonly Knock[]): number =>
  new Set(visits.filter(({ outcome, held }) => outcome === 'nobody-home' && !held).map(({ at }) => partOfDay(zone, at)))
    .size

/** Each door is exactly one of these: the one rule of phones, desks and figures. */
export function stateOf({ zone, attempts }: Rule, { visits, said, excused }: Known): State {
  const counted = visits.filter(({ held }) => !held)
  if (counted.some(({ outcome }) => OUTCOME_WORDS[outcome].done) || triesOf(zone, visits) >= attempts) return 'done'
  if (excused) return 'excused'
  if (counted.length < visits.length || (said && counted.length === 0)) return 'unknown'
  return 'open'
}

/** What is shown of a door that was visited more than once: what ended it, or the latest try. */
export function lastOutcome(visits: readonly Knock[]): Outcome | null {
  // NOTE: phones ask too, and old ones know no `toSorted`.
  const byTime = visits.filter(({ held }) => !held).sort((a, b) => b.at.localeCompare(a.at))
  return (byTime.find(({ outcome }) => OUTCOME_WORDS[outcome].done) ?? byTime[0])?.outcome ?? null
}
