/** What the caller's device should do next: try again at once, wait, or show it to a person. */
export type Retry = 'now' | 'later' | 'review'

/** One refusal of the catalogue. Sentences may hold `{holes}` that the thrower fills. */
export interface ProblemKind {
  /** HTTP status. */
  readonly status: number
  readonly retry: Retry
  readonly zh: string
  readonly en: string
}

export type Catalogue = Readonly<Record<string, ProblemKind>>
export type Details = Readonly<Record<string, string | number>>

type Holes<T extends string> = T extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never
type DetailsOf<K extends ProblemKind> = [Holes<K['zh'] | K['en']>] extends [never]
  ? []
  : [details: Readonly<Record<Holes<K['zh'] | K['en']>, string | number>>]

/**
 * A refusal the caller can act on. Travels as `application/problem+json` (RFC 9457) and is thrown again, the same,
 * by the typed client. Anything else that is thrown is a bug and answers 500.
 */
export class Problem extends Error {
  readonly slug: string
  readonly status: number
  readonly retry: Retry
  readonly zh: string
  readonly en: string
  readonly details: Details

  constructor(slug: string, kind: ProblemKind, details: Details = {}) {
    super(fill(kind.en, details))
    this.name = 'Problem'
    this.slug = slug
    this.status = kind.status
    this.retry = kind.retry
    this.zh = fill(kind.zh, details)
    this.en = this.message
    this.details = details
  }

  /** The sentence in the reader's language. */
  sentence(language: 'zh' | 'en'): string {
    return this[language]
  }
}

/** Makes the thrower of one slice's catalogue: `throw callout('callout/closed', { at })`, with the holes typed. */
export function problems<const C extends Catalogue>(catalogue: C) {
  const make = <S extends keyof C & string>(slug: S, ...details: DetailsOf<C[S]>): Problem =>
    new Problem(slug, catalogue[slug] as ProblemKind, details[0] ?? {})
  return Object.assign(make, { catalogue })
}

function fill(sentence: string, details: Details): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => (name in details ? String(details[name]) : hole))
}

/** What the work gives, or the Problem by which it is refused, for those who must go on with the others. */
export function orProblem<T>(work: () => T): T | Problem {
  try {
    return work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
