import { dayOf } from '@muster/core/platform/wall-clock.ts'
import type { Span } from '@muster/core/roster/guard.ts'
import type { Rule } from '@muster/solver/problem/parameters.ts'
import { type Demand, FORMAT, type Job, type Person, type Problem, type Shift } from '@muster/solver/problem/problem.ts'
import type { Planned } from '../plan.ts'
import { busySlots, type Kept, keptOf, PAST_DAYS } from './busy.ts'
import type { BuildInput, BuildPerson } from './input.ts'
import { busyJob, type Jobs, jobsOf, type Placement, shapeOf } from './jobs.ts'
import { busyRules, comfortRules, fairRule, MISSING, MISSING_STANDBY, safetyRules } from './rules.ts'
import { dayAt, type Slot, slotsIn } from './slots.ts'
import { traitRules } from './traits.ts'

/** A rota as a problem of the engine, and what its answer means. */
export interface Compiled {
  readonly problem: Problem
  readonly kept: Kept
  /** What a job on a day is; undefined for duties elsewhere. */
  readonly placementOf: (day: number, job: string) => Placement | undefined
}

/** Somebody who can be given something, with what they have already, by day. */
interface Candidate {
  readonly person: BuildPerson
  readonly slots: ReadonlyMap<number, Slot>
}

/** @returns undefined where nobody could be given anything */
export function compileRota(all: BuildInput): Compiled | undefined {
  const input = { ...all, shifts: all.shifts.filter(fits(all)) }
  if (input.shifts.length === 0) return undefined
  const first = Math.min(...input.shifts.map(({ reportAt }) => dayAt(input.zone, reportAt.getTime())))
  const slotOf = slotsIn(input.zone, first)
  const jobs = jobsOf(input.shifts, shift => slotOf(spanOf(shift)))
  const days = Math.max(...input.shifts.map(jobs.dayOf)) + 1
  const rest = restThatFits(input.limits.restMinutes, jobs.shifts)
  const kept = keptOf(all)
  const candidates = candidatesOf(all, kept, { slotOf, days, rest })
  if (candidates.length === 0) return undefined
  const problem = problemOf(input, { first, days, rest, jobs, kept, candidates })
  return { problem, kept, placementOf: (day, job) => jobs.placements.get(`${day} ${job}`) }
}

const spanOf = ({ reportAt, endsAt, day }: Planned): Span => ({
  from: reportAt.getTime(),
  until: endsAt.getTime(),
  day,
})

/** A shift longer than anybody may serve is nobody's: it stays a gap. */
const fits =
  ({ limits }: BuildInput) =>
  ({ reportAt, endsAt }: Planned): boolean =>
    endsAt.getTime() - reportAt.getTime() <= limits.mostMinutes * 60_000

/** The engine looks at neighbouring days: a rest that would reach past a whole free day is cut, and the guard looks after it. */
function restThatFits(rest: number, shifts: readonly Shift[]): number {
  const earliest = Math.min(...shifts.map(({ start }) => start), 1440)
  const latest = Math.max(...shifts.map(({ start, minutes }) => start + minutes), 0)
  return Math.max(0, Math.min(rest, 2 * 1440 + earliest - latest))
}

function candidatesOf(
  input: BuildInput,
  kept: Kept,
  how: { readonly slotOf: (span: Pick<Span, 'from' | 'until'>) => Slot; readonly days: number; readonly rest: number },
): Candidate[] {
  const stays = new Map<string, Span[]>()
  for (const shift of input.shifts)
    for (const id of [...kept.people.get(shift.id)!, ...kept.standby.get(shift.id)!])
      stays.set(id, [...(stays.get(id) ?? []), spanOf(shift)])
  return input.people.flatMap(person => {
    const slots = person.askable ? busySlots(person, stays.get(person.id) ?? [], { input, ...how }) : null
    return slots ? [{ person, slots }] : []
  })
}

interface Parts {
  readonly first: number
  readonly days: number
  readonly rest: number
  readonly jobs: Jobs
  readonly kept: Kept
  readonly candidates: readonly Candidate[]
}

function problemOf(input: BuildInput, parts: Parts): Problem {
  const { first, days, rest, jobs, candidates } = parts
  const slots = candidates.flatMap(one => [...one.slots.values()])
  const other = new Map(slots.map(slot => clipped(slot, rest)).map(slot => [busyJob(slot).id, slot]))
  const shifts = new Map([...jobs.shifts, ...[...other.values()].map(shapeOf)].map(shift => [shift.id, shift]))
  const average = Math.max(60, Math.round(mean(jobs.shifts.map(({ minutes }) => minutes))))
  const people = candidates.map(one => enginePerson(input, one, { first, rest, average }))
  const demands = demandsOf(input, parts)
  const who = candidates.map(({ person }) => person)
  const busy = new Map(candidates.map(({ person, slots: own }) => [person.id, busyDays(own, rest)]))
  return {
    format: FORMAT,
    horizon: { start: dayOf(first), days },
    posts: [...new Set(input.shifts.map(({ postId }) => postId))].map(id => ({ id })),
    shifts: [...shifts.values()],
    jobs: [...jobs.jobs, ...[...other.values()].map(busyJob)] as Job[],
    people,
    demands,
    rules: [
      ...safetyRules(
        input,
        rest,
        [...shifts.values()].some(({ tags }) => tags !== undefined),
      ),
      ...traitRules(input, who, jobs),
      ...busyRules(busy, people, days),
      ...closedRules(jobs, demands, days),
      ...comfortRules(input, who, first, days),
      ...(input.settings.fair ? fairRule(people, placesIn(demands)) : []),
      ...keepRules(input, who),
    ],
    ...publishedIn(input, parts),
  }
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)
const placesIn = (demands: readonly Demand[]): number => demands.reduce((sum, { minimum = 0 }) => sum + minimum, 0)

