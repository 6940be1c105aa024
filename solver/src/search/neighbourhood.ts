import type { Count, Model } from '../model/model.ts'
import { costOf } from '../model/price.ts'
import type { Standing } from '../model/score.ts'
import type { Random } from '../random.ts'
import { SPAN } from './windows.ts'

/** Who leaves the roster, for which days. */
export interface Ruin {
  readonly people: number[]
  from: number
  to: number
  /** Days of these that stay as they are; absent: none. */
  pause?: { from: number; to: number } | undefined
}

/** Chooses what to ruin. The kinds compete: what has paid is chosen more often. */
export const KINDS = ['few', 'week', 'worst', 'exchange', 'dear', 'apart'] as const
export type Kind = (typeof KINDS)[number]

/** Days between two windows at most: the fixed ones between are walked through too. */
const FAR = 60
/** The length that asks for as much as is quick. */
const LONG = 28

/** Writes into `ruin`, which is kept from round to round. */
export function choose(kind: Kind, standing: Standing, chance: Random, ruin: Ruin): void {
  const { days, lines } = standing.model
  ruin.people.length = 0
  ruin.pause = undefined
  window(ruin, chance.int(days), Math.min(lengthOf(kind, chance), shortOf(days, chance)), days, chance)
  if (kind === 'worst' || kind === 'apart') worst(standing, chance, ruin)
  if (kind === 'apart') apart(days, chance, ruin)
  if (kind === 'exchange') exchange(standing, chance, ruin)
  if (kind === 'dear') ruin.people.push(dearest(standing, chance))
  const wanted = Math.min(lines.length, kind === 'week' || kind === 'worst' ? 2 + chance.int(4) : 2 + chance.int(2))
  while (ruin.people.length < wanted) {
    const person = chance.int(lines.length)
    if (!ruin.people.includes(person)) ruin.people.push(person)
  }
}

/** Where the horizon is a week or two, now and then a day or a few alone: who comes back first takes all that is open otherwise. */
const shortOf = (days: number, chance: Random): number =>
  days > 14 || chance.int(2) === 0 ? Infinity : 1 + chance.int(Math.ceil(days / 3))

function lengthOf(kind: Kind, chance: Random): number {
  if (kind === 'apart') return 5 + chance.int(5)
  return kind === 'week' || kind === 'worst' ? 5 + chance.int(10) : LONG
}

/** Days around one day. Where the horizon is short, now and then all of them: dearer, but nothing else is as free. */
function window(ruin: Ruin, day: number, length: number, days: number, chance: Random): void {
  const long = length >= LONG
  const whole = long && days <= SPAN && chance.int(6) === 0
  const span = whole ? days : long ? 10 + chance.int(8) : length
  ruin.from = Math.max(0, Math.min(days - span, day - chance.int(span)))
  ruin.to = Math.min(days, ruin.from + span)
}

/**
 * The dearest of a few counts, with days around its day and somebody who can make it cheaper: who may come where too few
 * are, or who is there where too many are.
 */
function worst(standing: Standing, chance: Random, ruin: Ruin): void {
  const { model, numbers, lines } = standing
  if (model.counts.length === 0) return
  const dearest = dearestCount(standing, chance)
  const count = model.counts[dearest]!
  const number = numbers[dearest]!
  const more = costOf(model, count, number + 1) < costOf(model, count, number)
  window(ruin, count.day, ruin.to - ruin.from, model.days, chance)
  for (let tries = 0; tries < 12 && ruin.people.length < 1; tries++) {
    const person = chance.int(model.lines.length)
    const there = count.jobs.includes(lines[person * model.days + count.day]!)
    if (more ? !there && mayCome(model, person, count) : there) ruin.people.push(person)
  }
}

/** The dearest of a few counts. */
export function dearestCount({ model, numbers }: Standing, chance: Random): number {
  let dearest = 0
  let most = -1
  for (let tries = 0; tries < 12; tries++) {
    const count = chance.int(model.counts.length)
    const cost = costOf(model, model.counts[count]!, numbers[count]!)
    if (cost <= most) continue
    most = cost
    dearest = count
  }
  return dearest
}

/** Whether a count is about a job that this person may have on its day. */
export function mayCome({ lines, jobs }: Model, person: number, count: Count): boolean {
  const { node } = lines[person]!
  return count.jobs.some(job => node[count.day * jobs + job]! < Infinity)
}

/** A second window somewhere else: what is worked less in one is worked more in the other. */
function apart(days: number, chance: Random, ruin: Ruin): void {
  const length = ruin.to - ruin.from
  const far = FAR - length
  const other = Math.max(0, Math.min(days - length, ruin.from - far + chance.int(2 * far)))
  const [first, second] = other < ruin.from ? [other, ruin.from] : [ruin.from, other]
  if (second > first + length) ruin.pause = { from: first + length, to: second }
  ruin.from = first
  ruin.to = second + length
}

/** Two who have different choices on one day. */
function exchange({ model, lines }: Standing, chance: Random, ruin: Ruin): void {
  const day = ruin.from + chance.int(ruin.to - ruin.from)
  const one = chance.int(model.lines.length)
  ruin.people.push(one)
  for (let tries = 0; tries < 6; tries++) {
    const other = chance.int(model.lines.length)
    if (lines[one * model.days + day] === lines[other * model.days + day]) continue
    ruin.people.push(other)
    return
  }
}

/** The one of a few whose own line costs most. */
function dearest({ linePrices }: Standing, chance: Random): number {
  let most = chance.int(linePrices.length)
  for (let tries = 0; tries < 3; tries++) {
    const person = chance.int(linePrices.length)
    if (linePrices[person]! > linePrices[most]!) most = person
  }
  return most
}
