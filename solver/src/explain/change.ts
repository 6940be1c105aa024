/** What one change would do: only the rules that can feel it are asked, by their slow truth. */

import type { Rule } from '../problem/parameters.ts'
import type { Problem, Roster } from '../problem/problem.ts'
import { kindOf } from '../rules/kinds.ts'
import { sumOf, type Violation, violations } from '../rules/truth.ts'
import { costsOf, type RuleCost } from './costs.ts'

/** Somebody on a day. */
export interface Slot {
  readonly person: string
  readonly day: number
}

/** What another choice would cost more (positive) or less, rule by rule. */
export interface Effect {
  /** null: free. */
  readonly job: string | null
  readonly hard: number
  readonly soft: number
  /** Rules that would then be broken, or broken worse. */
  readonly worse: readonly RuleCost[]
  /** Rules that would then be kept, or kept better. */
  readonly better: readonly RuleCost[]
}

/** A roster with another job in one slot. */
export function withJob(problem: Problem, roster: Roster, { person, day }: Slot, job: string | null): Roster {
  const line = roster[person] ?? Array.from({ length: problem.horizon.days }, () => null)
  return { ...roster, [person]: line.with(day, job) }
}

/** What each of some jobs would do in a slot, compared with what stands. */
export function effectsOf(problem: Problem, roster: Roster, slot: Slot, jobs: readonly (string | null)[]): Effect[] {
  const felt = feltBy(problem, slot)
  const now = felt(roster)
  return jobs.map(job => effectOf(problem, job, now, felt(withJob(problem, roster, slot, job))))
}

function effectOf(problem: Problem, job: string | null, now: readonly Violation[], then: readonly Violation[]): Effect {
  const [before, after] = [sumOf(now), sumOf(then)]
  const change = { hard: after.hard - before.hard, soft: after.soft - before.soft }
  return { job, ...change, worse: growth(problem, now, then), better: growth(problem, then, now) }
}

/** By which rules, and how much, `to` costs more than `from`. */
function growth(problem: Problem, from: readonly Violation[], to: readonly Violation[]): RuleCost[] {
  const before = new Map(costsOf(problem, from).map(cost => [cost.rule, cost]))
  return costsOf(problem, to).flatMap(cost => {
    const was = before.get(cost.rule)
    const hard = cost.hard - (was?.hard ?? 0)
    const soft = cost.soft - (was?.soft ?? 0)
    if (hard < 0 || (hard === 0 && soft <= 1e-9)) return []
    const units = cost.units - (was?.units ?? 0)
    return [{ ...cost, hard, soft, units, breaches: Math.max(0, cost.breaches - (was?.breaches ?? 0)) }]
  })
}

/** The breaches that a slot can have a part in: rules about one person for that person, rules about a day for that day. */
function feltBy(problem: Problem, { person, day }: Slot): (roster: Roster) => Violation[] {
  const looksAt = (rule: Rule) => kindOf(rule).looksAt
  const off = (rule: Rule): Rule => ({ ...rule, price: 0 })
  const alone: Problem = {
    ...problem,
    people: problem.people.filter(({ id }) => id === person),
    demands: [],
    rules: problem.rules.map(rule => (looksAt(rule) === 'line' ? rule : off(rule))),
  }
  const thatDay: Problem = {
    ...problem,
    demands: problem.demands.filter(demand => demand.day === day),
    rules: problem.rules.map(rule => (looksAt(rule) === 'count' ? onDay(rule, day, off) : off(rule))),
  }
  return roster => [...violations(alone, roster), ...violations(thatDay, roster)]
}

function onDay(rule: Rule, day: number, off: (rule: Rule) => Rule): Rule {
  if (!('days' in rule) || rule.days === undefined) return { ...rule, days: [day] } as Rule
  return rule.days.includes(day) ? { ...rule, days: [day] } : off(rule)
}
