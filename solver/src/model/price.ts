/**
 * What a roster costs, straight from the terms of the model. Slower than the state of `score.ts` and kept apart from
 * it, so that each can be tested against the other.
 */
import type { Convex, Count, Cover, Line, Lines, Model, Run, Score, Sum } from './model.ts'

/** Units times a price; nothing costs nothing, even where a unit is forbidden. */
const times = (units: number, price: number): number => (units > 0 ? units * price : 0)

/** What a convex price asks for a number. */
export const priceOfValue = (price: Convex, value: number): number =>
  priceBelow(price, value) + priceAbove(price, value)

/** What a value costs below the minimum: known only when the window is over. */
export const priceBelow = (price: Convex, value: number): number => times(price.min - value, price.below)

/** What a value costs above the maximum, steps included. Grows with the value, so that it can be charged as it grows. */
export function priceAbove(price: Convex, value: number): number {
  let total = times(value - price.max, price.above)
  if (price.steps) for (const step of price.steps) total += times(value - step.from, step.more)
  return total
}

/** What the roster of one person costs; `Infinity` where it is forbidden. Its days start at `offset` of `lines`. */
export function priceOfLine(model: Model, line: Line, lines: Lines, offset = 0): number {
  let total = priceOfDays(model, line, lines, offset)
  for (const run of line.runs) total += priceOfRun(run, lines, offset, model.days)
  for (const sum of line.sums) total += priceOfValue(sum.price, amountOf(sum, lines, offset))
  return total
}

function priceOfDays({ days, jobs }: Model, line: Line, lines: Lines, offset: number): number {
  let total = 0
  let last = line.before
  for (let day = 0; day < days; day++) {
    const job = lines[offset + day]!
    total += line.node[day * jobs + job]! + (line.arcOn?.[day] ?? line.arc)[last * jobs + job]!
    last = job
  }
  return total
}

function priceOfRun(run: Run, lines: Lines, offset: number, days: number): number {
  let total = 0
  let from = 0
  for (let day = 0; day <= days; day++) {
    if (day < days && run.of[lines[offset + day]!] === 1) continue
    total += priceOfStretch(run, from, day, days)
    from = day + 1
  }
  return total
}

/**
 * What a run costs that lasts from one day up to, not including, another; it may be of no day at all. One that reached the
 * day before the first and ends there is too short now, where it is too short.
 */
export function priceOfStretch(run: Run, from: number, to: number, days: number): number {
  const length = to - from + (from === 0 ? run.before : 0)
  if (length === 0) return 0
  const long = times(Math.min(to - from, length - run.max), run.longPrice)
  const open = (from === 0 && run.before === 0 && run.openStart) || (to === days && run.openEnd)
  return open ? long : long + times(run.min - length, run.shortPrice)
}

/** What a window adds up to, the past included. */
export function amountOf(sum: Sum, lines: Lines, offset = 0): number {
  let value = sum.before
  if (!sum.groups) {
    for (let day = sum.from; day < sum.to; day++) value += sum.of[lines[offset + day]!]!
    return value
  }
  for (const group of sum.groups) {
    let largest = 0
    for (const day of group) largest = Math.max(largest, sum.of[lines[offset + day]!]!)
    value += largest
  }
  return value
}

/** How many people a count counts. */
export function numberOf(model: Model, count: Count, lines: Lines): number {
  const among = count.people ?? model.lines.keys()
  let number = 0
  for (const person of among) if (count.jobs.includes(lines[person * model.days + count.day]!)) number++
  return number
}

/** What a count costs at a number, apart from what is hard. */
export function softOf({ price }: Count, number: number): number {
  if (price.kind === 'table') return price.prices[Math.min(number, price.prices.length - 1)]!
  let total = times(price.preferred - number, price.under) + times(number - price.preferred, price.over)
  if (!price.missingHard) total += times(price.minimum - number, price.missing)
  if (!price.excessHard) total += times(number - price.maximum, price.excess)
  return total
}

/** Hard units of a count at a number. */
export function hardOf({ price }: Count, number: number): number {
  if (price.kind === 'table') return price.hard?.[Math.min(number, price.hard.length - 1)] ?? 0
  return hardOfCover(price, number)
}

const hardOfCover = (price: Cover, number: number): number =>
  (price.missingHard ? Math.max(0, price.minimum - number) : 0) +
  (price.excessHard ? Math.max(0, number - price.maximum) : 0)

/** What a count costs in the search. */
export const costOf = (model: Model, count: Count, number: number): number =>
  softOf(count, number) + hardOf(count, number) * model.hardPrice

/** The number from which a count's price goes on in a straight line (a table: stays), and the slope there. */
export function endOf({ price }: Count, hardPrice: number): { from: number; slope: number } {
  if (price.kind === 'table') return { from: price.prices.length - 1, slope: 0 }
  if (price.maximum === Infinity) return { from: price.preferred, slope: price.over }
  const excess = price.excessHard ? hardPrice : price.excess
  return { from: Math.max(price.preferred, price.maximum), slope: price.over + excess }
}

/** What all lines and counts of a roster cost. `soft` is `Infinity` where a line is forbidden. */
export function scoreOfLines(model: Model, lines: Lines): Score {
  let hard = 0
  let soft = 0
  for (const [person, line] of model.lines.entries()) soft += priceOfLine(model, line, lines, person * model.days)
  for (const count of model.counts) {
    const number = numberOf(model, count, lines)
    soft += softOf(count, number)
    hard += hardOf(count, number)
  }
  return { hard, soft }
}

/** A score as one number, hard units at the hard price: what bounds are of. */
export const costOfScore = ({ hard, soft }: Score, hardPrice: number): number =>
  hard === 0 ? soft : hard * hardPrice + soft

/** Less is better: first by `hard`, then by `soft`. */
export const better = (one: Score, other: Score): boolean =>
  one.hard < other.hard || (one.hard === other.hard && one.soft < other.soft)
