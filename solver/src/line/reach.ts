import type { Frame } from './frame.ts'
import type { SumFrame } from './sum-frame.ts'

/**
 * How much a line can still add to the sum that has to reach most (hours of a year), by day, state and what is left of a sum by groups that
 * must not grow beyond (weekends): made backward, day by day, whatever choices cost. A partial line that cannot reach its hours any more is struck
 * weeks before it would be found out.
 */
export class Reach {
  #frame!: Frame
  #main: SumFrame | undefined
  #against: SumFrame | undefined
  #digits = 1
  /** By `(day * states + state) * digits + digit`: the most that can be added; −1 where there is no way to the end. */
  #most = new Int32Array(0)
  /** Choices of the day under way that make a difference here. */
  readonly #choice: number[] = []

  lay(frame: Frame): void {
    this.#frame = frame
    this.#main = frame.sums.filter(sum => !sum.grouped && sum.floor > 0).sort((a, b) => b.floor - a.floor)[0]
    if (!this.#main) return
    this.#against = frame.sums.find(sum => sum.grouped && sum.heaviest === 1 && sum.cap < sum.most)
    this.#digits = this.#against?.digits ?? 1
    const size = (frame.days + 1) * frame.program.automaton.states * this.#digits
    if (this.#most.length < size) this.#most = new Int32Array(size)
    this.#end()
    for (let day = frame.days - 1; day >= 0; day--) this.#day(day)
  }

  /** Whether a partial line can still reach what it has to; `held` of groups under way stands `sums` after the values. */
  can(day: number, state: number, values: Int32Array, at: number): boolean {
    const main = this.#main
    if (!main) return true
    const { sums, program } = this.#frame
    const against = this.#against
    const digit = against ? against.digitOf(values[at + against.at]!, values[at + sums.length + against.at]!) : 0
    const most = this.#most[(day * program.automaton.states + state) * this.#digits + digit]!
    return most >= 0 && values[at + main.at]! + most >= main.floor
  }

  #end(): void {
    const { days, terminal, program } = this.#frame
    const { states } = program.automaton
    for (let state = 0; state < states; state++) {
      const at = (days * states + state) * this.#digits
      this.#most.fill(terminal[state]! < Infinity ? 0 : -1, at, at + this.#digits)
    }
  }

  #day(day: number): void {
    const { program, from } = this.#frame
    const { states, next, costOn } = program.automaton
    const kinds = program.classes.count
    const digits = this.#digits
    const most = this.#most
    most.fill(-1, day * states * digits, (day + 1) * states * digits)
    this.#choose(day)
    for (const kind of this.#choice) {
      const adds = this.#main!.counts[day] === 1 ? this.#main!.program.weight[kind]! : 0
      for (let state = 0; state < states; state++) {
        const edge = state * kinds + kind
        const to = next[edge]!
        if (to >= 0 && costOn[from + day]![edge]! < Infinity) this.#relax(day, kind, state, to, adds)
      }
    }
  }

  #relax(day: number, kind: number, state: number, to: number, adds: number): void {
    const { states } = this.#frame.program.automaton
    const digits = this.#digits
    const most = this.#most
    const here = (day * states + state) * digits
    const there = ((day + 1) * states + to) * digits
    for (let digit = 0; digit < digits; digit++) {
      const after = this.#against ? this.#against.after(digit, kind, day) : 0
      if (after >= digits || most[there + after]! < 0) continue
      most[here + digit] = Math.max(most[here + digit]!, most[there + after]! + adds)
    }
  }

  /** Of those that lead to the same states only the heaviest. */
  #choose(day: number): void {
    const { program, choice, open } = this.#frame
    const { alike, count } = program.classes
    const weight = this.#main!.program.weight
    const against = this.#against?.program.weight
    const chosen = this.#choice
    chosen.length = 0
    for (let at = day * count; at < day * count + open[day]!; at++) {
      const kind = choice[at]!
      const other = chosen.findIndex(one => alike[one] === alike[kind] && against?.[one] === against?.[kind])
      if (other < 0) chosen.push(kind)
      else if (weight[kind]! > weight[chosen[other]!]!) chosen[other] = kind
    }
  }
}
