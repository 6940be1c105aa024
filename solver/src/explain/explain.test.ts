import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import { scoreOfLines } from '../model/price.ts'
import type { RuleKind } from '../problem/parameters.ts'
import { FORMAT, type Problem, type Roster } from '../problem/problem.ts'
import { KINDS } from '../rules/kinds.ts'
import { anyProblem, anyRoster } from '../rules/testing/any-problem.ts'
import { sumOf, violations } from '../rules/truth.ts'
import { effectsOf, withJob } from './change.ts'
import { compare } from './compare.ts'
import { conflict, onlyWith } from './conflict.ts'
import { sentenceOf } from './costs.ts'
import { explain, ways, why } from './explain.ts'

const gate: Problem = {
  format: FORMAT,
  horizon: { start: '2026-03-02', days: 3 },
  skills: [{ id: 'swab' }],
  shifts: [
    { id: 'day', start: 480, minutes: 480 },
    { id: 'night', start: 1200, minutes: 600 },
  ],
  jobs: [
    { id: 'day', shift: 'day' },
    { id: 'night', shift: 'night', skill: 'swab' },
  ],
  people: [{ id: 'Ada', skills: ['swab'] }, { id: 'Bo' }],
  demands: [{ day: 1, jobs: ['night'], minimum: 1 }],
  rules: [
    { rule: 'skill', price: 'hard' },
    { rule: 'rest', price: 'hard', minutes: 480 },
    { rule: 'request', name: 'Ada is free on Tuesday', price: 4, people: ['Ada'], days: [1], want: 'off' },
    { rule: 'away', price: 'hard', people: ['Ada'], days: [0] },
  ],
}
const empty: Roster = { Ada: [null, null, null], Bo: [null, null, null] }

describe('reasons', () => {
  it('say for a gap who could fill it, and what would have to give', () => {
    const { gaps, score, rules } = explain(gate, empty)
    expect(score).toEqual({ hard: 1, soft: 0 })
    expect(rules.map(({ words }) => words.en)).toEqual(['Cover'])
    expect(gaps).toEqual([{ demand: 0, day: 1, jobs: ['night'], missing: 1 }])
    const [ada, bo] = ways(gate, empty, gaps[0]!)
    expect(ada).toMatchObject({ person: 'Ada', job: 'night', hard: -1, soft: 4 })
    expect(ada!.worse.map(({ words }) => words.en)).toEqual(['Requests (Ada is free on Tuesday)'])
    expect(bo).toMatchObject({ person: 'Bo', hard: 0 })
    expect(bo!.worse.map(({ words }) => words.zh)).toEqual(['技能'])
  })

  it('say why somebody is here and not elsewhere', () => {
    const { job, others } = why(gate, { ...empty, Ada: [null, 'night', null] }, { person: 'Ada', day: 1 })
    expect(job).toBe('night')
    expect(others.map(other => [other.job, other.hard, other.soft])).toEqual([
      [null, 1, -4],
      ['day', 1, 0],
    ])
  })

  it('say each breach in a sentence of both languages', () => {
    const [first] = violations(gate, { ...empty, Bo: [null, 'night', null] })
    expect(sentenceOf(gate, first!)).toEqual({
      zh: '技能：Bo，第 1 天，1 个班次，不允许',
      en: 'Skills: Bo; day 1; 1 × shift; not allowed',
    })
  })

  it('ask only the rules that can feel a change, and miss none', () => {
    const all = Object.keys(KINDS) as RuleKind[]
    const slot = fc.tuple(
      fc.constantFrom('Ada', 'Bo', 'Cy', 'Di', 'Ed'),
      fc.nat(),
      fc.constantFrom(null, 'early@gate', 'night@tent', 'reserve'),
    )
    const cases = anyProblem(all).chain(problem => fc.tuple(fc.constant(problem), anyRoster(problem), slot))
    fc.assert(
      fc.property(cases, ([problem, roster, [person, far, job]]) => {
        const at = { person, day: far % problem.horizon.days }
        const [before, after] = [roster, withJob(problem, roster, at, job)].map(one => sumOf(violations(problem, one)))
        const [effect] = effectsOf(problem, roster, at, [job])
        expect(effect!.hard).toBeCloseTo(after!.hard - before!.hard, 5)
        expect(effect!.soft).toBeCloseTo(after!.soft - before!.soft, 5)
      }),
      { numRuns: 50 },
    )
  })
})

describe('two rosters side by side', () => {
  it('differ by rules and by the people who must be told', () => {
    const { one, other, rules, changes } = compare(gate, empty, { ...empty, Ada: [null, 'night', null] })
    expect([one, other]).toEqual([
      { hard: 1, soft: 0 },
      { hard: 0, soft: 4 },
    ])
    expect(rules.map(({ words }) => words.en)).toEqual(['Cover', 'Requests (Ada is free on Tuesday)'])
    expect(changes).toEqual([{ person: 'Ada', day: 1, from: null, to: 'night' }])
  })
})

describe('rules in conflict', () => {
  /** Tries every roster. */
  const feasible = async (problem: Problem): Promise<boolean> => {
    const model = compile(problem)
    const cells = model.lines.length * model.days
    for (let number = 0; number < model.jobs ** cells; number++) {
      const lines = Uint16Array.from({ length: cells }, (_, at) => Math.floor(number / model.jobs ** at) % model.jobs)
      const { hard, soft } = scoreOfLines(model, lines)
      if (hard === 0 && soft < Infinity) return true
    }
    return false
  }

  it('are none where there is a roster', async () => {
    expect(await conflict(gate, feasible)).toEqual([])
  })

  it('are named without those that have no part in it', async () => {
    const problem: Problem = {
      ...gate,
      demands: [{ day: 2, jobs: ['day'], minimum: 1 }, ...gate.demands],
      rules: [...gate.rules, { rule: 'away', price: 'hard', people: ['Ada'], days: [1, 2] }],
    }
    const musts = await conflict(problem, feasible)
    expect(musts).toEqual([
      { kind: 'rule', at: 0 },
      { kind: 'rule', at: 4 },
      { kind: 'demand', at: 1 },
    ])
    for (const must of musts)
      expect(
        await feasible(
          onlyWith(
            problem,
            musts.filter(one => one !== must),
          ),
        ),
      ).toBe(true)
  })
})
