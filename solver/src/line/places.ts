import type { Frame } from './frame.ts'
import type { SumFrame } from './sum-frame.ts'

/** More outer parts than this are not laid out. */
const MOST_OUTER = 20_000

/**
 * Combinations of what some sums can have reached, numbered day by day. A combination is a *place*: values of the main sum lie
 * next to each other, those of all others together are the *outer part* of a place; of a sum by groups it also knows whether
 * the group under way is counted already.
 *
 * For each day and outer part, only the main values between two limits can be reached at all: a shift of a kind also takes
 * its hours, so that most combinations never come, and have no number.
 */
export class Places {
  /** Values of the main sum, and outer parts. */
  values = 1
  outer = 1
  /** The outer part before the first day. */
  start = 0
  /** By day: how many places can be reached before it. */
  sizes = new Int32Array(0)
  /** By class: the first class that makes no difference here but in price. */
  groupOf = new Int32Array(0)
  #frame!: Frame
  #main: SumFrame | undefined
  #others: SumFrame[] = []
  #sizes: number[] = []
  /** By `day * outer + part`. */
  #low = new Int32Array(0)
  #high = new Int32Array(0)
  /** The same: what to add to a main value for its place. */
  #offset = new Int32Array(0)
  /** By day: what its choices make of outer parts. Days on which the same sums count share it. */
  readonly #turns: Int32Array[] = []

  /** @returns how many values there are to find over all days and choices, for one state; Infinity when it is too many */
  lay(frame: Frame, sums: readonly SumFrame[]): number {
    this.#frame = frame
    this.#main = widest(sums)
    this.values = this.#main ? this.#main.cap + 1 : 1
    this.#others = sums.filter(sum => sum !== this.#main)
    this.#sizes = this.#others.map(({ digits }) => digits)
    this.outer = this.#sizes.reduce((product, size) => product * size, 1)
    if (this.outer > MOST_OUTER || this.#others.some(sum => sum.grouped && sum.heaviest > 1)) return Infinity
    this.#group(sums)
    this.#turnAll()
    return this.#reach()
  }

  /** The least and the greatest main value that there can be before a day; none where the greatest is −1. */
  lowest(day: number, part: number): number {
    return this.#low[day * this.outer + part]!
  }

  highest(day: number, part: number): number {
    return this.#high[day * this.outer + part]!
  }

  /** The least main value from which a line that is allowed goes on. */
  floor(day: number): number {
    return this.#main ? this.#main.lowest(day) : 0
  }

  /** What a choice adds to the main value. */
  weight(day: number, kind: number): number {
    return this.#main && this.#main.counts[day] === 1 ? this.#main.program.weight[kind]! : 0
  }

  /** By `class * outer + part`: the outer part after that choice; −1 where it is too much. */
  turn(day: number): Int32Array {
    return this.#turns[day]!
  }

  /** The number of a place before a day. */
  at(day: number, part: number, value: number): number {
    return this.#offset[day * this.outer + part]! + value
  }

  /** The place of a partial line; `held` of groups under way stands `sums` after the values. */
  placeOf(day: number, values: Int32Array, at: number, sums: number): number {
    let part = 0
    let stride = 1
    for (let nth = 0; nth < this.#others.length; nth++) {
      const sum = this.#others[nth]!
      part += stride * sum.digitOf(values[at + sum.at]!, values[at + sums + sum.at]!)
      stride *= this.#sizes[nth]!
    }
    return this.at(day, part, this.#main ? values[at + this.#main.at]! : 0)
  }

  /** What a partial line has paid for its sums before a day. */
  paid(day: number, values: Int32Array, at: number): number {
    let paid = this.#main ? this.#main.paid(day, values[at + this.#main.at]!) : 0
    for (let nth = 0; nth < this.#others.length; nth++) {
      const sum = this.#others[nth]!
      paid += sum.paid(day, values[at + sum.at]!)
    }
    return paid
  }

  /** Whether a sum is charged on the evening before a day. */
  closes(day: number): boolean {
    return this.#main?.close === day || this.#others.some(({ close }) => close === day)
  }

  /** What the sums cost that are charged there. */
  charge(day: number, part: number, value: number): number {
    let charge = this.#main?.close === day ? this.#main.charge(value) : 0
    for (let nth = 0, rest = part; nth < this.#others.length; nth++) {
      const sum = this.#others[nth]!
      const digit = rest % this.#sizes[nth]!
      rest = Math.floor(rest / this.#sizes[nth]!)
      if (sum.close === day) charge += sum.charge(sum.valueIn(digit))
    }
    return charge
  }

  #group(sums: readonly SumFrame[]): void {
    const { count, alike } = this.#frame.program.classes
    if (this.groupOf.length < count) this.groupOf = new Int32Array(count)
    for (let kind = 0; kind < count; kind++) {
      let first = 0
      while (alike[first] !== alike[kind] || !sums.every(({ program: { weight } }) => weight[first] === weight[kind]))
        first++
      this.groupOf[kind] = first
    }
  }

  #turnAll(): void {
    const known = new Map<string, Int32Array>()
    for (let day = 0; day < this.#frame.days; day++) {
      const pattern = this.#others.map(sum => `${sum.counts[day]!}${sum.grouped && sum.isLast(day) ? 'l' : ''}`).join()
      const turn = known.get(pattern) ?? this.#turnOf(day)
      known.set(pattern, turn)
      this.#turns[day] = turn
    }
  }

  #turnOf(day: number): Int32Array {
    const kinds = this.#frame.program.classes.count
    const turn = new Int32Array(kinds * this.outer)
    for (let kind = 0; kind < kinds; kind++)
      for (let part = 0; part < this.outer; part++) turn[kind * this.outer + part] = this.#step(part, kind, day)
    return turn
  }

