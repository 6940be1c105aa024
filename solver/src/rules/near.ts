import type { RuleOf } from '../problem/parameters.ts'
import { daysOf, kilometres, meansJob, peopleOf, type View } from '../problem/view.ts'
import { type Fit, fitBreaches, lowerFit } from './job-prices.ts'
import type { Kind } from './rule.ts'

const fitOf =
  (view: View, rule: RuleOf<'near'>): Fit =>
  (person, job) => {
    const units = kilometres(view.people[person]!.home, job.at) - (rule.free ?? 0)
    return units > 0 && meansJob(rule, job) ? { units, price: rule.price } : undefined
  }

/** Not far from home. */
export const near: Kind<'near'> = {
  words: { zh: '就近', en: 'Near home' },
  text: {
    zh: '从居住地到岗位的直线距离，超过免计里程的部分每公里计一次代价；家或岗位位置不详的不计。',
    en: 'Each kilometre in a straight line from home to post beyond some free ones; nothing where a home or a post has no known place.',
  },
  unit: { zh: '公里', en: 'kilometre' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    fitBreaches(view, roster, peopleOf(view, rule), daysOf(view, {}), fitOf(view, rule)),
  lower: (view, rule, draft) =>
    lowerFit(view, draft, peopleOf(view, rule), daysOf(view, {}), fitOf(view, rule), person =>
      String(view.people[person]!.home),
    ),
}
