import type { Convex } from '../model/model.ts'
import type { RuleOf } from '../problem/parameters.ts'
import { peopleOf, type View } from '../problem/view.ts'
import { type Kind, priceIn } from './rule.ts'
import { addSums, amountIn, carriedIn } from './sums.ts'
import { carriedFaults } from './total.ts'

type Fair = RuleOf<'fair'>

const broughtIn = (view: View, rule: Fair, person: number): number =>
  rule.carried ? carriedIn(view, person, rule)! : 0

/** Unit by unit: each costs as many times as steps have been begun, up to the number of levels. */
function weightOf({ target, step, levels }: Fair, amount: number): number {
  let weight = 0
  for (let unit = target + 1; unit <= amount; unit++) weight += Math.min(levels, Math.ceil((unit - target) / step))
  return weight
}

/** The same as slopes: one more from each step on. */
function slopes({ target, step, levels, price }: Fair): Convex {
  const each = priceIn(price)
  const steps = Array.from({ length: levels - 1 }, (_, level) => ({ from: target + (level + 1) * step, more: each }))
  return { min: 0, below: 0, max: target, above: each, steps }
}

/** An even share of the load. */
export const fair: Kind<'fair'> = {
  words: { zh: '负担均衡', en: 'Fair shares' },
  text: {
    zh: '每人的班次、工时或夜班等超过应有份额的部分，越多代价越高；以往的负担一并计入，累的人少排。',
    en: 'What somebody has beyond an even share costs more the further it goes; the load of the past counts, so that who is tired gets less.',
  },
  unit: { zh: '份（加权）', en: 'weighted unit' },
  looksAt: 'line',
  faults: (_, rule, path) => carriedFaults(rule, path),
  breaches: (view, roster, rule) =>
    peopleOf(view, rule).flatMap(person => {
      const amount = amountIn(view, roster, person, rule, { from: 0, to: view.days }) + broughtIn(view, rule, person)
      const units = weightOf(rule, amount)
      return units > 0 ? [{ people: [person], days: [], units, price: rule.price }] : []
    }),
  lower: (view, rule, draft) =>
    addSums(draft, view, peopleOf(view, rule), {
      scope: rule,
      window: { from: 0, to: view.days },
      before: person => broughtIn(view, rule, person),
      price: () => slopes(rule),
    }),
}
