import type { Rule } from '../problem/parameters.ts'
import type { NurseStanding, Range } from './inrc2-instance.ts'

export interface Shared {
  readonly name: string
  readonly assignments: Range
  readonly maxWeekends: number
  readonly standing: NurseStanding
  /** Of the weeks that are left, the part that is planned now: a quarter, a third, a half. */
  readonly share: number
  readonly price: { readonly total: number; readonly weekend: number }
}

/**
 * Totals over all weeks when not all of them are looked at. What a nurse has left, of assignments and of weekends, is meant to
 * last evenly: the planned weeks may use their share of it, and beyond it a unit costs its whole price, as if these weeks stood
 * for all. A limit between two whole numbers is one whose first unit beyond costs a part.
 */
export function sharesOf({ name, assignments: [min, max], maxWeekends, standing, share, price }: Shared): Rule[] {
  const people = [name]
  const least = Math.max(0, min - standing.assignments) * share
  const most = Math.max(0, max - standing.assignments) * share
  const free = Math.max(0, maxWeekends - standing.weekends) * share
  return [
    { rule: 'total', people, of: 'shifts', price: price.total, min: Math.floor(least) },
    ...limits(most, price.total).map(each => ({ rule: 'total', people, of: 'shifts', ...each }) as const),
    ...limits(free, price.weekend).map(each => ({ rule: 'weekends', people, ...each }) as const),
  ]
}

/** Prices are multiples of this: costs that lie apart are soon proved. */
const GRID = 5

/** The whole numbers on both sides of a limit, and what a unit beyond each of them costs. */
function limits(limit: number, price: number): { max: number; price: number }[] {
  const max = Math.floor(limit + 1e-9)
  const first = GRID * Math.round((price * (max + 1 - limit)) / GRID)
  return [
    { max, price: first },
    { max: max + 1, price: price - first },
  ].filter(each => each.price > 0)
}
