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

/** The terms that rules have written, each once, and by person which of them hold. */
class Written implements Draft {
  readonly nodes: Terms<Priced>
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

/** Terms of one sort. What is made of a person's terms is made once for all who have the same ones. */
class Terms<T> {
  readonly #said: T[] = []
  readonly #of: number[][]
  readonly #made = new Map<string, unknown>()

  constructor(people: number) {
    this.#of = Array.from({ length: people }, () => [])
  }

  add(people: readonly number[], term: T): void {
    const at = this.#said.push(term) - 1
    for (const person of people) this.#of[person]!.push(at)
  }

  /** Ask one `Terms` for one sort of thing only: it remembers what it made by person's terms. */
  make<R>(person: number, from: (terms: readonly T[]) => R): R {
    const key = this.#of[person]!.join()
    if (!this.#made.has(key)) this.#made.set(key, from(this.#of[person]!.map(at => this.#said[at]!)))
    return this.#made.get(key) as R
  }
}

function linesOf(view: View, written: Written): Line[] {
  const jobs = view.jobs.length
  return view.people.map((_, person) => ({
    node: written.nodes.make(person, terms => added(view.days * jobs, terms)),
    ...written.arcs.make(person, terms => arcsOf(view.days, jobs, terms)),
    before: pastOf(view, person, -1)?.number ?? 0,
    runs: written.runs.make(person, runs => runs),
    sums: written.sums.make(person, mergedSums),
  }))
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
  // People share arrays of prices: each array is looked through once.
  const largest = remembering(largestOf)
  for (const line of lines) most += dearest(days, line, largest)
  for (const count of counts) most += dearestCount(count, lines.length)
  return Math.ceil(most)
}

type Largest = (prices: Float64Array) => number

const largestOf: Largest = prices => {
  let most = 0
  for (const price of prices) if (price > most && price !== Infinity) most = price
  return most
}

function remembering(of: Largest): Largest {
  const known = new Map<Float64Array, number>()
  return prices => {
    const found = known.get(prices) ?? of(prices)
    known.set(prices, found)
    return found
  }
}

const finite = (price: number): number => (price === Infinity ? 0 : price)

function dearest(days: number, line: Line, largest: Largest): number {
  const arcs = [line.arc, ...new Set(line.arcOn ?? [])].filter(arc => arc !== undefined)
  let most = days * (largest(line.node) + Math.max(...arcs.map(largest)))
  for (const run of line.runs) most += days * finite(Math.max(finite(run.longPrice), finite(run.shortPrice) * run.min))
  for (const { price, before, of, from, to } of line.sums) {
    const reach = before + (to - from) * Math.max(...of)
    const slope = finite(price.above) + (price.steps ?? []).reduce((total, { more }) => total + finite(more), 0)
    most += finite(price.below) * price.min + slope * reach
  }
  return most
}

function dearestCount({ price, people }: Count, all: number): number {
  if (price.kind === 'table') return largestOf(price.prices)
  const low = price.missing * price.minimum + price.under * price.preferred
  return low + (price.over + price.excess) * (people?.length ?? all)
}
