import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Model, OFF } from '../model/model.ts'
import { costOfScore, priceOfLine, scoreOfLines } from '../model/price.ts'
import { random } from '../random.ts'
import { foreseen } from './foreseen.ts'
import { loadHighs } from './highs.ts'

const highs = await loadHighs()

const [DAYS, JOBS, PEOPLE, FIRM] = [5, 3, 3, 2]

/** Demands of everybody and of two, prices and wishes, and shifts in all: made by chance. */
function made(seed: number): Model {
  const chance = random(seed)
  const shared = Float64Array.from({ length: DAYS * JOBS }, () => chance.int(7) - 2)
  const lines = Array.from({ length: PEOPLE }, (_, person) => ({
    node: person === 0 ? Float64Array.from(shared, price => price + chance.int(3)) : shared,
    arc: new Float64Array(JOBS * JOBS),
    before: OFF,
    runs: [],
    sums: [{ from: 0, to: DAYS, of: Int32Array.of(0, 1, 1), before: 0, price: { min: 1, below: 4, max: 2, above: 5 } }],
  }))
  const counts = Array.from({ length: DAYS * 2 }, (_, at) => ({
    day: at % DAYS,
    jobs: [1 + chance.int(JOBS - 1)],
    ...(at >= DAYS && { people: Int32Array.of(1, 2) }),
    price: { kind: 'table' as const, prices: Float64Array.from([9, 4, 0, 3], price => price * chance.int(4)) },
  }))
  return { days: DAYS, jobs: JOBS, lines, counts, hardPrice: 1000 }
}

const lines = fc
  .array(fc.integer({ min: 0, max: JOBS - 1 }), { minLength: PEOPLE * DAYS, maxLength: PEOPLE * DAYS })
  .map(jobs => Uint16Array.from(jobs))

describe('days that are only looked ahead at', () => {
  it.each([0, 1000])('cost no more than they will, whatever is done there, after %i questions of the time', ticks => {
    fc.assert(
      fc.property(fc.integer(), fc.array(lines, { minLength: 5, maxLength: 5 }), (seed, rosters) => {
        const model = made(seed)
        let time = 0
        const ahead = foreseen(model, highs!, { firm: FIRM, seed: 1, now: () => time++, deadline: ticks })
        expect(ahead.model.counts).toEqual(model.counts.filter(({ day }) => day < FIRM))
        const cost = (of: Model, roster: Uint16Array) => costOfScore(scoreOfLines(of, roster), of.hardPrice)
        for (const roster of rosters)
          expect(cost(ahead.model, roster) + ahead.later).toBeLessThanOrEqual(cost(model, roster) + 1e-6)
        for (const { of, jobs, price } of ahead.columns)
          expect(price).toBeCloseTo(priceOfLine(ahead.model, ahead.model.lines[of]!, jobs))
      }),
      { numRuns: 60 },
    )
  })

  it('are worth nothing where somebody has no line that their rules allow', () => {
    const model = made(1)
    const never = { ...model.lines[0]!, node: new Float64Array(DAYS * JOBS).fill(Infinity) }
    const stuck = { ...model, lines: [never, ...model.lines.slice(1)] }
    const ahead = foreseen(stuck, highs!, { firm: FIRM, seed: 1, now: () => 0, deadline: 1 })
    expect(ahead.columns).toEqual([])
    expect(ahead.model.lines.map(({ node }) => node)).toEqual(stuck.lines.map(({ node }) => node))
  })

  it('are paid for by what one more person is worth there', () => {
    const model = made(1)
    const missing = { kind: 'table' as const, prices: Float64Array.of(100, 0) }
    const counts = [{ day: 4, jobs: [1], people: Int32Array.of(2), price: missing }]
    let time = 0
    const ahead = foreseen({ ...model, counts }, highs!, { firm: FIRM, seed: 1, now: () => time++, deadline: 1000 })
    const paid = ahead.model.lines.map(({ node }, person) =>
      model.lines[person]!.node.map((price, at) => price - node[at]!),
    )
    expect(paid[0]!.every(each => each === 0) && paid[1]!.every(each => each === 0)).toBe(true)
    expect(paid[2]!.findIndex(each => each > 0)).toBe(4 * JOBS + 1)
  })
})
