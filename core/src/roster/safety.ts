/**
 * How much may be asked of a person. Defaults of the house; a city may be stricter, and looser only by override with a
 * reason and a second name. Sources: two-to-one work and rest, 14 days' assignment (NWCG incident business practice); 8 h
 * between shifts; a protective suit at most 4 h (hospital practice of 2020, PLA General Hospital); the rest is our own.
 */
export interface SafetyLimits {
  /** Least minutes between the end of one duty and the report time of the next. */
  readonly restMinutes: number
  /** A pause up to this long belongs to one duty (relieved and sent on the same day); a longer one is going home, and then rest is due. */
  readonly pauseMinutes: number
  /** Served and planned minutes in any 24 h: more than the first is warned of, more than the second stops. */
  readonly warnMinutes: number
  readonly mostMinutes: number
  /** One spell in a protective suit. A post may ask for less. */
  readonly suitMinutes: number
  /** One spell without a break while the city says it is hot; null: it is not. */
  readonly heatMinutes: number | null
  /** Days with duty in any seven. */
  readonly mostDaysInSeven: number
  /** Night shifts (an hour or more between 00:00 and 05:00) in a row. */
  readonly mostNights: number
}

export const SAFETY: SafetyLimits = {
  restMinutes: 8 * 60,
  pauseMinutes: 3 * 60,
  warnMinutes: 8 * 60,
  mostMinutes: 12 * 60,
  suitMinutes: 4 * 60,
  heatMinutes: null,
  mostDaysInSeven: 6,
  mostNights: 3,
}
