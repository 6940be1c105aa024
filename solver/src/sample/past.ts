import type { Job, Person, Problem } from '../problem/problem.ts'
import { type Random, random } from '../random.ts'

/** The most days on end in one job, and the most that are free after them. */
const WORK = 5
const FREE = 3

/** The same problem, everybody having worked some days on end and been free for some, in turn, for so many days before it. */
export function withPast(problem: Problem, days: number, seed: number): Problem {
  const chance = random(seed)
  const jobs = Map.groupBy(problem.jobs, ({ skill }) => skill)
  const people = problem.people.map(person => ({ ...person, history: { past: pastOf(person, jobs, days, chance) } }))
  return { ...problem, people }
}

function pastOf(
  { skills = [] }: Person,
  jobs: ReadonlyMap<string | undefined, readonly Job[]>,
  days: number,
  chance: Random,
): (string | null)[] {
  const able = [undefined, ...skills].flatMap(skill => jobs.get(skill) ?? [])
  const past: (string | null)[] = []
  while (past.length < days + WORK) {
    const { id } = able[chance.int(able.length)]!
    past.push(...Array.from({ length: 1 + chance.int(WORK) }, () => id))
    past.push(...Array.from({ length: 1 + chance.int(FREE) }, () => null))
  }
  // Somebody is in the middle of their days on end, somebody free.
  return past.slice(chance.int(WORK), past.length).slice(0, days)
}
