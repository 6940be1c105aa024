import type { Frame } from './frame.ts'
import { Places } from './places.ts'
import type { SumFrame } from './sum-frame.ts'

/**
 * What the rest of a line costs at least, by day, state and what some sums have reached: made backward, day by day. The
 * other sums are left out, so that it is a bound; where the line it leads to costs them nothing, it is the answer.
 */
export class Table {
  readonly #places = new Places()
  /** `(day * states + state) * places + place`. */
  #least = new Float64Array(0)
  #frame!: Frame

  /** Lays out a table of some of the frame's sums; how many steps it takes to make it. */
  lay(frame: Frame, sums: readonly SumFrame[]): number {
    this.#frame = frame
    return this.#places.lay(frame, sums) * frame.program.automaton.states
  }

  /** Makes what was laid out. @returns the least that any line of the frame costs by these sums alone */
  fill(): number {
    const { days, base, start, program } = this.#frame
    const size = (days + 1) * program.automaton.states * this.#places.count
    if (this.#least.length < size) this.#least = new Float64Array(size)
    for (let day = days; day >= 0; day--) {
      this.#begin(day)
      if (day < days) this.#day(day)
      this.#settle(day)
    }
    return base + this.#least[start * this.#places.count + this.#places.start]!
  }

  /**
   * What the rest costs at least after a partial line, what its sums have paid already taken off.
   *
   * @param values what each of the frame's sums has reached, from `at`; then what their open groups hold
   */
  restOf(day: number, state: number, values: Int32Array, at: number): number {
    const { automaton } = this.#frame.program
    const place = this.#places.placeOf(values, at, this.#frame.sums.length)
    return (
      this.#least[(day * automaton.states + state) * this.#places.count + place]! - this.#places.paid(day, values, at)
    )
  }

  /** The class of each day of the line that the table leads to. */
  trace(kinds: Int32Array): void {
    const { days, program, start } = this.#frame
    let state = start
    let place = this.#places.start
    for (let day = 0; day < days; day++) {
      const kind = this.#best(day, state, place)
      kinds[day] = kind
      state = program.automaton.next[state * program.classes.count + kind]!
      place = this.#places.after(day, kind, place)
    }
  }

  /** What follows the last day, and nothing known yet on the days before. */
  #begin(day: number): void {
    const { days, terminal, program } = this.#frame
    const { states } = program.automaton
    const { count, values, outer } = this.#places
    for (let state = 0; state < states; state++) {
      const price = day === days ? terminal[state]! : Infinity
      for (let part = 0; part < outer; part++) {
        const from = (day * states + state) * count + part * values
        const high = this.#places.highest(day, part)
        if (high >= 0) this.#least.fill(price, from + this.#places.lowest(day, part), from + high + 1)
      }
    }
  }

  #day(day: number): void {
    const { program, choice, open, price, from } = this.#frame
    const { next, costOn, states } = program.automaton
    const kinds = program.classes.count
    const cost = costOn[from + day]!
    const { count } = this.#places
    for (let state = 0; state < states; state++) {
      for (let at = 0; at < open[day]!; at++) {
        const kind = choice[day * kinds + at]!
        const edge = state * kinds + kind
        const to = next[edge]!
        const added = cost[edge]! + price[day * kinds + kind]!
        if (to >= 0 && added < Infinity)
          this.#relax(day, kind, (day * states + state) * count, ((day + 1) * states + to) * count, added)
      }
    }
  }

  /** One choice in one state, whatever the sums have reached. */
  #relax(day: number, kind: number, here: number, there: number, added: number): void {
    const least = this.#least
    const places = this.#places
    const { values, outer } = places
    const turn = places.turn(day)
    const adds = places.weight(day, kind)
    const floor = places.floor(day)
    for (let part = 0; part < outer; part++) {
      const high = Math.min(places.highest(day, part), values - 1 - adds)
      const after = turn[kind * outer + part]!
      if (high < 0 || after < 0) continue
      const from = here + part * values
      const to = there + after * values + adds
      for (let value = Math.max(floor, places.lowest(day, part)); value <= high; value++) {
        const through = added + least[to + value]!
        if (through < least[from + value]!) least[from + value] = through
      }
    }
  }

  /** Charges the sums whose last day this was. */
  #settle(day: number): void {
    const places = this.#places
    if (!places.closes(day)) return
    const { states } = this.#frame.program.automaton
    const { values, count, outer } = places
    for (let part = 0; part < outer; part++) {
      const high = places.highest(day, part)
      for (let value = high < 0 ? 0 : places.lowest(day, part); value <= high; value++) {
        const charge = places.charge(day, part, value)
        if (charge === 0) continue
        for (let state = 0; state < states; state++)
          this.#least[(day * states + state) * count + part * values + value]! += charge
      }
    }
  }

  /** The first of the day's choices that the least price leads through. */
  #best(day: number, state: number, place: number): number {
    const { program, choice, open, price, from } = this.#frame
    const { next, costOn, states } = program.automaton
    const kinds = program.classes.count
    let best = -1
    let least = Infinity
    for (let at = 0; at < open[day]!; at++) {
      const kind = choice[day * kinds + at]!
      const edge = state * kinds + kind
      const after = this.#places.after(day, kind, place)
      if (next[edge]! < 0 || after < 0) continue
      const rest = this.#least[((day + 1) * states + next[edge]!) * this.#places.count + after]!
      const through = costOn[from + day]![edge]! + price[day * kinds + kind]! + rest
      if (through >= least) continue
      least = through
      best = kind
    }
    return best
  }
}
