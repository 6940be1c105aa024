import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stuckOf } from '../explain/stuck.ts'
import { compile } from '../model/compile.ts'
import type { Problem, Roster } from '../problem/problem.ts'
import { readProblem } from '../problem/read.ts'
import { rosterOf } from '../problem/roster.ts'
import { viewOf } from '../problem/view.ts'
import { KINDS } from '../rules/kinds.ts'
import { violations } from '../rules/truth.ts'
import { search } from '../search/lns.ts'

const written: unknown = JSON.parse(readFileSync(new URL('../../examples/week.json', import.meta.url), 'utf8'))

function sound(value: unknown): Problem {
  const reading = readProblem(value)
  expect(reading.ok ? [] : reading.faults).toEqual([])
  return (reading as { problem: Problem }).problem
}

const rosterFor = (problem: Problem, rounds = 60): Roster =>
  rosterOf(viewOf(problem), search(compile(problem), { seed: 1, rounds }).lines)

describe('the worked example', () => {
  const problem = sound(written)
  const roster = rosterFor(problem)

  it('has a rule of nearly every kind, each with a name or plain', () => {
    const missing = Object.keys(KINDS).filter(kind => !problem.rules.some(({ rule }) => rule === kind))
    expect(missing).toEqual(['succession', 'weekends', 'whole-weekends', 'prefer'])
  })

  it('is solved with every hard rule kept', () => {
    expect(violations(problem, roster).filter(({ price }) => price === 'hard')).toEqual([])
  })

  it('keeps the day that is over, and what was pinned', () => {
    for (const [person, days] of Object.entries(problem.published!)) expect(roster[person]![0]).toBe(days[0])
    expect(roster.Ida![2]).toBe('gate-early')
  })

  it('minds nights and days on end of the fortnight before', () => {
    // Ada comes out of three nights, Ed out of five days: one more night, and two more days, would be too many.
    expect(roster.Ada![0]).toBe(null)
    expect(roster.Ed!.slice(0, 2).filter(job => job !== null).length).toBeLessThan(2)
  })

  it('says who has no line when rules cannot hold together, and which rules', async () => {
    const pin = { rule: 'pin', price: 'hard', pins: [{ person: 'Jo', day: 3, job: 'gate-night' }] } as const
    const wrong = sound({ ...problem, rules: [...problem.rules, pin] })
    const [jo, ...others] = await stuckOf(wrong)
    expect(others).toEqual([])
    expect(jo).toEqual({
      person: 'Jo',
      rules: expect.arrayContaining([{ kind: 'rule', at: wrong.rules.length - 1 }]),
    })
    expect(jo!.rules).toHaveLength(2)
  })
})

it('a checkpoint that wants twenty a day of five hundred people, rested, is a few lines of code', () => {
  const days = 7
  const problem = sound({
    format: 'muster-roster/1',
    horizon: { start: '2026-03-02', days },
    shifts: [
      { id: 'day', start: 8 * 60, minutes: 12 * 60 },
      { id: 'night', start: 20 * 60, minutes: 12 * 60 },
    ],
    jobs: [
      { id: 'day', shift: 'day' },
      { id: 'night', shift: 'night' },
    ],
    people: Array.from({ length: 500 }, (_, at) => ({ id: `P${at}` })),
    demands: Array.from({ length: days }, (_, day) => day).flatMap(day => [
      { day, jobs: ['day'], minimum: 12, maximum: 12 },
      { day, jobs: ['night'], minimum: 8, maximum: 8 },
    ]),
    rules: [
      { rule: 'rest', price: 'hard', minutes: 8 * 60 },
      { rule: 'fair', price: 1, of: 'shifts', target: 0, step: 1, levels: 4 },
    ],
  })
  const roster = rosterFor(problem, 4000)
  expect(violations(problem, roster).filter(({ price }) => price === 'hard')).toEqual([])
  // Even shares: few are asked twice while others are not asked at all.
  expect(Math.max(...Object.values(roster).map(own => own.filter(job => job !== null).length))).toBeLessThanOrEqual(3)
})
