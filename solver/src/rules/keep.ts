import { fault } from '../problem/fault.ts'
import type { RuleOf } from '../problem/parameters.ts'
import { jobOn } from '../problem/roster.ts'
import { daysOf, peopleOf, type View } from '../problem/view.ts'
import { type Kind, priceIn } from './rule.ts'

/** Who was told something before. */
const told = (view: View, rule: RuleOf<'keep'>): number[] =>
  peopleOf(view, rule).filter(person => view.setting.published?.[view.people[person]!.id] !== undefined)

/** As published: frozen, or changed at a price. */
export const keep: Kind<'keep'> = {
  words: { zh: '保持已公布的安排', en: 'As published' },
  text: {
    zh: '已经公布的安排不变（硬性即冻结），或每改动一人一天计一次代价；公布时没有名字的人不计。',
    en: 'What was published stays: frozen where it is hard, else each changed day of a person costs. Who was not in it is free to be asked.',
  },
  unit: { zh: '天', en: 'day' },
  looksAt: 'line',
  faults: (view, _, path) => (view.setting.published ? [] : [fault(path, 'not-published')]),
  breaches: (view, roster, rule) =>
    told(view, rule).flatMap(person =>
      daysOf(view, rule)
        .filter(day => jobOn(view, roster, person, day) !== jobOn(view, view.setting.published!, person, day))
        .map(day => ({ people: [person], days: [day], units: 1, price: rule.price })),
    ),
  lower(view, rule, draft) {
    for (const person of told(view, rule)) {
      const others = daysOf(view, rule).flatMap(day => {
        const wanted = jobOn(view, view.setting.published!, person, day)?.number ?? 0
        return [...view.jobs.keys()].filter(number => number !== wanted).map(number => day * view.jobs.length + number)
      })
      draft.node([person], priceIn(rule.price), others)
    }
  },
}
