import { Frame } from './frame.ts'
import { Labels } from './labels.ts'
import type { SumProgram } from './program.ts'
import type { Question } from './question.ts'
import type { SumFrame } from './sum-frame.ts'
import { Table } from './table.ts'
import { Tolls } from './tolls.ts'

/** Labels a day on the first try, and how many times more on each further one. */
const FIRST = 12
const WIDER = 8
export const WIDEST = 20_000
const EPSILON = 1e-9
/** So many steps of a table take as long as one choice after a label. */
const STEPS_A_CHOICE = 300
/** Steps that the first table may take; beyond, it is made without a sum. */
const FIRST_STEPS = 6_000_000

/**
 * The best line of one person at given prices, by dynamic programming (a shortest path with resource constraints; Desrosiers &
 * Irnich 2005). A table of one sum says what a line costs at least. Where the line it leads to breaks other sums, they join
 * the table, as long as it is quicker than labels (decremental state space relaxation; Righini & Salani 2008).
 * Beyond, labels go forward with dominance, few a day at first: what they find is a price to beat for the next, wider try.
 * When no label had to be left out, or the price is the least possible, it is the best.
 *
 * Keeps its arrays: one for each thread, asked thousands of times a second.
 */
export class BestLine {
  /** Whether the last answer is the best for certain. */
  proved = false
  /** What the line that was asked for last costs at least, proved or not. */
  least = 0
  readonly #frame = new Frame()
  /** The last table, and the one that is laid out to be made next. */
  #table = new Table()
  #next = new Table()
  readonly #labels = new Labels()
  readonly #tolls = new Tolls()
  #guide: Table | Tolls = this.#table
  readonly #stepsAChoice: number
  /** Sums that lines felt lately. */
  readonly #felt = new WeakSet<SumProgram>()
  /** The sums of the next table, and the steps it takes. */
  #wanted: readonly SumFrame[] = []
  #steps = 0
  #kinds = new Int32Array(0)
  #layer = 0
  #cut = false
  #below = Infinity
  #sorted = new Float64Array(0)

  /** @param stepsAChoice steps of a table that take as long as one choice after a label; 0: no table but the first */
  constructor(stepsAChoice = STEPS_A_CHOICE) {
    this.#stepsAChoice = stepsAChoice
  }

