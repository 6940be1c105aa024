import { fault } from '../problem/fault.ts'
import type { RuleOf } from '../problem/parameters.ts'
import { jobOn } from '../problem/roster.ts'
import { daysOf, type JobView, jobsOf, meansJob, peopleOf, type View } from '../problem/view.ts'
import { DAY } from './in-time.ts'
import { type Kind, priceIn } from './rule.ts'

/** How many of the absences a job on a day runs into: with `between` a night can touch those of two days. */
function touched(view: View, rule: RuleOf<'away'>, job: JobView, day: number): number {
  const { between } = rule
  if (!between) return daysOf(view, rule).includes(day) ? 1 : 0
  const [begins, ends] = [day * DAY + job.start, day * DAY + job.start + job.minutes]
  return daysOf(view, rule).filter(off => begins < off * DAY + between.to && ends > off * DAY + between.from).length
}

/** Days, or hours of days, on which somebody is not there. */
export const away: Kind<'away'> = {
  words: { zh: '不在岗、休假与免予', en: 'Days off and absence' },
  text: {
    zh: '这些人在这些日子（或这些日子的某段时间）不排班：调休、在岗值守、驻村、请假等。',
    en: 'These people have no job on these days, or none that touches some hours of them: days off, on duty elsewhere, posted to a village, on leave.',
  },
  unit: { zh: '个班次', en: 'shift' },
  looksAt: 'line',
  faults: (_, { between }, path) =>
    between && between.from >= between.to ? [fault(`${path}.between`, 'order', { less: 'from', more: 'to' })] : [],
  breaches: (view, roster, rule) =>
    peopleOf(view, rule).flatMap(person =>
      daysOf(view, {}).flatMap(day => {
        const job = jobOn(view, roster, person, day)
        const units = job && meansJob(rule, job) ? touched(view, rule, job, day) : 0
        return units > 0 ? [{ people: [person], days: [day], jobs: [job!.number], units, price: rule.price }] : []
      }),
    ),
  lower(view, rule, draft) {
    const jobs = jobsOf(view, rule)
    const { from, to } = rule.between ?? { from: 0, to: DAY }
    const cells = daysOf(view, rule).flatMap(day => {
      const today = jobs.filter(({ start, minutes }) => !rule.between || (start < to && start + minutes > from))
      // A shift of the day before can reach into this one.
      const eve = rule.between && day > 0 ? jobs.filter(job => job.start + job.minutes > DAY + from) : []
      return [
        ...today.map(job => day * view.jobs.length + job.number),
        ...eve.map(job => (day - 1) * view.jobs.length + job.number),
      ]
    })
    draft.node(peopleOf(view, rule), priceIn(rule.price), cells)
  },
}
