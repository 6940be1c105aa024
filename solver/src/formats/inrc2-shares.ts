import type { Rule } from '../problem/parameters.ts'
import type { NurseStanding, Range } from './inrc2-instance.ts'

/**
 * How much of a price a breach of a share costs while weeks are to come that can make up for it: what is beyond the limit of
 * all weeks costs its full price at once, what is only beyond the even share costs this part of it.
 */
const UNCERTAIN = 0.5

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
 * Totals over all weeks when later weeks are not known yet. What a nurse has left, of assignments and of weekends, is meant to
 * last evenly: the planned weeks may use their share of it. Beyond the share a unit costs a part of its price, and beyond all
 * that is left its full price. So whoever is behind comes first, and nobody is kept at home for a week that may never need
 * them. Shares are rounded: each further limit is one more thing that a line's search has to keep in mind, and whole prices
 * are soon proved.
 */
export function sharesOf({ name, assignments: [min, max], maxWeekends, standing, share, price }: Shared): Rule[] {
  const people = [name]
  const least = Math.max(0, min - standing.assignments) * share
  const most = Math.max(0, max - standing.assignments) * share
  const free = Math.max(0, maxWeekends - standing.weekends) * share
  const total = { rule: 'total', people, of: 'shifts' } as const
  const weekends = { rule: 'weekends', people } as const
  const part = { total: price.total * UNCERTAIN, weekend: price.weekend * UNCERTAIN }
  return [
    { ...total, price: part.total, min: Math.round(least), max: Math.round(most) },
    { ...total, price: price.total - part.total, max, carried: true },
    { ...weekends, price: part.weekend, max: Math.round(free) },
    { ...weekends, price: price.weekend - part.weekend, max: maxWeekends, carried: true },
  ]
}
