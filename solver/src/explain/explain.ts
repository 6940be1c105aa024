/** Reasons: what each rule costs, why somebody is here and not there, and what would have to give where people are missing. */
import type { Score } from '../model/model.ts'
import type { Demand, Problem, Roster } from '../problem/problem.ts'
import { sumOf, type Violation, violations } from '../rules/truth.ts'
import { type Effect, effectsOf, type Slot } from './change.ts'
import { costsOf, type RuleCost } from './costs.ts'

export interface Explanation {
  /** Hard units and soft cost, as far as they can be counted. */
  readonly score: Score
  readonly rules: readonly RuleCost[]
  readonly violations: readonly Violation[]
  readonly gaps: readonly Gap[]
}

/** A demand that is not met. */
export interface Gap {
  /** Its number among the problem's demands. */
  readonly demand: number
  readonly day: number
  readonly jobs: readonly string[]
  /** People missing, to the preferred number. */
  readonly missing: number
}

/** All that a roster costs, and where it does not do. */
export function explain(problem: Problem, roster: Roster): Explanation {
  const found = violations(problem, roster)
  const missing = Map.groupBy(
    found.filter(one => one.demand !== undefined && isShort(problem.demands[one.demand]!, one)),
    one => one.demand!,
  )
  const gaps = [...missing].map(([demand, own]): Gap => {
    const { day, jobs } = problem.demands[demand]!
    return { demand, day, jobs, missing: Math.max(...own.map(({ units }) => units)) }
  })
  return { score: sumOf(found), rules: costsOf(problem, found), violations: found, gaps }
}

/** Whether a breach of a demand is of too few people, not of too many. */
const isShort = ({ minimum = 0, preferred = minimum }: Demand, { people }: Violation): boolean =>
  people.length < preferred

/** Why here: what stands in a slot, and what every other choice would change, the best of them first. */
export function why(problem: Problem, roster: Roster, slot: Slot): { job: string | null; others: readonly Effect[] } {
  const job = roster[slot.person]?.[slot.day] ?? null
  const choices = [null, ...problem.jobs.map(({ id }) => id)].filter(other => other !== job)
  return { job, others: effectsOf(problem, roster, slot, choices).toSorted(byCost) }
}

/** Somebody who could fill a gap, and what would have to give. */
export interface Way extends Effect {
  readonly person: string
}

/**
 * What would have to give to fill a gap: for each person who is not there the best job of the gap, and the rules that it
 * would break. The cheapest `most` of them.
 */
export function ways(problem: Problem, roster: Roster, gap: Gap, most = 5): Way[] {
  const { skill } = problem.demands[gap.demand]!
  const could = problem.people.filter(({ id, skills }) => {
    const has = roster[id]?.[gap.day] ?? null
    return (has === null || !gap.jobs.includes(has)) && (skill === undefined || skills?.includes(skill))
  })
  const found = could.map(({ id: person }): Way => {
    const best = effectsOf(problem, roster, { person, day: gap.day }, gap.jobs).toSorted(byCost)[0]!
    return { person, ...best }
  })
  return found.toSorted(byCost).slice(0, most)
}

const byCost = (a: Score, b: Score): number => a.hard - b.hard || a.soft - b.soft
