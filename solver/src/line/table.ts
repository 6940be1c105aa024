import type { Frame } from './frame.ts'
import type { SumFrame } from './sum-frame.ts'

/**
 * What the rest of a line costs at least, by day, state and what some sums have reached: made backward, day by day. With
 * one sum exact and the others left out it is a bound, and labels that cannot beat a known line are never made. With all
 * sums in it, it is the answer.
 *
 * A combination of values is a *place*: those of {@link main} lie next to each other, those of all others together are
 * the *outer* part.
 */
export class Table {
  /** `(day * states + state) * places + place`. */
  least = new Float64Array(0)
  states = 0
  places = 1
  /** The sum whose values are next to each other: an index of `frame.sums`, −1 when none. */
  main = -1
  /** Values of {@link main}. */
  values = 1
  #frame!: Frame
  #others: SumFrame[] = []
  #sizes: number[] = []
  #outer = 1
  /** By `class * outer + outer part`: the outer part after a choice of the day under way; −1 where none is allowed. */
  #after = new Int32Array(0)

  /** The least that any line of the frame costs by its tightest sum alone. */
  bound(frame: Frame): number {
    this.#choose(frame, tightest(frame), [])
    return this.#fill()
  }

  /** The price of the best line, and the table that leads to it: see {@link write}. */
  exact(frame: Frame): number {
    const main = widest(frame)
    this.#choose(
      frame,
      main,
      frame.sums.filter((_, at) => at !== main),
    )
    return this.#fill()
  }

  /** Whether nothing was left out. */
  get complete(): boolean {
    return this.#others.length + (this.main < 0 ? 0 : 1) === this.#frame.sums.length
  }

  /** Writes the line that the table was made for. */
  write(lines: Uint16Array, at: number): void {
    const { from, days, job, program, start } = this.#frame
    const sum = this.#frame.sums[this.main]
    let state = start
    let outer = this.#startOuter()
    let value = 0
    for (let day = 0; day < days; day++) {
      this.#turn(day)
      const kind = this.#best(day, state, outer, value)
      lines[at + from + day] = job[day * program.classes.count + kind]!
      state = program.automaton.next[state * program.classes.count + kind]!
      outer = this.#after[kind * this.#outer + outer]!
      if (sum && sum.counts[day] === 1) value += sum.program.weight[kind]!
    }
  }

  #choose(frame: Frame, main: number, others: SumFrame[]): void {
    this.#frame = frame
    this.states = frame.program.automaton.states
    this.main = main
    this.values = main < 0 ? 1 : frame.sums[main]!.cap + 1
    this.#others = others
    this.#sizes = others.map(sizeOf)
    this.#outer = this.#sizes.reduce((product, size) => product * size, 1)
    this.places = this.values * this.#outer
    const turns = frame.program.classes.count * this.#outer
    if (this.#after.length < turns) this.#after = new Int32Array(turns)
  }

  #fill(): number {
    const { days, terminal, sums, base, start } = this.#frame
    const layer = this.states * this.places
    if (this.least.length < (days + 1) * layer) this.least = new Float64Array((days + 1) * layer)
    for (let state = 0; state < this.states; state++) {
      const at = days * layer + state * this.places
      this.least.fill(terminal[state]!, at, at + this.places)
    }
    this.#settle(days)
    for (let day = days - 1; day >= 0; day--) {
      this.#turn(day)
      this.#day(day, sums[this.main])
      this.#settle(day)
    }
    return base + this.least[start * this.places + this.#startOuter() * this.values]!
  }

  /** Charges the sums whose last day this was. */
  #settle(day: number): void {
    const main = this.#frame.sums[this.main]
    if (main?.close === day) this.#charge(day, main, 1, this.values)
    let stride = this.values
    for (let other = 0; other < this.#others.length; other++) {
      const sum = this.#others[other]!
      if (sum.close === day) this.#charge(day, sum, stride, this.#sizes[other]!)
      stride *= this.#sizes[other]!
    }
  }

  #charge(day: number, { above, below, held, grouped }: SumFrame, stride: number, size: number): void {
    const from = day * this.states * this.places
    for (let at = from, end = from + this.states * this.places; at < end; at++) {
      const digit = Math.floor((at - from) / stride) % size
      const value = grouped ? digit >> 1 : digit
      this.least[at]! += below[value]! + above[value]! - above[held]!
    }
  }

  #day(day: number, sum: SumFrame | undefined): void {
    const { program, choice, open, price, from } = this.#frame
    const { next, costOn } = program.automaton
    const count = program.classes.count
    const cost = costOn[from + day]!
    const weight = sum && sum.counts[day] === 1 ? sum.program.weight : undefined
    const low = sum ? sum.lowest(day) : 0
    const high = sum ? sum.highest(day) : 0
    const layer = day * this.states * this.places
    this.least.fill(Infinity, layer, layer + this.states * this.places)
    for (let state = 0; state < this.states; state++) {
      for (let at = 0; at < open[day]!; at++) {
        const kind = choice[day * count + at]!
        const edge = state * count + kind
        const to = next[edge]!
        const added = cost[edge]! + price[day * count + kind]!
        if (to < 0 || added === Infinity) continue
        const adds = weight ? weight[kind]! : 0
        const end = Math.min(high, this.values - 1 - adds)
        this.#relax(layer + state * this.places, layer + (this.states + to) * this.places + adds, kind, added, low, end)
      }
    }
  }

  /** One choice in one state, whatever the sums have reached: `low` to `high` of the main one. */
  #relax(here: number, there: number, kind: number, added: number, low: number, high: number): void {
    const { least, values } = this
    for (let outer = 0; outer < this.#outer; outer++) {
      const after = this.#after[kind * this.#outer + outer]!
      if (after < 0) continue
      const from = here + outer * values
      const to = there + after * values
      for (let value = low; value <= high; value++) {
        const through = added + least[to + value]!
        if (through < least[from + value]!) least[from + value] = through
      }
    }
  }

  /** What each choice of a day makes of the outer part. */
  #turn(day: number): void {
    const { choice, open, program } = this.#frame
    const count = program.classes.count
    for (let at = 0; at < open[day]!; at++) {
      const kind = choice[day * count + at]!
      for (let outer = 0; outer < this.#outer; outer++)
        this.#after[kind * this.#outer + outer] = this.#step(outer, kind, day)
    }
  }

  #step(outer: number, kind: number, day: number): number {
    let to = outer
    let stride = 1
    for (let other = 0; other < this.#others.length; other++) {
      const size = this.#sizes[other]!
      const digit = Math.floor(outer / stride) % size
      const next = digitAfter(this.#others[other]!, digit, kind, day)
      if (next >= size) return -1
      to += (next - digit) * stride
      stride *= size
    }
    return to
  }

  #startOuter(): number {
    let at = 0
    let stride = 1
    for (const [other, { held }] of this.#others.entries()) {
      at += stride * 3 * held
      stride *= this.#sizes[other]!
    }
    return at
  }

  /** The first of the day's choices that the least price leads through. */
  #best(day: number, state: number, outer: number, value: number): number {
    const { program, choice, open, price, from, sums } = this.#frame
    const { next, costOn } = program.automaton
    const count = program.classes.count
    const sum = sums[this.main]
    let best = -1
    let least = Infinity
    for (let at = 0; at < open[day]!; at++) {
      const kind = choice[day * count + at]!
      const edge = state * count + kind
      const after = this.#after[kind * this.#outer + outer]!
      const reached = value + (sum && sum.counts[day] === 1 ? sum.program.weight[kind]! : 0)
      if (next[edge]! < 0 || after < 0 || reached >= this.values) continue
      const place = ((day + 1) * this.states + next[edge]!) * this.places + after * this.values + reached
      const through = costOn[from + day]![edge]! + price[day * count + kind]! + this.least[place]!
      if (through >= least) continue
      least = through
      best = kind
    }
    return best
  }
}

