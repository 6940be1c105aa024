import type { RuleOf } from '../problem/parameters.ts'
import { daysOf, peopleOf } from '../problem/view.ts'
import { gapBreaches, gapFaults, lowerGaps, type Needed } from './in-time.ts'
import { type Fit, fitBreaches, lowerFit } from './job-prices.ts'
import type { Kind } from './rule.ts'

const tooLong =
  (rule: RuleOf<'suit'>): Fit =>
  (_, job) =>
    job.suit > rule.minutes ? { units: 1, price: rule.price } : undefined

const cooling =
  (rule: RuleOf<'suit'>): Needed =>
  (first, second) =>
    rule.cooling && first.suit > 0 && second.suit > 0 ? rule.cooling : undefined

/** Protective suits: not too long, and time to cool off. */
export const suit: Kind<'suit'> = {
  words: { zh: '防护服时长', en: 'Time in a suit' },
  text: {
    zh: '一个班次里连续穿防护服不超过这么多分钟；两个要穿防护服的班次之间，留出降温休息的时间。',
    en: 'No more than so many minutes in a protective suit in one shift, and between two shifts in a suit time to cool off.',
  },
  unit: { zh: '次', en: 'time' },
  looksAt: 'line',
  faults: (view, rule, path) => gapFaults(view, `${path}.cooling`, cooling(rule)),
  breaches(view, roster, rule) {
    const people = peopleOf(view, rule)
    return [
      ...fitBreaches(view, roster, people, daysOf(view, {}), tooLong(rule)),
      ...gapBreaches(view, roster, people, rule.price, cooling(rule)),
    ]
  },
  lower(view, rule, draft) {
    const people = peopleOf(view, rule)
    lowerFit(view, draft, people, daysOf(view, {}), tooLong(rule), () => '')
    lowerGaps(view, draft, people, rule.price, cooling(rule))
  },
}
