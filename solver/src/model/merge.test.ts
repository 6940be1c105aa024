import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergedCounts, mergedSums } from './merge.ts'
import type { Count, Cover, Sum } from './model.ts'
import { amountOf, hardOf, numberOf, priceOfValue, softOf } from './price.ts'

const DAYS = 4
const JOBS = 3

const price = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.constant(Infinity) },
)

const sum: fc.Arbitrary<Sum> = fc
  .record({
    of: fc.constantFrom([0, 1, 1], [0, 2, 1]),
    whole: fc.boolean(),
    groups: fc.constantFrom(undefined, [[2, 3]]),
    before: fc.integer({ min: 0, max: 3 }),
    min: fc.integer({ min: 0, max: 5 }),
    below: price,
    max: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Infinity)),
    above: price,
    step: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ of, whole, groups, before, min, below, max, above, step }) => ({
    from: whole ? 0 : 1,
    to: DAYS,
    of: Int32Array.from(of),
    ...(groups && { groups }),
    before,
    price: { min, below, max, above, ...(step > 0 && max < Infinity && { steps: [{ from: max + step, more: 2 }] }) },
  }))

const lines = fc.array(fc.integer({ min: 0, max: JOBS - 1 }), { minLength: 2 * DAYS, maxLength: 2 * DAYS })

describe('sums that add up the same', () => {
  it('cost together what they cost apart', () => {
    fc.assert(
      fc.property(fc.array(sum, { maxLength: 6 }), lines, (sums, jobs) => {
        const cost = (all: readonly Sum[]) =>
          all.reduce((total, each) => total + priceOfValue(each.price, amountOf(each, Uint16Array.from(jobs))), 0)
        expect(cost(mergedSums(sums))).toBe(cost(sums))
      }),
      { numRuns: 1000 },
    )
  })

  it('are one, whatever they bring in, where one of them at most has a minimum', () => {
    const each = { from: 0, to: DAYS, of: Int32Array.of(0, 1, 1) }
    const share: Sum = { ...each, before: 0, price: { min: 2, below: 10, max: 3, above: 10 } }
    const all: Sum = { ...each, before: 4, price: { min: 0, below: 0, max: 9, above: 15 } }
    expect(mergedSums([share, all])).toEqual([
      { ...share, price: { min: 2, below: 10, max: 3, above: 10, steps: [{ from: 5, more: 15 }] } },
    ])
    const other: Sum = { ...each, before: 0, price: { min: 1, below: 5, max: Infinity, above: 0 } }
    expect(mergedSums([share, other])).toHaveLength(2)
  })
})

const cover: fc.Arbitrary<Cover> = fc
  .record({
    minimum: fc.integer({ min: 0, max: 2 }),
    missing: fc.integer({ min: 0, max: 5 }),
    missingHard: fc.boolean(),
    more: fc.integer({ min: 0, max: 2 }),
    under: fc.integer({ min: 0, max: 5 }),
    over: fc.constantFrom(0, 0, 0, 2),
  })
  .map(({ more, ...rest }) => ({
    kind: 'cover',
    ...rest,
    preferred: rest.minimum + more,
    maximum: Infinity,
    excess: 0,
    excessHard: false,
  }))
const count: fc.Arbitrary<Count> = fc
  .record({
    day: fc.integer({ min: 0, max: 1 }),
    jobs: fc.constantFrom([1], [1, 2]),
    people: fc.constantFrom(undefined, [0], [0, 1]),
    price: cover,
  })
  .map(({ people, ...rest }) => ({ ...rest, ...(people && { people: Int32Array.from(people) }) }))

describe('counts of the same', () => {
  it('cost together what they cost apart, and what is hard stays hard', () => {
    fc.assert(
      fc.property(fc.array(count, { maxLength: 6 }), lines, (counts, jobs) => {
        const line = { node: new Float64Array(0), arc: new Float64Array(0), before: 0, runs: [], sums: [] }
        const model = { days: DAYS, jobs: JOBS, lines: [line, line], counts, hardPrice: 1 }
        const cost = (all: readonly Count[], of: (one: Count, number: number) => number) =>
          all.reduce((total, one) => total + of(one, numberOf(model, one, Uint16Array.from(jobs))), 0)
        const merged = mergedCounts(counts)
        expect([cost(merged, softOf), cost(merged, hardOf)]).toEqual([cost(counts, softOf), cost(counts, hardOf)])
      }),
      { numRuns: 500 },
    )
  })

  it('are one where their price ends to grow', () => {
    const one = (preferred: number, over: number): Count => ({
      day: 0,
      jobs: [1],
      price: {
        kind: 'cover',
        minimum: 0,
        missing: 0,
        missingHard: false,
        preferred,
        under: 10,
        over,
        maximum: Infinity,
        excess: 0,
        excessHard: false,
      },
    })
    expect(mergedCounts([one(1, 0), one(3, 0), one(2, 5)])).toEqual([
      { day: 0, jobs: [1], price: { kind: 'table', prices: Float64Array.of(40, 20, 10, 0) } },
      one(2, 5),
    ])
  })
})
