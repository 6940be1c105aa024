import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line, Sum } from '../model/model.ts'
import { priceOfLine } from '../model/price.ts'
import { BestLine } from './best-line.ts'
import { Frame } from './frame.ts'
import { compileLine } from './program.ts'
import { Table } from './table.ts'

const DAYS = 7
const JOBS = 3

/** Everything but sums, by what chance gives. */
const prices = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: DAYS * JOBS, maxLength: DAYS * JOBS })

/** Limits on both sides of a sum of two weights, so narrow that most lines feel them. */
const limited = (one: number, other: number): Sum => ({
  from: 0,
  to: DAYS,
  of: Int32Array.of(0, one, other),
  before: 0,
  price: { min: 2 * one, below: 0.01, max: 2 * one + other, above: 0.02 },
})

const lineOf = (node: readonly number[], sums: readonly Sum[]): Line => ({
  node: Float64Array.from(node),
  arc: new Float64Array(JOBS * JOBS),
  before: 0,
  // Days on end make as many states, and each has a table of its own.
  runs: [
    {
      of: Uint8Array.of(0, 1, 1),
      min: 0,
      max: DAYS,
      shortPrice: 0,
      longPrice: 1,
      before: 1,
      openStart: false,
      openEnd: false,
    },
  ],
  sums,
})

const questionOf = (line: Line, lines: Uint16Array) => {
  const program = compileLine(line, DAYS, JOBS)
  return { program, extra: new Float64Array(DAYS * JOBS), lines, at: 0, from: 0, to: DAYS }
}

/** The least that any line costs: all of them are tried. */
function leastOf(line: Line): number {
  const model = { days: DAYS, jobs: JOBS, lines: [line], counts: [], hardPrice: 1 }
  let least = Infinity
  for (let number = 0; number < JOBS ** DAYS; number++) {
    const jobs = Uint16Array.from({ length: DAYS }, (_, day) => Math.floor(number / JOBS ** day) % JOBS)
    least = Math.min(least, priceOfLine(model, line, jobs))
  }
  return least
}

/** What keeps a table from being made: one sum of too many values, or several of too many together. */
const TOO_LARGE: readonly (readonly [string, readonly Sum[]])[] = [
  ['one sum has hundreds of thousands of values', [limited(100_003, 99_991)]],
  ['a few sums have too many values together', [limited(101, 97), limited(89, 103), limited(107, 83)]],
]

describe.each(TOO_LARGE)('where %s', (_, sums) => {
  it('no table is made, and labels find the best line', () => {
    fc.assert(
      fc.property(prices, node => {
        const line = lineOf(node, sums)
        const frame = new Frame()
        expect(frame.lay(questionOf(line, new Uint16Array(DAYS)))).toBe(true)
        expect(new Table().lay(frame, frame.sums)).toBe(Infinity)
        // As if tables took no time at all.
        const best = new BestLine(1e12)
        const lines = new Uint16Array(DAYS)
        expect(best.ask(questionOf(line, lines))).toBeCloseTo(leastOf(line), 6)
        expect(best.proved).toBe(true)
      }),
      { numRuns: 3 },
    )
  })
})
