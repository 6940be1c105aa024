/** Names that stand for something: each is given once, and each that is used is given. */
import type { Fault } from '../fault.ts'
import { fault } from './fault.ts'
import type { Rule } from './parameters.ts'
import type { Problem } from './problem.ts'

interface Names {
  readonly skill: ReadonlySet<string>
  readonly post: ReadonlySet<string>
  readonly shift: ReadonlySet<string>
  readonly job: ReadonlySet<string>
  readonly person: ReadonlySet<string>
  readonly team: ReadonlySet<string>
  readonly unit: ReadonlySet<string>
  readonly tag: ReadonlySet<string>
}

/** Names used but not given, names given twice, and days beyond the horizon. */
export function referenceFaults(problem: Problem): Fault[] {
  const names = namesOf(problem)
  return [
    ...(['skills', 'posts', 'shifts', 'jobs', 'people'] as const).flatMap(list => doubles(problem[list] ?? [], list)),
    ...thingFaults(problem, names),
    ...problem.demands.flatMap((demand, at) => [
      ...unknown(names, 'job', demand.jobs, `demands[${at}].jobs`),
      ...one(names, 'skill', demand.skill, `demands[${at}].skill`),
      ...beyond(problem, [demand.day], `demands[${at}].day`),
    ]),
    ...problem.rules.flatMap((rule, at) => ruleFaults(problem, names, rule, `rules[${at}]`)),
  ]
}

function namesOf(problem: Problem): Names {
  const ids = (list: readonly { readonly id: string }[] = []) => new Set(list.map(({ id }) => id))
  const given = (list: readonly (string | undefined)[]) => new Set(list.filter(name => name !== undefined))
  return {
    skill: ids(problem.skills),
    post: ids(problem.posts),
    shift: ids(problem.shifts),
    job: ids(problem.jobs),
    person: ids(problem.people),
    team: given(problem.people.map(({ team }) => team)),
    unit: given(problem.people.map(({ unit }) => unit)),
    tag: given([...problem.shifts, ...problem.jobs].flatMap(({ tags = [] }) => tags)),
  }
}

function doubles(list: readonly { readonly id: string }[], name: string): Fault[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }, at) => {
    if (seen.has(id)) return [fault(`${name}[${at}].id`, 'twice', { id })]
    seen.add(id)
    return []
  })
}

function unknown(names: Names, what: keyof Names, used: readonly string[] = [], path: string): Fault[] {
  return used.flatMap((id, at) => (names[what].has(id) ? [] : [fault(`${path}[${at}]`, 'unknown', { what, id })]))
}

function one(names: Names, what: keyof Names, id: string | null = null, path: string): Fault[] {
  return id === null || names[what].has(id) ? [] : [fault(path, 'unknown', { what, id })]
}

function beyond({ horizon }: Problem, days: readonly number[] = [], path: string): Fault[] {
  const last = days.find(day => day >= horizon.days)
  return last === undefined ? [] : [fault(path, 'beyond-horizon', { day: last, days: horizon.days })]
}

function thingFaults(problem: Problem, names: Names): Fault[] {
  return [
    ...(problem.skills ?? []).flatMap((skill, at) =>
      unknown(names, 'skill', skill.alternatives, `skills[${at}].alternatives`),
    ),
    ...problem.jobs.flatMap((job, at) => [
      ...one(names, 'shift', job.shift, `jobs[${at}].shift`),
      ...one(names, 'post', job.post, `jobs[${at}].post`),
      ...one(names, 'skill', job.skill, `jobs[${at}].skill`),
    ]),
    ...problem.people.flatMap((person, at) => [
      ...unknown(names, 'skill', person.skills, `people[${at}].skills`),
      ...(person.history?.past ?? []).flatMap((job, day) =>
        one(names, 'job', job, `people[${at}].history.past[${day}]`),
      ),
    ]),
  ]
}

/** The lists that a scope can hold, and what their names stand for. */
const SCOPE = {
  people: 'person',
  teams: 'team',
  units: 'unit',
  jobs: 'job',
  posts: 'post',
  shifts: 'shift',
  skills: 'skill',
  tags: 'tag',
} as const

type Scope = Partial<Readonly<Record<keyof typeof SCOPE, readonly string[] | undefined>>>

function ruleFaults(problem: Problem, names: Names, rule: Rule, path: string): Fault[] {
  const inScope = (scope: Scope, at: string) =>
    Object.entries(SCOPE).flatMap(([list, what]) => unknown(names, what, scope[list as keyof Scope], `${at}.${list}`))
  return [
    ...inScope(rule as Scope, path),
    ...('days' in rule ? beyond(problem, rule.days, `${path}.days`) : []),
    ...(rule.rule === 'succession' ? inScope(rule.next, `${path}.next`) : []),
    ...(rule.rule === 'pin'
      ? rule.pins.flatMap((pin, at) => [
          ...one(names, 'person', pin.person, `${path}.pins[${at}].person`),
          ...one(names, 'job', pin.job, `${path}.pins[${at}].job`),
        ])
      : []),
  ]
}
