import { BestLine } from '../line/best-line.ts'
import { type LineProgram, programsOf } from '../line/program.ts'
import type { Question } from '../line/question.ts'
import type { Lines } from '../model/model.ts'
import { priceOfLine } from '../model/price.ts'
import { hearDays, marginals, type Standing } from '../model/score.ts'
import type { Random } from '../random.ts'

/** How wide a search for one line may get before it settles for what it has: a roster needs many lines soon. */
const WIDTH = 768

/** How somebody comes back. */
export interface Entering {
  /** How much prices are blurred, so that one search takes another way than the last. */
  readonly blur?: number
  /** What each day is worth that stays as in a roster already published. */
  readonly keep?: { readonly lines: Lines; readonly price: number }
  /** Instead of the person's own: for a part of the horizon. */
  readonly program?: LineProgram
  readonly width?: number
  /** One try with so many labels. */
  readonly quick?: boolean
  /** Strikes early what cannot reach its hours: for many days at once. */
  readonly far?: boolean
  /** Days that stay as they are. */
  readonly pause?: Question['pause']
  /** Any line that is allowed, whatever it is worth to the counts: where what they want leaves no way to the end. */
  readonly anyhow?: boolean
}

/**
 * People leave a roster for some days and take the best line that is left for them, at what their place costs the
 * counts. One change at a time is exact; from many of them comes the search.
 */
export class Seat {
  readonly standing: Standing
  readonly program: (person: number) => LineProgram
  readonly #line = new BestLine()
  /** Prices of the free days; 0 elsewhere. */
  readonly #extra: Float64Array

  /** @param program those that are made already */
  constructor(standing: Standing, program = programsOf(standing.model)) {
    this.standing = standing
    this.program = program
    this.#extra = new Float64Array(standing.model.days * standing.model.jobs)
  }

  /** Takes a person out of the counts of `[from, to)`; by how much the cost changes, the line's own included. */
  leave(person: number, from: number, to: number): number {
    return hearDays(this.standing, person, from, to, -1) - this.standing.linePrices[person]!
  }

  /** Back into the counts with the line that stands. */
  rejoin(person: number, from: number, to: number): number {
    const { model, lines, linePrices } = this.standing
    const price = priceOfLine(model, model.lines[person]!, lines, person * model.days)
    linePrices[person] = price
    return hearDays(this.standing, person, from, to, 1) + price
  }

  /**
   * The best line for a person who has left, written and counted; by how much the cost changes. The line that stands is
   * one of those it is chosen from. Infinity, and nothing has changed, when no line is allowed.
   */
  enter(person: number, from: number, to: number, chance: Random, how: Entering = {}): number {
    const found = this.write(person, from, to, chance, how)
    return !found && this.standing.linePrices[person] === Infinity ? Infinity : this.rejoin(person, from, to)
  }

  /** Writes a line better than the one that stands, without counting it; whether there is one. */
  write(person: number, from: number, to: number, chance: Random, how: Entering = {}): boolean {
    const { lines, linePrices, model } = this.standing
    if (!how.anyhow) marginals(this.standing, person, from, to, this.#extra)
    this.#colour(person, from, to, chance, how)
    const at = person * model.days
    let below = linePrices[person]!
    for (let day = from; day < to; day++) below += this.#extra[day * model.jobs + lines[at + day]!]!
    const { program = this.program(person), width = WIDTH, pause } = how
    const price = this.#line.ask({
      program,
      extra: this.#extra,
      lines,
      at,
      from,
      to,
      width,
      quick: how.quick,
      far: how.far,
      below,
      ...(pause && { pause }),
    })
    this.#extra.fill(0, from * model.jobs, to * model.jobs)
    return price < Infinity
  }

  /** Among equals chance decides: blur is never less than what no price can notice. */
  #colour(person: number, from: number, to: number, chance: Random, { blur = 0, keep }: Entering): void {
    const { jobs, days } = this.standing.model
    for (let cell = from * jobs; cell < to * jobs; cell++) this.#extra[cell]! += (1e-5 + blur) * chance.unit()
    if (!keep) return
    for (let day = from; day < to; day++) {
      this.#extra[day * jobs + keep.lines[person * days + day]!]! -= keep.price
    }
  }
}
