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
  /** Choices of the day under way: of those that differ in price alone the cheapest. */
  readonly #choice: number[] = []
  #stretches = new Int32Array(0)

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

  /** What follows the last day, and nothing known yet on the days before: only where it can be reached, most places cannot. */
  #begin(day: number): void {
    const { days, terminal, program } = this.#frame
    const { states } = program.automaton
    const { count } = this.#places
    const least = this.#least
    const stretch = this.#reached(day)
    for (let state = 0; state < states; state++) {
      const price = day < days ? Infinity : terminal[state]!
      const here = (day * states + state) * count
      for (let at = 0; at < stretch; at += 2) {
        const end = here + this.#stretches[at + 1]!
        for (let place = here + this.#stretches[at]!; place < end; place++) least[place] = price
      }
    }
  }

  /** Places next to each other that can be reached before a day, as from and to; how many such stretches there are, twice. */
  #reached(day: number): number {
    const places = this.#places
    const { values, outer } = places
    if (this.#stretches.length < 3 * outer) this.#stretches = new Int32Array(3 * outer)
    let end = 0
    for (let part = 0; part < outer; part++) {
      const high = places.highest(day, part)
      if (high < 0) continue
      this.#stretches[end++] = part * values + places.lowest(day, part)
      this.#stretches[end++] = part * values + high + 1
    }
    return end
  }

  #choose(day: number): void {
    const { program, choice, open, price } = this.#frame
    const row = day * program.classes.count
    const { groupOf } = this.#places
    const chosen = this.#choice
    chosen.length = 0
    for (let at = row; at < row + open[day]!; at++) {
      const kind = choice[at]!
      let other = 0
      while (other < chosen.length && groupOf[chosen[other]!] !== groupOf[kind]) other++
      if (other === chosen.length) chosen.push(kind)
      else if (price[row + kind]! < price[row + chosen[other]!]!) chosen[other] = kind
    }
  }

  #day(day: number): void {
    const { program, price, from } = this.#frame
    const { next, costOn, states } = program.automaton
    const kinds = program.classes.count
    const cost = costOn[from + day]!
    const { count } = this.#places
    this.#choose(day)
    for (const kind of this.#choice) {
      const stretches = this.#stretch(day, kind)
      for (let state = 0; state < states; state++) {
        const edge = state * kinds + kind
        const to = next[edge]!
        const added = cost[edge]! + price[day * kinds + kind]!
        if (to < 0 || added === Infinity) continue
        this.#relax(stretches, (day * states + state) * count, ((day + 1) * states + to) * count, added)
      }
    }
  }

  /** Places next to each other that a choice leads on from, as from, to and length; how many such stretches there are. */
  #stretch(day: number, kind: number): number {
    const places = this.#places
    const { values, outer } = places
    const turn = places.turn(day)
    const adds = places.weight(day, kind)
    const floor = places.floor(day)
    let end = 0
    for (let part = 0; part < outer; part++) {
      const after = turn[kind * outer + part]!
      const low = Math.max(floor, places.lowest(day, part))
      const length = Math.min(places.highest(day, part), values - 1 - adds) - low + 1
      if (length <= 0 || after < 0) continue
      this.#stretches[end++] = part * values + low
      this.#stretches[end++] = after * values + adds + low
      this.#stretches[end++] = length
    }
    return end
  }

  /** One choice in one state, whatever the sums have reached. */
  #relax(stretches: number, here: number, there: number, added: number): void {
    const least = this.#least
    const stretch = this.#stretches
    for (let at = 0; at < stretches; at += 3) {
      let to = there + stretch[at + 1]!
      for (let from = here + stretch[at]!, end = from + stretch[at + 2]!; from < end; from++) {
        const through = added + least[to++]!
        if (through < least[from]!) least[from] = through
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
