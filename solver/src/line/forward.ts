import type { Frame } from './frame.ts'
import { Labels } from './labels.ts'
import { DAYS_A_LOOK, EPSILON } from './question.ts'
import type { Reach } from './reach.ts'

/** Says what the rest costs at least after a partial line, what its sums have paid already taken off. */
export interface Guide {
  restOf(day: number, state: number, values: Int32Array, at: number): number
}

/** Labels that go forward day by day with dominance: partial lines, of which those are struck that cannot win. */
export class Forward {
  /** Whether a label had to be left out: then what was found need not be the best. */
  cut = false
  readonly #labels = new Labels()
  #frame!: Frame
  #guide!: Guide
  #reach: Reach | undefined
  #below = Infinity
  /** The first label of the day under way. */
  #layer = 0
  #last = -1
  #sorted = new Float64Array(0)

  /**
   * The price of the cheapest line that costs less than `below`; Infinity when no label came through.
   *
   * @param guide says what the rest of a partial line costs at least
   * @param width labels kept a day at most
   * @param reach says which partial lines cannot reach their hours any more
   * @param stop says that no time is left: then no line is found
   */
  ask(frame: Frame, guide: Guide, below: number, width: number, reach?: Reach, stop?: () => boolean): number {
    const labels = this.#labels
    this.#frame = frame
    this.#guide = guide
    this.#reach = reach
    this.#below = below
    this.cut = false
    labels.clear(frame.program.automaton.states, 2 * frame.sums.length)
    this.#begin()
    for (let day = 0; day < frame.days; day++) {
      const end = labels.count
      const from = this.#layer
      labels.head.fill(-1)
      this.#layer = end
      for (let label = from; label < end; label++) if (labels.next[label]! !== -2) this.#extend(label, day)
      if (labels.count - end > width) this.#narrow(width)
      if (labels.count === end) return Infinity
      if (day % DAYS_A_LOOK === DAYS_A_LOOK - 1 && stop?.()) {
        this.cut = true
        return Infinity
      }
    }
    this.#last = this.#cheapest()
    return this.#last < 0 ? Infinity : labels.price[this.#last]!
  }

  /** The class of each day of the line that was found last. */
  trace(kinds: Int32Array): void {
    const { parent, kind } = this.#labels
    let label = this.#last
    for (let day = this.#frame.days - 1; day >= 0; day--) {
      kinds[day] = kind[label]!
      label = parent[label]!
    }
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

  /** The cheapest complete label, −1 when there is none. */
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
    if (this.#reach && !this.#reach.can(day, state, labels.values, fresh * labels.stride)) return
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
    this.cut = true
    const limit = this.#sorted.subarray(0, alive).sort()[width - 1]!
    let room = width
    for (let label = this.#layer; label < count; label++) {
      if (next[label]! === -2) continue
      if (reach[label]! > limit || room === 0) next[label] = -2
      else room--
    }
  }
}
