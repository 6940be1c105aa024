import type { Convex } from '../model/model.ts'

/** What a value costs above the maximum, steps included. Grows with the value, so that it can be charged as it grows. */
export function priceAbove(price: Convex, value: number): number {
  let cost = value > price.max ? price.above * (value - price.max) : 0
  for (const { from, more } of price.steps ?? []) if (value > from) cost += more * (value - from)
  return cost
}

/** What a value costs below the minimum: known only when the window is over. */
export function priceBelow(price: Convex, value: number): number {
  return value < price.min ? price.below * (price.min - value) : 0
}
