import type { Fault } from '../fault.ts'
import type { Draft } from '../model/draft.ts'
import type { RuleKind, RuleOf } from '../problem/parameters.ts'
import type { Roster } from '../problem/problem.ts'
import type { Price } from '../problem/shapes.ts'
import type { View } from '../problem/view.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}

/** Where a roster does not do as a rule asks. */
export interface Breach {
  /** Numbers of the people concerned. */
  readonly people: readonly number[]
  /** Days concerned, ascending. */
  readonly days: readonly number[]
  /** Numbers of the jobs concerned; absent: no particular one. */
  readonly jobs?: readonly number[]
  /** How much of it there is: people missing, days too many, kilometres …; the cost is `units * price`. */
  readonly units: number
  readonly price: Price
}

/** All there is to say about a kind of rule. `P` is what it is told. */
export interface Definition<P> {
  readonly words: Words
  /** Its place in the handbook. */
  readonly text: Words
  /** What one unit of a breach is. */
  readonly unit: Words
  /** `line`: looks at the roster of one person alone. `count`: looks at how many have a job on a day. */
  readonly looksAt: 'line' | 'count'
  /** What contradicts itself in the parameters, or asks for what the engine cannot see; `path` is the way to the rule. */
  faults?(view: View, rule: P, path: string): Fault[]
  /** The slow truth: straight from the meaning, in real minutes, knowing nothing of the model. */
  breaches(view: View, roster: Roster, rule: P): Breach[]
  /** The same in the terms of the model. */
  lower(view: View, rule: P, draft: Draft): void
}

export type Kind<K extends RuleKind> = Definition<RuleOf<K>>

/** A price as a number of the model. */
export const priceIn = (price: Price): number => (price === 'hard' ? Infinity : price)

/** Every cell of some jobs on some days. */
export function cells(view: View, days: readonly number[], jobs: readonly { readonly number: number }[]): number[] {
  return days.flatMap(day => jobs.map(({ number }) => day * view.jobs.length + number))
}

/** People by something they share, so that a term is said once for all of them. */
export function groupPeople<T>(people: readonly number[], of: (person: number) => T): Map<T, number[]> {
  return Map.groupBy(people, of)
}

/** 1 for each choice of a set. */
export function setOf(view: View, has: (job: number) => boolean): Uint8Array {
  return Uint8Array.from(view.jobs, (_, job) => (has(job) ? 1 : 0))
}
