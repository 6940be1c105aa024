import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Count, Line, Model, Score } from '../model/model.ts'
import { better, priceOfLine, scoreOfLines } from '../model/price.ts'
import { random } from '../random.ts'
import { search } from './lns.ts'

/** A station with early and late shifts: rest after a late one, runs of work and of free days, hours, weekends. */
function station(seed: number, people: number, days: number): Model {
  const chance = random(seed)
  const arc = new Float64Array(9)
  arc[2 * 3 + 1] = Infinity
  const work = Uint8Array.of(0, 1, 1)
  const run = { shortPrice: Infinity, longPrice: Infinity, before: 0, openStart: true, openEnd: true }
  const weekends = Array.from({ length: Math.floor(days / 7) }, (_, week) => [week * 7 + 5, week * 7 + 6])
  const line = (): Line => ({
    node: Float64Array.from({ length: days * 3 }, () => (chance.int(6) === 0 ? 1 + chance.int(3) : 0)),
    arc,
    before: 0,
    runs: [
      { ...run, of: work, min: 2, max: 5 },
      { ...run, of: Uint8Array.of(1, 0, 0), min: 2, max: Infinity },
    ],
    sums: [
      { from: 0, to: days, of: Int32Array.of(0, 480, 480), before: 0, price: hours(days * 274, days * 343) },
      { from: 0, to: days, of: Int32Array.of(0, 1, 1), groups: weekends, before: 0, price: most(days / 14) },
    ],
  })
  const cover = (at: number): Count => ({
    day: Math.floor(at / 2),
    jobs: [1 + (at % 2)],
    price: {
      kind: 'cover',
      minimum: 1,
      missing: 0,
      missingHard: true,
      preferred: Math.max(1, Math.round(people * 0.3)),
      under: 20,
      over: 1,
      maximum: Infinity,
      excess: 0,
      excessHard: false,
    },
  })
  const lines = Array.from({ length: people }, line)
  return { days, jobs: 3, lines, counts: Array.from({ length: days * 2 }, (_, at) => cover(at)), hardPrice: 10_000 }
}

const hours = (min: number, max: number) => ({ min, below: Infinity, max, above: Infinity })
const most = (max: number) => ({ min: 0, below: 0, max, above: Infinity })

describe('the search for a roster', () => {
  it('gives rosters whose lines are all allowed, each better than the last, and says what they cost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), seed => {
        const model = station(seed, 8, 14)
        const scores: Score[] = []
        const found = search(model, {
          seed,
          rounds: 60,
          onIncumbent: (lines, score) => {
            expect(score).toEqual(scoreOfLines(model, lines))
            for (const [at, line] of model.lines.entries())
              expect(priceOfLine(model, line, lines, at * 14)).toBeLessThan(1e9)
            scores.push(score)
          },
        })
        for (const [at, score] of scores.entries()) if (at > 0) expect(better(score, scores[at - 1]!)).toBe(true)
        expect(scores.at(-1)).toEqual(found.score)
        expect(scores.at(-1)).toEqual(scoreOfLines(model, found.lines))
      }),
      { numRuns: 10 },
    )
  })

  it('gives the same roster for the same seed and rounds', () => {
    const model = station(7, 8, 14)
    const one = search(model, { seed: 3, rounds: 100 })
    expect(search(model, { seed: 3, rounds: 100 }).lines).toEqual(one.lines)
  })

  it('fills long horizons window by window, and keeps what holds over all of them', () => {
    const model = station(5, 6, 84)
    const { lines, score, stuck } = search(model, { seed: 1, rounds: 40 })
    expect(stuck).toEqual([])
    expect(score.soft).toBeLessThan(Infinity)
    expect(score).toEqual(scoreOfLines(model, lines))
  })

  it('names those whose own rules allow no line at all', () => {
    const model = station(5, 4, 14)
    const never = { ...model.lines[2]!, node: new Float64Array(14 * 3).fill(Infinity) }
    expect(search({ ...model, lines: model.lines.with(2, never) }, { seed: 1, rounds: 10 }).stuck).toEqual([2])
  })

  it('goes on from what others found meanwhile, and says what that costs', () => {
    const model = station(4, 8, 14)
    const better = search(model, { seed: 2, rounds: 400 })
    let told: typeof better.lines | undefined = better.lines
    const hear = () => {
      const lines = told
      told = undefined
      return lines
    }
    const found = search(model, { seed: 1, rounds: 2, hear })
    expect(found.score).toEqual(scoreOfLines(model, found.lines))
    expect(found.score.soft + model.hardPrice * found.score.hard).toBeLessThanOrEqual(
      better.score.soft + model.hardPrice * better.score.hard,
    )
  })

  it('goes on from a roster it is given, and stops when told', () => {
    const model = station(9, 8, 14)
    const { lines, score } = search(model, { seed: 1, rounds: 20 })
    const stopped = AbortSignal.abort()
    expect(search(model, { seed: 2, lines, signal: stopped })).toMatchObject({ rounds: 0, score })
    const on = search(model, { seed: 2, lines, rounds: 100 })
    expect(better(score, on.score)).toBe(false)
  })
})
