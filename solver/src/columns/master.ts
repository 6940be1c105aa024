import type { Highs, Model as Programme } from 'highs'
import { type Column, nameOf } from './column.ts'
import type { Scope } from './scope.ts'

/**
 * The restricted master: a linear programme that gives each person one line in all, in shares, out of the columns found
 * so far, at least line price plus price of the counts.
 *
 * Rows: one for each person (shares add up to 1), then one for each row of the scope (people in it, less the segments
 * above its base, plus those below, are its base). Columns: the segments, then the lines in the order they came.
 *
 * NOTE: HiGHS 1.15.3 keeps a model in WebAssembly memory and takes columns as arrays. After `addCols` the old basis still
 * holds (new columns are out of it), so each solve is a warm primal simplex of few steps: no text is written or parsed.
 * The package runs one thread and does not let go of a model until `dispose`.
 */
export class Master {
  readonly scope: Scope
  readonly columns: Column[] = []
  readonly #programme: Programme
  readonly #segments: number
  readonly #known = new Set<string>()
  #values: Float64Array = new Float64Array(0)
  #duals: Float64Array = new Float64Array(0)
  #value = Infinity
  #may: (column: Column) => boolean = () => true

  constructor(highs: Highs, scope: Scope) {
    this.scope = scope
    this.#programme = highs.createModel()
    this.#programme.options.set({ output_flag: false, presolve: 'off', simplex_strategy: 4 })
    this.#segments = segmentsInto(this.#programme, scope, highs.infinity)
  }

  /** Adds those that are new; how many were. */
  add(columns: readonly Column[]): number {
    const fresh = columns.filter(column => this.#isNew(column))
    if (fresh.length === 0) return 0
    const starts = new Int32Array(fresh.length + 1)
    for (let i = 0; i < fresh.length; i++) starts[i + 1] = starts[i]! + 1 + fresh[i]!.rows.length
    const indices = new Int32Array(starts[fresh.length]!)
    fresh.forEach((column, i) => {
      const start = starts[i]!
      indices[start] = column.of
      for (let k = 0; k < column.rows.length; k++) {
        indices[start + 1 + k] = this.scope.people.length + column.rows[k]!
      }
    })
    this.#programme.addCols({
      cost: Float64Array.from(fresh, column => column.price),
      lower: new Float64Array(fresh.length),
      upper: Float64Array.from(fresh, column => (this.#may(column) ? Infinity : 0)),
      matrix: {
        format: 'csc',
        numRows: this.scope.people.length + this.scope.rows.length,
        numCols: fresh.length,
        starts,
        indices,
        values: new Float64Array(indices.length).fill(1),
      },
    })
    for (const column of fresh) this.columns.push(column)
    return fresh.length
  }

  /** False: no solution, because somebody has no column that may be used, or the solver gave up. */
  solve(): boolean {
    this.#programme.run()
    const optimal = this.#programme.getModelStatus() === 7
    if (!optimal) return false
    const { colValue, rowDual } = this.#programme.getSolution()
    this.#values = colValue
    this.#duals = rowDual
    this.#value = this.#programme.getObjectiveValue() + this.scope.fixed
    return true
  }

  /** The value of the last solution, the scope's fixed part in it. */
  get value(): number {
    return this.#value
  }

  /** Of the last solution, by row of the scope: what one person more would cost there. */
  get duals(): Float64Array {
    return this.#duals.subarray(this.scope.people.length)
  }

  /** What a column saves a share at the duals of the last solution, as a negative price. */
  reducedPrice(column: Column): number {
    return priceAt(column, this.duals) - this.#duals[column.of]!
  }

  /** By position of a person: the least price of a column that may be used, at any duals; Infinity where there is none. */
  cheapest(duals: Float64Array): Float64Array {
    const cheapest = new Float64Array(this.scope.people.length).fill(Infinity)
    for (const column of this.columns)
      if (this.#may(column)) cheapest[column.of] = Math.min(cheapest[column.of]!, priceAt(column, duals))
    return cheapest
  }

  /** By position of a person: the column with the largest share. */
  heaviest(): number[] {
    const heaviest = Array.from(this.scope.people, () => -1)
    for (const [at, { of }] of this.columns.entries())
      if (heaviest[of]! < 0 || this.shareOf(at) > this.shareOf(heaviest[of]!)) heaviest[of] = at
    return heaviest
  }

  /** One column for each person, where the last solution is whole. */
  whole(): Column[] | undefined {
    const heaviest = this.heaviest()
    return heaviest.every(at => at >= 0 && this.shareOf(at) > 1 - 1e-6)
      ? heaviest.map(at => this.columns[at]!)
      : undefined
  }

  /** The share of a column in the last solution. */
  shareOf(column: number): number {
    return this.#values[this.#segments + column]!
  }

  /** Lets each column be used or not, those that come later too. */
  allow(may: (column: Column) => boolean): void {
    this.#may = may
    const upper = Float64Array.from(this.columns, column => (may(column) ? Infinity : 0))
    const range = { kind: 'range', from: this.#segments, to: this.#segments + this.columns.length - 1 } as const
    this.#programme.changeColsBounds(range, new Float64Array(upper.length), upper)
  }

  dispose(): void {
    this.#programme.dispose()
  }

  #isNew(column: Column): boolean {
    const name = nameOf(column.of, column.jobs)
    if (this.#known.has(name)) return false
    this.#known.add(name)
    return true
  }
}

/** A line's own price, less what the rows give for it. */
function priceAt({ price, rows }: Column, duals: Float64Array): number {
  let left = price
  for (const row of rows) left -= duals[row]!
  return left
}

/** Lays out rows and segments; how many segments there are. */
export function segmentsInto(programme: Programme, scope: Scope, infinity: number): number {
  const people = scope.people.length
  const right = new Float64Array(people + scope.rows.length).fill(1)
  scope.rows.forEach((row, i) => {
    right[people + i] = row.envelope.base
  })
  const none = { format: 'csr', numRows: right.length, numCols: 0, starts: new Int32Array(right.length + 1) } as const
  programme.addRows({
    lower: right,
    upper: right,
    matrix: { ...none, indices: new Int32Array(0), values: new Float64Array(0) },
  })
  let segments = 0
  let offset = 0
  scope.rows.forEach(({ envelope: { below, above, least } }, i) => {
    offset += least
    const add = (price: number, width: number, sign: number): void => {
      programme.addCol(price, 0, Math.min(width, infinity), { indices: [people + i], values: [sign] })
      segments++
    }
    for (const { price, width } of below) add(price, width, 1)
    for (const { price, width } of above) add(price, width, -1)
  })
  programme.changeObjectiveOffset(offset)
  return segments
}
