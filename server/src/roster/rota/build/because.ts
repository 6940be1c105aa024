import { SKILL_WORDS } from '@muster/core/people/words.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { BECAUSE } from '@muster/core/roster/build-sentences.ts'
import type { Planned } from '../plan.ts'
import type { BuildInput, BuildPerson } from './input.ts'
import { servedBefore } from './problem.ts'
import { dayAt } from './slots.ts'

/** Says of people in a plan why they are there, by what the engine weighed. */
export function reasonsIn(input: BuildInput, plan: readonly Planned[]): (shift: Planned, personId: string) => Words[] {
  const people = new Map(input.people.map(person => [person.id, person]))
  const first = dayAt(input.zone, input.shifts[0]!.reportAt.getTime())
  const loads = new Map(input.people.map(person => [person.id, servedBefore(input.zone, person, first)]))
  const average = [...loads.values()].reduce((sum, one) => sum + one, 0) / Math.max(1, loads.size)
  const rests = restsIn(plan)
  return (shift, personId) => {
    const person = people.get(personId)
    if (!person) return []
    const rest = rests(shift, personId)
    return [
      ...(shift.published.people.includes(personId) ? [BECAUSE.stays()] : []),
      ...wish(input, shift, personId),
      ...skill(shift, person),
      ...(input.settings.near ? home(input, shift, person) : []),
      ...mates(shift, person, people),
      ...(input.settings.fair ? [BECAUSE.load(loads.get(personId)!, average)] : []),
      ...(rest === null ? [] : [BECAUSE.rest(rest)]),
    ]
  }
}

const wish = ({ wishes }: BuildInput, { day }: Planned, personId: string): Words[] =>
  wishes.some(one => one.personId === personId && one.day === day && one.want === 'on') ? [BECAUSE.wish()] : []

function skill({ post, skills }: Planned, person: BuildPerson): Words[] {
  const has = [...post.skills, ...skills].filter(one => person.skills.includes(one))
  return has.length > 0 ? [BECAUSE.skill(SKILL_WORDS[has[0]!])] : []
}

const LEVELS = ['community', 'street', 'county'] as const

function home({ places }: BuildInput, { post }: Planned, { home: lives }: BuildPerson): Words[] {
  if (!lives) return []
  const place = (places.get(post.territory) ?? '').split('/').slice(0, -1)
  const own = lives.split('/').slice(0, -1)
  const shared = own.findIndex((code, at) => code !== place[at])
  const apart = shared === -1 ? 0 : own.length - shared
  return apart < LEVELS.length ? [BECAUSE.home(LEVELS[apart]!)] : []
}

function mates({ draft }: Planned, { id, teamId }: BuildPerson, people: ReadonlyMap<string, BuildPerson>): Words[] {
  const others = draft.people.filter(one => one !== id && teamId !== null && people.get(one)?.teamId === teamId)
  return others.length > 0 ? [BECAUSE.mates(others.length)] : []
}

/** Minutes between the shift before, in the same plan, and reporting here; null for a first one. */
function restsIn(plan: readonly Planned[]): (shift: Planned, personId: string) => number | null {
  const own = new Map<string, Planned[]>()
  for (const shift of plan) for (const id of shift.draft.people) own.set(id, [...(own.get(id) ?? []), shift])
  return (shift, personId) => {
    const before = (own.get(personId) ?? []).findLast(({ endsAt }) => endsAt <= shift.reportAt)
    return before ? (shift.reportAt.getTime() - before.endsAt.getTime()) / 60_000 : null
  }
}
