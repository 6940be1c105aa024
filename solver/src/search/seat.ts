import { BestLine } from '../line/best-line.ts'
import { type LineProgram, programsOf } from '../line/program.ts'
import { priceOfLine } from '../model/price.ts'
import { hearDays, marginals, type Standing } from '../model/score.ts'
import type { Random } from '../random.ts'

/** How wide a search for one line may get before it settles for what it has: a roster needs many lines soon. */
const WIDTH = 800

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

  constructor(standing: Standing) {
    this.standing = standing
    this.program = programsOf(standing.model)
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
   * The best line for a person who has left, written and counted; by how much the cost changes. Infinity, and nothing
   * has changed, when there is none.
   *
   * @param blur how much prices are blurred, so that one search takes another way than the last
   */
  enter(person: number, from: number, to: number, chance: Random, blur = 0, program = this.program(person)): number {
    const { model, lines } = this.standing
    marginals(this.standing, person, from, to, this.#extra)
    // Among equals chance decides: the least blur that no price can notice.
    const least = 1e-5
    for (let cell = from * model.jobs; cell < to * model.jobs; cell++) {
      this.#extra[cell]! += (least + blur) * chance.unit()
    }
    const question = { program, extra: this.#extra, lines, at: person * model.days, from, to, width: WIDTH }
    const price = this.#line.ask(question)
    this.#extra.fill(0, from * model.jobs, to * model.jobs)
    return price === Infinity ? Infinity : this.rejoin(person, from, to)
  }
}
