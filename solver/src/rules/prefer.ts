import type { RuleOf } from '../problem/parameters.ts'
import { daysOf, meansJob, peopleOf } from '../problem/view.ts'
import { type Fit, fitBreaches, lowerFit } from './job-prices.ts'
import type { Kind } from './rule.ts'

const fitOf =
  (rule: RuleOf<'prefer'>): Fit =>
  (_, job) =>
    meansJob(rule, job) ? undefined : { units: 1, price: rule.price }

/** Rather these jobs, if any. */
export const prefer: Kind<'prefer'> = {
  words: { zh: '偏好岗位', en: 'Preference' },
  text: {
    zh: '这些人在这些日子如果上班，最好上这类班；上别的班每天计一次代价，休息不计。',
    en: 'When these people work on these days, then rather in such jobs: another job costs once a day, a free day nothing.',
  },
  unit: { zh: '个班次', en: 'shift' },
  looksAt: 'line',
  breaches: (view, roster, rule) => fitBreaches(view, roster, peopleOf(view, rule), daysOf(view, rule), fitOf(rule)),
  lower: (view, rule, draft) => lowerFit(view, draft, peopleOf(view, rule), daysOf(view, rule), fitOf(rule), () => ''),
}
