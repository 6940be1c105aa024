import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import type { Score } from '../model/model.ts'
import { priceOfLine, scoreOfLines } from '../model/price.ts'
import { scoreOf, setLine, standingOf } from '../model/score.ts'
import type { RuleKind } from '../problem/parameters.ts'
import type { Problem } from '../problem/problem.ts'
import { readProblem } from '../problem/read.ts'
import { linesOf } from '../problem/roster.ts'
import { viewOf } from '../problem/view.ts'
import { KINDS } from './kinds.ts'
import { anyProblem, anyRoster } from './testing/any-problem.ts'
import { trueScore, violations } from './truth.ts'

const ALL = Object.keys(KINDS) as RuleKind[]
const priced = fc.integer({ min: 1, max: 30 })
const withRoster = (problems: fc.Arbitrary<Problem>) =>
  problems.chain(one => fc.tuple(fc.constant(one), anyRoster(one)))

/** Numbers that differ by rounding alone are the same. */
function expectSame(one: Score, other: Score): void {
  expect(one.hard).toBe(other.hard)
  if (one.soft === Infinity || other.soft === Infinity) expect(one.soft).toBe(other.soft)
  else expect(one.soft).toBeCloseTo(other.soft, 5)
}

function sound(problem: Problem): Problem {
  const reading = readProblem(problem)
  expect(reading.ok ? [] : reading.faults).toEqual([])
  return problem
}

describe.each(ALL)('the rule “%s”', kind => {
  it('costs in the model what it means, at every price', () => {
    fc.assert(
      fc.property(withRoster(anyProblem([kind, kind], priced)), ([problem, roster]) => {
        const lines = linesOf(viewOf(sound(problem)), roster)
        expectSame(scoreOfLines(compile(problem), lines), trueScore(problem, roster))
      }),
      { numRuns: 40 },
    )
  })

  it('forbids in the model what it means to forbid', () => {
    fc.assert(
      fc.property(withRoster(anyProblem([kind], fc.constant('hard'))), ([problem, roster]) => {
        const view = viewOf(sound(problem))
        const model = compile(problem)
        const lines = linesOf(view, roster)
        expectSame(scoreOfLines(model, lines), trueScore(problem, roster))
        const blamed = violations(problem, roster).filter(one => one.looksAt === 'line' && one.price === 'hard')
        const forbidden = model.lines.map((line, at) => priceOfLine(model, line, lines, at * view.days) === Infinity)
        expect(forbidden).toEqual(view.people.map((_, at) => blamed.some(({ people }) => people.includes(at))))
      }),
      { numRuns: 50 },
    )
  })
})

describe('all rules together', () => {
  it('cost in the model the sum of what they mean', () => {
    fc.assert(
      fc.property(withRoster(anyProblem(ALL, priced)), ([problem, roster]) => {
        const lines = linesOf(viewOf(sound(problem)), roster)
        expectSame(scoreOfLines(compile(problem), lines), trueScore(problem, roster))
      }),
      { numRuns: 100 },
    )
  })

  it('keep a standing roster’s cost true through changes and their undoing', () => {
    fc.assert(
      fc.property(
        withRoster(anyProblem(ALL)).chain(([problem, roster]) =>
          fc.tuple(
            fc.constant(problem),
            fc.constant(roster),
            fc.array(fc.tuple(fc.nat(4), anyRoster(problem)), { maxLength: 6 }),
          ),
        ),
        ([problem, roster, changes]) => {
          const view = viewOf(problem)
          const model = compile(problem)
          const standing = standingOf(model, linesOf(view, roster))
          for (const [person, other] of changes) {
            const before = scoreOf(standing)
            const own = standing.lines.slice(person * view.days, (person + 1) * view.days)
            const change = setLine(standing, person, linesOf(view, other), person * view.days)
            const after = scoreOfLines(model, standing.lines)
            expectSame(scoreOf(standing), after)
            if (Number.isFinite(before.soft) && Number.isFinite(after.soft))
              expect(change).toBeCloseTo(after.soft - before.soft + (after.hard - before.hard) * model.hardPrice, 5)
            if (change > 0) setLine(standing, person, own)
            if (change > 0) expectSame(scoreOf(standing), before)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('never come to as much as one hard unit', () => {
    fc.assert(
      fc.property(withRoster(anyProblem(ALL, priced)), ([problem, roster]) => {
        const { soft } = trueScore(problem, roster)
        // A stand-in may be forbidden where the rule itself has a price.
        if (soft !== Infinity) expect(soft).toBeLessThan(compile(problem).hardPrice)
      }),
      { numRuns: 40 },
    )
  })
})
