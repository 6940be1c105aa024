import { EVERYBODY } from '../model/listeners.ts'
import type { Line, Lines, Model } from '../model/model.ts'
import { type Counting, countingOf, type Ladder, type Standing } from '../model/score.ts'

/**
 * A model laid out for questions about one place and everybody: what a line has far apart lies side by side. Made once of
 * a model, and good for every roster of it.
 *
 * NOTE: as large as all the prices of choices that the model has: 8 bytes for each cell and each person whose prices are
 * their own.
 */
export interface Prepared {
  readonly model: Model
  readonly counting: Counting
  /** By person: whose prices of choices they have, as a place in each of the {@link columns}. */
  readonly rowOf: Int32Array
  /** By cell: its price in each row. */
  readonly columns: readonly Float64Array[]
  /** By person: no change of one day saves more with counts of less than everybody: teams, pairs, skills. */
  readonly relief: Float64Array
  readonly seen: Seen
}

export function prepare(model: Model): Prepared {
  const counting = countingOf(model)
  return { model, counting, ...sideBySide(model), relief: reliefOf(counting), seen: new Seen(model) }
}

function sideBySide({ lines, days, jobs }: Model): Pick<Prepared, 'rowOf' | 'columns'> {
  const rows = new Map<Float64Array, number>()
  const rowOf = Int32Array.from(lines, ({ node }) => {
    const row = rows.get(node) ?? rows.size
    rows.set(node, row)
    return row
  })
  const columns = Array.from({ length: days * jobs }, () => new Float64Array(rows.size))
  for (const [node, row] of rows) for (let cell = 0; cell < node.length; cell++) columns[cell]![row] = node[cell]!
  return { rowOf, columns }
}

/** What somebody has is heard by some counts and what they had by others: all of them a step down their ladders. */
function reliefOf({ listeners: { size, start, counts, from, circles }, ladders }: Counting): Float64Array {
  const steps = new Map([...new Set(ladders)].map(ladder => [ladder, steepest(ladder)]))
  const ofCircle = new Float64Array(size)
  const cells = (start.length - 1) / size
  for (let circle = EVERYBODY + 1; circle < size; circle++) {
    for (let row = circle * cells; row < (circle + 1) * cells; row++) {
      let heard = 0
      for (let at = start[row]!; at < start[row + 1]!; at++) heard += steps.get(ladders[counts[at]!]!)!
      ofCircle[circle] = Math.max(ofCircle[circle]!, 2 * heard)
    }
  }
  const ofPerson = new Float64Array(from.length - 1)
  for (let person = 0; person < ofPerson.length; person++)
    for (let at = from[person]!; at < from[person + 1]!; at++) ofPerson[person]! += ofCircle[circles[at]!]!
  return ofPerson
}

/** The most that one more, or one less, can save. */
const steepest = ({ prices, slope }: Ladder): number =>
  prices.reduce(
    (most, price, at) => (at === 0 ? most : Math.max(most, Math.abs(price - prices[at - 1]!))),
    Math.abs(slope),
  )

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
  readonly #rosters: Lines
  /** By person: by which prices and rules; undefined: not looked at yet. */
  readonly #lines: (Line | undefined)[]

  constructor({ lines, days }: Model) {
    this.choices = new Float64Array(lines.length * days)
    this.along = new Float64Array(lines.length)
    this.#rosters = new Uint16Array(lines.length * days)
    this.#lines = Array.from({ length: lines.length })
  }

  /** Looks again at every line that is another one now. */
  look({ model, lines, linePrices }: Standing): void {
    const { days } = model
    for (let person = 0; person < linePrices.length; person++) {
      const end = (person + 1) * days
      let at = person * days
      if (this.#lines[person] === model.lines[person]) while (at < end && lines[at] === this.#rosters[at]) at++
      if (at < end) this.#lookAt(model, person, lines, linePrices[person]!)
    }
  }

  #lookAt(model: Model, person: number, lines: Lines, linePrice: number): void {
    const { days, jobs } = model
    const line = model.lines[person]!
    let along = linePrice
    for (let day = 0; day < days; day++) {
      const job = lines[person * days + day]!
      const price = line.node[day * jobs + job]!
      this.#rosters[person * days + day] = job
      this.choices[day * this.along.length + person] = price
      along -= price
    }
    this.#lines[person] = line
    this.along[person] = linePrice === Infinity ? Infinity : along
  }
}
