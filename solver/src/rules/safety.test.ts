import { expect, it } from 'vitest'
import { FORMAT, type Problem } from '../problem/problem.ts'
import { readProblem } from '../problem/read.ts'
import { SAFETY } from './safety.ts'
import { violations } from './truth.ts'

const problem: Problem = {
  format: FORMAT,
  horizon: { start: '2026-03-02', days: 9 },
  posts: [{ id: 'gate', at: [0, 0] }],
  shifts: [
    { id: 'day', start: 480, minutes: 480 },
    { id: 'evening', start: 960, minutes: 480 },
    { id: 'small hours', start: 300, minutes: 420 },
    { id: 'long', start: 480, minutes: 780 },
    { id: 'swab', start: 480, minutes: 360, suit: 300 },
  ],
  jobs: ['day', 'evening', 'small hours', 'long', 'swab'].map(id => ({ id, shift: id, post: 'gate' })),
  people: [{ id: 'Ada' }],
  demands: [],
  rules: [...SAFETY],
}

const broken = (...days: (string | null)[]) => {
  const ada = [...days, ...Array.from({ length: 9 - days.length }, () => null)]
  return violations(problem, { Ada: ada }).map(({ rule }) => problem.rules[rule!]!.name)
}

it('stops what wears people out, and lets a normal week pass', () => {
  expect(readProblem(problem).ok).toBe(true)
  expect(broken('day', 'day', 'day', 'evening', null, 'day')).toEqual([])
  // The evening ends at midnight, the small hours begin at five.
  expect(broken('evening', 'small hours')).toEqual(['safety/rest', 'safety/day-warning', 'safety/day'])
  expect(broken('long')).toEqual(['safety/day-warning', 'safety/day'])
  expect(broken('swab')).toEqual(['safety/suit'])
  expect(broken('day', 'day', 'day', 'day', 'day', 'day', 'day')).toEqual(['safety/week'])
})
