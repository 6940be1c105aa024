import type { RuleOf } from '../problem/parameters.ts'
import { kilometres, peopleOf } from '../problem/view.ts'
import { gapBreaches, gapFaults, lowerGaps, type Needed } from './in-time.ts'
import type { Kind } from './rule.ts'

/** The way between two posts and what is to spare for it; nothing where the post stays the same. */
const way =
  ({ kmPerHour, spare = 0 }: RuleOf<'overlap'>): Needed =>
  (first, second) =>
    first.post === second.post ? 0 : spare + (kmPerHour ? (kilometres(first.at, second.at) / kmPerHour) * 60 : 0)

/** Nobody is in two places at once. */
export const overlap: Kind<'overlap'> = {
  words: { zh: '不重叠，含路程', en: 'No overlap, travel included' },
  text: {
    zh: '同一人的两个班次按真实时间不得重叠；换岗时还要留出两地之间的路程和余量。',
    en: 'Two shifts of one person do not overlap in real time; where the post changes, the way between the two and some time to spare fit in between.',
  },
  unit: { zh: '对班次', en: 'pair of shifts' },
  looksAt: 'line',
  faults: (view, rule, path) => gapFaults(view, path, way(rule)),
  breaches: (view, roster, rule) => gapBreaches(view, roster, peopleOf(view, rule), rule.price, way(rule)),
  lower: (view, rule, draft) => lowerGaps(view, draft, peopleOf(view, rule), rule.price, way(rule)),
}
