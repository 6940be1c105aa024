import { priceAbove, priceBelow } from '../model/price.ts'
import type { SumProgram } from './program.ts'
import type { Question } from './question.ts'

/**
 * One sum in one question: what the fixed days add stands in its prices, so that labels count from 0 and know only what
 * the free days added.
 */
export class SumFrame {
  program!: SumProgram
  grouped = false
  /** The first day of the programme. */
  first = 0
  /** What it costs whatever is chosen. */
  fixed = 0
  /** What a group that began before the first free day holds already. */
  held = 0
  /** By units added: what is too much costs, charged as it comes; what is too little costs, charged at the close. */
  above = new Float64Array(0)
  below = new Float64Array(0)
  /** The most that the free days can add, and what of it is not forbidden. */
  most = 0
  cap = 0
  /** The most that one day can add. */
  heaviest = 0
  /** Its place among the frame's sums. */
  at = 0
  /** Another sum that forbids more than its cap, and cannot grow less than this one does. */
  within: SumFrame | undefined
  /** The most that this one grows for a unit of that. */
  ratio = Infinity
  /** By day of the programme: 1 where it counts. */
  counts = new Uint8Array(0)
  /** By day of the programme: the most that it and later days can add. */
  rest = new Int32Array(0)
  /** The day of the programme before which all is counted. */
  close = 0
  /** The least value that is allowed at the close; one above {@link most} where none is. */
  floor = 0

  /** Whether it can bind: whether its price depends on what is chosen. */
  lay(question: Question, program: SumProgram, days: number): boolean {
    this.program = program
    this.first = question.from
    this.grouped = program.sum.groups !== undefined
    this.heaviest = Math.max(...program.weight)
    this.within = undefined
    this.fixed = 0
    const outside = program.sum.before + this.#outside(question) * program.unit
    this.#count(question, days)
    this.held = this.grouped ? this.#holds(question) : 0
    this.most = this.rest[0]! + this.held
    this.#tables(outside)
    if (this.most === this.held) this.fixed = this.above[this.held]! + this.below[this.held]!
    else this.fixed = this.above[this.held]!
    return this.#binds()
  }

