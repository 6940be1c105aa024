/** From a problem to its model: every rule says its terms, and people of equal terms share arrays. */
import type { Problem } from '../problem/problem.ts'
import { pastOf, type View, viewOf } from '../problem/view.ts'
import { cover } from '../rules/cover.ts'
import { kindOf } from '../rules/kinds.ts'
import type { Draft } from './draft.ts'
import { mergedCounts, mergedSums } from './merge.ts'
import type { Count, Line, Model, Run, Sum } from './model.ts'

/** Lowers a problem that `readProblem` found sound. */
export function compile(problem: Problem): Model {
  const view = viewOf(problem)
  const written = new Written(view.people.length)
  for (const demand of problem.demands) cover.lower(view, demand, written)
  for (const rule of problem.rules) if (rule.price !== 0) kindOf(rule).lower(view, rule, written)
  const size = { days: view.days, jobs: view.jobs.length }
  const lines = linesOf(view, written)
  const counts = mergedCounts(written.counts)
  return { ...size, lines, counts, hardPrice: hardPrice(size.days, lines, counts) }
}

interface Priced {
  readonly price: number
  /** Cells, or pairs of jobs. */
  readonly places: readonly number[]
  /** Of pairs: the days they hold for; absent: all. */
  readonly into?: readonly number[] | undefined
}

/** Prices by job, the same on each of some days. */
interface Row {
  readonly prices: readonly number[]
  readonly days: readonly number[]
}

/** The terms that rules have written, each once, and by person which of them hold. */
class Written implements Draft {
  readonly nodes: Terms<Priced | Row>
  readonly arcs: Terms<Priced>
  readonly runs: Terms<Run>
  readonly sums: Terms<Sum>
  readonly counts: Count[] = []

  constructor(people: number) {
    this.nodes = new Terms(people)
    this.arcs = new Terms(people)
    this.runs = new Terms(people)
    this.sums = new Terms(people)
  }

  node(people: readonly number[], price: number, places: readonly number[]): void {
    if (places.length > 0) this.nodes.add(people, { price, places })
  }

  row(people: readonly number[], prices: readonly number[], days: readonly number[]): void {
    this.nodes.add(people, { prices, days })
  }

  arc(people: readonly number[], price: number, places: readonly number[], into?: readonly number[]): void {
    if (places.length > 0) this.arcs.add(people, { price, places, into })
  }

  run(people: readonly number[], run: Run): void {
    this.runs.add(people, run)
  }

  sum(people: readonly number[], sum: Sum): void {
    this.sums.add(people, sum)
  }

  count(count: Count): void {
    this.counts.push(count)
  }
}

/**
 * Terms of one sort. People who have had the same ones said of them are a class, which splits when something is said of
 * some of them alone: what is made of terms is made once for a class, and nothing is kept by person but its number.
 */
class Terms<T> {
  /** By person. */
  readonly #classOf: Int32Array
  /** By class: the one that it was split from, and what was said then; class 0: nothing was said. */
  readonly #parents = [-1]
  readonly #said: (T | undefined)[] = [undefined]
  readonly #made: unknown[] = []

  constructor(people: number) {
    this.#classOf = new Int32Array(people)
  }

  add(people: readonly number[], term: T): void {
    const split = new Map<number, number>()
    for (const person of people) {
      const before = this.#classOf[person]!
      let after = split.get(before)
      if (after === undefined) {
        after = this.#parents.push(before) - 1
        this.#said.push(term)
        split.set(before, after)
      }
      this.#classOf[person] = after
    }
  }

