/** The engine's score against the checkers, which share nothing with it: on any roster, rule by rule, they say the same. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../model/compile.ts'
import { scoreOfLines } from '../model/price.ts'
import type { Rule } from '../problem/parameters.ts'
import type { Problem, Roster } from '../problem/problem.ts'
import { linesOf } from '../problem/roster.ts'
import { viewOf } from '../problem/view.ts'
import { random } from '../random.ts'
import { trueScore } from '../rules/truth.ts'
import { checkInrc2 } from './checker/inrc2.ts'
import { checkShiftScheduling } from './checker/shift-scheduling.ts'
import { jobId, problemOfWeeks, writeNurseSolution } from './inrc2.ts'
import { readNurseHistory, readNurseScenario, readNurseWeek } from './inrc2-instance.ts'
import { problemOfShifts, rowsOfRoster } from './shift-scheduling.ts'
import { readShiftInstance, writeRos } from './shift-scheduling-instance.ts'
import { nurseHistory, nurseScenario, nurseWeek, shiftText } from './testing.ts'

/** The model's score, after the slow truth said the same. */
function scored(problem: Problem, roster: Roster) {
  const score = scoreOfLines(compile(problem), linesOf(viewOf(problem), roster))
  expect(trueScore(problem, roster)).toEqual(score)
  return score
}

const only = (problem: Problem, keeps: (rule: Rule) => boolean): Problem => ({
  ...problem,
  rules: problem.rules.filter(keeps),
})

const SHIFTS = shiftText({
  staff: [
    'Ann,E=14|N=2|L=9,4320,2000,5,2,2,1',
    'Bea,E=3|N=14|L=9,4000,1440,3,2,3,1',
    'Cleo,E=14|N=0|L=9,2400,0,3,3,2,2',
  ],
  cover: ['0,E,1,100,1', '1,N,2,10,1', '5,L,1,30,2', '8,E,0,100,7'],
})

/** Which rules of ours say what the checker calls so. */
const HARD: Readonly<Record<string, (rule: Rule) => boolean>> = {
  'Days off': ({ rule }) => rule === 'away',
  'Forbidden succession': ({ rule }) => rule === 'succession',
  'Max shifts': rule => rule.rule === 'total' && rule.of === 'shifts',
  'Max total minutes': rule => rule.rule === 'total' && rule.of === 'minutes' && rule.max !== undefined,
  'Min total minutes': rule => rule.rule === 'total' && rule.of === 'minutes' && rule.min !== undefined,
  'Max consecutive shifts': rule => rule.rule === 'run' && rule.max !== undefined,
  'Min consecutive shifts': rule => rule.rule === 'run' && rule.of === 'work' && rule.min !== undefined,
  'Min consecutive days off': rule => rule.rule === 'run' && rule.of === 'off',
  'Max weekends': ({ rule }) => rule === 'weekends',
}

/** Runs of a shift or of days off: nearer to real rosters than a job drawn for each day alone. */
const daysOf = (jobs: readonly string[], days: number) => {
  const run = fc.tuple(fc.constantFrom(null, ...jobs), fc.integer({ min: 1, max: 4 }))
  return fc
    .array(run, { minLength: days, maxLength: days })
    .map(runs =>
      runs.flatMap(([job, length]) => Array.from<string | null>({ length: length }).fill(job)).slice(0, days),
    )
}

describe('shift scheduling', () => {
  const instance = readShiftInstance(SHIFTS)
  const problem = problemOfShifts(instance)
  const soft = only(problem, ({ price }) => price !== 'hard')
  const alone = Object.entries(HARD).map(([name, keeps]): [string, Problem] => [
    name,
    { ...only(problem, keeps), demands: [] },
  ])
  const days = daysOf(['E', 'N', 'L'], 14)
  const check = (roster: Roster) =>
    checkShiftScheduling(SHIFTS, writeRos(instance, rowsOfRoster(instance, roster), 'Instance.ros'))

  it('costs the same, and breaks the same hard rules, one by one', () => {
    fc.assert(
      fc.property(fc.record({ Ann: days, Bea: days, Cleo: days }), roster => {
        const { cost, violations } = check(roster)
        expect(scored(soft, roster)).toEqual({ hard: 0, soft: cost })
        const broken = alone.filter(([, one]) => scored(one, roster).soft === Infinity).map(([name]) => name)
        expect(new Set(broken)).toEqual(new Set(violations.map(({ rule }) => rule)))
      }),
      { numRuns: 150 },
    )
  })
})

const SCENARIO = nurseScenario({
  shifts: ['Early (2,4)', 'Late (2,3)', 'Night (1,3)'],
  successions: ['Early 0', 'Late 1 Early', 'Night 2 Early Late'],
})

