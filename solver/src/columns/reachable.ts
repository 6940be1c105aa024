import { divisor } from '../divisor.ts'
import type { Convex, Line, Model } from '../model/model.ts'
import { costOf } from '../model/price.ts'

/**
 * What a roster can cost at least when it costs no less than a bound: the next multiple of the step between costs, the
 * bound itself where there is none.
 */
export function reachableOf(step: number): (bound: number) => number {
  if (step === 0) return bound => bound
  return bound => (Number.isFinite(bound) ? Math.ceil((bound - 1e-6) / step) * step + 0 : bound)
}

/** How far apart the costs of rosters are at least: the greatest common divisor of all prices; 0 where one is not whole. */
export function stepOf(model: Model): number {
  const seen = new Set<unknown>()
  let step = 0
  for (const price of pricesOf(model, seen)) {
    if (!Number.isFinite(price)) continue
    if (!Number.isInteger(price)) return 0
    step = divisor(step, Math.abs(price))
  }
  return step
}

function* pricesOf(model: Model, seen: Set<unknown>): Generator<number> {
  for (const line of model.lines) yield* pricesOfLine(line, seen)
  for (const count of model.counts) {
    for (let number = 0; number <= model.lines.length; number++) yield costOf(model, count, number)
  }
}

function* pricesOfLine(line: Line, seen: Set<unknown>): Generator<number> {
  for (const prices of [line.node, line.arc, ...(line.arcOn ?? [])]) {
    if (!prices || seen.has(prices)) continue
    seen.add(prices)
    yield* prices
  }
  for (const { shortPrice, longPrice } of line.runs) yield* [shortPrice, longPrice]
  for (const { price } of line.sums) yield* pricesOfConvex(price)
}

function* pricesOfConvex({ below, above, steps }: Convex): Generator<number> {
  yield* [below, above]
  for (const { more } of steps ?? []) yield more
}
