import { jobOn } from '../problem/roster.ts'
import { daysOf, peopleOf } from '../problem/view.ts'
import { type Kind, priceIn } from './rule.ts'

/** Both days of a weekend or none. */
export const wholeWeekends: Kind<'whole-weekends'> = {
  words: { zh: '完整周末', en: 'Whole weekends' },
  text: {
    zh: '周六和周日要么都上班，要么都休息。排班期从周日开始时看前一天的历史，以周六结束时不计较。',
    en: 'Saturday and Sunday are both worked or both free. A horizon that begins on a Sunday looks back to the Saturday; one that ends on a Saturday is forgiven.',
  },
  unit: { zh: '个周末', en: 'weekend' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    peopleOf(view, rule).flatMap(person =>
      daysOf(view, { weekdays: [7] }).flatMap(sunday => {
        const worked = [sunday - 1, sunday].filter(day => jobOn(view, roster, person, day))
        if (worked.length !== 1) return []
        return [{ people: [person], days: [sunday - 1, sunday], units: 1, price: rule.price }]
      }),
    ),
  lower(view, rule, draft) {
    const jobs = view.jobs.length
    const pairs = view.jobs.flatMap((job, number) => (job ? [number * jobs, number] : []))
    draft.arc(peopleOf(view, rule), priceIn(rule.price), pairs, daysOf(view, { weekdays: [7] }))
  },
}
