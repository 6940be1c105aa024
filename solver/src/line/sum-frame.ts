import { priceAbove, priceBelow } from './convex.ts'
import type { SumProgram } from './program.ts'
import type { Question } from './question.ts'

/**
 * One sum in one question: what the fixed days add stands in its prices, so that labels count from 0 and know only what
 * the free days added.
 */
export class SumFrame {
  program!: SumProgram
  grouped = false
  /** What it costs whatever is chosen. */
  fixed = 0
  /** What a group that began before the first free day holds already. */
  held = 0
  /** By units added: what is too much costs, charged as it comes; what is too little costs, charged at the close. */
  above = new Float64Array(0)
  below = new Float64Array(0)
  /** The most that the free days can add. */
  most = 0
  /** By day of the programme: 1 where it counts. */
  counts = new Uint8Array(0)
  /** By day of the programme: the most that it and later days can add. */
  rest = new Int32Array(0)
  /** The day of the programme before which all is counted. */
  close = 0

  /** Whether it can bind: whether its price depends on what is chosen. */
  lay(question: Question, program: SumProgram, days: number): boolean {
    this.program = program
    this.grouped = program.sum.groups !== undefined
    this.fixed = 0
    const outside = program.sum.before + this.#outside(question) * program.unit
    this.#count(question, days)
    this.held = this.grouped ? this.#holds(question) : 0
    this.most = this.rest[0]! + this.held
    this.#tables(outside)
    if (this.most === this.held) this.fixed = this.above[this.held]! + this.below[this.held]!
    else this.fixed = this.above[this.held]!
    return this.most > this.held && (this.above[this.most]! > 0 || this.below[this.held]! > 0)
  }

  /** What fixed days add, other than those of a group that also has free days. */
  #outside({ program, from, to, lines, at }: Question): number {
    const { sum, weight, firstOf, lastOf } = this.program
    let total = 0
    let held = 0
    for (let day = sum.from; day < sum.to; day++) {
      const added = weight[program.classes.classOf[lines[at + day]!]!]!
      if (!this.grouped) total += day >= from && day < to ? 0 : added
      else if (firstOf[day]! >= 0 && (lastOf[day]! < from || firstOf[day]! >= to)) {
        held = firstOf[day] === day ? added : Math.max(held, added)
        if (lastOf[day] === day) total += held
      }
    }
    return total
  }

  #count({ from, to }: Question, days: number): void {
    const { sum, weight, firstOf, lastOf, most } = this.program
    if (this.counts.length < days + 1) {
      this.counts = new Uint8Array(days + 1)
      this.rest = new Int32Array(days + 1)
    }
    const heaviest = Math.max(...weight)
    this.close = 0
    this.rest[days] = 0
    for (let index = days - 1; index >= 0; index--) {
      const day = from + index
      const inside = day >= sum.from && day < sum.to && day < to
      const counts = this.grouped ? firstOf[day]! >= 0 && firstOf[day]! < to : inside
      this.counts[index] = counts ? 1 : 0
      if (counts && this.close === 0) this.close = index + 1
      if (this.grouped) this.rest[index] = this.rest[index + 1]! + (counts && lastOf[day] === day ? heaviest : 0)
      else this.rest[index] = most[Math.max(0, Math.min(sum.to, to) - Math.max(sum.from, day))]!
    }
  }

  /** What the fixed days before hold of the group that goes on in the free ones. */
  #holds({ program, from, lines, at }: Question): number {
    const { weight, firstOf } = this.program
    let next = from
    while (next < program.days && firstOf[next]! < 0) next++
    const first = next < program.days ? firstOf[next]! : from
    let held = 0
    for (let day = first; day < from; day++) {
      if (firstOf[day] === first) held = Math.max(held, weight[program.classes.classOf[lines[at + day]!]!]!)
    }
    return held
  }

  #tables(outside: number): void {
    const { sum, unit } = this.program
    if (this.above.length <= this.most) {
      this.above = new Float64Array(this.most + 1)
      this.below = new Float64Array(this.most + 1)
    }
    for (let units = 0; units <= this.most; units++) {
      this.above[units] = priceAbove(sum.price, outside + units * unit)
      this.below[units] = priceBelow(sum.price, outside + units * unit)
    }
  }

  /**
   * How much dearer it can ever become to have added `mine` before a day rather than `other`. For a convex price it is
   * worst at one of the ends: nothing more is added, or the most that can be.
   */
  handicap(day: number, mine: number, other: number): number {
    if (mine === other || day >= this.close) return 0
    if (mine < other) return this.below[mine] === Infinity ? Infinity : this.below[mine]! - this.below[other]!
    const far = Math.min(mine + this.rest[day]!, this.most)
    if (this.above[far] === Infinity) return Infinity
    const near = Math.min(other + this.rest[day]!, this.most)
    return this.above[far]! - this.above[mine]! - (this.above[near]! - this.above[other]!)
  }
}