/** No duty elsewhere makes two days apart too close for the engine. */
const clipped = (slot: Slot, rest: number): Slot => ({
  ...slot,
  minutes: Math.max(1, Math.min(slot.minutes, 2 * 1440 - rest - slot.start)),
})

const busyDays = (slots: ReadonlyMap<number, Slot>, rest: number): Map<number, string> =>
  new Map([...slots].filter(([day]) => day >= 0).map(([day, slot]) => [day, busyJob(clipped(slot, rest)).id]))

function enginePerson(
  { zone }: BuildInput,
  { person, slots }: Candidate,
  { first, rest, average }: { first: number; rest: number; average: number },
): Person {
  const past = Array.from({ length: PAST_DAYS }, (_, nth) => {
    const slot = slots.get(nth - PAST_DAYS)
    return slot ? busyJob(clipped(slot, rest)).id : null
  })
  return {
    id: person.id,
    unit: person.unitId,
    ...(person.teamId && { team: person.teamId }),
    history: { past, carried: { shifts: Math.round(servedBefore(zone, person, first) / average) } },
  }
}

/** Minutes in the 14 days before the horizon. */
export function servedBefore(zone: string, { spans }: Pick<BuildPerson, 'spans'>, first: number): number {
  const before = spans.filter(({ from }) => {
    const day = dayAt(zone, from)
    return day < first && day >= first - 14
  })
  return before.reduce((sum, { from, until }) => sum + (until - from) / 60_000, 0)
}

/** What is still needed beside those who stay, and never more. */
function demandsOf({ shifts }: BuildInput, { jobs, kept }: Parts): Demand[] {
  return shifts.flatMap(shift => {
    const need = (standby: boolean, number: number, there: readonly string[], missing: number): Demand => {
      const open = shift.draft.fixed ? 0 : Math.max(0, number - there.length)
      return { day: jobs.dayOf(shift), jobs: [jobs.jobOf(shift, standby)], minimum: open, missing, maximum: open }
    }
    return [
      need(false, shift.people, kept.people.get(shift.id)!, MISSING),
      need(true, shift.standby, kept.standby.get(shift.id)!, MISSING_STANDBY),
    ].filter(({ minimum = 0 }) => minimum > 0)
  })
}

/** Days on which a job has nobody to be: no shift like it, or nobody is needed. */
function closedRules({ jobs }: Jobs, demands: readonly Demand[], days: number): Rule[] {
  const open = new Map<string, Set<number>>()
  for (const {
    day,
    jobs: [job],
    minimum = 0,
  } of demands)
    if (minimum > 0) open.set(job!, (open.get(job!) ?? new Set()).add(day))
  const all = Array.from({ length: days }, (_, day) => day)
  return jobs.flatMap(({ id }): Rule[] => {
    const closed = all.filter(day => !open.get(id)?.has(day))
    return closed.length > 0 ? [{ rule: 'away', name: 'closed', price: 'hard', jobs: [id], days: closed }] : []
  })
}

const isKept = ({ build }: BuildInput): boolean => !build.keepPublished && build.disturbance > 0

/** Those who were told something before. */
const told = ({ shifts }: BuildInput): Set<string> => new Set(shifts.flatMap(({ published }) => published.people))

function keepRules(input: BuildInput, people: readonly BuildPerson[]): Rule[] {
  const before = told(input)
  const any = isKept(input) && people.some(({ id }) => before.has(id))
  return any ? [{ rule: 'keep', name: 'keep', price: input.build.disturbance }] : []
}

function publishedIn(input: BuildInput, { jobs, candidates, days, rest }: Parts): Pick<Problem, 'published'> {
  const before = told(input)
  const own = candidates.filter(({ person }) => before.has(person.id))
  if (!isKept(input) || own.length === 0) return {}
  const lines = new Map(
    own.map(({ person, slots }) => {
      const busy = busyDays(slots, rest)
      return [person.id, Array.from({ length: days }, (_, day): string | null => busy.get(day) ?? null)]
    }),
  )
  for (const shift of input.shifts)
    for (const id of shift.published.people) {
      const line = lines.get(id)
      if (line) line[jobs.dayOf(shift)] ??= jobs.jobOf(shift, false)
    }
  return { published: Object.fromEntries(lines) }
}
