import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Line, Run, Sum } from '../model/model.ts'
import { priceOfLine } from '../model/price.ts'
import { BestLine } from './best-line.ts'
import { compileLine } from './program.ts'

const DAYS = 6
const JOBS = 3

const truth = (line: Line, jobs: readonly number[]): number =>
  priceOfLine({ days: DAYS, jobs: JOBS, lines: [line], counts: [], hardPrice: 1 }, line, Uint16Array.from(jobs))

const price = (top: number) =>
  fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -3, max: top }) }, { weight: 1, arbitrary: fc.constant(Infinity) })
const fine = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(Infinity))
const prices = (length: number, top = 8) =>
  fc.array(price(top), { minLength: length, maxLength: length }).map(list => Float64Array.from(list))
const bits = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: JOBS, maxLength: JOBS })

const run: fc.Arbitrary<Run> = fc.record({
  of: bits.map(list => Uint8Array.from(list)),
  min: fc.integer({ min: 0, max: 3 }),
  max: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(Infinity)),
  shortPrice: fine,
  longPrice: fine,
  before: fc.integer({ min: 0, max: 2 }),
  openEnd: fc.boolean(),
  openStart: fc.boolean(),
})

const sum: fc.Arbitrary<Sum> = fc
  .record({
    window: fc.constantFrom([0, 6], [1, 5], [2, 6]),
    of: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: JOBS, maxLength: JOBS }),
    unit: fc.constantFrom(1, 30),
    groups: fc.constantFrom(undefined, [[2, 3], [4]], [[1, 2, 3]], [[2, 4]]),
    before: fc.integer({ min: 0, max: 1 }),
    min: fc.integer({ min: 0, max: 4 }),
    wide: fc.integer({ min: 0, max: 4 }),
    below: fine,
    above: fine,
    step: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ window, of, unit, groups, before, min, wide, below, above, step }) => ({
    from: groups ? 1 : window[0],
    to: groups ? 5 : window[1],
    of: Int32Array.from(of, weight => weight * unit),
    ...(groups && { groups }),
    before: before * unit,
    price: {
      min: min * unit,
      below,
      max: (min + wide) * unit,
      above,
      ...(step > 0 && { steps: [{ from: (min + wide + step) * unit, more: 2 }] }),
    },
  }))

const line: fc.Arbitrary<Line> = fc
  .record({
    node: prices(DAYS * JOBS),
    arc: prices(JOBS * JOBS, 2),
    special: fc.option(prices(JOBS * JOBS, 2), { nil: undefined }),
    before: fc.integer({ min: 0, max: JOBS - 1 }),
    runs: fc.array(run, { maxLength: 2 }),
    sums: fc.array(sum, { maxLength: 3 }),
  })
  .map(({ special, ...rest }) => ({ ...rest, ...(special && { arcOn: [undefined, undefined, special] }) }))

/** All lines that keep the days outside the window. */
function* everyLine(fixed: readonly number[], from: number, to: number, day = 0): Generator<readonly number[]> {
  if (day === DAYS) return yield fixed
  const free = day >= from && day < to
  for (const job of free ? [0, 1, 2] : [fixed[day]!]) yield* everyLine(fixed.with(day, job), from, to, day + 1)
}

describe.each([
  ['by labels', 0],
  ['by a table', 1e9],
])('the best line of one person %s', (_, stepsAChoice) => {
  const search = new BestLine(stepsAChoice)
  const fixed = fc.array(fc.integer({ min: 0, max: JOBS - 1 }), { minLength: DAYS, maxLength: DAYS })
  const window = fc.constantFrom([0, 6], [0, 3], [2, 4], [3, 6], [1, 2])

  it('costs what the cheapest of all lines costs, whatever days are fixed', () => {
    fc.assert(
      fc.property(line, prices(DAYS * JOBS), fixed, window, fc.boolean(), (mine, extra, jobs, [from, to], far) => {
        const program = compileLine(mine, DAYS, JOBS)
        const lines = Uint16Array.from(jobs)
        const found = search.ask({ program, extra, lines, at: 0, from, to, far })
        const priced = { ...mine, node: mine.node.map((price, at) => price + extra[at]!) }
        const best = Math.min(...[...everyLine(jobs, from, to)].map(each => truth(priced, each)))
        expect(found).toBe(best)
        expect(search.proved).toBe(true)
        if (best < Infinity) expect(truth(priced, [...lines])).toBe(best)
        else expect([...lines]).toEqual(jobs)
      }),
      { numRuns: 600 },
    )
  })

  it('is not given where it is not cheap enough', () => {
    fc.assert(
      fc.property(line, fixed, fc.integer({ min: -10, max: 10 }), (mine, jobs, below) => {
        const program = compileLine(mine, DAYS, JOBS)
        const extra = new Float64Array(DAYS * JOBS)
        const ask = (limit: number) =>
          search.ask({ program, extra, lines: Uint16Array.from(jobs), at: 0, from: 0, to: DAYS, below: limit })
        const best = ask(Infinity)
        expect(ask(below)).toBe(best < below ? best : Infinity)
      }),
    )
  })

  it('is found again by ever more labels, by few, and with days in the middle that stay as they are', () => {
    const pause = fc.constantFrom(undefined, { from: 2, to: 4 }, { from: 1, to: 5 })
    fc.assert(
      fc.property(
        line,
        prices(DAYS * JOBS),
        fixed,
        pause,
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.boolean(),
        (mine, extra, jobs, still, width, quick, far) => {
          const program = compileLine(mine, DAYS, JOBS)
          const lines = Uint16Array.from(jobs)
          const question = { program, extra, lines, at: 0, from: 0, to: DAYS, ...(still && { pause: still }) }
          const priced = { ...mine, node: mine.node.map((each, at) => each + extra[at]!) }
          const all = [...everyLine(jobs, 0, DAYS)].filter(
            each => !still || each.every((job, day) => day < still.from || day >= still.to || job === jobs[day]),
          )
          const best = Math.min(...all.map(each => truth(priced, each)))
          const found = search.ask({ ...question, width, quick, far })
          if (search.proved) expect(found).toBe(best)
          expect(search.least).toBeLessThanOrEqual(best)
          if (found < Infinity) expect(truth(priced, [...lines])).toBe(found)
        },
      ),
      { numRuns: 500 },
    )
  })
})
