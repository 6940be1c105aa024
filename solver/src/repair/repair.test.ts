import { describe, expect, it } from 'vitest'
import type { Count, Line, Model } from '../model/model.ts'
import { priceOfLine, scoreOfLines } from '../model/price.ts'
import { standingOf } from '../model/score.ts'
import { random } from '../random.ts'
import { search } from '../search/lns.ts'
import { replan } from './replan.ts'
import { suggest } from './suggest.ts'

const DAYS = 7

/** Posts that each want two by day and one by night, people who may work five days and not by day after a night. */
function posts(seed: number, people: number): Model {
  const chance = random(seed)
  const jobs = 5
  const arc = new Float64Array(jobs * jobs)
  for (const night of [2, 4]) for (const day of [1, 3]) arc[night * jobs + day] = Infinity
  const line = (): Line => ({
    node: Float64Array.from({ length: DAYS * jobs }, (_, cell) =>
      cell % jobs && chance.int(4) === 0 ? chance.int(4) : 0,
    ),
    arc,
    before: 0,
    runs: [],
    sums: [
      {
        from: 0,
        to: DAYS,
        of: Int32Array.of(0, 480, 600, 480, 600),
        before: 0,
        price: { min: 0, below: 0, max: 2400, above: Infinity },
      },
    ],
  })
  const count = (at: number): Count => ({
    day: Math.floor(at / 4),
    jobs: [1 + (at % 4)],
    price: {
      kind: 'cover',
      minimum: 0,
      missing: 0,
      missingHard: false,
      preferred: Math.ceil(people * (at % 2 ? 0.1 : 0.2)),
      under: 100,
      over: 10,
      maximum: Infinity,
      excess: 0,
      excessHard: false,
    },
  })
  const lines = Array.from({ length: people }, line)
  return { days: DAYS, jobs, lines, counts: Array.from({ length: DAYS * 4 }, (_, at) => count(at)), hardPrice: 1e5 }
}

describe('who takes over', () => {
  it('ranks everybody who may by exactly what the roster then costs more', () => {
    const model = posts(1, 12)
    const { lines } = search(model, { seed: 1, rounds: 30 })
    const before = scoreOfLines(model, lines)
    for (const [day, job] of [
      [0, 1],
      [3, 2],
      [6, 4],
    ] as const) {
      const ranked = suggest(standingOf(model, lines), day, job, 12)
      const truth = model.lines.flatMap((_, person) => {
        const changed = lines.with(person * DAYS + day, job)
        const change = scoreOfLines(model, changed).soft - before.soft
        return lines[person * DAYS + day] === job || change === Infinity ? [] : [change]
      })
      expect(ranked.map(({ own, counts }) => own + counts)).toEqual(truth.toSorted((a, b) => a - b))
    }
  })
})

describe('re-planning after absences', () => {
  it('fills the places of the absent with few changes, keeps every rule and leaves nothing else touched', () => {
    const model = posts(2, 40)
    const { lines } = search(model, { seed: 1, rounds: 300 })
    const absent = [1, 5, 9, 13].flatMap(person => {
      const day = [0, 1, 2, 3, 4, 5, 6].find(each => lines[person * DAYS + each] !== 0)
      return day === undefined ? [] : [{ person, day }]
    })
    const out = replan(model, lines, absent, { disturbance: 15, seed: 1 })
    expect(out.open.length).toBeLessThan(absent.length / 2)
    for (const { day, job } of out.open) {
      const ready = suggest(standingOf(model, out.lines), day, job).find(
        ({ person }) => !absent.some(one => one.person === person),
      )
      expect(ready ? ready.own + ready.counts : 0).toBeGreaterThanOrEqual(-15)
    }
    expect(out.changes).toBeLessThanOrEqual(1.5 * absent.length)
    for (const { person, day } of absent) expect(out.lines[person * DAYS + day]).toBe(0)
    for (const [at, line] of model.lines.entries())
      expect(priceOfLine(model, line, out.lines, at * DAYS)).toBeLessThan(1e9)
    expect(replan(model, lines, absent, { disturbance: 15, seed: 1 }).lines).toEqual(out.lines)
  })
})