  #binds(): boolean {
    return this.most > this.held && (this.above[this.most]! > this.above[this.held]! || this.below[this.held]! > 0)
  }

  /**
   * Learns which other sum holds it, and so how far it can get; whether it still binds. So a most of early shifts is
   * nothing to remember where the hours do not reach it.
   */
  bind(within: SumFrame): boolean {
    this.within = within
    this.ratio = 0
    const { weight } = this.program
    for (let kind = 0; kind < weight.length; kind++)
      if (weight[kind]! > 0) this.ratio = Math.max(this.ratio, weight[kind]! / within.program.weight[kind]!)
    this.most = Math.min(this.most, this.held + this.#more(within.cap))
    this.cap = Math.min(this.cap, this.most)
    if (this.most === this.held) this.fixed += this.below[this.held]!
    return this.#binds()
  }

  /** Whether another grows on its days only, and it forbids what is above its cap. */
  holds({ program: { sum } }: SumFrame): boolean {
    const mine = this.program.sum
    return !this.grouped && this.cap < this.most && mine.from <= sum.from && mine.to >= sum.to
  }

  /** The most it can grow while the sum that holds it grows by so much. */
  #more(room: number): number {
    return this.ratio === Infinity ? Infinity : Math.floor(this.ratio * room + 1e-9)
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
    const { sum, firstOf, lastOf, most } = this.program
    if (this.counts.length < days + 1) {
      this.counts = new Uint8Array(days + 1)
      this.rest = new Int32Array(days + 1)
    }
    this.close = 0
    this.rest[days] = 0
    for (let index = days - 1; index >= 0; index--) {
      const day = from + index
      const inside = day >= sum.from && day < sum.to && day < to
      const counts = this.grouped ? firstOf[day]! >= 0 && firstOf[day]! < to : inside
      this.counts[index] = counts ? 1 : 0
      if (counts && this.close === 0) this.close = index + 1
      if (this.grouped) this.rest[index] = this.rest[index + 1]! + (counts && lastOf[day] === day ? this.heaviest : 0)
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
    this.cap = 0
    this.floor = this.most + 1
    for (let units = this.most; units >= 0 && priceBelow(sum.price, outside + units * unit) < Infinity; units--)
      this.floor = units
    for (let units = 0; units <= this.most; units++) {
      this.above[units] = priceAbove(sum.price, outside + units * unit)
      this.below[units] = priceBelow(sum.price, outside + units * unit)
      if (this.above[units]! < Infinity) this.cap = units
    }
  }

  /** What a value costs at the close, beyond what was fixed. */
  charge(value: number): number {
    return value > this.cap ? Infinity : this.below[value]! + this.above[value]! - this.above[this.held]!
  }

  /**
   * What was reached, and what the group under way holds, as one number, its *digit*: `value * 2 + held` by groups (where a day
   * adds one at most), else the value.
   */
  digitOf(value: number, held: number): number {
    return this.grouped ? 2 * value + held : value
  }

  /** How many digits there are. */
  get digits(): number {
    return this.digitOf(this.cap + 1, 0)
  }

  valueIn(digit: number): number {
    return this.grouped ? digit >> 1 : digit
  }

  /** The digit after a choice. */
  after(digit: number, kind: number, day: number): number {
    if (this.counts[day] === 0) return digit
    const weight = this.program.weight[kind]!
    if (!this.grouped) return digit + weight
    const held = digit & 1
    const now = Math.max(weight, held)
    return this.digitOf((digit >> 1) + now - held, this.isLast(day) ? 0 : now)
  }

  /** What has been paid for a value before a day: what is too much at once, what is too little at the close. */
  paid(day: number, value: number): number {
    if (day > this.close) return 0
    return day === this.close ? this.charge(value) : this.above[value]! - this.above[this.held]!
  }

  /** How much of a day's weight a group cannot be without: its mean is never more than its largest day. */
  partOf(day: number): number {
    if (this.counts[day] === 0) return 0
    if (!this.grouped) return 1
    const { firstOf, sizeOf } = this.program
    return firstOf[this.first + day]! < this.first ? 0 : 1 / sizeOf[this.first + day]!
  }

  /** What a line adds, by the class of each day. */
  valueOf(kinds: Int32Array): number {
    const { weight } = this.program
    let value = this.held
    let held = this.held
    for (let day = 0; day < this.close; day++) {
      if (this.counts[day] === 0) continue
      const added = weight[kinds[day]!]!
      const now = this.grouped ? Math.max(held, added) : added
      value += now - (this.grouped ? held : 0)
      held = this.isLast(day) ? 0 : now
    }
    return value
  }

  /** Whether one more or one less would cost something: a line there feels this sum. */
  presses(value: number): boolean {
    const at = this.charge(value)
    return at > 0 || (value < this.most && this.charge(value + 1) > 0) || (value > 0 && this.charge(value - 1) > 0)
  }

  /** How much of what can be added lies outside the free range, hard limits first. */
  tightness(): number {
    let tight = 0
    for (let value = 0; value <= this.most; value++) {
      const price = this.charge(value)
      tight += price === Infinity ? 2 : price > 0 ? 1 : 0
    }
    return tight / (this.most + 1)
  }

  /** Whether a day of the programme is the last of its group. */
  isLast(day: number): boolean {
    return this.program.lastOf[this.first + day] === this.first + day
  }

  /** The least value on the evening before a day from which a line that is allowed goes on; not for sums by groups. */
  lowest(day: number): number {
    if (day >= this.close || this.below[0]! < Infinity) return 0
    return Math.max(0, this.floor - this.rest[day]!)
  }

  /**
   * How much dearer it can ever become to have added `mine` before a day rather than `other`. For a convex price it is
   * worst at one of the ends: nothing more is added, or the most that can be, by either of them: what follows the one may
   * follow the other too, and neither gets beyond the most.
   *
   * @param room what the sum that holds this one may still grow after `other`
   */
  handicap(day: number, mine: number, other: number, room: number): number {
    if (mine === other || day >= this.close) return 0
    if (mine < other) return this.below[mine] === Infinity ? Infinity : this.below[mine]! - this.below[other]!
    const add = Math.max(0, Math.min(this.rest[day]!, this.most - mine, this.#more(room)))
    const far = this.above[mine + add]!
    return far === Infinity ? Infinity : far - this.above[mine]! - (this.above[other + add]! - this.above[other]!)
  }
}
