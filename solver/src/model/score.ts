/**
 * A roster in the making: what it costs is kept up to date while lines change. Counts change by the days that differ;
 * the price of a line is summed anew, as runs and sums look along it.
 */
import { type Listeners, listenersOf } from './listeners.ts'
import type { Count, Lines, Model, Score } from './model.ts'
import { costOf, endOf, hardOf, priceOfLine, softOf } from './price.ts'

/** What a model says of its counts, the same for every roster: who has many rosters of a model makes it once. */
export interface Counting {
  readonly listeners: Listeners
  /** By count: prices by number, and how they go on. */
  readonly ladders: readonly Ladder[]
}

/** Prices 0 … `last`, then `slope` for each further one. */
export interface Ladder {
  readonly prices: Float64Array
  readonly last: number
  readonly slope: number
}

export const countingOf = (model: Model): Counting => ({ listeners: listenersOf(model), ladders: laddersOf(model) })

/** What stands now. Change it only by {@link setLine}. */
export interface Standing extends Counting {
  readonly model: Model
  readonly lines: Lines
  /** By person. */
  readonly linePrices: Float64Array
  /** By count: how many. */
  readonly numbers: Int32Array
}

/** Begins with a roster; `lines` is copied. */
export function standingOf(model: Model, lines: Lines, counting = countingOf(model)): Standing {
  const linePrices = Float64Array.from(model.lines, (line, person) =>
    priceOfLine(model, line, lines, person * model.days),
  )
  const numbers = new Int32Array(model.counts.length)
  const standing: Standing = { model, lines: lines.slice(), linePrices, numbers, ...counting }
  for (let person = 0; person < model.lines.length; person++) hearDays(standing, person, 0, model.days, 1)
  return standing
}

/** Equal prices share a ladder: the same demand comes back every week, the same team every day. */
function laddersOf(model: Model): Ladder[] {
  const made = new Map<Float64Array | string, Map<Float64Array | undefined, Ladder>>()
  return model.counts.map(count => {
    const { price } = count
    const [soft, hard] = price.kind === 'table' ? [price.prices, price.hard] : [Object.entries(price).join()]
    const alike = made.get(soft) ?? new Map<Float64Array | undefined, Ladder>()
    const ladder = alike.get(hard) ?? ladderOf(model, count)
    made.set(soft, alike.set(hard, ladder))
    return ladder
  })
}

function ladderOf(model: Model, count: Count): Ladder {
  const { from, slope } = endOf(count, model.hardPrice)
  const last = Math.max(from, count.price.kind === 'cover' ? count.price.minimum : 0)
  return { prices: Float64Array.from({ length: last + 1 }, (_, number) => costOf(model, count, number)), last, slope }
}

/** Tells the counts of a cell that one more (1) or one less (−1) has it; gives what that changes in price. */
function hear(standing: Standing, person: number, day: number, job: number, by: 1 | -1): number {
  const { from, circles } = standing.listeners
  const cell = day * standing.model.jobs + job
  let change = 0
  for (let at = from[person]!; at < from[person + 1]!; at++) change += hearIn(standing, circles[at]!, cell, by)
  return change
}

/** The same for the counts of one circle. */
function hearIn(standing: Standing, circle: number, cell: number, by: 1 | -1): number {
  const { listeners, numbers, ladders, model } = standing
  const row = circle * model.days * model.jobs + cell
  let change = 0
  for (let at = listeners.start[row]!, end = listeners.start[row + 1]!; at < end; at++) {
    const count = listeners.counts[at]!
    const ladder = ladders[count]!
    const before = numbers[count]!
    numbers[count] = before + by
    change += rung(ladder, before + by) - rung(ladder, before)
  }
  return change
}

/** What hearing of one more or one less in a row would change. */
function wouldHear({ listeners, numbers, ladders }: Standing, row: number, by: 1 | -1): number {
  let change = 0
  for (let at = listeners.start[row]!, end = listeners.start[row + 1]!; at < end; at++) {
    const count = listeners.counts[at]!
    change += rung(ladders[count]!, numbers[count]! + by) - rung(ladders[count]!, numbers[count]!)
  }
  return change
}

