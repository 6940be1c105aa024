import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import type { Count, Line, Lines, Model } from '../model/model.ts'
import { costOf, numberOf, priceOfLine } from '../model/price.ts'
import { standingOf } from '../model/score.ts'
import type { RuleKind } from '../problem/parameters.ts'
import { linesOf } from '../problem/roster.ts'
import { viewOf } from '../problem/view.ts'
import { random } from '../random.ts'
import { KINDS } from '../rules/kinds.ts'
import { anyProblem, anyRoster } from '../rules/testing/any-problem.ts'
import { search } from '../search/lns.ts'
import { prepare } from './prepare.ts'
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

/** Everybody who may, by what the roster then costs more: the slow way. */
function ranked(model: Model, lines: Lines, day: number, job: number): { person: number; change: number }[] {
  const priceOf = (person: number, of: Lines) => priceOfLine(model, model.lines[person]!, of, person * model.days)
  const counts = (of: Lines) =>
    model.counts.reduce((sum, count) => sum + costOf(model, count, numberOf(model, count, of)), 0)
  return [...model.lines.keys()]
    .filter(person => lines[person * model.days + day] !== job && priceOf(person, lines) < Infinity)
    .map(person => {
      const after = lines.with(person * model.days + day, job)
      return { person, change: priceOf(person, after) - priceOf(person, lines) + counts(after) - counts(lines) }
    })
    .filter(({ change }) => change < Infinity)
    .toSorted((a, b) => a.change - b.change)
}

/** Some rules, some of them hard, and a roster. Kilometres are left out: what differs by rounding alone has no order. */
const situation = fc
  .subarray(Object.keys(KINDS) as RuleKind[], { minLength: 1, maxLength: 6 })
  .chain(kinds => anyProblem(kinds.filter(kind => kind !== 'near')))
  .chain(problem =>
    fc.record({ problem: fc.constant(problem), roster: anyRoster(problem), day: fc.nat(), job: fc.nat() }),
  )

describe('who takes over', () => {
  it('is whom the slow way names, in the same order, whatever the rules and the roster', () => {
    fc.assert(
      fc.property(situation, ({ problem, roster, ...place }) => {
        const model = compile(problem)
        const lines = linesOf(viewOf(problem), roster)
        const [day, job] = [place.day % model.days, 1 + (place.job % (model.jobs - 1))]
        const standing = standingOf(model, lines)
        const prepared = prepare(model)
        // What was asked before, of a roster that differs in that day alone, makes no difference.
        const other = lines.map((each, at) => (at % model.days === day ? 0 : each))
        suggest(prepared, standingOf(model, other), day, job)
        const found = suggest(prepared, standing, day, job, { most: 3 })
        expect(found.map(({ person, own, counts }) => ({ person, change: own + counts }))).toEqual(
          ranked(model, lines, day, job).slice(0, 3),
        )
        expect(standing).toEqual(standingOf(model, lines))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['together', [9, 9, 0]],
    ['apart', [0, 0, 9]],
  ])('is also whom a pair gains by: those who would rather be %s', (_, prices) => {
    const alone = posts(4, 12)
    const pairs = alone.lines.flatMap((_line, person) =>
      alone.counts.map(({ day, jobs }): Count => {
        const people = Int32Array.of(person, (person + 1) % alone.lines.length)
        return { day, jobs, people, price: { kind: 'table', prices: Float64Array.from(prices) } }
      }),
    )
    const model = { ...alone, counts: pairs }
    const prepared = prepare(model)
    for (let seed = 0; seed < 200; seed++) {
      const chance = random(seed)
      const lines = Uint16Array.from({ length: 12 * DAYS }, () => Math.max(0, chance.int(6) - 3))
      const [day, job] = [seed % DAYS, 1 + (seed % 2)]
      const found = suggest(prepared, standingOf(model, lines), day, job, { most: 2 })
      const best = ranked(model, lines, day, job).slice(0, 2)
      expect(found.map(({ person }) => person)).toEqual(best.map(({ person }) => person))
    }
  })

  it('leaves out who is not to be asked', () => {
    const model = posts(1, 12)
    const { lines } = search(model, { seed: 1, rounds: 30 })
    const [first, ...others] = suggest(prepare(model), standingOf(model, lines), 3, 2, { most: 12 })
    const without = new Set([first!.person])
    expect(suggest(prepare(model), standingOf(model, lines), 3, 2, { most: 12, without })).toEqual(others)
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
    const out = replan(prepare(model), lines, absent, { disturbance: 15, seed: 1 })
    expect(out.open.length).toBeLessThan(absent.length / 2)
    for (const { day, job } of out.open) {
      const without = new Set(absent.map(({ person }) => person))
      const [ready] = suggest(prepare(model), standingOf(model, out.lines), day, job, { without })
      expect(ready ? ready.own + ready.counts : 0).toBeGreaterThanOrEqual(-15)
    }
    expect(out.changes).toBeLessThanOrEqual(1.5 * absent.length)
    for (const { person, day } of absent) expect(out.lines[person * DAYS + day]).toBe(0)
    for (const [at, line] of model.lines.entries())
      expect(priceOfLine(model, line, out.lines, at * DAYS)).toBeLessThan(1e9)
    expect(replan(prepare(model), lines, absent, { disturbance: 15, seed: 1 }).lines).toEqual(out.lines)
  })

  it('leaves whoever’s published line breaks a rule as it is, and tries the others', () => {
    const all = posts(3, 3)
    const model = { ...all, counts: all.counts.filter(({ day, jobs: [job] }) => day === 0 && job === 1) }
    const lines = new Uint16Array(3 * DAYS)
    lines[0] = 1
    // Seven days are too many; as the line stands it costs Infinity, and any move would seem to gain as much.
    lines.fill(3, DAYS, 2 * DAYS)
    // The other has as many days as may be, and must give up one for the place.
    lines.set([0, 1, 1, 1, 1, 1, 0], 2 * DAYS)
    const published = lines.slice()
    const out = replan(prepare(model), lines, [{ person: 0, day: 0 }], { disturbance: 1, seed: 1 })
    expect(out.lines.slice(DAYS, 2 * DAYS)).toEqual(published.slice(DAYS, 2 * DAYS))
    expect(out.lines[2 * DAYS]).toBe(1)
    expect(out.open.some(({ day }) => day === 0)).toBe(false)
  })
})
