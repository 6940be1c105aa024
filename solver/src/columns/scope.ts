import { type Lines, type Model, OFF } from '../model/model.ts'
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
  /** For each cell, the rows that a person there adds one to. */
  readonly rowsOfCell: readonly (readonly number[])[]
  /** What the counts cost that nobody of the scope can change. */
  readonly fixed: number
}

/** A count as the scope's people see it: others are already in it. */
export interface Row {
  readonly count: number
  /** For each of the model's people: 1 where the count is about them. Absent: everybody. */
  readonly about?: Uint8Array
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
  const free = new Uint8Array(model.lines.length)
  for (const person of people) free[person] = 1
  const rows: Row[] = []
  const rowsOfCell: number[][] = Array.from({ length: model.days * model.jobs }, () => [])
  let fixed = 0
  for (let count = 0; count < model.counts.length; count++) {
    const row = rowOf(model, lines, free, count, from, to)
    if (row.prices.length === 1) {
      fixed += row.prices[0] as number
      continue
    }
    for (const job of (model.counts[count] as { jobs: readonly number[] }).jobs) {
      rowsOfCell[(model.counts[count]?.day as number) * model.jobs + job]?.push(rows.length)
    }
    rows.push(row)
  }
  return { model, people, from, to, lines, rows, rowsOfCell, fixed }
}

function rowOf(model: Model, lines: Lines, free: Uint8Array, index: number, from: number, to: number): Row {
  const count = model.counts[index] as Model['counts'][number]
  const moves = count.day >= from && count.day < to
  let most = 0
  let already = 0
  const see = (person: number): void => {
    if (moves && free[person]) most++
    else if (count.jobs.includes(lines[person * model.days + count.day] as number)) already++
  }
  if (count.people) for (const person of count.people) see(person)
  else for (let person = 0; person < model.lines.length; person++) see(person)
  const prices = Float64Array.from({ length: most + 1 }, (_, n) => costOf(model, count, n + already))
  const about = count.people ? membership(count.people, model.lines.length) : undefined
  return { count: index, ...(about && { about }), prices, envelope: envelope(prices) }
}

function membership(people: Int32Array, of: number): Uint8Array {
  const member = new Uint8Array(of)
  for (const person of people) member[person] = 1
  return member
}
