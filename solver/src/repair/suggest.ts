import type { Model } from '../model/model.ts'
import { priceOfLine } from '../model/price.ts'
import { hearDays, type Standing } from '../model/score.ts'

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

/**
 * Who takes a job on a day at the least price, cheapest first, equal ones by number. Looks at everybody; who may not do it
 * by their own rules is left out. The change is exact, the rest of everybody's line staying as it is.
 */
export function suggest(standing: Standing, day: number, job: number, most = 10): Candidate[] {
  const { model, lines, linePrices } = standing
  const cell = day * model.jobs + job
  const best: Candidate[] = []
  const counts = countsOf(standing, day, job)
  for (let person = 0; person < model.lines.length; person++) {
    const at = person * model.days
    const instead = lines[at + day]!
    if (instead === job || !mayFollow(model, person, lines, day, job)) continue
    if (model.lines[person]!.node[cell] === Infinity) continue
    lines[at + day] = job
    const own = priceOfLine(model, model.lines[person]!, lines, at) - linePrices[person]!
    lines[at + day] = instead
    if (own < Infinity) insert(best, most, { person, instead, own, counts: counts(person, instead) })
  }
  return best
}

/** The cheap test first: rest before and after. */
function mayFollow(
  { lines, days, jobs }: Model,
  person: number,
  roster: Uint16Array,
  day: number,
  job: number,
): boolean {
  const line = lines[person]!
  const at = person * days + day
  const before = day === 0 ? line.before : roster[at - 1]!
  if ((line.arcOn?.[day] ?? line.arc)[before * jobs + job] === Infinity) return false
  return day === days - 1 || (line.arcOn?.[day + 1] ?? line.arc)[job * jobs + roster[at + 1]!] !== Infinity
}

/** What counts say to a change of job; where they count everybody it is asked once for each job left. */
function countsOf(standing: Standing, day: number, job: number): (person: number, instead: number) => number {
  const { listeners, members, model } = standing
  const forAll = (other: number) => {
    const cell = day * model.jobs + other
    return listeners.counts.subarray(listeners.start[cell], listeners.start[cell + 1]).every(count => !members[count])
  }
  const known = new Map<number, number>()
  const shared = forAll(job)
  return (person, instead) => {
    const found = known.get(instead)
    if (found !== undefined) return found
    const change = exchangeDelta(standing, person, day, instead, job)
    if (shared && forAll(instead)) known.set(instead, change)
    return change
  }
}

function exchangeDelta(standing: Standing, person: number, day: number, from: number, to: number): number {
  const at = person * standing.model.days + day
  const hear = (by: 1 | -1) => hearDays(standing, person, day, day + 1, by)
  const left = hear(-1)
  standing.lines[at] = to
  const taken = hear(1)
  hear(-1)
  standing.lines[at] = from
  hear(1)
  return left + taken
}

function insert(best: Candidate[], most: number, candidate: Candidate): void {
  const price = ({ own, counts }: Candidate) => own + counts
  if (best.length === most && price(candidate) >= price(best[most - 1]!)) return
  let at = best.length
  while (at > 0 && price(best[at - 1]!) > price(candidate)) at--
  best.splice(at, 0, candidate)
  if (best.length > most) best.pop()
}
