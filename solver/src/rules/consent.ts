import type { RuleOf } from '../problem/parameters.ts'
import { daysOf, peopleOf, type View } from '../problem/view.ts'
import { type Fit, fitBreaches, lowerFit } from './job-prices.ts'
import type { Kind } from './rule.ts'

const fitOf =
  (view: View, rule: RuleOf<'consent'>): Fit =>
  (person, job) => {
    const { basis, agreed = [] } = view.people[person]!
    const asked = rule.tags.filter(tag => job.tags.has(tag) && !agreed.includes(tag))
    return basis === 'VOLUNTARY' && asked.length > 0 ? { units: 1, price: rule.price } : undefined
  }

/** Volunteers are asked first. */
export const consent: Kind<'consent'> = {
  words: { zh: '志愿者同意', en: 'Consent' },
  text: {
    zh: '带有这些标签的岗位（如夜班、穿防护服），志愿者本人同意过才排；按职责命令到岗的人员不需征求。',
    en: 'In jobs with these tags, such as nights or work in a suit, volunteers are placed only if they agreed; who serves under a duty order is not asked.',
  },
  unit: { zh: '个班次', en: 'shift' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    fitBreaches(view, roster, peopleOf(view, rule), daysOf(view, {}), fitOf(view, rule)),
  lower: (view, rule, draft) =>
    lowerFit(view, draft, peopleOf(view, rule), daysOf(view, {}), fitOf(view, rule), person => {
      const { basis, agreed = [] } = view.people[person]!
      return JSON.stringify([basis, agreed.toSorted()])
    }),
}
