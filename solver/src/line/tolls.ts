import type { Frame } from './frame.ts'
import { EPSILON } from './question.ts'
import type { SumFrame } from './sum-frame.ts'

/** Rounds of prices at most. */
const ROUNDS = 10

/**
 * Sums relaxed (Lagrange; Beasley & Christofides 1989): instead of being counted, each unit of a sum has a price, a *toll*, so
 * that the best line is a shortest path over days and states alone. Whatever the tolls are, that is what a line costs at least; they are moved
 * towards the price to beat (Polyak 1969). Most questions of a search end here: nothing is cheap enough, or a line on the way is the best.
 */
export class Tolls {
  /** What any line costs at least. */
  least = -Infinity
  /** The class of each day of the best line met. */
  kinds = new Int32Array(0)
  #frame!: Frame
  #tolls = new Float64Array(0)
  /** By sum: the value that is cheapest at its toll. */
  #aims = new Int32Array(0)
  /** By sum: how far the line at hand is from its aim. */
  #off = new Float64Array(0)
  /** By `day * classes + class`: price and tolls. */
  #price = new Float64Array(0)
  /** By `day * states + state`: what the rest costs at least; and the class it begins with. */
  #rest = new Float64Array(0)
  #first = new Int32Array(0)
  /** By the same: 1 where a line can get to. */
  #reached = new Uint8Array(0)
  #line = new Int32Array(0)
  #actives = new Int32Array(0)
  #active = 0

  /** The price of the best line met that costs less than `below`, its classes in {@link kinds}; Infinity where none was. */
  ask(frame: Frame, below: number): number {
    this.#frame = frame
    this.least = -Infinity
    this.#grow()
    this.#reach()
    let best = Infinity
    let speed = 1
    for (let round = 0; round < ROUNDS; round++) {
      const least = this.#pass()
      if (least > this.least) this.least = least
      else speed *= 0.6
      if (this.least >= Math.min(best, below) - EPSILON) break
      this.#trace()
      const price = this.#worth()
      if (price < Math.min(best, below) - EPSILON) {
        best = price
        this.kinds.set(this.#line.subarray(0, frame.days))
        if (this.least >= best - EPSILON) break
      }
      const target = Math.min(best, below)
      if (round === ROUNDS - 1) break
      if (!this.#move(speed * (target < Infinity ? target - least : 1 + Math.abs(least) / 10))) break
    }
    this.#list()
    return best
  }

  /**
   * What the rest costs at least after a partial line, what its sums have paid already taken off.
   *
   * @param values what each of the frame's sums has reached, from `at`; then what their open groups hold
   */
  restOf(day: number, state: number, values: Int32Array, at: number): number {
    const { sums, program } = this.#frame
    let rest = this.#rest[day * program.automaton.states + state]!
    for (let nth = 0; nth < this.#active; nth++) {
      const index = this.#actives[nth]!
      const sum = sums[index]!
      if (day >= sum.close) continue
      const toll = this.#tolls[index]!
      const value = values[at + index]!
      const aim = Math.max(value, Math.min(this.#aims[index]!, value + sum.rest[day]!))
      rest += toll * (value - aim) + sum.charge(aim) - sum.paid(day, value)
      // What a group holds already is not added again, but its days to come have tolls.
      if (sum.grouped && values[at + sums.length + index]! > 0) rest -= toll * sum.heaviest
    }
    return rest
  }

  /** Which sums have a toll. */
  #list(): void {
    this.#active = 0
    for (let at = 0; at < this.#frame.sums.length; at++) if (this.#tolls[at] !== 0) this.#actives[this.#active++] = at
  }

  #grow(): void {
    const { days, program, sums } = this.#frame
    const nodes = (days + 1) * program.automaton.states
    const cells = days * program.classes.count
    if (this.#rest.length < nodes) {
      this.#rest = new Float64Array(nodes)
      this.#first = new Int32Array(nodes)
      this.#reached = new Uint8Array(nodes)
    }
    if (this.#price.length < cells) this.#price = new Float64Array(cells)
    if (this.kinds.length < days) {
      this.kinds = new Int32Array(days)
      this.#line = new Int32Array(days)
    }
    if (this.#tolls.length < sums.length) {
      this.#tolls = new Float64Array(sums.length)
      this.#aims = new Int32Array(sums.length)
      this.#off = new Float64Array(sums.length)
      this.#actives = new Int32Array(sums.length)
    }
    for (let at = 0; at < sums.length; at++) {
      this.#tolls[at] = 0
      this.#aims[at] = sums[at]!.cap
    }
  }

  #reach(): void {
    const { days, start, program, choice, open } = this.#frame
    const { states, next } = program.automaton
    const kinds = program.classes.count
    const reached = this.#reached
    reached.fill(0, 0, (days + 1) * states)
    reached[start] = 1
    for (let day = 0; day < days; day++) {
      const there = (day + 1) * states
      for (let state = 0; state < states; state++) {
        if (reached[day * states + state] === 0) continue
        for (let at = day * kinds, end = at + open[day]!; at < end; at++) {
          const to = next[state * kinds + choice[at]!]!
          if (to >= 0) reached[there + to] = 1
        }
      }
    }
  }

  /** What a line costs at least at the tolls that stand. */
  #pass(): number {
    const { days, start, base, sums } = this.#frame
    this.#charge()
    for (let day = days; day >= 0; day--) this.#day(day)
    let least = base + this.#rest[start]!
    for (let at = 0; at < sums.length; at++) least += this.#aim(sums[at]!, at)
    return least
  }

  /** Prices with the tolls of all sums. */
  #charge(): void {
    const { days, program, price, sums } = this.#frame
    const kinds = program.classes.count
    for (let cell = 0; cell < days * kinds; cell++) this.#price[cell] = price[cell]!
    for (let at = 0; at < sums.length; at++) {
      const toll = this.#tolls[at]!
      if (toll === 0) continue
      const sum = sums[at]!
      const { weight } = sum.program
      for (let day = 0; day < sum.close; day++) {
        const each = toll * sum.partOf(day)
        if (each !== 0)
          for (let kind = 0; kind < kinds; kind++) this.#price[day * kinds + kind]! += each * weight[kind]!
      }
    }
  }

  #day(day: number): void {
    const { days, terminal, program, choice, open, from } = this.#frame
    const { states, next, costOn } = program.automaton
    const kinds = program.classes.count
    const here = day * states
    const rest = this.#rest
    if (day === days) {
      for (let state = 0; state < states; state++) rest[here + state] = terminal[state]!
      return
    }
    const cost = costOn[from + day]!
    const price = this.#price
    const row = day * kinds
    const there = here + states
    const end = row + open[day]!
    for (let state = 0; state < states; state++) {
      if (this.#reached[here + state] === 0) continue
      const edges = state * kinds
      let least = Infinity
      let first = -1
      for (let at = row; at < end; at++) {
        const kind = choice[at]!
        const to = next[edges + kind]!
        if (to < 0) continue
        const through = cost[edges + kind]! + price[row + kind]! + rest[there + to]!
        if (through < least) {
          least = through
          first = kind
        }
      }
      rest[here + state] = least
      this.#first[here + state] = first
    }
  }

  /** Moves a sum's aim to the value that is cheapest at its toll: what it charges is convex, so that no hill is in between. */
  #aim(sum: SumFrame, at: number): number {
    const toll = this.#tolls[at]!
    let aim = this.#aims[at]!
    let least = sum.charge(aim) - toll * aim
    for (const step of SIDES) {
      for (let next = aim + step; next >= sum.held && next <= sum.cap; next += step) {
        const price = sum.charge(next) - toll * next
        if (price > least) break
        if (price === least && step > 0) break
        least = price
        aim = next
      }
    }
    this.#aims[at] = aim
    return least + toll * sum.held
  }

