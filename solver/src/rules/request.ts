import { jobOn } from '../problem/roster.ts'
import { daysOf, meansJob, peopleOf } from '../problem/view.ts'
import { type Kind, priceIn } from './rule.ts'

/** A wish for a day. One that asks for a job costs when it is not met. */
export const request: Kind<'request'> = {
  words: { zh: '希望上班或休息', en: 'Requests' },
  text: {
    zh: '本人希望某天上（或不上）某类班；没有满足就计一次代价。',
    en: 'Somebody asks to have, or not to have, some job on some day; costs once for each day on which it is not met.',
  },
  unit: { zh: '天', en: 'day' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    peopleOf(view, rule).flatMap(person =>
      daysOf(view, rule).flatMap(day => {
        const job = jobOn(view, roster, person, day)
        const has = job !== undefined && meansJob(rule, job)
        return has === (rule.want === 'on') ? [] : [{ people: [person], days: [day], units: 1, price: rule.price }]
      }),
    ),
  lower(view, rule, draft) {
    const costs = view.jobs.flatMap((job, number) => {
      const has = job !== undefined && meansJob(rule, job)
      return has === (rule.want === 'on') ? [] : [{ number }]
    })
    const found = daysOf(view, rule).flatMap(day => costs.map(({ number }) => day * view.jobs.length + number))
    draft.node(peopleOf(view, rule), priceIn(rule.price), found)
  },
}
