import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import type { Model } from '../model/model.ts'
import type { RuleKind } from '../problem/parameters.ts'
import { random } from '../random.ts'
import { KINDS } from '../rules/kinds.ts'
import { anyProblem } from '../rules/testing/any-problem.ts'
import { BestLine } from './best-line.ts'
import { compileLine, type LineProgram, programsOf } from './program.ts'

/** The rules that look at one line, a few at a time: with all of them nobody is like anybody. */
const ofLines = fc.subarray(
  (Object.keys(KINDS) as RuleKind[]).filter(kind => KINDS[kind].looksAt === 'line'),
  { minLength: 1, maxLength: 6 },
)

/** The price of the best line from nothing, at prices that chance makes. */
function best({ days, jobs }: Model, program: LineProgram, seed: number): number {
  const chance = random(seed)
  const extra = Float64Array.from({ length: days * jobs }, () => chance.int(40) - 20)
  const lines = new Uint16Array(days)
  return new BestLine().ask({ program, extra, lines, at: 0, from: 0, to: days })
}

it('a program that people share gives each of them the line that their own would give', () => {
  let shared = 0
  fc.assert(
    fc.property(
      ofLines.chain(kinds => anyProblem(kinds)),
      fc.nat(),
      (problem, seed) => {
        const model = compile(problem)
        const programOf = programsOf(model)
        const automata = new Set(model.lines.map((_, person) => programOf(person).automaton))
        shared += model.lines.length - automata.size
        for (const [person, line] of model.lines.entries()) {
          expect(programOf(person).line).toBe(line)
          const own = compileLine(line, model.days, model.jobs)
          expect(best(model, programOf(person), seed)).toBeCloseTo(best(model, own, seed), 6)
        }
      },
    ),
    { numRuns: 150 },
  )
  expect(shared).toBeGreaterThan(100)
})
