import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import { type Model, OFF } from '../model/model.ts'
import { scoreOf, standingOf } from '../model/score.ts'
import type { RuleKind } from '../problem/parameters.ts'
import { linesOf } from '../problem/roster.ts'
import { viewOf } from '../problem/view.ts'
import { KINDS } from '../rules/kinds.ts'
import { anyProblem, anyRoster } from '../rules/testing/any-problem.ts'
import { Live } from './live.ts'
import { prepare } from './prepare.ts'
import { suggest } from './suggest.ts'

const event = fc.record({
  what: fc.constantFrom('absent', 'present', 'give'),
  person: fc.nat(),
  day: fc.nat(),
  job: fc.nat(),
})

/** Some rules and a roster. Kilometres are left out: what differs by rounding alone has no order. */
const lived = fc
  .subarray(Object.keys(KINDS) as RuleKind[], { minLength: 1, maxLength: 5 })
  .chain(kinds => anyProblem(kinds.filter(kind => kind !== 'near')))
  .chain(problem =>
    fc.record({
      problem: fc.constant(problem),
      roster: anyRoster(problem),
      events: fc.array(event, { minLength: 1, maxLength: 12 }),
    }),
  )

/** The model in which those who are away on some days have nothing to choose there. */
function without(model: Model, away: ReadonlySet<string>): Model {
  const lines = model.lines.map((line, person) => {
    const node = line.node.map((price, cell) => {
      const [day, job] = [Math.floor(cell / model.jobs), cell % model.jobs]
      return away.has(`${person} ${day}`) ? (job === OFF ? 0 : Infinity) : price
    })
    return { ...line, node }
  })
  return { ...model, lines }
}

it('a roster that is lived answers as one that is made ready anew after every change', () => {
  fc.assert(
    fc.property(lived, ({ problem, roster, events }) => {
      const model = compile(problem)
      const live = new Live(model, linesOf(viewOf(problem), roster))
      const away = new Set<string>()
      for (const each of events) {
        const [person, day, job] = [each.person % model.lines.length, each.day % model.days, each.job % model.jobs]
        if (each.what === 'absent') {
          const had = live.standing.lines[person * model.days + day]
          expect(live.absent(person, day)).toBe(had)
          away.add(`${person} ${day}`)
        } else if (each.what === 'present') {
          live.present(person, day)
          away.delete(`${person} ${day}`)
        } else if (!away.has(`${person} ${day}`)) live.give(person, day, job)
        const anew = without(model, away)
        const standing = standingOf(anew, live.standing.lines)
        const [at, what] = [(day + 1) % model.days, 1 + (job % (model.jobs - 1))]
        expect(scoreOf(live.standing)).toEqual(scoreOf(standing))
        for (const asked of [day, at])
          expect(live.suggest(asked, what)).toEqual(suggest(prepare(anew), standing, asked, what))
      }
    }),
    { numRuns: 120 },
  )
})

it('a plan anew fills what absent people leave, and changes nothing by itself', () => {
  const problem = fc.sample(anyProblem(['skill', 'rest']), { numRuns: 1, seed: 4 })[0]!
  const demands = [{ day: 0, jobs: ['reserve'], minimum: 1, missing: 50 }]
  const model = compile({ ...problem, demands, rules: [{ rule: 'rest', price: 'hard', minutes: 300 }] })
  const view = viewOf(problem)
  const free = Array.from({ length: model.days }, () => null)
  const live = new Live(model, linesOf(view, { Ada: ['reserve', ...free.slice(1)] }))
  const job = live.absent(0, 0)
  const before = live.standing.lines.slice()
  const { lines, open } = live.replan([{ person: 0, day: 0, job }], { disturbance: 1, seed: 1 })
  expect(open).toEqual([])
  expect([1, 2, 3, 4].filter(person => lines[person * model.days] === job)).toHaveLength(1)
  expect(live.standing.lines).toEqual(before)
})
