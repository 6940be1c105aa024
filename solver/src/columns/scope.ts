import { type Count, type Lines, type Model, OFF } from '../model/model.ts'
import { costOf } from '../model/price.ts'
import { type Envelope, envelope } from './envelope.ts'

/**
 * The part of a model that column generation works on: some people, on some days, while all else stays as in a given
 * roster. The whole model is the scope of everybody on every day.
 */
export interface Scope {
  readonly model: Model
  /** Ascending indices of the people who may move. */
  readonly people: Int32Array
  /** `[from, to)`: days on which they may move. */
  readonly from: number
  readonly to: number
  /** What stays where nothing may move. */
  readonly lines: Lines
  readonly rows: readonly Row[]
  /** For each cell, the rows about everybody that a person there adds one to. */
  readonly rowsOfCell: readonly (readonly number[])[]
  /** By position in {@link people}: the rows about some people that they are among. */
  readonly rowsAbout: readonly (readonly number[])[]
  /** What the counts cost that nobody of the scope can change. */
  readonly fixed: number
}

/** A count as the scope's people see it: others are already in it. */
export interface Row {
  readonly count: number
  /** Whom the count is about; counts of one team share it. Absent: everybody. */
  readonly about?: ReadonlySet<number>
  /** Price by number of the scope's people in it, the others added. */
  readonly prices: Float64Array
  readonly envelope: Envelope
}

/** Everybody on every day. */
export function whole(model: Model): Scope {
  const people = Int32Array.from(model.lines, (_, person) => person)
  return scopeOf(model, new Uint16Array(model.lines.length * model.days).fill(OFF), people, 0, model.days)
}

/** @param lines a complete roster, from which those who do not move, and days that do not, are taken */
export function scopeOf(model: Model, lines: Lines, people: Int32Array, from: number, to: number): Scope {
  const part = { model, lines, from, to, positions: positionsOf(model, people) }
  const rows: Row[] = []
  const rowsOfCell: number[][] = Array.from({ length: model.days * model.jobs }, () => [])
  const rowsAbout: number[][] = Array.from(people, () => [])
  const teams = new Map<Int32Array, ReadonlySet<number>>()
  let fixed = 0
  for (const [index, count] of model.counts.entries()) {
    const prices = pricesOf(part, count)
    if (prices.length === 1) {
      fixed += prices[0]!
      continue
    }
    if (!count.people) for (const job of count.jobs) rowsOfCell[count.day * model.jobs + job]!.push(rows.length)
    for (const person of count.people ?? []) rowsAbout[part.positions[person]!]?.push(rows.length)
    const about = count.people && (teams.get(count.people) ?? new Set(count.people))
    if (about) teams.set(count.people, about)
    rows.push({ count: index, ...(about && { about }), prices, envelope: envelope(prices) })
  }
  return { model, people, from, to, lines, rows, rowsOfCell, rowsAbout, fixed }
}

interface Moving {
  readonly model: Model
  readonly lines: Lines
  readonly from: number
  readonly to: number
  /** By person: the position among those who move, −1 for all others. */
  readonly positions: Int32Array
}

function positionsOf({ lines }: Model, people: Int32Array): Int32Array {
  const positions = new Int32Array(lines.length).fill(-1)
  for (const [position, person] of people.entries()) positions[person] = position
  return positions
}

/** What a count costs by how many of those who move are in it; one price alone where none of them can be. */
function pricesOf({ model, lines, from, to, positions }: Moving, count: Count): Float64Array {
  const moves = count.day >= from && count.day < to
  let most = 0
  let already = 0
  const see = (person: number): void => {
    if (moves && positions[person]! >= 0) most++
    else if (count.jobs.includes(lines[person * model.days + count.day]!)) already++
  }
  if (count.people) for (const person of count.people) see(person)
  else for (let person = 0; person < model.lines.length; person++) see(person)
  return Float64Array.from({ length: most + 1 }, (_, number) => costOf(model, count, number + already))
}
