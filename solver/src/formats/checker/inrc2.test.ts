import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nurseHistory, nurseScenario, nurseWeek } from '../testing.ts'
import { checkInrc2 } from './inrc2.ts'

const SCENARIO = nurseScenario({
  weeks: 2,
  contracts: ['Full (4,6) (2,4) (2,3) 1 1'],
  nurses: ['Ann Full 2 Lead Aide', 'Bea Full 1 Aide'],
})
const HISTORY = nurseHistory('Ann 0 0 Night 1 1 0', 'Bea 0 0 None 0 0 2')
const WEEK = nurseWeek('(0,1) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)', '(0,0) (1,2) (0,0) (0,0) (0,0) (0,0) (0,0)')

const QUIET = WEEK.replaceAll('(0,1)', '(0,0)')
  .replaceAll('(1,2)', '(0,0)')
  .replace(/Ann Any[\s\S]*/, '')
const solution = (week: number, assignments: readonly string[]) =>
  `SOLUTION\n${week} tiny\n\nASSIGNMENTS = ${assignments.length}\n${assignments.join('\n')}\n\nCost: unknown\n`

const check = (first: readonly string[], second: readonly string[] = []) =>
  checkInrc2({
    scenario: SCENARIO,
    history: HISTORY,
    weeks: [WEEK, QUIET],
    solutions: [solution(0, first), solution(1, second)],
  })
const rulesOf = (first: readonly string[]) => check(first).violations.map(({ rule }) => rule)

describe('hard rules', () => {
  it.each([
    ['Minimal coverage', ['Ann Mon Night Lead']],
    ['Required skill', ['Ann Tue Night Lead', 'Bea Tue Night Lead']],
    ['Illegal succession', ['Ann Mon Early Aide', 'Ann Tue Night Lead']],
    ['Single assignment per day', ['Ann Tue Night Lead', 'Ann Tue Night Aide']],
    ['Unknown', ['Ann Tue Night Lead', 'Cleo Mon Night Aide']],
  ])('%s', (rule, assignments) => expect(rulesOf(assignments)).toContain(rule))

  it('the last day before the week counts: after a night no early, the next day yes', () => {
    expect(rulesOf(['Ann Mon Early Aide', 'Ann Tue Night Lead'])).toEqual(['Illegal succession'])
    expect(rulesOf(['Bea Mon Early Aide', 'Ann Tue Night Lead'])).toEqual([])
  })
})

describe('what a run costs', () => {
  const parts = check(
    ['Ann Mon Night Aide', 'Ann Tue Night Lead', 'Ann Wed Night Aide', 'Bea Thu Early Aide', 'Bea Sat Night Aide'],
    ['Ann Thu Early Aide', 'Ann Fri Early Aide', 'Ann Sat Early Aide', 'Ann Sun Early Aide'],
  ).parts

  it('cover below the optimum: an early aide and one of two leads', () => {
    expect(parts['Optimal coverage']).toBe(60)
  })

  it('runs go on from the history: four nights on end, and a lone early and two lone days', () => {
    expect(parts['Consecutive assignments']).toBe(15 * (1 + 1) + 30 * (1 + 1))
  })

  it('days off: two carried in make five, one between, then to the end without one day of rest from it', () => {
    expect(parts['Non-working days']).toBe(30 * (2 + 1 + 5 + 4))
  })

  it('requests, half weekends, and at the end the totals: Bea has two assignments of four', () => {
    expect(parts).toMatchObject({ Preferences: 20, 'Complete weekends': 30 })
    expect(parts).toMatchObject({ 'Total assignments': 20 * (1 + 2), 'Max working weekends': 0 })
  })
})

const folder = process.env.MUSTER_INSTANCES ?? ''
const anchor = join(folder, 'inrc2', 'n005w4')

it.skipIf(!existsSync(anchor))("agrees with the organisers' validator (needs MUSTER_INSTANCES)", () => {
  const read = (name: string) => readFileSync(join(anchor, name), 'utf8')
  const weeks = [1, 2, 3, 3]
  const verdict = checkInrc2({
    scenario: read('Sc-n005w4.txt'),
    history: read('H0-n005w4-0.txt'),
    weeks: weeks.map(week => read(`WD-n005w4-${week}.txt`)),
    solutions: weeks.map((week, stage) => read(`Solution_H_0-WD_1-2-3-3/Sol-n005w4-${week}-${stage}.txt`)),
  })
  const printed = read('Solution_H_0-WD_1-2-3-3/validator.txt')
  const costOf = (what: string) => Number(new RegExp(`${what}[^:]*: (\\d+)`).exec(printed)?.[1])
  expect(verdict.violations).toEqual([])
  expect(verdict.cost).toBe(costOf('Total cost'))
  expect(verdict.parts).toEqual({
    'Total assignments': costOf('Total assignment'),
    'Consecutive assignments': costOf('Consecutive'),
    'Non-working days': costOf('Non working days'),
    Preferences: costOf('Preferences'),
    'Max working weekends': costOf('Max working weekend'),
    'Complete weekends': costOf('Complete weekends'),
    'Optimal coverage': costOf('Optimal coverage'),
  })
})
