import { BestLine } from '../line/best-line.ts'
import type { LineProgram } from '../line/program.ts'
import type { Question } from '../line/question.ts'
import { type Column, columnOf } from './column.ts'
import type { Scope } from './scope.ts'

/** What one round of pricing found. */
export interface Round {
  readonly columns: Column[]
  /** No roster of the scope costs less (Lagrangian relaxation of the counts, Geoffrion 1974); −∞ if not all were asked. */
  readonly bound: number
}

/** How a round asks. */
export interface Asking {
  /** Labels a day. Absent: as many as it takes to know the best line for certain. */
  readonly width?: number | undefined
  /** By position of a person: the price of a line at these duals that is known already; only cheaper ones are of interest. */
  readonly known?: Float64Array
  readonly stop?: () => boolean
}

/**
 * Asks for the best line of each person at given duals. With the duals y of the rows, f their prices and v the price of the
 * best line less its duals, Σ v + Σ min over n of (f(n) + y·n) is a lower bound whatever y is: so duals may be smoothed, or
 * come from a solver with rounding errors, and the bound still holds; and it holds with less than v.
 */
export class Pricing {
  readonly scope: Scope
  readonly #programs: (person: number) => LineProgram
  readonly #best = new BestLine()
  readonly #shared: Float64Array
  readonly #extra: Float64Array
  /** By position of a person: cells that are forbidden for now, `Infinity` there. */
  readonly bans: (Float64Array | undefined)[]

  constructor(scope: Scope, programs: (person: number) => LineProgram) {
    this.scope = scope
    this.#programs = programs
    this.#shared = new Float64Array(scope.model.days * scope.model.jobs)
    this.#extra = new Float64Array(scope.model.days * scope.model.jobs)
    this.bans = Array.from({ length: scope.people.length })
  }

  /** Everybody, or as many as there is time for. The bound is the scope's own only while nothing is banned. */
  round(duals: Float64Array, { width, known, stop }: Asking = {}): Round {
    this.#toll(duals)
    const columns: Column[] = []
    let bound = this.scope.fixed + this.#rowsAtBest(duals)
    for (let of = 0; of < this.scope.people.length; of++) {
      if (stop?.()) return { columns, bound: -Infinity }
      const column = this.#line(of, duals, { width, below: known?.[of], stop })
      bound += this.#best.least
      if (column) columns.push(column)
    }
    return { columns, bound }
  }

  #line(of: number, duals: Float64Array, how: Pick<Question, 'width' | 'below' | 'stop'>): Column | undefined {
    const scope = this.scope
    const person = scope.people[of]!
    const { days, jobs } = scope.model
    const line = scope.lines.slice(person * days, (person + 1) * days)
    const extra = this.#extraOf(of, duals)
    const program = this.#programs(person)
    const question = { program, extra, lines: line, at: 0, from: scope.from, to: scope.to, ...how }
    const price = this.#best.ask(question)
    if (price === Infinity) return undefined
    let own = price
    for (let day = scope.from; day < scope.to; day++) own -= extra[day * jobs + line[day]!]!
    return columnOf(scope, of, line, tidy(own))
  }

  /** What every choice costs the others: the same for all, but for the rows that are about some only. */
  #extraOf(of: number, duals: Float64Array): Float64Array {
    const { rows, rowsAbout, model } = this.scope
    const ban = this.bans[of]
    if (rowsAbout[of]!.length === 0 && !ban) return this.#shared
    this.#extra.set(this.#shared)
    for (const row of rowsAbout[of]!) {
      const { day, jobs } = model.counts[rows[row]!.count]!
      for (const job of jobs) this.#extra[day * model.jobs + job]! -= duals[row]!
    }
    if (ban) for (let cell = 0; cell < ban.length; cell++) this.#extra[cell]! += ban[cell]!
    return this.#extra
  }

  #toll(duals: Float64Array): void {
    const { rowsOfCell } = this.scope
    for (let cell = 0; cell < rowsOfCell.length; cell++) {
      let toll = 0
      for (const row of rowsOfCell[cell]!) toll -= duals[row]!
      this.#shared[cell] = toll
    }
  }

  #rowsAtBest(duals: Float64Array): number {
    let sum = 0
    for (let row = 0; row < duals.length; row++) {
      const { prices } = this.scope.rows[row]!
      let least = Infinity
      for (let n = 0; n < prices.length; n++) least = Math.min(least, prices[n]! + n * duals[row]!)
      sum += least
    }
    return sum
  }
}

/** Takes off what subtraction left behind: prices are whole, or have few digits. */
function tidy(price: number): number {
  return Math.round(price * 1e6) / 1e6
}
