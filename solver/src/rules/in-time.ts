/** What rules of rest share: jobs at their real minutes, and how far apart two jobs must be. */

import type { Fault } from '../fault.ts'
import type { Draft } from '../model/draft.ts'
import { fault } from '../problem/fault.ts'
import type { Roster } from '../problem/problem.ts'
import { jobOn } from '../problem/roster.ts'
import type { Price } from '../problem/shapes.ts'
import { type JobView, knownPast, type View } from '../problem/view.ts'
import { type Breach, priceIn } from './rule.ts'

export const DAY = 1440

/** A job where it lies in time; minutes count from midnight of day 0. */
export interface Placed {
  readonly job: JobView
  readonly day: number
  readonly begins: number
  readonly ends: number
}

/** Everything somebody does, the known past included, in order. */
export function placedOf(view: View, roster: Roster, person: number): Placed[] {
  const placed: Placed[] = []
  for (let day = -knownPast(view, person); day < view.days; day++) {
    const job = jobOn(view, roster, person, day)
    if (!job) continue
    const begins = day * DAY + job.start
    placed.push({ job, day, begins, ends: begins + job.minutes })
  }
  return placed
}

/** Minutes that must lie between two jobs; undefined where the pair is none of the rule's business. */
export type Needed = (first: JobView, second: JobView) => number | undefined

/** Every pair of jobs that lie closer than they must. */
export function gapBreaches(
  view: View,
  roster: Roster,
  people: readonly number[],
  price: Price,
  needed: Needed,
): Breach[] {
  return people.flatMap(person => {
    const placed = placedOf(view, roster, person)
    return placed.flatMap((second, at) =>
      placed
        .slice(0, at)
        .filter(first => second.day >= 0 && second.begins - first.ends < (needed(first.job, second.job) ?? -Infinity))
        .map(first => ({
          people: [person],
          days: [first.day, second.day],
          jobs: [first.job.number, second.job.number],
          units: 1,
          price,
        })),
    )
  })
}

/** The same as prices of a job on the day after another. */
export function lowerGaps(view: View, draft: Draft, people: readonly number[], price: Price, needed: Needed): void {
  const tooClose = pairs(view, (first, second) => slack(first, second, 1) < (needed(first, second) ?? -Infinity))
  if (tooClose.length > 0) draft.arc(people, priceIn(price), tooClose)
}

/** Pairs that are too close although a whole day lies between them: terms of the model look at neighbouring days. */
export function gapFaults(view: View, path: string, needed: Needed): Fault[] {
  const jobs = view.jobs.filter(job => job !== undefined)
  for (const first of jobs)
    for (const second of jobs)
      if (slack(first, second, 2) < (needed(first, second) ?? -Infinity))
        return [fault(path, 'too-far', { first: first.id, second: second.id })]
  return []
}

/** Minutes between two jobs, the second so many days after the first. */
const slack = (first: JobView, second: JobView, days: number): number =>
  days * DAY + second.start - first.start - first.minutes

/** `first * jobs + second` of every pair of jobs that is so. */
export function pairs(view: View, so: (first: JobView, second: JobView) => boolean): number[] {
  const found: number[] = []
  for (const first of view.jobs)
    for (const second of view.jobs)
      if (first && second && so(first, second)) found.push(first.number * view.jobs.length + second.number)
  return found
}
