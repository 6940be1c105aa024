import type { Frame } from './frame.ts'
import type { SumFrame } from './sum-frame.ts'

/** Steps a table may take; beyond, it is made without a sum. */
const STEPS = 6_000_000

/**
 * What the rest of a line costs at least, by day, state and value of one sum: backward, with that sum exact and the
 * others left out. Labels that cannot beat a known line are never made.
 */
export class Bound {
  /** `(day * states + state) * values + value`. */
  least = new Float64Array(0)
  states = 0
  values = 1
  /** The sum that is exact: an index of `frame.sums`, −1 when none. */
  main = -1

  /** The least that any line of the frame costs. */
  fill(frame: Frame): number {
    const { days, program } = frame
    this.states = program.automaton.states
    this.#choose(frame)
    const layer = this.states * this.values
    if (this.least.length < (days + 1) * layer) this.least = new Float64Array((days + 1) * layer)
    for (let state = 0; state < this.states; state++) {
      const at = days * layer + state * this.values
      this.least.fill(frame.terminal[state]!, at, at + this.values)
    }
    const sum = frame.sums[this.main]
    if (sum && sum.close === days) this.#settle(sum, days * layer)
    for (let day = days - 1; day >= 0; day--) {
      this.#day(frame, day)
      if (sum && sum.close === day) this.#settle(sum, day * layer)
    }
    return frame.base + this.least[frame.start * this.values]!
  }

  /** The sum whose limits lie furthest from what is free: in Curtois' instances minutes, that are limited on both sides. */
  #choose({ sums, days, program }: Frame): void {
    this.main = -1
    this.values = 1
    let most = 0
    for (let at = 0; at < sums.length; at++) {
      const sum = sums[at]!
      const edges = this.states * program.classes.count * days
      if (sum.grouped || (sum.most + 1) * edges > STEPS) continue
      const tight = tightness(sum)
      if (tight <= most) continue
      most = tight
      this.main = at
      this.values = sum.most + 1
    }
  }

  #settle(sum: SumFrame, layer: number): void {
    for (let state = 0; state < this.states; state++) {
      for (let value = 0; value < this.values; value++) {
        this.least[layer + state * this.values + value]! += sum.below[value]! + sum.above[value]! - sum.above[0]!
      }
    }
  }

  #day(frame: Frame, day: number): void {
    const { program, choice, open, price } = frame
    const { next, costOn } = program.automaton
    const count = program.classes.count
    const cost = costOn[frame.from + day]!
    const sum = frame.sums[this.main]
    const weight = sum && sum.counts[day] === 1 ? sum.program.weight : undefined
    const layer = day * this.states * this.values
    this.least.fill(Infinity, layer, layer + this.states * this.values)
    for (let state = 0; state < this.states; state++) {
      for (let at = 0; at < open[day]!; at++) {
        const kind = choice[day * count + at]!
        const edge = state * count + kind
        const to = next[edge]!
        const added = cost[edge]! + price[day * count + kind]!
        if (to < 0 || added === Infinity) continue
        this.#relax(
          layer + state * this.values,
          layer + (this.states + to) * this.values,
          weight ? weight[kind]! : 0,
          added,
        )
      }
    }
  }

  #relax(here: number, there: number, weight: number, added: number): void {
    const { least } = this
    for (let value = 0, end = this.values - weight; value < end; value++) {
      const through = added + least[there + value + weight]!
      if (through < least[here + value]!) least[here + value] = through
    }
  }
}

/** How much of what can be added lies outside the free range, hard limits first. */
function tightness({ above, below, most }: SumFrame): number {
  let tight = 0
  for (let value = 0; value <= most; value++) {
    const price = above[value]! - above[0]! + below[value]!
    tight += price === Infinity ? 2 : price > 0 ? 1 : 0
  }
  return tight / (most + 1)
}