  /** The price of the best line, written into the question's lines; Infinity when there is none (nothing is written). */
  ask(question: Question): number {
    this.proved = true
    this.least = Infinity
    if (!this.#frame.lay(question)) return Infinity
    this.#below = question.below ?? Infinity
    const met = this.#toll(question)
    if (this.proved) return met
    if (question.quick) return this.#beam(question, met)
    this.#want(tightest(this.#frame))
    if (this.#kinds.length < this.#frame.days) this.#kinds = new Int32Array(this.#frame.days)
    const best = Math.min(met, this.#relax(question) ?? this.#wider(question))
    if (this.proved) this.least = Math.min(best, this.#below)
    return best
  }

  /** The best line that tolls lead to, written; Infinity when they lead to none that is cheap enough. */
  #toll({ lines, at }: Question): number {
    const met = this.#tolls.ask(this.#frame, this.#below)
    this.least = this.#tolls.least
    if (met < Infinity) {
      this.#below = met
      this.#put(this.#tolls.kinds, lines, at)
    }
    this.proved = this.least >= this.#below - EPSILON
    if (this.proved) this.least = Math.min(this.least, this.#below)
    return met
  }

  /** One try with few labels, guided by tolls. */
  #beam({ lines, at, width = FIRST }: Question, met: number): number {
    if (this.#kinds.length < this.#frame.days) this.#kinds = new Int32Array(this.#frame.days)
    this.#guide = this.#tolls
    const last = this.#forward(width)
    this.proved = !this.#cut
    if (last < 0) return met
    this.#write(last, lines, at)
    return this.#labels.price[last]!
  }

  /** Tries with more and more labels, and with larger tables where they are quicker. */
  #wider(question: Question): number {
    const widest = question.width ?? WIDEST
    const choices = this.#frame.days * this.#frame.program.classes.count
    let best = Infinity
    for (let width = Math.min(FIRST, widest); ; width = Math.min(width * WIDER, widest)) {
      while (this.#steps <= width * choices * this.#stepsAChoice) {
        const found = this.#relax(question)
        if (found !== undefined) return Math.min(best, found)
      }
      const last = this.#forward(width)
      if (last >= 0) {
        best = this.#labels.price[last]!
        this.#below = best
        this.#write(last, question.lines, question.at)
      }
      this.proved = !this.#cut || best <= this.least + EPSILON
      if (this.proved || width === widest) return best
    }
  }

  #want(sums: readonly SumFrame[]): void {
    this.#wanted = sums
    this.#steps = this.#next.lay(this.#frame, sums)
  }

  /**
   * Makes the table that is wanted. The price of the best line where the table has it; Infinity where no line is cheap enough;
   * undefined where the line it leads to breaks a sum that is not in it: then that is wanted next.
   */
  #relax({ lines, at }: Question): number | undefined {
    const frame = this.#frame
    const made = this.#next
    this.#next = this.#table
    this.#table = made
    this.#guide = made
    this.least = Math.max(this.least, made.fill())
    this.proved = true
    if (this.least >= this.#below - EPSILON) return Infinity
    made.trace(this.#kinds)
    const missing = frame.sums.filter(sum => !this.#wanted.includes(sum))
    const broken = missing.filter(sum => sum.charge(sum.valueOf(this.#kinds)) > 0)
    if (broken.length === 0) {
      this.#feel()
      this.#put(this.#kinds, lines, at)
      return this.least
    }
    for (const { program } of broken) this.#felt.add(program)
    this.#want([...this.#wanted, ...missing.filter(({ program }) => this.#felt.has(program))])
    return undefined
  }

  /** Remembers which sums a line feels: where the next one breaks any, they all join the table. */
  #feel(): void {
    for (const sum of this.#frame.sums)
      if (sum.presses(sum.valueOf(this.#kinds))) this.#felt.add(sum.program)
      else this.#felt.delete(sum.program)
  }

  #put(kinds: Int32Array, lines: Uint16Array, at: number): void {
    const { from, days, job, program } = this.#frame
    for (let day = 0; day < days; day++) lines[at + from + day] = job[day * program.classes.count + kinds[day]!]!
  }

  /** The cheapest complete label, −1 when there is none. */
  #forward(width: number): number {
    const frame = this.#frame
    const labels = this.#labels
    const sums = frame.sums
    labels.clear(frame.program.automaton.states, 2 * sums.length)
    this.#cut = false
    this.#begin()
    for (let day = 0; day < frame.days; day++) {
      const end = labels.count
      const from = this.#layer
      labels.head.fill(-1)
      this.#layer = end
      for (let label = from; label < end; label++) if (labels.next[label]! !== -2) this.#extend(label, day)
      if (labels.count - end > width) this.#narrow(width)
      if (labels.count === end) return -1
    }
    return this.#cheapest()
  }

  #begin(): void {
    const { base, start, sums } = this.#frame
    const labels = this.#labels
    const first = labels.add()
    for (let at = 0; at < sums.length; at++) {
      labels.values[first * labels.stride + at] = sums[at]!.held
      labels.values[first * labels.stride + sums.length + at] = sums[at]!.held
    }
    labels.price[first] = base
    labels.state[first] = start
    labels.parent[first] = -1
    labels.next[first] = -1
    this.#layer = 0
  }

  #cheapest(): number {
    const { price, next, state, count } = this.#labels
    const { terminal } = this.#frame
    let best = -1
    for (let label = this.#layer; label < count; label++) {
      if (next[label]! === -2) continue
      price[label]! += terminal[state[label]!]!
      if (best < 0 || price[label]! < price[best]!) best = label
    }
    return best
  }

  #extend(label: number, day: number): void {
    const { program, choice, open, price, from } = this.#frame
    const labels = this.#labels
    const { next, costOn } = program.automaton
    const kinds = program.classes.count
    const cost = costOn[from + day]!
    const row = labels.state[label]! * kinds
    const before = labels.price[label]!
    for (let at = day * kinds, end = at + open[day]!; at < end; at++) {
      const kind = choice[at]!
      const to = next[row + kind]!
      if (to < 0) continue
      const added = this.#add(label, day, kind)
      const now = before + cost[row + kind]! + price[day * kinds + kind]! + added
      if (now < Infinity) this.#consider(label, day + 1, kind, to, now)
    }
  }

  /** Writes the sums after a choice behind the last label; what they cost by it. */
  #add(label: number, day: number, kind: number): number {
    const { sums } = this.#frame
    const { values, stride, count } = this.#labels
    let cost = 0
    for (let at = 0; at < sums.length; at++) {
      const sum = sums[at]!
      const old = values[label * stride + at]!
      let now = old
      if (sum.counts[day] === 1) {
        const weight = sum.program.weight[kind]!
        if (sum.grouped) {
          const mine = label * stride + sums.length + at
          const held = Math.max(weight, values[mine]!)
          now += held - values[mine]!
          values[count * stride + sums.length + at] = sum.isLast(day) ? 0 : held
        } else now += weight
        if (now !== old) cost += sum.above[now]! - sum.above[old]!
      } else if (sum.grouped) {
        values[count * stride + sums.length + at] = values[label * stride + sums.length + at]!
      }
      values[count * stride + at] = now
      if (sum.close === day + 1) cost += sum.below[now]!
    }
    return cost
  }

  /** Takes the label that was written behind the last one, unless it cannot win or another is as good. */
  #consider(parent: number, day: number, kind: number, state: number, price: number): void {
    const labels = this.#labels
    const fresh = labels.count
    const reach = price + this.#guide.restOf(day, state, labels.values, fresh * labels.stride)
    if (!(reach < this.#below - EPSILON)) return
    labels.price[fresh] = price
    labels.reach[fresh] = reach
    let previous = -1
    let other = labels.head[state]!
    for (; other >= 0 && labels.price[other]! <= price; other = labels.next[other]!) {
      if (this.#beats(other, fresh, day)) return
      previous = other
    }
    labels.add()
    labels.parent[fresh] = parent
    labels.kind[fresh] = kind
    labels.state[fresh] = state
    if (previous < 0) labels.head[state] = fresh
    else labels.next[previous] = fresh
    this.#clear(fresh, other, day)
  }

  /** Strikes those of the list that the new one beats. */
  #clear(fresh: number, first: number, day: number): void {
    const labels = this.#labels
    let last = fresh
    for (let other = first; other >= 0; ) {
      const following = labels.next[other]!
      if (this.#beats(fresh, other, day)) labels.next[other] = -2
      else {
        labels.next[last] = other
        last = other
      }
      other = following
    }
    labels.next[last] = -1
  }

  /** Whether one label is at least as good as another of the same state, whatever follows. */
  #beats(one: number, other: number, day: number): boolean {
    const { sums } = this.#frame
    const { values, stride, price } = this.#labels
    let room = price[other]! - price[one]!
    for (let at = 0; at < sums.length; at++) {
      const sum = sums[at]!
      const mine = values[one * stride + at]!
      const its = values[other * stride + at]!
      if (sum.grouped && values[one * stride + sums.length + at]! !== values[other * stride + sums.length + at]!)
        return false
      if (mine === its) continue
      const { within } = sum
      const left = within ? within.cap - values[other * stride + within.at]! : Infinity
      room -= Math.max(0, sum.handicap(day, mine, its, left))
      if (room < -EPSILON) return false
    }
    return true
  }

  /** Leaves the most promising labels of the day. */
  #narrow(width: number): void {
    const { count, reach, next } = this.#labels
    if (this.#sorted.length < count - this.#layer) this.#sorted = new Float64Array(2 * (count - this.#layer))
    let alive = 0
    for (let label = this.#layer; label < count; label++) if (next[label]! !== -2) this.#sorted[alive++] = reach[label]!
    if (alive <= width) return
    this.#cut = true
    const limit = this.#sorted.subarray(0, alive).sort()[width - 1]!
    let room = width
    for (let label = this.#layer; label < count; label++) {
      if (next[label]! === -2) continue
      if (reach[label]! > limit || room === 0) next[label] = -2
      else room--
    }
  }

  #write(last: number, lines: Uint16Array, at: number): void {
    const { parent, kind } = this.#labels
    let label = last
    for (let day = this.#frame.days - 1; day >= 0; day--) {
      this.#kinds[day] = kind[label]!
      label = parent[label]!
    }
    this.#put(this.#kinds, lines, at)
  }
}

/** The sum whose limits lie furthest from what is free: in Curtois' instances minutes, that are limited on both sides. */
function tightest(frame: Frame): SumFrame[] {
  const edges = frame.days * frame.program.automaton.states * frame.program.classes.count
  let most = 0
  let main: SumFrame | undefined
  for (const sum of frame.sums) {
    if (sum.grouped || edges * (sum.cap + 1) > FIRST_STEPS) continue
    const tight = sum.tightness()
    if (tight <= most) continue
    most = tight
    main = sum
  }
  return main ? [main] : []
}
