import { type Line, type Lines, type Model, OFF, type Run, type Sum } from '../model/model.ts'
import { amountOf, priceBelow, priceOfStretch, priceOfValue } from '../model/price.ts'
import type { Standing } from '../model/score.ts'

/** Days and kinds of jobs for which changes are kept: 8 bytes for each person each. */
const MOST_CHANGES = 64

/**
 * What everybody's line cost when it was last looked at, day by day. Lines are compared with what was seen then, so that
 * whoever changes them need not tell.
 */
export class Seen {
  /** By `day * people + person`: the price of the choice that they have. */
  readonly choices: Float64Array
  /**
   * In the same order: what arcs, runs and sums ask for that this day has a part in. They are never negative, so that no
   * other choice on this day saves more. `Infinity` where the line is not allowed.
   */
  readonly savable: Float64Array
  /** By person: what the question at hand costs them at least. */
  readonly atBest: Float64Array
  /** By day and kind of a job: by how much taking it changes what arcs, runs and sums cost; NaN where nobody asked yet. */
  readonly #changes = new Map<string, Float64Array>()
  readonly #rosters: Lines
  /** By person: by which prices and rules; undefined: not looked at yet. */
  readonly #lines: (Line | undefined)[]

  constructor({ lines, days }: Model) {
    this.choices = new Float64Array(lines.length * days)
    this.savable = new Float64Array(lines.length * days)
    this.atBest = new Float64Array(lines.length)
    this.#rosters = new Uint16Array(lines.length * days)
    this.#lines = Array.from({ length: lines.length })
  }

  /** Looks at somebody's line again if it is another one now. */
  look({ model, lines, linePrices }: Standing, person: number): void {
    const end = (person + 1) * model.days
    let at = person * model.days
    if (this.#lines[person] === model.lines[person]) while (at < end && lines[at] === this.#rosters[at]) at++
    if (at < end) this.#lookAt(model, person, lines, linePrices[person]! < Infinity)
  }

  /** What a job of a kind changes along the line of each person, where it is known; whoever finds out writes it down. */
  changesOf(day: number, kind: number): Float64Array {
    const name = `${day} ${kind}`
    const known = this.#changes.get(name) ?? new Float64Array(this.atBest.length).fill(Number.NaN)
    // What was asked last comes last: when there are many, the first is forgotten.
    this.#changes.delete(name)
    if (this.#changes.size === MOST_CHANGES) this.#changes.delete(this.#changes.keys().next().value!)
    this.#changes.set(name, known)
    return known
  }

  #lookAt(model: Model, person: number, lines: Lines, allowed: boolean): void {
    const { days, jobs } = model
    const line = model.lines[person]!
    for (let day = 0; day < days; day++) {
      const job = lines[person * days + day]!
      this.#rosters[person * days + day] = job
      this.choices[day * this.atBest.length + person] = line.node[day * jobs + job]!
      this.savable[day * this.atBest.length + person] = allowed ? 0 : Infinity
    }
    for (const known of this.#changes.values()) known[person] = Number.NaN
    this.#lines[person] = line
    if (!allowed) return
    this.#arcs(model, person, lines)
    for (const run of line.runs) this.#run(run, person, lines, days)
    for (const sum of line.sums) this.#sum(sum, person, lines, days)
  }

  /** An arc is felt on both its days. */
  #arcs({ days, jobs, lines: all }: Model, person: number, lines: Lines): void {
    const line = all[person]!
    let last = line.before
    for (let day = 0; day < days; day++) {
      const job = lines[person * days + day]!
      const price = (line.arcOn?.[day] ?? line.arc)[last * jobs + job]!
      if (price > 0) this.#add(price, person, Math.max(0, day - 1), day + 1)
      last = job
    }
  }

  /** A run is felt on its days and those next to it. */
  #run(run: Run, person: number, lines: Lines, days: number): void {
    const own = person * days
    for (let from = 0, to = 0; to <= days; to++) {
      if (to < days && run.of[lines[own + to]!] === 1) continue
      const price = priceOfStretch(run, from, to, days)
      if (price > 0) this.#add(price, person, Math.max(0, from - 1), Math.min(days, to + 1))
      from = to + 1
    }
  }

  /** What is too much already does not get less by work on a free day. */
  #sum(sum: Sum, person: number, lines: Lines, days: number): void {
    const value = amountOf(sum, lines, person * days)
    const price = priceOfValue(sum.price, value)
    if (price === 0) return
    const free = priceBelow(sum.price, value)
    for (let day = sum.from; day < sum.to; day++)
      this.#add(lines[person * days + day] === OFF ? free : price, person, day, day + 1)
  }

  #add(price: number, person: number, from: number, to: number): void {
    for (let day = from; day < to; day++) this.savable[day * this.atBest.length + person]! += price
  }
}
