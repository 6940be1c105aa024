import type { RuleOf } from '../problem/parameters.ts'
import { meansJob, peopleOf } from '../problem/view.ts'
import { gapBreaches, gapFaults, lowerGaps, type Needed } from './in-time.ts'
import type { Kind } from './rule.ts'

const after =
  (rule: RuleOf<'rest'>): Needed =>
  first =>
    meansJob(rule, first) ? rule.minutes : undefined

/** Time free between two shifts, in real minutes. */
export const rest: Kind<'rest'> = {
  words: { zh: '班次间休息', en: 'Rest between shifts' },
  text: {
    zh: '一个班次结束到下一个班次开始，至少休息这么多分钟；可以只对某些班次之后要求，例如夜班之后休息更久。',
    en: 'From the end of one shift to the start of the next there are at least so many minutes; it may be asked after some shifts only, such as longer after nights.',
  },
  unit: { zh: '对班次', en: 'pair of shifts' },
  looksAt: 'line',
  faults: (view, rule, path) => gapFaults(view, `${path}.minutes`, after(rule)),
  breaches: (view, roster, rule) => gapBreaches(view, roster, peopleOf(view, rule), rule.price, after(rule)),
  lower: (view, rule, draft) => lowerGaps(view, draft, peopleOf(view, rule), rule.price, after(rule)),
}
