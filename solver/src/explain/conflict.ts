/** What cannot all hold together, when a problem has no roster at all. */
import type { Demand, Problem } from '../problem/problem.ts'

/** Something that must hold: a hard rule, or the hard part of a demand; by its number. */
export interface Must {
  readonly kind: 'rule' | 'demand'
  readonly at: number
}

/** Whether a problem has a roster that keeps all that is hard. Any search will do; one that gives up early says too much is in conflict. */
export type Feasible = (problem: Problem) => Promise<boolean>

/**
 * The smallest set of hard rules and demands in conflict: none of it can be left out and the rest still conflict. Empty when
 * there is a roster. Halves what is asked instead of leaving out one by one (QuickXplain, Junker 2004): few rules among
 * many cost few questions.
 */
export async function conflict(problem: Problem, feasible: Feasible): Promise<Must[]> {
  const all = mustsOf(problem)
  const holds = (kept: readonly Must[]) => feasible(onlyWith(problem, kept))
  if (await holds(all)) return []
  return among([], false, all, holds)
}

/** The part of `list` that conflicts given `known`; `grown` says that `known` has something new to try by itself. */
async function among(
  known: readonly Must[],
  grown: boolean,
  list: readonly Must[],
  holds: (kept: readonly Must[]) => Promise<boolean>,
): Promise<Must[]> {
  if (grown && !(await holds(known))) return []
  if (list.length <= 1) return [...list]
  const half = list.length >> 1
  const [left, right] = [list.slice(0, half), list.slice(half)]
  const second = await among([...known, ...left], true, right, holds)
  const first = await among([...known, ...second], second.length > 0, left, holds)
  return [...first, ...second]
}

/** All that must hold in a problem. */
export function mustsOf(problem: Problem): Must[] {
  const rules = problem.rules.flatMap((rule, at): Must[] => {
    const hard = rule.price === 'hard' || (rule.rule === 'skill' && rule.alternative === 'hard')
    return hard ? [{ kind: 'rule', at }] : []
  })
  const demands = problem.demands.flatMap((demand, at): Must[] => (isHard(demand) ? [{ kind: 'demand', at }] : []))
  return [...rules, ...demands]
}

const isHard = ({ minimum = 0, missing = 'hard', maximum = Infinity, excess = 'hard' }: Demand): boolean =>
  (minimum > 0 && missing === 'hard') || (maximum < Infinity && excess === 'hard')

/** The problem with these hard rules and demands alone. What has a price is left out: it decides nothing here. */
export function onlyWith(problem: Problem, kept: readonly Must[]): Problem {
  const has = (kind: Must['kind']) => new Set(kept.filter(must => must.kind === kind).map(({ at }) => at))
  const [rules, demands] = [has('rule'), has('demand')]
  return {
    ...problem,
    rules: problem.rules.filter((_, at) => rules.has(at)),
    demands: problem.demands.filter((_, at) => demands.has(at)),
  }
}
