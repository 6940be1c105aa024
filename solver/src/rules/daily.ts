import { peopleOf } from '../problem/view.ts'
import { DAY, pairs, placedOf } from './in-time.ts'
import { cells, type Kind, priceIn } from './rule.ts'

/**
 * Work within a day and a night. The 24 hours run from the start of a shift, as inspectors of working time count them;
 * only that shift and the next can lie in them.
 */
export const daily: Kind<'daily'> = {
  words: { zh: '24 小时内工时', en: 'Hours in any 24' },
  text: {
    zh: '从任一班次开始起的 24 小时内，工作总时长不得超过这么多分钟。',
    en: 'In the 24 hours from the start of any shift nobody works more than so many minutes in all.',
  },
  unit: { zh: '个 24 小时', en: '24 hours' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    peopleOf(view, rule).flatMap(person => {
      const placed = placedOf(view, roster, person)
      return placed.flatMap(first => {
        const within = placed.filter(({ begins }) => begins >= first.begins && begins < first.begins + DAY)
        const worked = within.map(({ begins, ends }) => Math.min(ends, first.begins + DAY) - begins)
        const known = worked.findIndex((_, at) => sum(worked.slice(0, at + 1)) > rule.minutes)
        // What was too much before the horizon began is not this roster's doing.
        if (known < 0 || within[known]!.day < 0) return []
        const days = within.map(({ day }) => day)
        return [{ people: [person], days, jobs: within.map(({ job }) => job.number), units: 1, price: rule.price }]
      })
    }),
  lower(view, rule, draft) {
    const people = peopleOf(view, rule)
    const days = Array.from({ length: view.days }, (_, day) => day)
    const jobs = view.jobs.filter(job => job !== undefined)
    const tooLong = jobs.filter(job => job.minutes > rule.minutes)
    const tooMuch = pairs(view, (first, second) => {
      const shared = Math.max(0, Math.min(second.minutes, first.start - second.start))
      return first.minutes <= rule.minutes && first.minutes + shared > rule.minutes
    })
    draft.node(people, priceIn(rule.price), cells(view, days, tooLong))
    draft.arc(people, priceIn(rule.price), tooMuch)
  },
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
