import { type Line, type Lines, type Model, OFF, type Score } from '../model/model.ts'
import { cellDelta, type Standing, scoreOf, setLine, standingOf } from '../model/score.ts'
import { random } from '../random.ts'
import { Seat } from '../search/seat.ts'
import type { Prepared } from './prepare.ts'
import { suggest } from './suggest.ts'

/** Somebody who does not come on a day. */
export interface Absence {
  readonly person: number
  readonly day: number
}

export interface Replanned {
  readonly lines: Lines
  readonly score: Score
  /** Cells that differ from what was published, those of the absent themselves left out. */
  readonly changes: number
  /** Places that are missed and stay empty: nobody can take them at a price that is worth it. */
  readonly open: readonly { readonly day: number; readonly job: number }[]
}

export interface Replanning {
  /** What it costs to change one published day of one person. */
  readonly disturbance: number
  readonly seed: number
  /** Days before and after within which a person's line may move to make room. */
  readonly reach?: number
}

/** People tried for one place when nobody can take it as their line stands. */
const TRIED = 12
/** Places left behind in turn before a chain is given up. */
const CHAIN = 3

/**
 * Fills the places of those who are absent with little disturbance to what was published: somebody takes the place as
 * their line stands; else somebody whose days around it move; else what they leave behind is taken in turn (ejection chains,
 * Glover 1996).
 */
export function replan(
  prepared: Prepared,
  published: Lines,
  absent: readonly Absence[],
  options: Replanning,
): Replanned {
  const { model } = prepared
  const away = new Set(absent.map(({ person }) => person))
  const standing = standingOf(excusing(model, away), published, prepared.counting)
  const holes = absent.flatMap(({ person, day }) => {
    const job = published[person * model.days + day]!
    if (job !== OFF) setLine(standing, person, without(standing.lines, person, model.days, day))
    return job === OFF ? [] : [{ person, day, job, depth: 0 }]
  })
  const repair = new Repair(prepared, standing, published, away, options)
  const open = []
  for (let at = 0; at < holes.length; at++) {
    const { person, day, job, depth } = holes[at]!
    if (cellDelta(standing, person, day, job, 1) >= 0) continue
    const left = repair.fill(day, job)
    if (left === undefined) open.push({ day, job })
    else if (depth < CHAIN) holes.push(...left.map(hole => ({ ...hole, depth: depth + 1 })))
  }
  return { lines: standing.lines, score: scoreOf(standing), changes: repair.changes(), open }
}

/** Whoever is absent keeps their other days, and no rule finds fault with what they could not help. */
function excusing(model: Model, away: ReadonlySet<number>): Model {
  const node = new Float64Array(model.days * model.jobs)
  const arc = new Float64Array(model.jobs * model.jobs)
  const excused = (line: Line): Line => ({ node, arc, before: line.before, runs: [], sums: [] })
  return { ...model, lines: model.lines.map((line, person) => (away.has(person) ? excused(line) : line)) }
}

function without(lines: Lines, person: number, days: number, day: number): Lines {
  const line = lines.slice(person * days, (person + 1) * days)
  line[day] = OFF
  return line
}

/** By day: who has no job and is not away. */
function freeOf({ model, lines }: Standing, away: ReadonlySet<number>): number[][] {
  const asked = [...model.lines.keys()].filter(person => !away.has(person))
  return Array.from({ length: model.days }, (_, day) =>
    asked.filter(person => lines[person * model.days + day] === OFF),
  )
}

/** A place that somebody left. */
interface Hole {
  readonly person: number
  readonly day: number
  readonly job: number
}

class Repair {
  readonly #prepared: Prepared
  readonly #seat: Seat
  readonly #published: Lines
  readonly #away: ReadonlySet<number>
  readonly #options: Replanning
  readonly #chance
  /** By day: who may be asked and has no job. */
  readonly #free: readonly number[][]

  constructor(
    prepared: Prepared,
    standing: Standing,
    published: Lines,
    away: ReadonlySet<number>,
    options: Replanning,
  ) {
    this.#prepared = prepared
    this.#seat = new Seat(standing)
    this.#published = published
    this.#away = away
    this.#options = options
    this.#chance = random(options.seed)
    this.#free = freeOf(standing, away)
  }