  #trace(): void {
    const { days, start, program } = this.#frame
    const { states, next } = program.automaton
    let state = start
    for (let day = 0; day < days; day++) {
      const kind = this.#first[day * states + state]!
      this.#line[day] = kind
      state = next[state * program.classes.count + kind]!
    }
  }

  /** What the line at hand costs, the sums counted. */
  #worth(): number {
    const { days, base, start, program, price, sums, from, terminal } = this.#frame
    const { next, costOn } = program.automaton
    const kinds = program.classes.count
    let total = base
    let state = start
    for (let day = 0; day < days; day++) {
      const kind = this.#line[day]!
      const edge = state * kinds + kind
      total += costOn[from + day]![edge]! + price[day * kinds + kind]!
      state = next[edge]!
    }
    total += terminal[state]!
    for (const sum of sums) total += sum.charge(sum.valueOf(this.#line))
    return total
  }

  /** Moves the tolls; whether there is a way to go. */
  #move(rise: number): boolean {
    const { sums } = this.#frame
    let length = 0
    for (let at = 0; at < sums.length; at++) {
      const sum = sums[at]!
      const off = (this.#lineOf(sum) - this.#aims[at]!) / sum.heaviest
      // Of a sum by groups tolls take no more than the mean of each group: a bound only while they are not below 0.
      this.#off[at] = sum.grouped && this.#tolls[at] === 0 ? Math.max(0, off) : off
      length += this.#off[at]! ** 2
    }
    if (length === 0) return false
    for (let at = 0; at < sums.length; at++) {
      const sum = sums[at]!
      const toll = this.#tolls[at]! + ((rise / length) * this.#off[at]!) / sum.heaviest
      this.#tolls[at] = sum.grouped ? Math.max(0, toll) : toll
    }
    return true
  }

  /** The value of the line at hand as tolls see it. */
  #lineOf(sum: SumFrame): number {
    const { weight } = sum.program
    let value = sum.held
    for (let day = 0; day < sum.close; day++) value += weight[this.#line[day]!]! * sum.partOf(day)
    return value
  }
}

const SIDES = [1, -1] as const
