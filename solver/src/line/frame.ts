import type { LineProgram } from './program.ts'
import type { Question } from './question.ts'
import { SumFrame } from './sum-frame.ts'

/**
 * One question, laid out for the dynamic programme: its days are the free ones and as many fixed ones after them as it
 * takes until the past makes no difference. Arrays are kept from question to question.
 */
export class Frame {
  program!: LineProgram
  from = 0
  /** Days of the programme: free ones, then fixed ones. */
  days = 0
  /** What the fixed days before and after cost, whatever is chosen. */
  base = 0
  /** The state on the evening before the first free day. */
  start = 0
  /** By state: what follows the last day of the programme. */
  terminal = new Float64Array(0)
  /** Open classes of each day of the programme: `day * classes …`, as many as {@link open} says. */
  choice = new Int32Array(0)
  open = new Int32Array(0)
  /** By `day * classes + class`: the cheapest job and its price. */
  price = new Float64Array(0)
  job = new Int32Array(0)
  /** Sums that can bind in this question. */
  readonly sums: SumFrame[] = []
  readonly #spare: SumFrame[] = []

  /** False: the fixed days alone are forbidden. */
  lay(question: Question): boolean {
    const { program, from, to, pause } = question
    this.program = program
    this.from = from
    this.base = 0
    this.#grow()
    if (!this.#before(question)) return false
    this.days = this.#settled(question) - from
    this.#after(question)
    for (let day = from; day < from + this.days; day++)
      this.#price(question, day, day >= to || (pause !== undefined && day >= pause.from && day < pause.to))
    return this.base < Infinity && this.#sums(question)
  }

  #grow(): void {
    const { automaton, classes, days } = this.program
    const cells = days * classes.count
    if (this.terminal.length < automaton.states) this.terminal = new Float64Array(automaton.states)
    if (this.open.length < days) this.open = new Int32Array(days)
    if (this.price.length >= cells) return
    this.price = new Float64Array(cells)
    this.job = new Int32Array(cells)
    this.choice = new Int32Array(cells)
  }

  #before(question: Question): boolean {
    this.start = 0
    for (let day = 0; day < question.from && this.start >= 0; day++) this.start = this.#walk(question, day, this.start)
    return this.start >= 0
  }

  /** Adds a fixed day to the base; the state after it, −1 where it is forbidden. */
  #walk({ program, extra, lines, at }: Question, day: number, state: number): number {
    const { line, jobs, classes, automaton } = program
    const job = lines[at + day]!
    const edge = state * classes.count + classes.classOf[job]!
    this.base += line.node[day * jobs + job]! + extra[day * jobs + job]! + automaton.costOn[day]![edge]!
    return automaton.next[edge]!
  }

  /** The first day after the free ones from which on nothing depends on what was chosen. */
  #settled({ program, lines, at, to }: Question): number {
    const { automaton, classes, days } = program
    let states = new Set(Array.from({ length: automaton.states }, (_, state) => state))
    let day = to
    if (to === days) states = new Set()
    for (; day < days && (states.size > 1 || day < program.openUntil[to]!); day++) {
      const kind = classes.classOf[lines[at + day]!]!
      const next = [...states].map(state => automaton.next[state * classes.count + kind]!)
      states = new Set(next.filter(state => state >= 0))
    }
    this.terminal.fill(day === days ? 0 : Infinity)
    if (day === days) this.terminal.set(automaton.end)
    else for (const state of states) this.terminal[state] = 0
    return day
  }

  #after(question: Question): void {
    const { days, automaton } = question.program
    const stop = this.from + this.days
    if (stop === days) return
    let state = this.terminal.indexOf(0)
    for (let day = stop; day < days && state >= 0; day++) state = this.#walk(question, day, state)
    this.base += state < 0 ? Infinity : automaton.end[state]!
  }

  #price({ program, extra, lines, at }: Question, day: number, fixed: boolean): void {
    const { line, jobs, classes } = program
    const row = (day - this.from) * classes.count
    this.price.fill(Infinity, row, row + classes.count)
    const only = lines[at + day]!
    for (let job = fixed ? only : 0, end = fixed ? only + 1 : jobs; job < end; job++) {
      const price = line.node[day * jobs + job]! + extra[day * jobs + job]!
      const cell = row + classes.classOf[job]!
      if (price >= this.price[cell]!) continue
      this.price[cell] = price
      this.job[cell] = job
    }
    let open = 0
    for (let kind = 0; kind < classes.count; kind++) {
      if (this.price[row + kind]! < Infinity) this.choice[row + open++] = kind
    }
    this.open[day - this.from] = open
  }

  #sums(question: Question): boolean {
    this.#spare.push(...this.sums.splice(0))
    for (const program of question.program.sums) {
      const sum = this.#spare.pop() ?? new SumFrame()
      if (sum.lay(question, program, this.days)) this.sums.push(sum)
      else this.#drop(sum)
    }
    // Sums by groups last: what they hold of a group that has begun stands behind the values of all.
    this.sums.sort((a, b) => Number(a.grouped) - Number(b.grouped))
    for (let at = this.sums.length - 1; at >= 0; at--) {
      const sum = this.sums[at]!
      const holder = this.sums.find(other => other !== sum && other.holds(sum))
      if (holder && !sum.bind(holder)) this.#drop(...this.sums.splice(at, 1))
    }
    for (const [at, sum] of this.sums.entries()) {
      sum.at = at
      if (sum.within && !this.sums.includes(sum.within)) sum.within = undefined
      this.base += sum.fixed
    }
    return this.base < Infinity
  }

  /** A sum whose price does not depend on what is chosen. */
  #drop(...sums: SumFrame[]): void {
    for (const sum of sums) this.base += sum.fixed
    this.#spare.push(...sums)
  }
}
