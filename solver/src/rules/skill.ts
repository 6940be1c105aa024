import type { RuleOf } from '../problem/parameters.ts'
import { daysOf, meansJob, peopleOf, type View } from '../problem/view.ts'
import { type Fit, fitBreaches, lowerFit } from './job-prices.ts'
import type { Kind } from './rule.ts'

const fitOf =
  (view: View, rule: RuleOf<'skill'>): Fit =>
  (person, job) => {
    if (job.skill === undefined || !meansJob(rule, job)) return undefined
    const has = view.people[person]!.skills ?? []
    if (has.includes(job.skill)) return undefined
    const others = view.setting.skills?.find(({ id }) => id === job.skill)?.alternatives ?? []
    const price = others.some(other => has.includes(other)) ? (rule.alternative ?? 0) : rule.price
    return price === 0 ? undefined : { units: 1, price }
  }

/** Who does a job can do it. */
export const skill: Kind<'skill'> = {
  words: { zh: '技能', en: 'Skills' },
  text: {
    zh: '岗位要求的技能，本人要具备；具备可替代技能的可以顶岗，按另一代价计。',
    en: 'Who works has the skill of the job; who has one of its alternatives may stand in, at another price.',
  },
  unit: { zh: '个班次', en: 'shift' },
  looksAt: 'line',
  breaches: (view, roster, rule) =>
    fitBreaches(view, roster, peopleOf(view, rule), daysOf(view, {}), fitOf(view, rule)),
  lower: (view, rule, draft) =>
    lowerFit(view, draft, peopleOf(view, rule), daysOf(view, {}), fitOf(view, rule), person =>
      JSON.stringify([...(view.people[person]!.skills ?? [])].toSorted()),
    ),
}
