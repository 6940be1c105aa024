/** Rules that look at a person and a job and nothing else: what each day in such a job costs. */
import type { Draft } from '../model/draft.ts'
import type { Roster } from '../problem/problem.ts'
import { jobOn } from '../problem/roster.ts'
import type { Price } from '../problem/shapes.ts'
import type { JobView, View } from '../problem/view.ts'
import { type Breach, groupPeople, priceIn } from './rule.ts'

/** Units of a breach, and what each costs; undefined where the job suits the person. */
export type Unfit = { readonly units: number; readonly price: Price } | undefined
export type Fit = (person: number, job: JobView) => Unfit

export function fitBreaches(
  view: View,
  roster: Roster,
  people: readonly number[],
  days: readonly number[],
  judge: Fit,
) {
  return people.flatMap(person =>
    days.flatMap((day): Breach[] => {
      const job = jobOn(view, roster, person, day)
      const unfit = job && judge(person, job)
      return unfit ? [{ people: [person], days: [day], jobs: [job.number], ...unfit }] : []
    }),
  )
}

/**
 * The same as prices of choices. `alike` names what the fit depends on in a person: who is alike is asked once.
 */
export function lowerFit(
  view: View,
  draft: Draft,
  people: readonly number[],
  days: readonly number[],
  judge: Fit,
  alike: (person: number) => string,
): void {
  for (const [, some] of groupPeople(people, alike)) {
    const prices = view.jobs.map(job => {
      const unfit = job && judge(some[0]!, job)
      return unfit ? unfit.units * priceIn(unfit.price) : 0
    })
    if (prices.some(price => price > 0)) draft.row(some, prices, days)
  }
}
