import { canonical } from '@muster/core/platform/canonical.ts'
import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import type { Scope } from '../context.ts'

/** Oldest answer that is given again, in milliseconds of the city's clock. */
const OLDEST_MS = 10_000
/** An answer about a past instant may be given again for longer, as long as nothing changed. */
const OLDEST_OF_PAST_MS = 60_000
/** A past instant lies at least so far back: what phones claim of it has come in by then. */
const PAST_MS = 60_000
/** Most of the time that computing one picture may take: a tenth. What costs 100 ms is computed once a second. */
const SHARE = 10
/** Longest time between two computations of one picture while it changes, in milliseconds. */
const SELDOM_MS = 1000
/** What costs less than this is not worth waiting for. */
const CHEAP_MS = 10
/** Answers kept in one process; those asked for longest ago go first. */
const KEPT = 500

/** What is asked, and by whom as far as that matters: everybody with the same key gets the same answer. */
export interface Question {
  readonly endpoint: Endpoint
  readonly tenant: string
  readonly scope: Scope
  readonly language: string
  readonly input: Readonly<Record<string, unknown>>
  /** The city's clock, in milliseconds. */
  readonly now: number
  /** Whether so many wait that an older answer is better than none. */
  readonly crowded: () => boolean
}

export interface Picture {
  readonly answer: unknown
  /** How old it is, in seconds. */
  readonly age: number
  /** Computed for this question, kept from an earlier one, or kept although something has changed since. */
  readonly how: 'computed' | 'kept' | 'behind'
}

interface Kept {
  readonly answer: unknown
  /** By the city's clock. */
  readonly at: number
  /** The newest change of the city that it knows. */
  readonly knows: number
  /** When computing it ended and how long it took, by the machine's steady clock. */
  readonly ended: number
  readonly took: number
}

interface Coming {
  readonly kept: Promise<Kept>
  /** The newest change that it will know; undefined until it starts, when it will know all. */
  knows?: number
}

interface Entry {
  kept?: Kept
  coming?: Coming
}

/**
 * Pictures that many screens show, computed once for all who ask the same: with the same input, in the same language,
 * with the same reach and roles. An answer is given again while nothing changed; after a change, whoever asks gets one
 * whose computation began after it, and no picture takes more than a tenth of the time. Only when the gate is crowded
 * may an answer lag behind, by ten seconds at the most, and it says so.
 */
export class Pictures {
  readonly #entries = new Map<string, Entry>()
  readonly #changes = new Map<string, number>()
  #newest = 0
  #everywhere = 0

  /** Something changed in a city; in any of them when none is named. */
  changed = (tenant: string | null): void => {
    this.#newest += 1
    if (tenant === null) this.#everywhere = this.#newest
    else this.#changes.set(tenant, this.#newest)
  }

  /** The answer to a question: kept, shared with whoever asks at the same time, or computed. */
  async show(question: Question, compute: () => Promise<unknown>): Promise<Picture> {
    const entry = this.#entryOf(question)
    const { kept } = entry
    if (kept && youngEnough(question, kept)) {
      const behind = kept.knows < this.#changeOf(question)
      if (!behind || question.crowded()) return asPicture(kept, behind ? 'behind' : 'kept')
    }
    return asPicture(await this.#next(entry, question, compute), 'computed')
  }

  #next(entry: Entry, question: Question, compute: () => Promise<unknown>): Promise<Kept> {
    const before = entry.coming
    if (before && (before.knows ?? Number.POSITIVE_INFINITY) >= this.#changeOf(question)) return before.kept
    const { promise, resolve, reject } = Promise.withResolvers<Kept>()
    const coming: Coming = { kept: promise }
    entry.coming = coming
    const begin = async () => {
      await before?.kept.catch(() => {})
      await rest(entry.kept)
      return this.#compute(entry, coming, question, compute)
    }
    begin().then(resolve, reject)
    return promise
  }

  async #compute(entry: Entry, coming: Coming, question: Question, compute: () => Promise<unknown>): Promise<Kept> {
    const from = performance.now()
    const knows = this.#changeOf(question)
    coming.knows = knows
    try {
      const answer = await compute()
      const ended = performance.now()
      entry.kept = { answer, at: question.now, knows, ended, took: ended - from }
      return entry.kept
    } finally {
      if (entry.coming === coming) delete entry.coming
    }
  }

  #changeOf = ({ tenant }: Question): number => Math.max(this.#everywhere, this.#changes.get(tenant) ?? 0)

  /** NOTE: a Map keeps the order in which its keys came: whoever is asked for goes to its end. */
  #entryOf(question: Question): Entry {
    const key = keyOf(question)
    const entry = this.#entries.get(key) ?? {}
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    if (this.#entries.size > KEPT) this.#entries.delete(this.#entries.keys().next().value!)
    return entry
  }
}

/** Whoever may see more, or reads another language, asks another question. */
const keyOf = ({ endpoint, tenant, scope, language, input }: Question): string =>
  canonical([endpoint.name, tenant, language, sorted(scope), input])

/** Grants come in no order. */
const sorted = ({ territoryPaths, unitPaths, teamPaths, roles, ...rest }: Scope) => ({
  ...rest,
  paths: [territoryPaths, unitPaths, teamPaths, roles].map(list => list.toSorted()),
})

function youngEnough({ input, now }: Question, { at }: Kept): boolean {
  const past = typeof input.asOf === 'string' && Date.parse(input.asOf) < at - PAST_MS
  return at <= now && now - at <= (past ? OLDEST_OF_PAST_MS : OLDEST_MS)
}

/** Waits until computing the picture anew would take no more than its share of the time. */
async function rest(kept: Kept | undefined): Promise<void> {
  if (!kept || kept.took < CHEAP_MS) return
  const wait = kept.ended + Math.min(SELDOM_MS, kept.took * (SHARE - 1)) - performance.now()
  if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
}

const asPicture = ({ answer, ended }: Kept, how: Picture['how']): Picture => ({
  answer,
  age: Math.floor((performance.now() - ended) / 1000),
  how,
})
