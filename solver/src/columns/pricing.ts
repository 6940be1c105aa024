import { BestLine } from '../line/best-line.ts'
import type { LineProgram } from '../line/program.ts'
import type { Count } from '../model/model.ts'
import { type Column, columnOf } from './column.ts'
import type { Row, Scope } from './scope.ts'

/** What one round of pricing found. */
export interface Round {
  readonly columns: Column[]
  /** No roster of the scope costs less (Lagrangian relaxation of the counts, Geoffrion 1974); −∞ if not all were asked. */
  readonly bound: number
}

/**
 * Asks for the best line of each person at given duals. With the duals y of the rows, f their prices and v the price of the
 * best line less its duals, Σ v + Σ min over n of (f(n) + y·n) is a lower bound whatever y is: so duals may be smoothed, or
 * come from a solver with rounding errors, and the bound still holds.
 */
export class Pricing {
  readonly #scope: Scope
  readonly #programs: (person: number) => LineProgram
  readonly #best = new BestLine()
  readonly #shared: Float64Array
  readonly #extra: Float64Array
  /** By position of a person: cells that are forbidden for now, `Infinity` there. */
  readonly bans: (Float64Array | undefined)[]

  constructor(scope: Scope, programs: (person: number) => LineProgram) {
    this.#scope = scope
    this.#programs = programs
    this.#shared = new Float64Array(scope.model.days * scope.model.jobs)
    this.#extra = new Float64Array(scope.model.days * scope.model.jobs)
    this.bans = Array.from({ length: scope.people.length })
  }

  /** Everybody; exactly, unless only so many labels a day may be kept: then the bound may be nothing. The bound is the scope's own only while nothing is banned. */
  round(duals: Float64Array, width?: number): Round {
    this.#toll(duals)
    const columns: Column[] = []
    let bound = this.#scope.fixed + this.#rowsAtBest(duals)
    for (let of = 0; of < this.#scope.people.length; of++) {
      const { column, bound: least } = this.#line(of, duals, width)
      bound += least
      if (column) columns.push(column)
    }
    return { columns, bound }
  }

  #line(of: number, duals: Float64Array, width?: number): { column?: Column; bound: number } {
    const scope = this.#scope
    const person = scope.people[of] as number
    const { days, jobs } = scope.model
    const line = scope.lines.slice(person * days, (person + 1) * days)
    const extra = this.#extraOf(of, person, duals)
    const program = this.#programs(person)
    const question = { program, extra, lines: line, at: 0, from: scope.from, to: scope.to }
    const price = this.#best.ask(width === undefined ? question : { ...question, width })
    const bound = this.#best.proved ? price : Number.NEGATIVE_INFINITY
    if (price === Number.POSITIVE_INFINITY) return { bound }
    let own = price
    for (let day = scope.from; day < scope.to; day++) own -= extra[day * jobs + (line[day] as number)] as number
    return { column: columnOf(scope, of, line, tidy(own)), bound }
  }

  /** What every choice costs the others: the same for all, but for the rows that are about some only, and bans. */
  #extraOf(of: number, person: number, duals: Float64Array): Float64Array {
    const { rows, model } = this.#scope
    this.#extra.set(this.#shared)
    for (let row = 0; row < rows.length; row++) {
      const { about, count } = rows[row] as Row
      if (!about?.[person]) continue
      const { day, jobs } = model.counts[count] as Count
      for (const job of jobs) (this.#extra[day * model.jobs + job] as number) -= duals[row] as number
    }
    const bans = this.bans[of]
    if (bans) for (let cell = 0; cell < bans.length; cell++) (this.#extra[cell] as number) += bans[cell] as number
    return this.#extra
  }

  #toll(duals: Float64Array): void {
    const { rowsOfCell, rows } = this.#scope
    for (let cell = 0; cell < rowsOfCell.length; cell++) {
      let toll = 0
      for (const row of rowsOfCell[cell] as readonly number[]) if (!rows[row]?.about) toll -= duals[row] as number
      this.#shared[cell] = toll
    }
  }

  #rowsAtBest(duals: Float64Array): number {
    let sum = 0
    for (let row = 0; row < duals.length; row++) {
      const prices = this.#scope.rows[row]?.prices as Float64Array
      let least = Number.POSITIVE_INFINITY
      for (let n = 0; n < prices.length; n++)
        least = Math.min(least, (prices[n] as number) + n * (duals[row] as number))
      sum += least
    }
    return sum
  }
}

/** Takes off what subtraction left behind: prices are whole, or have few digits. */
function tidy(price: number): number {
  return Math.round(price * 1e6) / 1e6
}
