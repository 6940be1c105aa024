import { fault } from '../problem/fault.ts'
import type { RuleOf } from '../problem/parameters.ts'
import { jobOn } from '../problem/roster.ts'
import { daysOf, jobsOf, type View } from '../problem/view.ts'
import type { Kind } from './rule.ts'

/** How many should stand by on a day: a number, and a share of those who must be elsewhere. */
function needed(view: View, rule: RuleOf<'standby'>, day: number): number {
  const own = new Set(jobsOf(view, rule).map(job => job.id))
  const elsewhere = view.setting.demands
    .filter(demand => demand.day === day && !demand.jobs.some(job => own.has(job)))
    .reduce((total, { minimum = 0 }) => total + minimum, 0)
  return (rule.minimum ?? 0) + Math.ceil((rule.share ?? 0) * elsewhere - 1e-9)
}

/** People at hand when others do not come. */
export const standby: Kind<'standby'> = {
  words: { zh: '备勤', en: 'Stand-by' },
  text: {
    zh: '每天至少安排几人备勤，或按当天其他岗位最低人数的一定比例。',
    en: 'At least so many stand by on a day, and a share of the people that other jobs need at least.',
  },
  unit: { zh: '人', en: 'person' },
  looksAt: 'count',
  faults: (_, { minimum, share }, path) =>
    minimum === undefined && share === undefined ? [fault(path, 'nothing', { one: 'minimum / share' })] : [],
  breaches: (view, roster, rule) =>
    daysOf(view, rule).flatMap(day => {
      const jobs = jobsOf(view, rule)
      const people = [...view.people.keys()].filter(person => {
        const job = jobOn(view, roster, person, day)
        return job !== undefined && jobs.includes(job)
      })
      const units = needed(view, rule, day) - people.length
      return units > 0 ? [{ people, days: [day], jobs: jobs.map(job => job.number), units, price: rule.price }] : []
    }),
  lower(view, rule, draft) {
    const missingHard = rule.price === 'hard'
    const missing = rule.price === 'hard' ? 0 : rule.price
    const cover = { kind: 'cover', missing, missingHard, under: 0, over: 0, maximum: Infinity, excess: 0 } as const
    for (const day of daysOf(view, rule)) {
      const minimum = needed(view, rule, day)
      const jobs = jobsOf(view, rule).map(job => job.number)
      if (minimum > 0) draft.count({ day, jobs, price: { ...cover, minimum, preferred: minimum, excessHard: false } })
    }
  },
}
