import type { RuleOf } from '../problem/parameters.ts'
import { jobOn } from '../problem/roster.ts'
import { jobsOf, meansJob, peopleOf, type View, weekendsOf } from '../problem/view.ts'
import { cells, groupPeople, type Kind, setOf } from './rule.ts'
import { atMost, between } from './sums.ts'

const broughtIn = (view: View, rule: RuleOf<'weekends'>, person: number): number =>
  rule.carried ? (view.people[person]!.history?.carried?.weekends ?? 0) : 0

/** Weekends with work. */
export const weekends: Kind<'weekends'> = {
  words: { zh: '周末上班次数', en: 'Weekends at work' },
  text: {
    zh: '每人最多有几个周末上班；周六或周日上一天班就算一个周末。',
    en: 'At most so many weekends with work for each person; one day of the two is enough to count.',
  },
  unit: { zh: '个周末', en: 'weekend' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    peopleOf(view, rule).flatMap(person => {
      const worked = weekendsOf(view).filter(days =>
        days.some(day => {
          const job = jobOn(view, roster, person, day)
          return job !== undefined && meansJob(rule, job)
        }),
      )
      const before = broughtIn(view, rule, person)
      const units = before + worked.length - Math.max(rule.max, before)
      return units > 0 ? [{ people: [person], days: worked.flat(), units, price: rule.price }] : []
    }),
  lower(view, rule, draft) {
    const groups = weekendsOf(view)
    const jobs = jobsOf(view, rule)
    const of = Uint16Array.from(setOf(view, job => jobs.some(({ number }) => number === job)))
    for (const [before, people] of groupPeople(peopleOf(view, rule), person => broughtIn(view, rule, person))) {
      const max = atMost(rule.max, before)
      if (before + groups.length <= max) continue
      if (before === max && rule.price === 'hard') draft.node(people, Infinity, cells(view, groups.flat(), jobs))
      else draft.sum(people, { from: 0, to: view.days, of, groups, before, price: between(0, max, rule.price) })
    }
  },
}