  /** How many classes people are in. */
  get classes(): number {
    return new Set(this.#classOf).size
  }

  /** Ask one `Terms` for one sort of thing only: it remembers what it made of a class. */
  make<R>(person: number, from: (terms: readonly T[]) => R): R {
    const own = this.#classOf[person]!
    this.#made[own] ??= from(this.#termsOf(own))
    return this.#made[own] as R
  }

  #termsOf(own: number): T[] {
    const terms: T[] = []
    for (let at = own; at > 0; at = this.#parents[at]!) terms.push(this.#said[at]!)
    return terms.reverse()
  }
}

function linesOf(view: View, written: Written): Line[] {
  const jobs = view.jobs.length
  const size = view.days * jobs
  // One piece of memory for the prices of all: a city's are hundreds of thousands of arrays.
  const nodes = new Float64Array(written.nodes.classes * size)
  let used = 0
  const place = () => nodes.subarray(used++ * size, used * size)
  return view.people.map((_, person) => ({
    node: written.nodes.make(person, terms => nodeOf(place(), jobs, terms)),
    ...written.arcs.make(person, terms => arcsOf(view.days, jobs, terms)),
    before: pastOf(view, person, -1)?.number ?? 0,
    runs: written.runs.make(person, runs => runs),
    sums: written.sums.make(person, mergedSums),
  }))
}

/** Writes the prices of choices into `node`. */
function nodeOf(node: Float64Array, jobs: number, terms: readonly (Priced | Row)[]): Float64Array {
  for (const term of terms) {
    if ('places' in term) for (const place of term.places) node[place]! += term.price
    else for (const day of term.days) for (let job = 0; job < jobs; job++) node[day * jobs + job]! += term.prices[job]!
  }
  return node
}

function added(size: number, terms: readonly Priced[]): Float64Array {
  const prices = new Float64Array(size)
  for (const { price, places } of terms) for (const place of places) prices[place]! += price
  return prices
}

/** Days on which the same terms hold share one array. */
function arcsOf(days: number, jobs: number, terms: readonly Priced[]): Pick<Line, 'arc' | 'arcOn'> {
  const always = terms.filter(term => !term.into)
  const arc = added(jobs * jobs, always)
  if (always.length === terms.length) return { arc }
  const made = new Map<string, Float64Array>()
  const arcOn = Array.from({ length: days }, (_, day) => {
    const own = terms.filter(term => term.into?.includes(day))
    if (own.length === 0) return undefined
    const key = own.map(term => terms.indexOf(term)).join()
    if (!made.has(key)) made.set(key, added(jobs * jobs, [...always, ...own]))
    return made.get(key)
  })
  return { arc, arcOn }
}

/** More than all that soft prices can come to. */
function hardPrice(days: number, lines: readonly Line[], counts: readonly Count[]): number {
  let most = 1
  // People share arrays and lists: each is looked through once.
  const ofNode = remembering((node: Float64Array) => days * largestOf(node))
  const ofArcs = remembering((arcs: Line['arcOn'] | Float64Array) => days * largestOfArcs(arcs))
  const ofRuns = remembering((runs: Line['runs']) => runs.reduce((sum, run) => sum + days * dearestDay(run), 0))
  const ofSums = remembering((sums: Line['sums']) => sums.reduce((total, sum) => total + dearestSum(sum), 0))
  for (const { node, arc, arcOn, runs, sums } of lines)
    most += ofNode(node) + Math.max(ofArcs(arc), ofArcs(arcOn)) + ofRuns(runs) + ofSums(sums)
  const ofCount = remembering((price: Count['price']) => dearestNumber(price))
  for (const { price, people } of counts) most += ofCount(price)(people?.length ?? lines.length)
  return Math.ceil(most)
}

function remembering<K, V>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return key => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = of(key)
    known.set(key, made)
    return made
  }
}

function largestOf(prices: Float64Array): number {
  let most = 0
  for (let at = 0; at < prices.length; at++) if (prices[at]! > most && prices[at]! < Infinity) most = prices[at]!
  return most
}

function largestOfArcs(arcs: Line['arcOn'] | Float64Array): number {
  if (arcs instanceof Float64Array) return largestOf(arcs)
  return Math.max(0, ...[...new Set(arcs)].map(arc => (arc ? largestOf(arc) : 0)))
}

const finite = (price: number): number => (price === Infinity ? 0 : price)

const dearestDay = (run: Run): number => Math.max(finite(run.longPrice), finite(run.shortPrice) * run.min)

function dearestSum({ price, before, of, from, to }: Sum): number {
  const reach = before + (to - from) * Math.max(...of)
  const slope = finite(price.above) + (price.steps ?? []).reduce((total, { more }) => total + finite(more), 0)
  return finite(price.below) * price.min + slope * reach
}

/** What a count of so many people costs at most. */
function dearestNumber(price: Count['price']): (people: number) => number {
  if (price.kind === 'table') {
    const largest = largestOf(price.prices)
    return () => largest
  }
  const low = price.missing * price.minimum + price.under * price.preferred
  return people => low + (price.over + price.excess) * people
}