const HISTORY = nurseHistory('Ann 7 1 Night 1 3 0', 'Bea 0 0 None 0 0 2', 'Cleo 2 2 Early 2 2 0')
const WEEK = nurseWeek('(0,1) (1,1) (0,0) (0,2) (0,0) (0,1) (0,0)', '(0,0) (1,2) (0,0) (0,0) (0,1) (0,0) (0,0)')

const weekOf = (roster: Roster, week: number): Roster =>
  Object.fromEntries(Object.entries(roster).map(([name, days]) => [name, days.slice(7 * week, 7 * week + 7)]))

describe('INRC-II', () => {
  const scenario = readNurseScenario(SCENARIO)
  const week = readNurseWeek(WEEK, scenario)
  const problem = problemOfWeeks(scenario, readNurseHistory(HISTORY, scenario), [week, week, week])
  const soft = only(problem, ({ price }) => price !== 'hard')
  const jobs = scenario.shifts.flatMap(({ id }) => scenario.skills.map(skill => jobId(id, skill)))
  const days = daysOf(jobs, 21)

  it('all weeks in one cost what the weeks cost one after the other, and break the same hard rules', () => {
    fc.assert(
      fc.property(fc.record({ Ann: days, Bea: daysOf(jobs, 21), Cleo: days }), roster => {
        const { parts, cost, violations } = checkInrc2({
          scenario: SCENARIO,
          history: HISTORY,
          weeks: [WEEK, WEEK, WEEK],
          solutions: [0, 1, 2].map(index => writeNurseSolution(scenario, index, weekOf(roster, index))),
        })
        const broken = (name: string) => violations.some(({ rule }) => rule === name)
        const forbids = (rule: Rule['rule']) =>
          scored(
            only(problem, one => one.rule === rule),
            roster,
          ).soft === Infinity
        expect(forbids('succession')).toBe(broken('Illegal succession'))
        expect(forbids('skill')).toBe(broken('Required skill'))
        // Who works without the skill counts for us and not for the checker: cover is compared where nobody does.
        if (broken('Required skill')) {
          const lines = scored({ ...soft, demands: [] }, roster)
          expect(lines.soft).toBe(cost - parts['Optimal coverage']!)
        } else
          expect(scored(soft, roster)).toEqual({
            hard: violations.filter(({ rule }) => rule === 'Minimal coverage').length,
            soft: cost,
          })
      }),
      { numRuns: 150 },
    )
  })
})

const folder = process.env.MUSTER_INSTANCES ?? ''
const shifts = join(folder, 'shift-scheduling')
const nurses = join(folder, 'inrc2', 'n005w4')

describe.skipIf(!existsSync(shifts) || !existsSync(nurses))('on published instances (needs MUSTER_INSTANCES)', () => {
  const small = existsSync(shifts) ? readdirSync(shifts).filter(file => /^Instance\d\.txt$/.test(file)) : []
  it.each(small)('%s: a roster by chance costs the same', file => {
    const text = readFileSync(join(shifts, file), 'utf8')
    const instance = readShiftInstance(text)
    const chance = random(1)
    const job = () => instance.shifts[chance.int(instance.shifts.length * 2)]?.id ?? null
    const roster = Object.fromEntries(instance.people.map(({ id }) => [id, Array.from({ length: instance.days }, job)]))
    const soft = only(problemOfShifts(instance), ({ price }) => price !== 'hard')
    const { cost } = checkShiftScheduling(text, writeRos(instance, rowsOfRoster(instance, roster), file))
    expect(scored(soft, roster)).toEqual({ hard: 0, soft: cost })
  })

  it('the solution that the organisers printed costs 1695 for the engine too', () => {
    const read = (name: string) => readFileSync(join(nurses, name), 'utf8')
    const scenario = readNurseScenario(read('Sc-n005w4.txt'))
    const history = readNurseHistory(read('H0-n005w4-0.txt'), scenario)
    const weeks = [1, 2, 3, 3]
    const problem = problemOfWeeks(
      scenario,
      history,
      weeks.map(week => readNurseWeek(read(`WD-n005w4-${week}.txt`), scenario)),
    )
    const roster = Object.fromEntries(
      scenario.nurses.map(({ name }) => [name, Array.from<string | null>({ length: 28 }).fill(null)]),
    )
    weeks.forEach((week, stage) => {
      const lines = read(`Solution_H_0-WD_1-2-3-3/Sol-n005w4-${week}-${stage}.txt`).matchAll(
        /^(\S+) (\w{3}) (\w+) (\w+)\s*$/gm,
      )
      for (const [, name, day, shift, skill] of lines)
        roster[name!]![7 * stage + ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day!)] = jobId(
          shift!,
          skill!,
        )
    })
    expect(scored(problem, roster)).toEqual({ hard: 0, soft: 1695 })
  })
})