/** How many steps an exact table takes; Infinity where a group can hold more than one, which it has no place for. */
export function stepsOf({ sums, days, program }: Frame): number {
  let steps = days * program.automaton.states * program.classes.count
  for (const sum of sums) steps *= sum.grouped && sum.heaviest > 1 ? Infinity : sizeOf(sum)
  return steps
}

/** Values of a sum; of one by groups also whether the group under way is counted already: `value * 2 + held`. */
function sizeOf({ grouped, cap }: SumFrame): number {
  return grouped ? 2 * (cap + 1) : cap + 1
}

function digitAfter(sum: SumFrame, digit: number, kind: number, day: number): number {
  if (sum.counts[day] === 0) return digit
  const weight = sum.program.weight[kind]!
  if (!sum.grouped) return digit + weight
  const held = digit & 1
  const now = Math.max(weight, held)
  return 2 * ((digit >> 1) + now - held) + (sum.isLast(day) ? 0 : now)
}

/** The sum whose limits lie furthest from what is free: in Curtois' instances minutes, that are limited on both sides. */
function tightest({ sums }: Frame): number {
  let most = 0
  let main = -1
  for (let at = 0; at < sums.length; at++) {
    const tight = sums[at]!.grouped ? 0 : tightness(sums[at]!)
    if (tight <= most) continue
    most = tight
    main = at
  }
  return main
}

/** The sum with most values, not by groups: steps along neighbours are the quickest. */
function widest({ sums }: Frame): number {
  let main = -1
  for (let at = 0; at < sums.length; at++)
    if (!sums[at]!.grouped && (main < 0 || sums[at]!.cap > sums[main]!.cap)) main = at
  return main
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
