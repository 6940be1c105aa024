import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import { scoreOfLines } from '../model/price.ts'
import type { Rule } from '../problem/parameters.ts'
import { FORMAT, type Problem } from '../problem/problem.ts'
import { conflict, mustsOf, onlyWith } from './conflict.ts'

const days = 3
const people = ['Ada', 'Bo']
const someone = fc.constantFrom(...people)
const day = fc.integer({ min: 0, max: days - 1 })
const job = fc.constantFrom('day', 'night')

/** Few rules, most of them so tight that some of them soon conflict. */
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    rule: fc.constant('away' as const),
    price: fc.constant('hard' as const),
    people: fc.tuple(someone),
    days: fc.tuple(day),
  }),
  fc.record({
    rule: fc.constant('pin' as const),
    price: fc.constant('hard' as const),
    pins: fc.tuple(fc.record({ person: someone, day, job: fc.option(job) })),
  }),
  fc.constant<Rule>({ rule: 'rest', price: 'hard', minutes: 480 }),
  fc.record({
    rule: fc.constant('total' as const),
    price: fc.constant('hard' as const),
    of: fc.constant('shifts' as const),
    max: fc.integer({ min: 0, max: 1 }),
  }),
  fc.constant<Rule>({ rule: 'run', price: 'hard', of: 'work', min: 2 }),
  fc.constant<Rule>({ rule: 'request', price: 3, want: 'off', days: [1] }),
)
const problems: fc.Arbitrary<Problem> = fc.record({
  format: fc.constant(FORMAT),
  horizon: fc.constant({ start: '2026-03-02', days }),
  shifts: fc.constant([
    { id: 'day', start: 480, minutes: 480 },
    { id: 'night', start: 1200, minutes: 600 },
  ]),
  jobs: fc.constant([
    { id: 'day', shift: 'day' },
    { id: 'night', shift: 'night' },
  ]),
  people: fc.constant(people.map(id => ({ id }))),
  demands: fc.array(fc.record({ day, jobs: fc.tuple(job), minimum: fc.integer({ min: 1, max: 2 }) }), { maxLength: 4 }),
  rules: fc.array(rule, { maxLength: 6 }),
})

/** Tries every roster. */
function isFeasible(problem: Problem): boolean {
  const model = compile(problem)
  const cells = model.lines.length * model.days
  for (let number = 0; number < model.jobs ** cells; number++) {
    const lines = Uint16Array.from({ length: cells }, (_, at) => Math.floor(number / model.jobs ** at) % model.jobs)
    const { hard, soft } = scoreOfLines(model, lines)
    if (hard === 0 && soft < Infinity) return true
  }
  return false
}

it('what is in conflict is in conflict, and nothing less is: every part of it has a roster', async () => {
  let infeasible = 0
  await fc.assert(
    fc.asyncProperty(problems, async problem => {
      const musts = await conflict(problem, async part => isFeasible(part))
      const feasible = isFeasible(problem)
      expect(musts.length === 0).toBe(feasible)
      if (feasible) return
      infeasible++
      for (const must of musts) expect(mustsOf(problem)).toContainEqual(must)
      expect(isFeasible(onlyWith(problem, musts))).toBe(false)
      // A part of a part that has a roster has one too: those without one must are enough.
      for (const left of musts)
        expect(
          isFeasible(
            onlyWith(
              problem,
              musts.filter(must => must !== left),
            ),
          ),
        ).toBe(true)
    }),
    { numRuns: 60 },
  )
  expect(infeasible).toBeGreaterThan(10)
})
