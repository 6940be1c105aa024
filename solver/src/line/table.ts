import type { Frame } from './frame.ts'
import { Places } from './places.ts'
import { DAYS_A_LOOK } from './question.ts'
import type { SumFrame } from './sum-frame.ts'

/** Numbers a table keeps at most: 128 MB. */
const MOST_CELLS = 16_000_000

/**
 * What the rest of a line costs at least, by day, state and what some sums have reached: made backward, day by day. The
 * other sums are left out, so that it is a bound; where the line it leads to costs them nothing, it is the answer.
 */
export class Table {
  readonly #places = new Places()
  /** By day `begins[day] + state * sizes[day] + place`. */
  #least = new Float64Array(0)
  #begins = new Float64Array(0)
  #frame!: Frame
  /** Choices of the day under way: of those that differ in price alone the cheapest. */
  readonly #choice: number[] = []
  #stretches = new Int32Array(0)

  /** Lays out a table of some of the frame's sums; how many steps it takes to make it. */
  lay(frame: Frame, sums: readonly SumFrame[]): number {
    this.#frame = frame
    const steps = this.#places.lay(frame, sums) * frame.program.automaton.states
    if (steps === Infinity) return Infinity
    if (this.#begins.length < frame.days + 2) this.#begins = new Float64Array(frame.days + 2)
    for (let day = 0; day <= frame.days; day++)
      this.#begins[day + 1] = this.#begins[day]! + frame.program.automaton.states * this.#places.sizes[day]!
    return this.#begins[frame.days + 1]! > MOST_CELLS ? Infinity : steps
  }

  /**
   * Makes what was laid out.
   *
   * @param stop says that no time is left
   * @returns the least that any line of the frame costs by these sums alone; −∞ where there was no time to know
   */
  fill(stop?: () => boolean): number {
    const { days, base, start } = this.#frame
    const size = this.#begins[days + 1]!
    if (this.#least.length < size) this.#least = new Float64Array(size)
    for (let day = days; day >= 0; day--) {
      if (day % DAYS_A_LOOK === DAYS_A_LOOK - 1 && stop?.()) return -Infinity
      this.#begin(day)
      if (day < days) this.#day(day)
      this.#settle(day)
    }
    return base + this.#least[start * this.#places.sizes[0]!]!
  }

  /**
   * What the rest costs at least after a partial line, what its sums have paid already taken off.
   *
   * @param values what each of the frame's sums has reached, from `at`; then what their open groups hold
   */
  restOf(day: number, state: number, values: Int32Array, at: number): number {
    const place = this.#places.placeOf(day, values, at, this.#frame.sums.length)
    return this.#least[this.#row(day, state) + place]! - this.#places.paid(day, values, at)
  }

  /** The class of each day of the line that the table leads to. */
  trace(kinds: Int32Array): void {
    const { days, program, start } = this.#frame
    const places = this.#places
    let state = start
    let part = places.start
    let value = 0
    for (let day = 0; day < days; day++) {
      const kind = this.#best(day, state, part, value)
      kinds[day] = kind
      state = program.automaton.next[state * program.classes.count + kind]!
      part = places.turn(day)[kind * places.outer + part]!
      value += places.weight(day, kind)
    }
  }

  #row(day: number, state: number): number {
    return this.#begins[day]! + state * this.#places.sizes[day]!
  }

  /** What follows the last day, and nothing known yet on the days before. */
  #begin(day: number): void {
    const { days, terminal, program } = this.#frame
    if (day < days) this.#least.fill(Infinity, this.#begins[day], this.#begins[day + 1])
    else
      for (let state = 0; state < program.automaton.states; state++)
        this.#least.fill(terminal[state]!, this.#row(day, state), this.#row(day, state + 1))
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
    this.#choose(day)
    for (const kind of this.#choice) {
      const stretches = this.#stretch(day, kind)
      for (let state = 0; state < states; state++) {
        const edge = state * kinds + kind
        const to = next[edge]!
        const added = cost[edge]! + price[day * kinds + kind]!
        if (to < 0 || added === Infinity) continue
        this.#relax(stretches, this.#row(day, state), this.#row(day + 1, to), added)
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
    if (this.#stretches.length < 3 * outer) this.#stretches = new Int32Array(3 * outer)
    let end = 0
    for (let part = 0; part < outer; part++) {
      const after = turn[kind * outer + part]!
      const low = Math.max(floor, places.lowest(day, part))
      const length = Math.min(places.highest(day, part), values - 1 - adds) - low + 1
      if (length <= 0 || after < 0) continue
      this.#stretches[end++] = places.at(day, part, low)
      this.#stretches[end++] = places.at(day + 1, after, low + adds)
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
    for (let part = 0; part < places.outer; part++) {
      const high = places.highest(day, part)
      for (let value = high < 0 ? 0 : places.lowest(day, part); value <= high; value++) {
        const charge = places.charge(day, part, value)
        if (charge === 0) continue
        const at = places.at(day, part, value)
        for (let state = 0; state < states; state++) this.#least[this.#row(day, state) + at]! += charge
      }
    }
  }

  /** The first of the day's choices that the least price leads through. */
  #best(day: number, state: number, part: number, value: number): number {
    const { program, choice, open, price, from } = this.#frame
    const { next, costOn } = program.automaton
    const kinds = program.classes.count
    const places = this.#places
    const turn = places.turn(day)
    let best = -1
    let least = Infinity
    for (let at = 0; at < open[day]!; at++) {
      const kind = choice[day * kinds + at]!
      const edge = state * kinds + kind
      const after = turn[kind * places.outer + part]!
      const reached = value + places.weight(day, kind)
      if (next[edge]! < 0 || after < 0 || reached >= places.values) continue
      const rest = this.#least[this.#row(day + 1, next[edge]!) + places.at(day + 1, after, reached)]!
      const through = costOn[from + day]![edge]! + price[day * kinds + kind]! + rest
      if (through >= least) continue
      least = through
      best = kind
    }
    return best
  }
}
