/** What rules that add something up share: what is added, the windows, and the terms for them. */
import type { Draft } from '../model/draft.ts'
import type { Convex } from '../model/model.ts'
import type { Roster } from '../problem/problem.ts'
import { jobOn } from '../problem/roster.ts'
import type { Price, What, When } from '../problem/shapes.ts'
import { daysOf, type JobView, meansAllJobs, meansDay, meansJob, pastOf, type View } from '../problem/view.ts'
import { cells, groupPeople, priceIn } from './rule.ts'

export type Measure = 'shifts' | 'minutes' | 'suit'

/** What a job adds. */
export function measured(of: Measure, job: JobView | undefined): number {
  if (!job) return 0
  return of === 'shifts' ? 1 : of === 'minutes' ? job.minutes : job.suit
}

export interface Window {
  readonly from: number
  readonly to: number
}

/**
 * The windows of a rule that touch the horizon: those that end in it, and one that is cut off where the days at the end
 * would else be in none. Without lengths the horizon is one window.
 */
export function windowsOf(days: number, window: { days: number; every: number } | undefined): Window[] {
  if (!window) return [{ from: 0, to: days }]
  const windows: Window[] = []
  const first = Math.floor((1 - window.days) / window.every) * window.every
  for (let from = first; from < days; from += window.every) {
    const to = from + window.days
    if (to <= 0) continue
    if (to > days && (windows.at(-1)?.to ?? 0) >= days) break
    windows.push({ from, to: Math.min(to, days) })
  }
  return windows
}

type Scope = What & When & { readonly of: Measure }

/** What a scope adds up to in a window, the known past included: the slow way. */
export function amountIn(view: View, roster: Roster, person: number, scope: Scope, window: Window): number {
  let amount = 0
  for (let day = window.from; day < window.to; day++) {
    const job = jobOn(view, roster, person, day)
    if (job && meansDay(view, scope, day) && meansJob(scope, job)) amount += measured(scope.of, job)
  }
  return amount
}

/** What the days before the horizon add to a window. */
export function pastIn(view: View, person: number, scope: Scope, window: Window): number {
  let amount = 0
  for (let day = window.from; day < 0; day++) {
    const job = pastOf(view, person, day)
    if (job && meansDay(view, scope, day) && meansJob(scope, job)) amount += measured(scope.of, job)
  }
  return amount
}

/** The total that history carries in for a scope; undefined where it has none of that kind. */
export function carriedIn(view: View, person: number, scope: Scope): number | undefined {
  const carried = view.people[person]!.history?.carried
  if (meansAllJobs(scope)) return carried?.[scope.of] ?? 0
  const { jobs, posts, shifts, skills, tags } = scope
  if (jobs || posts || shifts || skills || tags?.length !== 1 || scope.of !== 'shifts') return undefined
  return carried?.tags?.[tags[0]!] ?? 0
}

/** Limits of a sum; what history brings in beyond `max` is not this roster's doing. */
export const atMost = (max: number | undefined, before: number): number => Math.max(max ?? Infinity, before)

/** One term for each number that people bring in. */
export function addSums(
  draft: Draft,
  view: View,
  people: readonly number[],
  sum: { scope: Scope; window: Window; before: (person: number) => number; price: (before: number) => Convex },
): void {
  const { scope, window } = sum
  const days = daysOf(view, scope).filter(day => day >= window.from && day < window.to)
  const of = Uint16Array.from(view.jobs, job => (job && meansJob(scope, job) ? measured(scope.of, job) : 0))
  const [from, to] = [Math.max(0, window.from), window.to]
  const groups = days.length === to - from ? {} : { groups: days.map(day => [day]) }
  for (const [before, some] of groupPeople(people, sum.before)) {
    const price = sum.price(before)
    const room = price.above === Infinity ? price.max - before : Infinity
    forbidLarger(draft, view, some, days, of, room)
    if (binds(price, before, days.length, of, room)) draft.sum(some, { from, to, of, ...groups, before, price })
  }
}

/** A choice that is by itself more than there is room for: never tried, instead of counted. */
function forbidLarger(
  draft: Draft,
  view: View,
  people: readonly number[],
  days: readonly number[],
  of: Uint16Array,
  room: number,
): void {
  const larger = view.jobs.filter(job => job !== undefined && of[job.number]! > room) as JobView[]
  if (larger.length > 0) draft.node(people, Infinity, cells(view, days, larger))
}

/** Whether what is left to choose from can reach a limit at all. */
function binds(price: Convex, before: number, days: number, of: Uint16Array, room: number): boolean {
  const largest = of.filter(amount => amount <= room).reduce((most, amount) => Math.max(most, amount), 0)
  return before < price.min || before + largest * days > price.max
}

/** A price between a least and a most, the same for each unit on both sides. */
export function between(min: number, max: number, price: Price): Convex {
  const each = priceIn(price)
  return { min, below: each, max, above: each }
}
