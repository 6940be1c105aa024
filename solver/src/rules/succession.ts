import { jobOn } from '../problem/roster.ts'
import { daysOf, meansJob, peopleOf } from '../problem/view.ts'
import { pairs } from './in-time.ts'
import { type Kind, priceIn } from './rule.ts'

/** What may not follow what on the next day. */
export const succession: Kind<'succession'> = {
  words: { zh: '不得相接的班次', en: 'Forbidden succession' },
  text: {
    zh: '某些班次的第二天不得接某些班次，例如夜班之后不接早班。',
    en: 'After some shifts, some others must not stand on the next day: no early shift after a night.',
  },
  unit: { zh: '次相接', en: 'succession' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    peopleOf(view, rule).flatMap(person =>
      daysOf(view, rule).flatMap(day => {
        const first = jobOn(view, roster, person, day - 1)
        const second = jobOn(view, roster, person, day)
        if (!first || !second || !meansJob(rule, first) || !meansJob(rule.next, second)) return []
        const jobs = [first.number, second.number]
        return [{ people: [person], days: [day - 1, day], jobs, units: 1, price: rule.price }]
      }),
    ),
  lower(view, rule, draft) {
    const found = pairs(view, (first, second) => meansJob(rule, first) && meansJob(rule.next, second))
    const into = rule.days || rule.weekdays ? daysOf(view, rule) : undefined
    draft.arc(peopleOf(view, rule), priceIn(rule.price), found, into)
  },
}
