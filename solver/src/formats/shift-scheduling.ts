import type { Rule } from '../problem/parameters.ts'
import { FORMAT, type Problem, type Roster } from '../problem/problem.ts'
import type { InstancePerson, ShiftInstance, ShiftRows } from './shift-scheduling-instance.ts'

/** A Monday, as every instance begins; the day itself means nothing. */
const MONDAY = '2024-01-01'

/**
 * The benchmark's instance as a problem of ours: a shift is a job, and all its limits are hard. People of equal limits share a
 * rule. Shifts have no time of day in the benchmark, only a length and successions that are forbidden.
 */
export function problemOfShifts(instance: ShiftInstance): Problem {
  const { days, shifts, people, cover } = instance
  return {
    format: FORMAT,
    horizon: { start: MONDAY, days },
    shifts: shifts.map(({ id, minutes }) => ({ id, start: 0, minutes })),
    jobs: shifts.map(({ id }) => ({ id, shift: id })),
    people: people.map(({ id }) => ({ id })),
    demands: cover.map(({ day, shift, wanted, under, over }) => ({
      day,
      jobs: [shifts[shift]!.id],
      preferred: wanted,
      under,
      over,
    })),
    rules: [...successions(instance), ...limits(instance), ...daysOff(people), ...wishes(instance)],
  }
}

function successions({ shifts }: ShiftInstance): Rule[] {
  return shifts
    .filter(({ notBefore }) => notBefore.length > 0)
    .map(({ id, notBefore }) => ({
      rule: 'succession',
      price: 'hard',
      jobs: [id],
      next: { jobs: notBefore.map(shift => shifts[shift]!.id) },
    }))
}

/** Least and most of everything, one rule for all people with the same number. */
function limits({ days, shifts, people }: ShiftInstance): Rule[] {
  const open = { openStart: true, openEnd: true }
  const limited = (
    numberOf: (person: InstancePerson) => number,
    ruleOf: (who: string[], limit: number) => Rule,
  ): Rule[] => [...groupedBy(people, numberOf)].map(([limit, who]) => ruleOf(who, limit))
  return [
    ...shifts.flatMap(({ id }, shift) =>
      limited(
        person => Math.min(days, person.maxShifts[shift]!),
        (who, max) => ({ rule: 'total', price: 'hard', people: who, jobs: [id], of: 'shifts', max }),
      ),
    ),
    ...limited(
      person => person.maxMinutes,
      (who, max) => ({ rule: 'total', price: 'hard', people: who, of: 'minutes', max }),
    ),
    ...limited(
      person => person.minMinutes,
      (who, min) => ({ rule: 'total', price: 'hard', people: who, of: 'minutes', min }),
    ),
    ...limited(
      person => person.maxRun,
      (who, max) => ({ rule: 'run', price: 'hard', people: who, of: 'work', max }),
    ),
    ...limited(
      person => person.minRun,
      (who, min) => ({ rule: 'run', price: 'hard', people: who, of: 'work', min, ...open }),
    ),
    ...limited(
      person => person.minOff,
      (who, min) => ({ rule: 'run', price: 'hard', people: who, of: 'off', min, ...open }),
    ),
    ...limited(
      person => person.maxWeekends,
      (who, max) => ({ rule: 'weekends', price: 'hard', people: who, max }),
    ),
  ]
}

function groupedBy(people: readonly InstancePerson[], numberOf: (person: InstancePerson) => number) {
  const groups = new Map<number, string[]>()
  for (const person of people) {
    const value = numberOf(person)
    groups.set(value, [...(groups.get(value) ?? []), person.id])
  }
  return groups
}

const daysOff = (people: readonly InstancePerson[]): Rule[] =>
  people
    .filter(person => person.daysOff.length > 0)
    .map(person => ({ rule: 'away', price: 'hard', people: [person.id], days: [...person.daysOff] }))

const wishes = ({ wishes: all, people, shifts }: ShiftInstance): Rule[] =>
  all.map(({ person, day, shift, wanted, weight }) => ({
    rule: 'request',
    price: weight,
    people: [people[person]!.id],
    jobs: [shifts[shift]!.id],
    days: [day],
    want: wanted ? 'on' : 'off',
  }))

/** A roster of ours as rows of the instance, ready to be written as a .ros file. */
export function rowsOfRoster({ days, people, shifts }: ShiftInstance, roster: Roster): ShiftRows {
  const shiftAt = new Map(shifts.map(({ id }, index) => [id, index]))
  return people.map(({ id }) =>
    Array.from({ length: days }, (_, day) => {
      const job = roster[id]?.[day]
      return job === null || job === undefined ? -1 : shiftAt.get(job)!
    }),
  )
}
