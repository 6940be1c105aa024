import { guard } from '@muster/core/roster/guard.ts'
import type { Rule } from '@muster/solver/problem/parameters.ts'
import { dutyOf } from '../judge.ts'
import type { BuildInput, BuildPerson } from './input.ts'
import type { Jobs } from './jobs.ts'

/** What it costs to ask somebody outside the hours they named. */
const INCONVENIENT = 20

/**
 * Who cannot be given what, by the guard itself: skills, insurance, who is not available, and how long one shift may be. People
 * alike in all of that are asked about once.
 */
export function traitRules(input: BuildInput, people: readonly BuildPerson[], jobs: Jobs): Rule[] {
  const groups = Map.groupBy(people, ({ skills, availability, lightDuty, fit, coveredUntil, exempt }) =>
    JSON.stringify([skills.toSorted(), availability, lightDuty, fit, coveredUntil, exempt]),
  )
  return [...groups.values()].flatMap(group => groupRules(input, group, jobs))
}

function groupRules(input: BuildInput, group: readonly BuildPerson[], jobs: Jobs): Rule[] {
  const person = { ...group[0]!, spans: [] }
  const found = new Map<string, Map<number, string[]>>()
  for (const shift of input.shifts) {
    const verdicts = guard(person, dutyOf(shift), input.limits, input.zone)
    const against =
      verdicts.find(({ level }) => level === 'stop') ?? verdicts.find(({ rule }) => rule === 'availability')
    if (!against) continue
    const days = found.get(against.rule) ?? new Map<number, string[]>()
    const day = jobs.dayOf(shift)
    days.set(day, [...(days.get(day) ?? []), jobs.jobOf(shift, false), jobs.jobOf(shift, true)])
    found.set(against.rule, days)
  }
  const ids = group.map(({ id }) => id)
  return [...found].flatMap(([rule, days]) => awayRules(ids, rule, days))
}

/** Days on which the same jobs are barred are said together. */
function awayRules(people: string[], name: string, days: ReadonlyMap<number, string[]>): Rule[] {
  const price = name === 'availability' ? INCONVENIENT : 'hard'
  const alike = Map.groupBy(days, ([, jobs]) => jobs.toSorted().join('\n'))
  return [...alike.values()].map(some => ({
    rule: 'away',
    name,
    price,
    people,
    days: some.map(([day]) => day),
    jobs: [...new Set(some[0]![1])],
  }))
}
