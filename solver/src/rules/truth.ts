/** What a roster costs by the slow truth of its rules: the measure of everything faster. */
import type { Score } from '../model/model.ts'
import type { Problem, Roster } from '../problem/problem.ts'
import { type View, viewOf } from '../problem/view.ts'
import { cover } from './cover.ts'
import { kindOf } from './kinds.ts'
import type { Breach, Definition } from './rule.ts'

/** A breach, and by which rule: its number among the problem's rules, or the number of a demand. */
export interface Violation extends Breach {
  readonly rule: number | undefined
  readonly demand: number | undefined
  readonly looksAt: Definition<never>['looksAt']
}

/** Every breach of every rule and demand, in the order of the problem. */
export function violations(problem: Problem, roster: Roster, view: View = viewOf(problem)): Violation[] {
  return [
    ...problem.demands.flatMap((demand, at) =>
      cover
        .breaches(view, roster, demand)
        .map(breach => ({ ...breach, rule: undefined, demand: at, looksAt: 'count' as const })),
    ),
    ...problem.rules.flatMap((rule, at) => {
      const kind = kindOf(rule)
      if (rule.price === 0) return []
      const { looksAt } = kind
      return kind.breaches(view, roster, rule).map(breach => ({ ...breach, rule: at, demand: undefined, looksAt }))
    }),
  ]
}

/** Hard units and soft cost of some breaches, also where a line would be forbidden. */
export function sumOf(breaches: readonly Breach[]): Score {
  let hard = 0
  let soft = 0
  for (const { units, price } of breaches) {
    if (price === 'hard') hard += units
    else soft += units * price
  }
  return { hard, soft }
}

/** What breaches cost together, as the model says it: a line that is forbidden makes `soft` infinite. */
export function scoreOfBreaches(breaches: readonly Violation[]): Score {
  const counted = breaches.filter(({ price, looksAt }) => price !== 'hard' || looksAt === 'count')
  const { hard, soft } = sumOf(counted)
  return { hard, soft: counted.length < breaches.length ? Infinity : soft }
}

/** What a roster costs by the slow truth. */
export const trueScore = (problem: Problem, roster: Roster): Score => scoreOfBreaches(violations(problem, roster))
