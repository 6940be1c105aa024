/** What the clients of a crash test sent and heard, as they saw it themselves: only ever added to, and judged afterwards. */

/** A fact as a client sent it, as far as it can be told apart from others. */
export interface Said {
  readonly id: string
  readonly kind: string
  readonly personId: string | null
  readonly subjectId: string | null
  readonly supersedes: string | null
}

/**
 * What a client was told about one fact.
 * - `accepted`, `known`: the ledger's own words; `known` without a number says that nothing needed recording
 * - `stands`: a door's answer from which the client knows that this very fact stands
 * - `answered`: a door's answer that may come from an earlier fact
 * - `refused`: not recorded, for good
 */
export interface Heard {
  readonly verdict: 'accepted' | 'known' | 'stands' | 'answered' | 'refused'
  readonly seq: number | null
  readonly recordedAt: string | null
  /** Of the refusal. */
  readonly slug: string | null
}

/** Where a door said that a person stands in a call. */
export interface SeatHeard {
  readonly callId: string
  readonly personId: string
  readonly state: string
  readonly place: number | null
  readonly rank: number | null
}

/** One request: sent once, answered or not. What got no answer is another attempt with the same ids. */
export interface Attempt {
  readonly client: string
  /** The endpoint’s name. */
  readonly act: string
  readonly said: readonly Said[]
  /** Milliseconds on the one clock of the test. */
  readonly invoked: number
  /** Null when there was no answer, or one that says nothing about what was done (503, a bug). */
  readonly answered: number | null
  /** One for each fact that was sent; empty without an answer. */
  readonly heard: readonly Heard[]
  readonly seat: SeatHeard | null
  /** Why there was no answer. */
  readonly trouble: string | null
}

/** A bulletin that was frozen, or a figure as of an instant that a bulletin has closed. */
export interface Figure {
  readonly bulletinId: string
  readonly asOf: string
  /** People reported. */
  readonly people: number
  /** When it was read, on the one clock of the test. */
  readonly heard: number
}

export interface History {
  readonly attempts: readonly Attempt[]
  readonly figures: readonly Figure[]
}

/** What the test ends with: a reading of everything by the public API, and of the tables behind it. */
export interface Reading {
  /** In the ledger's own order. */
  readonly facts: readonly LedgerFact[]
  readonly calls: readonly CallRead[]
  /** Double reports that stand. */
  readonly reports: readonly { readonly id: string; readonly personId: string; readonly territory: string }[]
  readonly bulletins: readonly BulletinRead[]
  readonly auditWhole: boolean
  /** Where the public API says something else than the tables, in words. */
  readonly disagreements: readonly string[]
  /** What `muster rebuild` put right: must be nothing. */
  readonly rebuilt: readonly string[]
}

export interface LedgerFact {
  readonly id: string
  readonly seq: number
  readonly kind: string
  readonly recordedAt: string
  readonly personId: string | null
  readonly subjectId: string | null
  readonly territory: string | null
  readonly supersedes: string | null
  readonly payload: Readonly<Record<string, unknown>>
}

export interface CallRead {
  readonly id: string
  readonly quota: number
  readonly seats: readonly SeatRead[]
  /** What the call itself says about its seats. */
  readonly counts: { readonly confirmed: number; readonly held: number; readonly reserve: number }
}

export interface SeatRead {
  readonly personId: string
  readonly state: string
  readonly place: number | null
  readonly rank: number | null
}

export interface BulletinRead {
  readonly id: string
  readonly number: string
  readonly asOf: string
  readonly people: number
  readonly digestHolds: boolean
  readonly recountHolds: boolean
}

/** A breach of a promise: which rule, and the ids by which to find it. */
export interface Breach {
  readonly rule: string
  readonly what: string
}

/** The history as it was at a moment: what was sent later was never sent, what was answered later has no answer yet. */
export function upTo({ attempts, figures }: History, moment: number): History {
  const begun = attempts.filter(({ invoked }) => invoked < moment)
  const cut = begun.map(attempt =>
    attempt.answered !== null && attempt.answered < moment
      ? attempt
      : { ...attempt, answered: null, heard: [], seat: null, trouble: attempt.trouble ?? 'cut' },
  )
  return { attempts: cut, figures: figures.filter(({ heard }) => heard < moment) }
}

/** The longest time in which nobody was answered, in milliseconds. */
export function longestSilence({ attempts }: History): number {
  const moments = attempts.flatMap(({ answered }) => answered ?? []).sort((a, b) => a - b)
  return moments.reduce((longest, moment, nth) => Math.max(longest, moment - (moments[nth - 1] ?? moment)), 0)
}
