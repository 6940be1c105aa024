import { changeAlong } from '../model/day-change.ts'
import { EVERYBODY } from '../model/listeners.ts'
import { exchangeIn, type Standing } from '../model/score.ts'
import type { Prepared } from './prepare.ts'

/** Somebody who could take a job on a day, and by how much that changes what the roster costs. */
export interface Candidate {
  readonly person: number
  /** What they have that day as it stands; OFF when they are free. */
  readonly instead: number
  /** By how much the price of their own line changes: rest, hours, wishes, travel. */
  readonly own: number
  /** By how much counts change: what is covered, and what is left behind. */
  readonly counts: number
  /** Both together. */
  readonly change: number
}

export interface Suggesting {
  /** So many at most (absent: 10). */
  readonly most?: number
  /** Only who costs less than this (absent: everybody who may). */
  readonly below?: number
  /** Only these are asked (absent: everybody). */
  readonly among?: readonly number[]
  /** Who is not to be asked. */
  readonly without?: ReadonlySet<number>
}

/**
 * Who takes a job on a day at the least price, cheapest first, equal ones by number. Looks at everybody; left out is who
 * may not do it by their own rules, and whose line breaks them as it stands. The change is exact, the rest of everybody's
 * line staying as it is: first what each costs at best, then exactly those who are cheapest at best, and of the others
 * only who could still be cheaper.
 *
 * @param prepared of the standing's model; the lines of those left out may differ
 */
export function suggest(
  prepared: Prepared,
  standing: Standing,
  day: number,
  job: number,
  { most = 10, below = Infinity, among, without }: Suggesting = {},
): Candidate[] {
  const { atBest } = prepared.seen
  const everybody = new Float64Array(prepared.model.jobs).fill(Number.NaN)
  const changes = prepared.seen.changesOf(day, prepared.kindOf[job]!)
  const question = { prepared, standing, day, job, everybody, changes }
  const people = among ?? prepared.everybody
  lookAt(people, question)
  const promising = new Best<Ranked>(most, below)
  for (let at = 0; at < people.length; at++) {
    const change = atBest[people[at]!]!
    if (change < promising.below && !without?.has(people[at]!)) promising.add({ person: people[at]!, change })
  }
  const best = new Best<Candidate>(most, below)
  for (const { person } of promising.found) {
    best.add(exactly(question, person))
    atBest[person] = Infinity
  }
  for (let at = 0; at < people.length; at++) {
    const person = people[at]!
    const least = atBest[person]!
    if (least < Infinity && least <= best.below && !without?.has(person)) best.add(exactly(question, person))
  }
  return best.found
}

interface Question {
  readonly prepared: Prepared
  readonly standing: Standing
  readonly day: number
  readonly job: number
  /** By the job that is left: what the counts of everybody say to the exchange; NaN: not asked yet. */
  readonly everybody: Float64Array
  /** By person: what the job changes along their line; NaN: not asked yet. */
  readonly changes: Float64Array
}

/** Writes what each of some people costs at least; Infinity for who may not, and who has the job. */
function lookAt(some: readonly number[], { prepared, standing, day, job, everybody, changes }: Question): void {
  const { seen, columns, model } = prepared
  const { lines } = standing
  const { days } = model
  const { atBest } = seen
  const people = atBest.length
  const choices = seen.choices.subarray(day * people, (day + 1) * people)
  const savable = seen.savable.subarray(day * people, (day + 1) * people)
  const column = columns.of(day, job)
  for (let at = 0; at < some.length; at++) {
    const person = some[at]!
    atBest[person] = Infinity
    const instead = lines[person * days + day]!
    const price = column[person]!
    if (price === Infinity || instead === job) continue
    seen.look(standing, person)
    if (savable[person] === Infinity) continue
    if (Number.isNaN(everybody[instead])) everybody[instead] = exchangeIn(standing, EVERYBODY, day, instead, job)
    const change = changes[person]!
    const along = Number.isNaN(change) ? -savable[person]! : change
    if (along === Infinity) continue
    const together = everybody[instead]! - mostSaved(prepared, person, instead, job)
    atBest[person] = price - choices[person]! + along + together
  }
}

function exactly({ prepared, standing, day, job, everybody, changes }: Question, person: number): Candidate {
  const { seen, columns } = prepared
  const { model, lines } = standing
  const at = person * model.days
  const instead = lines[at + day]!
  const counts = everybody[instead]! + changeInCircles(standing, person, day, job)
  const choice = columns.of(day, job)[person]! - seen.choices[day * seen.atBest.length + person]!
  if (Number.isNaN(changes[person]!)) changes[person] = changeAlong(model, model.lines[person]!, lines, at, day, job)
  const own = choice + changes[person]!
  return { person, instead, own, counts, change: own + counts }
}

/** What counts of a person's circles can save at most when they have a job. */
function mostSaved(
  { relief, counting: { listeners } }: Prepared,
  person: number,
  instead: number,
  job: number,
): number {
  const { from, circles } = listeners
  const taking = relief.taking[job]!
  const leaving = relief.leaving[instead]!
  let most = 0
  for (let at = from[person]! + 1; at < from[person + 1]!; at++) most += taking[circles[at]!]! + leaving[circles[at]!]!
  return most
}

/** What the counts of a person's circles say to another job. */
function changeInCircles(standing: Standing, person: number, day: number, job: number): number {
  const { from, circles } = standing.listeners
  const instead = standing.lines[person * standing.model.days + day]!
  let change = 0
  for (let at = from[person]! + 1; at < from[person + 1]!; at++)
    change += exchangeIn(standing, circles[at]!, day, instead, job)
  return change
}

interface Ranked {
  readonly person: number
  readonly change: number
}

/** The cheapest so far, equal ones by number. */
class Best<T extends Ranked> {
  readonly found: T[] = []
  /** Whoever costs more is none of them. */
  below: number
  readonly #most: number

  constructor(most: number, below: number) {
    this.#most = most
    this.below = below
  }

  add(one: T): void {
    const { found } = this
    const full = found.length === this.#most
    if (full ? isBefore(found.at(-1)!, one) : one.change >= this.below) return
    let at = found.length
    while (at > 0 && isBefore(one, found[at - 1]!)) at--
    found.splice(at, 0, one)
    if (full) found.pop()
    if (found.length === this.#most) this.below = found.at(-1)!.change
  }
}

const isBefore = (one: Ranked, other: Ranked): boolean =>
  one.change < other.change || (one.change === other.change && one.person < other.person)
