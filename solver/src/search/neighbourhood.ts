import { OFF } from '../model/model.ts'
import { costOf } from '../model/price.ts'
import type { Standing } from '../model/score.ts'
import type { Random } from '../random.ts'
import { SPAN } from './windows.ts'

/** Who leaves the roster, for which days. */
export interface Ruin {
  readonly people: number[]
  from: number
  to: number
}

/** Chooses what to ruin. The kinds compete: what has paid is chosen more often. */
export const KINDS = ['few', 'week', 'worst', 'exchange', 'dear'] as const
export type Kind = (typeof KINDS)[number]

/** The length that asks for as much as is quick. */
const LONG = 28

/** Writes into `ruin`, which is kept from round to round. */
export function choose(kind: Kind, standing: Standing, chance: Random, ruin: Ruin): void {
  const { days, lines } = standing.model
  ruin.people.length = 0
  window(ruin, chance.int(days), kind === 'week' || kind === 'worst' ? 5 + chance.int(10) : LONG, days, chance)
  if (kind === 'worst') worst(standing, chance, ruin)
  if (kind === 'exchange') exchange(standing, chance, ruin)
  if (kind === 'dear') ruin.people.push(dearest(standing, chance))
  const wanted = Math.min(lines.length, kind === 'week' || kind === 'worst' ? 2 + chance.int(4) : 2 + chance.int(2))
  while (ruin.people.length < wanted) {
    const person = chance.int(lines.length)
    if (!ruin.people.includes(person)) ruin.people.push(person)
  }
}

/** Days around one day. Where the horizon is short, now and then all of them: dearer, but nothing else is as free. */
function window(ruin: Ruin, day: number, length: number, days: number, chance: Random): void {
  const long = length >= LONG
  const whole = long && days <= SPAN && chance.int(6) === 0
  const span = whole ? days : long ? 10 + chance.int(8) : length
  ruin.from = Math.max(0, Math.min(days - span, day - chance.int(span)))
  ruin.to = Math.min(days, ruin.from + span)
}

/** The dearest of a few counts, with days around its day and one who is free then. */
function worst(standing: Standing, chance: Random, ruin: Ruin): void {
  const { model, numbers, lines } = standing
  if (model.counts.length === 0) return
  let dearest = 0
  let most = -1
  for (let tries = 0; tries < 12; tries++) {
    const count = chance.int(model.counts.length)
    const cost = costOf(model, model.counts[count]!, numbers[count]!)
    if (cost <= most) continue
    most = cost
    dearest = count
  }
  const { day } = model.counts[dearest]!
  window(ruin, day, ruin.to - ruin.from, model.days, chance)
  for (let tries = 0; tries < 6 && ruin.people.length < 1; tries++) {
    const person = chance.int(model.lines.length)
    if (lines[person * model.days + day] === OFF) ruin.people.push(person)
  }
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