/** By how much the cost of a circle's counts changes when one of it has another job on a day. */
export function exchangeIn(standing: Standing, circle: number, day: number, from: number, to: number): number {
  const { listeners, model } = standing
  const row = day * model.jobs
  const all = circle * model.days * model.jobs + row
  const deaf = (cell: number) => listeners.start[cell] === listeners.start[cell + 1]
  // Most choices are heard of by no count of a team: then nothing needs to be tried and taken back.
  if (deaf(all + from)) return deaf(all + to) ? 0 : wouldHear(standing, all + to, 1)
  if (deaf(all + to)) return wouldHear(standing, all + from, -1)
  const change = hearIn(standing, circle, row + from, -1) + hearIn(standing, circle, row + to, 1)
  hearIn(standing, circle, row + to, -1)
  hearIn(standing, circle, row + from, 1)
  return change
}

/**
 * Takes a person out of the counts of some days (−1) or back in (1) by the line that stands, and says by how much the
 * counts' cost changes. In between, lines may be written; who does so sets `linePrices` too.
 */
export function hearDays(standing: Standing, person: number, from: number, to: number, by: 1 | -1): number {
  const own = person * standing.model.days
  let change = 0
  for (let day = from; day < to; day++) change += hear(standing, person, day, standing.lines[own + day]!, by)
  return change
}

/** Writes what one more person in each cell of some days costs the counts, `day * jobs + job`, for one who is out of them. */
export function marginals(standing: Standing, person: number, from: number, to: number, out: Float64Array): void {
  const { listeners, model } = standing
  out.fill(0, from * model.jobs, to * model.jobs)
  for (let at = listeners.from[person]!; at < listeners.from[person + 1]!; at++)
    marginalsIn(standing, listeners.circles[at]!, from * model.jobs, to * model.jobs, out)
}

/** Adds those of one circle's counts, for cells `[from, to)`. */
function marginalsIn(standing: Standing, circle: number, from: number, to: number, out: Float64Array): void {
  const { listeners, numbers, ladders, model } = standing
  const { start, counts } = listeners
  const row = circle * model.days * model.jobs
  let at = start[row + from]!
  for (let cell = from; cell < to; cell++) {
    for (const end = start[row + cell + 1]!; at < end; at++) {
      const count = counts[at]!
      const ladder = ladders[count]!
      out[cell]! += rung(ladder, numbers[count]! + 1) - rung(ladder, numbers[count]!)
    }
  }
}

/** What a ladder asks for a number. */
function rung(ladder: Ladder, number: number): number {
  return number <= ladder.last
    ? ladder.prices[number]!
    : ladder.prices[ladder.last]! + (number - ladder.last) * ladder.slope
}

/**
 * Gives a person another line (`days` jobs from `offset` of `line`), and says by how much the cost changes, hard
 * units at the model's hard price. To undo it, set the line that stood before.
 */
export function setLine(standing: Standing, person: number, line: Lines, offset = 0): number {
  const { model, lines, linePrices } = standing
  const own = person * model.days
  let change = 0
  for (let day = 0; day < model.days; day++) {
    const before = lines[own + day]!
    const after = line[offset + day]!
    if (before === after) continue
    change += hear(standing, person, day, before, -1) + hear(standing, person, day, after, 1)
    lines[own + day] = after
  }
  const price = priceOfLine(model, model.lines[person]!, lines, own)
  // Between two forbidden lines the difference would not be a number.
  change += price === linePrices[person] ? 0 : price - linePrices[person]!
  linePrices[person] = price
  return change
}

/** Gives everybody the line of another roster. */
export function setLines(standing: Standing, lines: Lines): void {
  const { days, lines: all } = standing.model
  for (let person = 0; person < all.length; person++) setLine(standing, person, lines, person * days)
}

/** By how much the cost changes when one more (1) or one less (−1) of these people has this cell. */
export function cellDelta(standing: Standing, person: number, day: number, job: number, by: 1 | -1): number {
  const change = hear(standing, person, day, job, by)
  hear(standing, person, day, job, by === 1 ? -1 : 1)
  return change
}

/** The score of what stands, hard and soft apart. */
export function scoreOf({ model, linePrices, numbers }: Standing): Score {
  let hard = 0
  let soft = 0
  for (const price of linePrices) soft += price
  for (const [index, count] of model.counts.entries()) {
    soft += softOf(count, numbers[index]!)
    hard += hardOf(count, numbers[index]!)
  }
  return { hard, soft }
}
