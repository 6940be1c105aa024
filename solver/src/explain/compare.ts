/** Two rosters of one problem side by side. */
import type { Score } from '../model/model.ts'
import type { Problem, Roster } from '../problem/problem.ts'
import type { Words } from '../rules/rule.ts'
import { sumOf, violations } from '../rules/truth.ts'
import { costsOf, wordsOf } from './costs.ts'

export interface Comparison {
  readonly one: Score
  readonly other: Score
  /** Rules that do not cost the same, where the difference is largest first. */
  readonly rules: readonly { readonly words: Words; readonly one: Score; readonly other: Score }[]
  readonly changes: readonly Change[]
}

/** A day of a person on which the two differ. */
export interface Change {
  readonly person: string
  readonly day: number
  readonly from: string | null
  readonly to: string | null
}

const NOTHING: Score = { hard: 0, soft: 0 }

export function compare(problem: Problem, one: Roster, other: Roster): Comparison {
  const [first, second] = [violations(problem, one), violations(problem, other)]
  const [ofFirst, ofSecond] = [first, second].map(
    found => new Map(costsOf(problem, found).map(cost => [cost.rule, cost])),
  )
  const rules = [...new Set([...ofFirst!.keys(), ...ofSecond!.keys()])].map(rule => {
    const { hard, soft } = ofFirst!.get(rule) ?? NOTHING
    const then = ofSecond!.get(rule) ?? NOTHING
    return { words: wordsOf(problem, rule), one: { hard, soft }, other: { hard: then.hard, soft: then.soft } }
  })
  const unlike = rules.filter(rule => apart(rule).hard > 0 || apart(rule).soft > 1e-9)
  return {
    one: sumOf(first),
    other: sumOf(second),
    rules: unlike.toSorted((a, b) => apart(b).hard - apart(a).hard || apart(b).soft - apart(a).soft),
    changes: changesOf(problem, one, other),
  }
}

const apart = ({ one, other }: { one: Score; other: Score }): Score => ({
  hard: Math.abs(one.hard - other.hard),
  soft: Math.abs(one.soft - other.soft),
})

/** Who would have to be told something new. */
export function changesOf({ people, horizon }: Problem, one: Roster, other: Roster): Change[] {
  return people.flatMap(({ id: person }) =>
    Array.from({ length: horizon.days }, (_, day) => day).flatMap(day => {
      const [from, to] = [one[person]?.[day] ?? null, other[person]?.[day] ?? null]
      return from === to ? [] : [{ person, day, from, to }]
    }),
  )
}