  #step(part: number, kind: number, day: number): number {
    let to = part
    let stride = 1
    for (let nth = 0; nth < this.#others.length; nth++) {
      const size = this.#sizes[nth]!
      const digit = Math.floor(part / stride) % size
      const next = this.#others[nth]!.after(digit, kind, day)
      if (next >= size) return -1
      to += (next - digit) * stride
      stride *= size
    }
    return to
  }

  /** Forward from the first day: which main values each outer part can come with. */
  #reach(): number {
    const { days } = this.#frame
    const parts = (days + 1) * this.outer
    if (this.#low.length < parts) {
      this.#low = new Int32Array(parts)
      this.#high = new Int32Array(parts)
      this.#offset = new Int32Array(parts)
    }
    if (this.sizes.length <= days) this.sizes = new Int32Array(days + 1)
    this.#low.fill(this.values, 0, parts)
    this.#high.fill(-1, 0, parts)
    this.start = this.#startPart()
    this.#low[this.start] = 0
    this.#high[this.start] = 0
    let steps = 0
    for (let day = 0; day <= days; day++) {
      this.#number(day)
      if (day < days) steps += this.#reachFrom(day)
    }
    return steps
  }

  #number(day: number): void {
    let size = 0
    for (let at = day * this.outer, end = at + this.outer; at < end; at++) {
      if (this.#high[at]! < 0) continue
      this.#offset[at] = size - this.#low[at]!
      size += this.#high[at]! - this.#low[at]! + 1
    }
    this.sizes[day] = size
  }

  #reachFrom(day: number): number {
    const { choice, open, program } = this.#frame
    const here = day * this.outer
    const turn = this.#turns[day]!
    let steps = 0
    for (let part = 0; part < this.outer; part++) {
      const low = this.#low[here + part]!
      const high = this.#high[here + part]!
      if (high < 0) continue
      steps += (high - low + 1) * open[day]!
      for (let at = 0; at < open[day]!; at++) {
        const kind = choice[day * program.classes.count + at]!
        const after = turn[kind * this.outer + part]!
        const adds = this.weight(day, kind)
        if (after < 0 || low + adds >= this.values) continue
        const there = here + this.outer + after
        this.#low[there] = Math.min(this.#low[there]!, low + adds)
        this.#high[there] = Math.max(this.#high[there]!, Math.min(high + adds, this.values - 1))
      }
    }
    return steps
  }

  #startPart(): number {
    let part = 0
    let stride = 1
    for (const [nth, sum] of this.#others.entries()) {
      part += stride * sum.digitOf(sum.held, sum.held)
      stride *= this.#sizes[nth]!
    }
    return part
  }
}

/** The sum with most values, not by groups: steps along neighbours are the quickest. */
function widest(sums: readonly SumFrame[]): SumFrame | undefined {
  let main: SumFrame | undefined
  for (const sum of sums) if (!sum.grouped && (!main || sum.cap > main.cap)) main = sum
  return main
}