  /** The places left behind by whoever takes this one; undefined when nobody does. */
  fill(day: number, job: number): Hole[] | undefined {
    const { standing } = this.#seat
    const { days } = standing.model
    const asked = { most: 1, below: -this.#options.disturbance, without: this.#away }
    const ask = (among?: readonly number[]) =>
      suggest(this.#prepared, standing, day, job, { ...asked, ...(among && { among }) })[0]
    // Who has another job leaves it behind: that is asked of nobody while somebody is free.
    const ready = ask(this.#free[day]) ?? ask()
    if (ready) {
      const line = standing.lines.slice(ready.person * days, (ready.person + 1) * days)
      line[day] = job
      return this.#take(ready.person, line)
    }
    const moved = this.#move(day, job)
    return moved && this.#take(moved.person, moved.line)
  }

  #take(person: number, line: Lines): Hole[] {
    const { standing } = this.#seat
    const { days } = standing.model
    const before = standing.lines.slice(person * days, (person + 1) * days)
    setLine(standing, person, line)
    for (const [day, job] of line.entries()) {
      const free = this.#free[day]!
      if (job === OFF && before[day] !== OFF) free.push(person)
      if (job !== OFF && before[day] === OFF) free.splice(free.indexOf(person), 1)
    }
    return [...before].flatMap((job, day) => (job !== OFF && job !== line[day] ? [{ person, day, job }] : []))
  }

  /** The best of some people whose days around the place move; nothing has changed afterwards. */
  #move(day: number, job: number): { person: number; line: Lines } | undefined {
    const { standing } = this.#seat
    const { days } = standing.model
    let best: { person: number; line: Lines } | undefined
    let least = 0
    for (const person of this.#nearest(day, job)) {
      const own = person * days
      const before = standing.lines.slice(own, own + days)
      const change = this.#try(person, day)
      if (change < least && standing.lines[own + day] === job) {
        least = change
        best = { person, line: standing.lines.slice(own, own + days) }
      }
      setLine(standing, person, before)
    }
    return best
  }

  /** Those to whom the place itself is cheapest; chance says who of equals. */
  #nearest(day: number, job: number): number[] {
    const { lines, linePrices, model } = this.#seat.standing
    const people = model.lines.length
    const column = this.#prepared.columns.of(day, job)
    const priceOf = (person: number) => column[person]!
    const nearest: number[] = []
    let below = Infinity
    const start = this.#chance.int(people)
    for (let step = 0; step < people; step++) {
      const person = (start + step) % people
      if (priceOf(person) >= below || lines[person * model.days + day] === job || this.#away.has(person)) continue
      // Whose line breaks a rule as it stands: what a move would gain is not a number.
      if (linePrices[person] === Infinity) continue
      const at = nearest.findLastIndex(other => priceOf(other) <= priceOf(person)) + 1
      nearest.splice(at, 0, person)
      if (nearest.length > TRIED) nearest.pop()
      if (nearest.length === TRIED) below = priceOf(nearest.at(-1)!)
    }
    return nearest
  }

  /** Lets one person move around a day; by how much the cost changes, disturbance included. */
  #try(person: number, day: number): number {
    const { standing } = this.#seat
    const { days } = standing.model
    const reach = this.#options.reach ?? 3
    const from = Math.max(0, day - reach)
    const to = Math.min(days, day + reach + 1)
    const before = this.#disturbed(person, from, to)
    const keep = { lines: this.#published, price: this.#options.disturbance }
    const change = this.#seat.leave(person, from, to) + this.#seat.enter(person, from, to, this.#chance, { keep })
    return change + (this.#disturbed(person, from, to) - before) * this.#options.disturbance
  }

  #disturbed(person: number, from: number, to: number): number {
    const { lines, model } = this.#seat.standing
    let different = 0
    for (let at = person * model.days + from, end = at + to - from; at < end; at++) {
      if (lines[at] !== this.#published[at]) different++
    }
    return different
  }

  changes(): number {
    const { model } = this.#seat.standing
    let changes = 0
    for (let person = 0; person < model.lines.length; person++) {
      if (!this.#away.has(person)) changes += this.#disturbed(person, 0, model.days)
    }
    return changes
  }
}
