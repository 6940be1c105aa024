/** What breaches cost, by the rule that they break. */
import type { Problem } from '../problem/problem.ts'
import { cover } from '../rules/cover.ts'
import { kindOf } from '../rules/kinds.ts'
import type { Words } from '../rules/rule.ts'
import { sumOf, type Violation } from '../rules/truth.ts'

/** What one rule costs; all demands together are one, cover. */
export interface RuleCost {
  /** Its number among the problem's rules; absent: cover. */
  readonly rule?: number
  /** The name it was given, or that of its kind. */
  readonly words: Words
  /** Places where it is broken. */
  readonly breaches: number
  /** How much of it there is in all, in {@link unit}s. */
  readonly units: number
  readonly unit: Words
  /** Units that a hard rule is broken by. */
  readonly hard: number
  readonly soft: number
}

/** Every rule that costs something, the dearest first. */
export function costsOf(problem: Problem, violations: readonly Violation[]): RuleCost[] {
  const costs = [...Map.groupBy(violations, ({ rule }) => rule)].map(
    ([rule, own]): RuleCost => ({
      ...(rule === undefined ? {} : { rule }),
      words: wordsOf(problem, rule),
      breaches: own.length,
      units: own.reduce((sum, { units }) => sum + units, 0),
      unit: unitOf(problem, rule),
      ...sumOf(own),
    }),
  )
  return costs.toSorted((a, b) => b.hard - a.hard || b.soft - a.soft)
}

export function wordsOf(problem: Problem, rule: number | undefined): Words {
  if (rule === undefined) return cover.words
  const { name } = problem.rules[rule]!
  const { words } = kindOf(problem.rules[rule]!)
  return name === undefined ? words : { zh: `${words.zh}（${name}）`, en: `${words.en} (${name})` }
}

const unitOf = (problem: Problem, rule: number | undefined): Words =>
  rule === undefined ? cover.unit : kindOf(problem.rules[rule]!).unit

/** One breach in a sentence: which rule, whose, when, and how much of it. */
export function sentenceOf(problem: Problem, { rule, people, days, units, price }: Violation): Words {
  const unit = unitOf(problem, rule)
  const words = wordsOf(problem, rule)
  const names = people.map(person => problem.people[person]!.id).join(', ')
  const much = Math.round(units * 100) / 100
  const when = days.join(', ')
  const cost = price === 'hard' ? { zh: '不允许', en: 'not allowed' } : priceWords(units * price)
  return {
    zh: `${words.zh}：${[names, when && `第 ${when} 天`, `${much} ${unit.zh}`, cost.zh].filter(Boolean).join('，')}`,
    en: `${words.en}: ${[names, when && `day ${when}`, `${much} × ${unit.en}`, cost.en].filter(Boolean).join('; ')}`,
  }
}

function priceWords(cost: number): Words {
  const round = Math.round(cost * 100) / 100
  return { zh: `代价 ${round}`, en: `costs ${round}` }
}
