import type { Lines, Model } from '../model/model.ts'
import type { Standing } from '../model/score.ts'

/**
 * A model laid out for questions about one place and everybody: what a line has far apart lies side by side. Made once of
 * a model, and good for every roster of it.
 *
 * NOTE: as large as all the prices of choices that the model has: 8 bytes for each cell and each person whose prices are
 * their own.
 */
export interface Prepared {
  readonly model: Model
  /** By person: whose prices of choices they have, as a place in each of the {@link columns}. */
  readonly rowOf: Int32Array
  /** By cell: its price in each row. */
  readonly columns: readonly Float64Array[]
  readonly seen: Seen
}

export function prepare(model: Model): Prepared {
  const { lines, days, jobs } = model
  const rows = new Map<Float64Array, number>()
  const rowOf = Int32Array.from(lines, ({ node }) => {
    const row = rows.get(node) ?? rows.size
    rows.set(node, row)
    return row
  })
  const columns = Array.from({ length: days * jobs }, () => new Float64Array(rows.size))
  for (const [node, row] of rows) for (let cell = 0; cell < node.length; cell++) columns[cell]![row] = node[cell]!
  return { model, rowOf, columns, seen: new Seen(model) }
}

/** No job has this number: whoever has it was not looked at yet. */
const NOT_SEEN = 0xffff

/**
 * What everybody's line cost when it was last looked at. Lines are compared with what was seen then, so that whoever
 * changes them need not tell.
 */
export class Seen {
  /** By `day * people + person`: the price of the choice that they have. */
  readonly choices: Float64Array
  /**
   * By person: what arcs, runs and sums cost, which are never negative: no change to the line saves more. `Infinity` where
   * the line is not allowed.
   */
  readonly along: Float64Array
  readonly #lines: Lines

  constructor({ lines, days }: Model) {
    this.choices = new Float64Array(lines.length * days)
    this.along = new Float64Array(lines.length)
    this.#lines = new Uint16Array(lines.length * days).fill(NOT_SEEN)
  }

  /** Looks again at every line that is another one now. */
  look({ model, lines, linePrices }: Standing): void {
    const { days } = model
    for (let person = 0; person < linePrices.length; person++) {
      const at = person * days
      let day = 0
      while (day < days && lines[at + day] === this.#lines[at + day]) day++
      if (day < days) this.#lookAt(model, person, lines, linePrices[person]!)
    }
  }

  #lookAt(model: Model, person: number, lines: Lines, linePrice: number): void {
    const { days, jobs } = model
    const { node } = model.lines[person]!
    let along = linePrice
    for (let day = 0; day < days; day++) {
      const job = lines[person * days + day]!
      const price = node[day * jobs + job]!
      this.#lines[person * days + day] = job
      this.choices[day * this.along.length + person] = price
      along -= price
    }
    this.along[person] = linePrice === Infinity ? Infinity : along
  }
}
