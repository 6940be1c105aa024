import { describe, expect, it } from 'vitest'
import type { Model } from './model/model.ts'
import { scoreOfLines } from './model/price.ts'
import { solve } from './solve.ts'

/** A few people, two weeks, an early and a late shift: at most five days in a row, no early after a late one. */
function fortnight(people = 6): Model {
  const days = 14
  const jobs = 3
  const work = Uint8Array.of(0, 1, 1)
  const arc = new Float64Array(jobs * jobs)
  arc[2 * jobs + 1] = Infinity
  const endless = { shortPrice: Infinity, longPrice: Infinity, before: 0, openEnd: true, openStart: true }
  const runs = [
    { of: work, min: 2, max: 5, ...endless },
    { of: Uint8Array.of(1, 0, 0), min: 2, max: Infinity, ...endless },
  ]
  const price = { min: 7, below: 10, max: 10, above: 10 }
  const sums = [{ from: 0, to: days, of: Int32Array.from(work), before: 0, price }]
  const lines = Array.from({ length: people }, (_, person) => {
    const node = new Float64Array(days * jobs)
    for (let day = person; day < days; day += 3) node[day * jobs + 1 + (person % 2)] = 1 + person
    return { node, arc, before: 0, runs, sums }
  })
  const cover = { kind: 'cover', minimum: 1, missing: 0, missingHard: true, preferred: 3, under: 20, over: 3 } as const
  const counts = Array.from({ length: 2 * days }, (_, at) => ({
    day: at % days,
    jobs: [at < days ? 1 : 2],
    price: { ...cover, maximum: Infinity, excess: 0, excessHard: false },
  }))
  return { days, jobs, lines, counts, hardPrice: 10_000 }
}

describe('solving', () => {
  it('proves a small roster best, and says only what holds on the way', async () => {
    const model = fortnight()
    let last = Infinity
    let bound = -Infinity
    const solution = await solve(model, {
      seed: 1,
      milliseconds: 40_000,
      onIncumbent: (lines, score) => {
        expect(scoreOfLines(model, lines)).toEqual(score)
        const cost = score.hard * model.hardPrice + score.soft
        expect(cost).toBeLessThan(last)
        last = cost
      },
      onBound: next => {
        expect(next).toBeGreaterThan(bound)
        bound = next
      },
    })
    expect(solution?.proved).toBe(true)
    expect(solution?.bound).toBe(last)
    expect(scoreOfLines(model, solution!.lines)).toEqual(solution?.score)
  })

  it('decides the firm days alone where later ones are only looked ahead at', async () => {
    const model = fortnight()
    const solution = await solve(model, { seed: 1, milliseconds: 40_000, firm: 7 })
    expect(solution?.proved).toBe(true)
    const inTime = (lines: Uint16Array) =>
      scoreOfLines({ ...model, counts: model.counts.filter(({ day }) => day < 7) }, lines)
    expect(inTime(solution!.lines).hard).toBe(0)
    // Whoever is paid for what they are worth later costs less than they do.
    expect(solution!.score.soft).toBeLessThan(inTime(solution!.lines).soft)
  })

  it('gives the same roster for the same seed, when one thread counts rounds', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => solve(fortnight(), { seed: 7, rounds: 200, threads: 1 })))
    expect(one).toEqual(two)
    expect(one?.bound).toBe(-Infinity)
  })

  it('ends when it is told to, with what it has', async () => {
    const control = new AbortController()
    const solution = await solve(fortnight(), {
      seed: 1,
      rounds: 1e9,
      signal: control.signal,
      onIncumbent: () => control.abort(),
    })
    expect(solution?.score.soft).toBeLessThan(Infinity)
    expect(await solve(fortnight(), { seed: 1, rounds: 1, signal: control.signal })).toBeUndefined()
  })

  it('gives a roster however short the time', async () => {
    // The first line of each takes longer together than a thread is waited for.
    const solution = await solve(fortnight(3000), { seed: 1, milliseconds: 0, threads: 1 })
    expect(solution?.score.soft).toBeLessThan(Infinity)
    expect(solution?.fallen).toEqual([])
  })

  it('says which thread fell and of what, and goes on with the other', async () => {
    // Rounds that it cannot count with make the search throw when it has its first roster.
    const rounds = 1n as unknown as number
    const solution = await solve(fortnight(), { seed: 1, milliseconds: 40_000, rounds })
    expect(solution?.fallen).toEqual([expect.stringMatching(/^search: .*BigInt/)])
    expect(solution?.proved).toBe(true)
  })

  it('fails when no thread came to a roster, and says of what', async () => {
    const { counts: _, ...broken } = fortnight()
    const solution = solve(broken as Model, { seed: 1, milliseconds: 1000 })
    await expect(solution).rejects.toThrow(/^No roster was found: (search|columns): .*; (search|columns): /)
  })
})
