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
  readonly relief: Relief
  readonly seen: Seen
}

/** The most that one day of one person can save with the counts of teams, pairs and skills. */
interface Relief {
  /** By person: by what they no longer have. */
  readonly leaving: Float64Array
  /** By job, then by circle: by having it. */
  readonly taking: readonly Float64Array[]
}

export function prepare(model: Model): Prepared {
  const counting = countingOf(model)
  return { model, counting, ...sideBySide(model), relief: reliefOf(model, counting), seen: new Seen(model) }
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

/** What somebody has is heard by some counts, and what they had by others: at best all of these save what a step can. */
function reliefOf({ days, jobs }: Model, { listeners, ladders }: Counting): Relief {
  const { size, start, counts, from, circles } = listeners
  const steps = new Map([...new Set(ladders)].map(ladder => [ladder, steepest(ladder)]))
  const leavingCircle = new Float64Array(size)
  const taking = Array.from({ length: jobs }, () => new Float64Array(size))
  for (let row = days * jobs; row < size * days * jobs; row++) {
    const circle = Math.floor(row / (days * jobs))
    let [more, less] = [0, 0]
    for (let at = start[row]!; at < start[row + 1]!; at++) {
      const step = steps.get(ladders[counts[at]!]!)!
      more += step.more
      less += step.less
    }
    const column = taking[row % jobs]!
    column[circle] = Math.max(column[circle]!, more)
    leavingCircle[circle] = Math.max(leavingCircle[circle]!, less)
  }
  const leaving = new Float64Array(from.length - 1)
  for (let person = 0; person < leaving.length; person++)
    for (let at = from[person]!; at < from[person + 1]!; at++) leaving[person]! += leavingCircle[circles[at]!]!
  return { leaving, taking }
}

/** The most that one more can save, and one less. */
function steepest({ prices, slope }: Ladder): { more: number; less: number } {
  let [more, less] = [Math.max(0, -slope), Math.max(0, slope)]
  for (let number = 1; number < prices.length; number++) {
    const step = prices[number]! - prices[number - 1]!
    more = Math.max(more, -step)
    less = Math.max(less, step)
  }
  return { more, less }
}

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

  /** Looks at somebody's line again if it is another one now. */
  look({ model, lines, linePrices }: Standing, person: number): void {
    const end = (person + 1) * model.days
    let at = person * model.days
    if (this.#lines[person] === model.lines[person]) while (at < end && lines[at] === this.#rosters[at]) at++
    if (at < end) this.#lookAt(model, person, lines, linePrices[person]!)
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
