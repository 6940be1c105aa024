/** Rules that look at a person and a job and nothing else: what each day in such a job costs. */
import type { Draft } from '../model/draft.ts'
import type { Roster } from '../problem/problem.ts'
import { jobOn } from '../problem/roster.ts'
import type { Price } from '../problem/shapes.ts'
import type { JobView, View } from '../problem/view.ts'
import { type Breach, cells, groupPeople, priceIn } from './rule.ts'

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
    const jobs = view.jobs.filter(job => job !== undefined)
    const costOf = (job: JobView): number => {
      const unfit = judge(some[0]!, job)
      return unfit ? unfit.units * priceIn(unfit.price) : 0
    }
    for (const [cost, priced] of Map.groupBy(jobs, costOf))
      if (cost > 0) draft.node(some, cost, cells(view, days, priced))
  }
}
