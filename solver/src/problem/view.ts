/** A problem with its names resolved: rules and searches ask it who, what and when is meant. */
import type { Person, Problem } from './problem.ts'
import type { What, When, Who } from './shapes.ts'

/** A problem apart from its rules: all that a rule may look at. */
export type Setting = Omit<Problem, 'rules'>

export interface JobView {
  readonly id: string
  /** Its number in the model: 1 … */
  readonly number: number
  readonly shift: string
  readonly post: string | undefined
  readonly at: readonly [number, number] | undefined
  readonly skill: string | undefined
  /** Of the shift and of the job. */
  readonly tags: ReadonlySet<string>
  /** Minute of the day on which it is counted. */
  readonly start: number
  readonly minutes: number
  readonly suit: number
}

export interface View {
  readonly setting: Setting
  readonly days: number
  /** Of day 0: 1 is Monday. */
  readonly firstWeekday: number
  /** By number; `jobs[0]` is undefined: no job. */
  readonly jobs: readonly (JobView | undefined)[]
  readonly jobOf: ReadonlyMap<string, JobView>
  readonly people: readonly Person[]
  /** Numbers of all people. */
  readonly everybody: readonly number[]
  /** The number of a person by name. */
  readonly personOf: ReadonlyMap<string, number>
}

export function viewOf(setting: Setting): View {
  const shifts = new Map(setting.shifts.map(shift => [shift.id, shift]))
  const posts = new Map((setting.posts ?? []).map(post => [post.id, post]))
  const jobs = setting.jobs.map((job, index): JobView => {
    const shift = shifts.get(job.shift)!
    return {
      id: job.id,
      number: index + 1,
      shift: job.shift,
      post: job.post,
      at: job.post === undefined ? undefined : posts.get(job.post)?.at,
      skill: job.skill,
      tags: new Set([...(shift.tags ?? []), ...(job.tags ?? [])]),
      start: shift.start,
      minutes: shift.minutes,
      suit: shift.suit ?? 0,
    }
  })
  return {
    setting,
    days: setting.horizon.days,
    firstWeekday: firstWeekdayOf(setting.horizon.start),
    jobs: [undefined, ...jobs],
    jobOf: new Map(jobs.map(job => [job.id, job])),
    people: setting.people,
    everybody: [...setting.people.keys()],
    personOf: new Map(setting.people.map((person, index) => [person.id, index])),
  }
}

const allows = <T>(list: readonly T[] | undefined, value: T | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value))

/** Numbers of the people that a scope means; a view of some people alone does not know the others. */
export function peopleOf(view: View, { people, teams, units }: Who): readonly number[] {
  if (!people && !teams && !units) return view.everybody
  const named = people && [...new Set(people)].map(id => view.personOf.get(id)).filter(at => at !== undefined)
  const among = named ? named.sort((a, b) => a - b) : view.everybody
  return among.filter(at => allows(teams, view.people[at]!.team) && allows(units, view.people[at]!.unit))
}

/** The jobs that a scope means. */
export function jobsOf(view: View, scope: What): JobView[] {
  return view.jobs.filter((job): job is JobView => job !== undefined && meansJob(scope, job))
}

export function meansJob({ jobs, posts, shifts, skills, tags }: What, job: JobView): boolean {
  return (
    allows(jobs, job.id) &&
    allows(posts, job.post) &&
    allows(shifts, job.shift) &&
    allows(skills, job.skill) &&
    (tags === undefined || tags.some(tag => job.tags.has(tag)))
  )
}

/** Whether a scope means all jobs. */
export const meansAllJobs = ({ jobs, posts, shifts, skills, tags }: What): boolean =>
  (jobs ?? posts ?? shifts ?? skills ?? tags) === undefined

/** The days of the horizon that a scope means, ascending. */
export function daysOf(view: View, scope: When): number[] {
  const named = scope.days && [...new Set(scope.days)].toSorted((a, b) => a - b)
  const among = named ?? Array.from({ length: view.days }, (_, day) => day)
  return among.filter(day => day < view.days && meansDay(view, scope, day))
}

export const meansDay = (view: View, { days, weekdays }: When, day: number): boolean =>
  allows(days, day) && allows(weekdays, weekdayOf(view, day))

const DAY = 86_400_000

function firstWeekdayOf(start: string): number {
  // 1 January 1970 was a Thursday, the fourth day of its week.
  const since = Math.round(Date.parse(`${start}T00:00:00Z`) / DAY)
  return ((((since + 3) % 7) + 7) % 7) + 1
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf({ firstWeekday }: View, day: number): number {
  return ((((firstWeekday - 1 + day) % 7) + 7) % 7) + 1
}

/** Saturdays and Sundays of the horizon, those of one weekend together; half a weekend at an end is one too. */
export function weekendsOf(view: View): number[][] {
  const weekends: number[][] = []
  for (let day = 0; day < view.days; day++) {
    const weekday = weekdayOf(view, day)
    if (weekday === 6 || (weekday === 7 && day === 0)) weekends.push([day])
    else if (weekday === 7) weekends.at(-1)!.push(day)
  }
  return weekends
}

/** The job of somebody on a day before the horizon (−1 is its eve); undefined where free or not known. */
export function pastOf(view: View, person: number, day: number): JobView | undefined {
  const id = view.people[person]!.history?.past?.at(day) ?? null
  return id === null ? undefined : view.jobOf.get(id)
}

/** How many days of the past are known. */
export const knownPast = (view: View, person: number): number => view.people[person]!.history?.past?.length ?? 0

/** Kilometres in a straight line; 0 where a place is not known. */
export function kilometres(a: readonly [number, number] | undefined, b: readonly [number, number] | undefined): number {
  return a && b ? Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) : 0
}
