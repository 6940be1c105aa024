import { Forward, type Guide } from './forward.ts'
import { Frame } from './frame.ts'
import type { SumProgram } from './program.ts'
import { EPSILON, type Question } from './question.ts'
import { Reach } from './reach.ts'
import type { SumFrame } from './sum-frame.ts'
import { Table } from './table.ts'
import { Tolls } from './tolls.ts'

/** Labels a day on the first try, and how many times more on each further one. */
const FIRST = 12
const WIDER = 8
export const WIDEST = 20_000
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
  readonly #forward = new Forward()
  readonly #tolls = new Tolls()
  readonly #reach = new Reach()
  readonly #stepsAChoice: number
  /** Sums that lines felt lately. */
  readonly #felt = new WeakSet<SumProgram>()
  /** The sums of the next table, and the steps it takes. */
  #wanted: readonly SumFrame[] = []
  #steps = 0
  #kinds = new Int32Array(0)
  #below = Infinity

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
    if (this.#kinds.length < this.#frame.days) this.#kinds = new Int32Array(this.#frame.days)
    const met = this.#toll(question)
    if (this.proved) return met
    if (question.quick) return this.#beam(question, met)
    this.#want(tightest(this.#frame))
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
  #beam(question: Question, met: number): number {
    const found = this.#go(question, this.#tolls, question.width ?? FIRST)
    this.proved = !this.#forward.cut
    return Math.min(found, met)
  }

  /** Labels of one width: the price of the line they find, written; Infinity when they find none. */
  #go({ lines, at, far, stop }: Question, guide: Guide, width: number): number {
    if (far) this.#reach.lay(this.#frame)
    const found = this.#forward.ask(this.#frame, guide, this.#below, width, far ? this.#reach : undefined, stop)
    if (found === Infinity) return found
    this.#below = found
    this.#forward.trace(this.#kinds)
    this.#put(this.#kinds, lines, at)
    return found
  }

  /** Tries with more and more labels, and with larger tables where they are quicker. */
  #wider(question: Question): number {
    const widest = question.width ?? WIDEST
    const choices = this.#frame.days * this.#frame.program.classes.count
    let best = Infinity
    for (let width = Math.min(FIRST, widest); ; width = Math.min(width * WIDER, widest)) {
      while (this.#steps <= width * choices * this.#stepsAChoice && !question.stop?.()) {
        const found = this.#relax(question)
        if (found !== undefined) return Math.min(best, found)
      }
      best = Math.min(best, this.#go(question, this.#table, width))
      this.proved = !this.#forward.cut || best <= this.least + EPSILON
      if (this.proved || width === widest) return best
    }
  }

  #want(sums: readonly SumFrame[]): void {
    this.#wanted = sums
    this.#steps = this.#next.lay(this.#frame, sums)
  }

  /**
   * Makes the table that is wanted. The price of the best line where the table has it; Infinity where no line is cheap enough;
   * or no time was left; undefined where the line it leads to breaks a sum that is not in it: then that is wanted next.
   */
  #relax({ lines, at, stop }: Question): number | undefined {
    const frame = this.#frame
    const made = this.#next
    this.#next = this.#table
    this.#table = made
    const least = made.fill(stop)
    this.proved = least > -Infinity
    if (!this.proved) return Infinity
    this.least = Math.max(this.least, least)
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
