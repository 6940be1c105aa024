import { changeAlong } from '../model/day-change.ts'
import { EVERYBODY } from '../model/listeners.ts'
import { OFF } from '../model/model.ts'
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
}

export interface Suggesting {
  /** So many at most (absent: 10). */
  readonly most?: number
  /** Only who costs less than this (absent: everybody who may). */
  readonly below?: number
  /** Only who has no other job that day. */
  readonly free?: boolean
  /** Who is not to be asked. */
  readonly without?: ReadonlySet<number>
}

/**
 * Who takes a job on a day at the least price, cheapest first, equal ones by number. Looks at everybody; left out is who
 * may not do it by their own rules, and whose line breaks them as it stands. The change is exact, the rest of everybody's
 * line staying as it is: most people are passed over because even at best they cost more than those found already.
 *
 * @param prepared of the standing's model; the lines of those left out may differ
 */
export function suggest(
  prepared: Prepared,
  standing: Standing,
  day: number,
  job: number,
  { most = 10, below = Infinity, free = false, without }: Suggesting = {},
): Candidate[] {
  const { model, lines } = standing
  const { seen, rowOf } = prepared
  const people = model.lines.length
  const column = prepared.columns[day * model.jobs + job]!
  const everybody = new Float64Array(model.jobs).fill(Number.NaN)
  const best = new Best(most, below)
  for (let person = 0; person < people; person++) {
    const at = person * model.days
    const instead = lines[at + day]!
    const price = column[rowOf[person]!]!
    if (price === Infinity || instead === job || (free && instead !== OFF)) continue
    if (Number.isNaN(everybody[instead])) everybody[instead] = exchangeIn(standing, EVERYBODY, day, instead, job)
    seen.look(standing, person)
    const choice = price - seen.choices[day * people + person]!
    const atBest = choice - seen.along[person]! + everybody[instead]!
    if (!best.takes(atBest - mostSaved(prepared, person, job))) continue
    if (seen.along[person] === Infinity || without?.has(person)) continue
    const inCircles = changeInCircles(standing, person, day, job)
    if (!best.takes(atBest + inCircles)) continue
    const own = choice + changeAlong(model, model.lines[person]!, lines, at, day, job)
    const counts = everybody[instead]! + inCircles
    if (best.takes(own + counts)) best.add({ person, instead, own, counts })
  }
  return best.found
}

/** What counts of a person's circles can save at most when they have a job. */
function mostSaved({ relief, counting: { listeners } }: Prepared, person: number, job: number): number {
  const { from, circles } = listeners
  const taking = relief.taking[job]!
  let most = relief.leaving[person]!
  for (let at = from[person]! + 1; at < from[person + 1]!; at++) most += taking[circles[at]!]!
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

/** The cheapest so far, in order. */
class Best {
  readonly found: Candidate[] = []
  readonly #most: number
  /** Whoever costs less is one of them. */
  #below: number

  constructor(most: number, below: number) {
    this.#most = most
    this.#below = below
  }

  takes(price: number): boolean {
    return price < this.#below
  }

  add(candidate: Candidate): void {
    const { found } = this
    let at = found.length
    while (at > 0 && priceOf(found[at - 1]!) > priceOf(candidate)) at--
    found.splice(at, 0, candidate)
    if (found.length > this.#most) found.pop()
    if (found.length === this.#most) this.#below = priceOf(found.at(-1)!)
  }
}

const priceOf = ({ own, counts }: Candidate): number => own + counts
