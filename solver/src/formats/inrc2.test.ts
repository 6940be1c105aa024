import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Roster } from '../problem/problem.ts'
import { random } from '../random.ts'
import { checkInrc2 } from './checker/inrc2.ts'
import { expectedAfter, historyAfter, jobId, problemOfWeeks, writeNurseSolution } from './inrc2.ts'
import { readNurseHistory, readNurseScenario, readNurseWeek, writeNurseHistory } from './inrc2-instance.ts'

const SCENARIO = `SCENARIO = tiny

WEEKS = 3

SKILLS = 2
Lead
Aide

SHIFT_TYPES = 2
Early (2,4)
Night (1,3)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 2
Full (9,12) (2,4) (2,3) 1 1
Half (3,5) (1,3) (2,9) 2 0

NURSES = 3
Ann Full 2 Lead Aide
Bea Full 1 Aide
Cleo Half 1 Aide
`

const HISTORY = `HISTORY
0 tiny

NURSE_HISTORY
Ann 0 0 Night 1 3 0
Bea 0 0 None 0 0 2
Cleo 0 0 Early 2 2 0
`

const WEEK = `WEEK_DATA
tiny

REQUIREMENTS
Early Aide (0,1) (0,1) (0,0) (0,2) (0,0) (0,1) (0,0)
Night Lead (0,0) (0,2) (0,0) (0,0) (0,1) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
Ann Any Wed
Bea Early Thu
`

const scenario = readNurseScenario(SCENARIO)
const history = readNurseHistory(HISTORY, scenario)
const week = readNurseWeek(WEEK, scenario)

const job = fc.constantFrom(null, null, ...scenario.shifts.map(({ id }) => jobId(id, 'Aide')))
const days = fc.array(job, { minLength: 7, maxLength: 7 })
const roster: fc.Arbitrary<Roster> = fc.record({ Ann: days, Bea: days, Cleo: days })

describe('from week to week', () => {
  it('the history we hand on costs the next week what the checker makes of the week before', () => {
    fc.assert(
      fc.property(roster, roster, (first, second) => {
        const [one, two] = [writeNurseSolution(scenario, 0, first), writeNurseSolution(scenario, 1, second)]
        const texts = { scenario: SCENARIO, history: HISTORY, weeks: [WEEK, WEEK] }
        const together = checkInrc2({ ...texts, solutions: [one, two] }).parts
        const alone = checkInrc2({ ...texts, solutions: [one] }).parts
        const handed = writeNurseHistory(scenario, historyAfter(scenario, history, first))
        const after = checkInrc2({ ...texts, history: handed, solutions: [two] }).parts
        expect(after['Total assignments']).toBe(together['Total assignments'])
        expect(after['Max working weekends']).toBe(together['Max working weekends'])
        for (const part of ['Consecutive assignments', 'Non-working days', 'Complete weekends'])
          expect([part, alone[part]! + after[part]!]).toEqual([part, together[part]])
      }),
    )
  })

  it('a history that is written reads as the same', () => {
    expect(readNurseHistory(writeNurseHistory(scenario, history), scenario)).toEqual(history)
  })
})

describe('as a problem of ours', () => {
  it('the days before leave the runs that the history tells of', () => {
    const past = problemOfWeeks(scenario, history, [week]).people.map(person => person.history!.past)
    expect(past[0]).toEqual([null, 'Early Lead', 'Early Lead', 'Night Lead'])
    expect(past[1]).toEqual(['Early Lead', null, null])
    expect(past[2]).toEqual([null, 'Early Lead', 'Early Lead'])
  })

  it('a week that others follow may use its share of what is left; the last one says the totals as they are', () => {
    const totals = (weeks: number) =>
      problemOfWeeks({ ...scenario, weeks }, history, [week]).rules.filter(
        rule => (rule.rule === 'total' || rule.rule === 'weekends') && rule.people?.[0] === 'Cleo',
      )
    expect(totals(1)).toEqual([
      { rule: 'total', price: 20, people: ['Cleo'], of: 'shifts', min: 3, max: 5, carried: true },
      { rule: 'weekends', price: 30, people: ['Cleo'], max: 2, carried: true },
    ])
    expect(totals(2)).toEqual([
      { rule: 'total', price: 20, people: ['Cleo'], of: 'shifts', min: 1 },
      { rule: 'total', price: 10, people: ['Cleo'], of: 'shifts', max: 2 },
      { rule: 'total', price: 10, people: ['Cleo'], of: 'shifts', max: 3 },
      { rule: 'weekends', price: 30, people: ['Cleo'], max: 1 },
    ])
  })

  it('a week that is only expected has days as they were asked for, working days and weekends apart; nothing in it is hard and nobody has a wish', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const other = {
          ...week,
          requirements: week.requirements.map(each => ({ ...each, days: each.days.toReversed() })),
        }
        const [expected] = expectedAfter([week, other], 1, random(seed))
        for (let day = 0; day < 7; day++) {
          const asked = ({ requirements }: typeof week, at: number) => requirements.map(({ days }) => days[at]!)
          const alike = day < 5 ? [0, 1, 2, 3, 4] : [5, 6]
          const seen = [week, other].flatMap(each => alike.map(at => asked(each, at)))
          expect(seen).toContainEqual(asked(expected!, day))
        }
        const { horizon, demands, rules } = problemOfWeeks(scenario, history, [week], [expected!])
        expect(horizon.days).toBe(14)
        expect(demands.map(({ day, missing }) => missing === (day < 7 ? 'hard' : 60))).not.toContain(false)
        expect(rules.flatMap(rule => (rule.rule === 'request' ? rule.days : []))).toEqual([2, 3])
      }),
    )
  })

  it('who looks ahead to the last week sees the totals as they will be charged', () => {
    const ahead = (weeks: number) =>
      problemOfWeeks({ ...scenario, weeks }, history, [week], expectedAfter([week], 1, random(1))).rules.filter(
        ({ rule }) => rule === 'total' || rule === 'weekends',
      )
    expect(ahead(2)).toHaveLength(2 * scenario.nurses.length)
    expect(ahead(2)).toEqual(problemOfWeeks({ ...scenario, weeks: 2 }, history, [week, week]).rules.slice(-6))
  })

  it.each([
    ['Ann Full 2 Lead Aide', 'Ann Double 2 Lead Aide', 'line 22: “Double” stands where a contract should'],
    ['Early (2,4)', 'Early 2', 'line 10: “2” stands where (least,most) should'],
    ['CONTRACTS = 2', 'TREATIES = 2', 'a heading CONTRACTS'],
  ])('says where the text is not of the format: %s → %s', (from, to, says) => {
    expect(() => readNurseScenario(SCENARIO.replace(from, to))).toThrow(says)
  })
})
