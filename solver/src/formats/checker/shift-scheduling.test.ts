import { describe, expect, it } from 'vitest'
import { shiftText } from '../testing.ts'
import { checkShiftScheduling } from './shift-scheduling.ts'

/** A fortnight with an early and a night shift; no early on the day after a night. Ann is off on day 3. */
const INSTANCE = shiftText({
  shifts: ['E,480,', 'N,600,E'],
  staff: ['Ann,E=14|N=3,4320,0,5,2,2,1', 'Bea,E=14|N=14,4320,960,5,2,2,2'],
  daysOff: ['Ann,3'],
})

/** One line a person: a letter a day, `.` for a day off. */
function roster(lines: Readonly<Record<string, string>>): string {
  const assign = (shift: string, day: number) => `<Assign><Day>${day}</Day><Shift>${shift}</Shift></Assign>`
  const employees = Object.entries(lines).map(([id, row]) => {
    const inside = [...row].map((shift, day) => (shift === '.' ? '' : assign(shift, day))).join('')
    return `<Employee ID="${id}">${inside}</Employee>`
  })
  return `<Roster>${employees.join('')}</Roster>`
}

const OFF = '..............'
const BEA = 'EE............'
const check = (ann: string, bea = BEA) => checkShiftScheduling(INSTANCE, roster({ Ann: ann, Bea: bea }))
const rulesOf = (ann: string, bea = BEA) => check(ann, bea).violations.map(({ rule }) => rule)

describe('what a roster costs', () => {
  it('on-requests cost when they are not met, off-requests when they are not kept', () => {
    expect(check(OFF).parts).toMatchObject({ 'On requests': 4 + 3, 'Off requests': 0 })
    expect(check('EE.....EE.....').parts).toMatchObject({ 'On requests': 3, 'Off requests': 2 })
  })

  it('prices each one missing and each one too many', () => {
    expect(check(OFF).parts).toMatchObject({ 'Under cover': 20, 'Over cover': 0 })
    expect(check('EN.....EE.....', 'EN............')).toMatchObject({
      cost: 2 + 1 + 7,
      parts: { 'Under cover': 0, 'Over cover': 1 + 7 },
    })
  })
})

describe('hard rules', () => {
  it.each([
    ['Days off', '..EE..........'],
    ['Forbidden succession', 'NE............'],
    ['Max shifts', 'NN..NN........'],
    ['Max total minutes', 'EEE..EE..EEEEE'],
    ['Max consecutive shifts', '....EEEEEE....'],
    ['Min consecutive shifts', '....E.........'],
    ['Min consecutive days off', 'EE.....EE.EE..'],
    ['Max weekends', '....EE.....EE.'],
  ])('%s', (rule, row) => {
    expect(rulesOf(row)).toContain(rule)
  })

  it('too few minutes', () => expect(rulesOf(OFF, OFF)).toEqual(['Min total minutes']))

  it('a run that touches an edge of the horizon is never too short', () => {
    expect(rulesOf('E............E')).toEqual([])
    expect(rulesOf('.EE.........E.')).toEqual(['Min consecutive shifts'])
    expect(rulesOf('.EE........EE.')).toEqual([])
  })

  it('one of the two days makes a weekend, both make one', () => {
    expect(rulesOf('.....EE.......')).toEqual([])
    expect(rulesOf('....EE......EE')).toEqual(['Max weekends'])
  })

  it('a second shift on one day, people and shifts that there are not', () => {
    const twice = roster({ Ann: 'EE............' }).replace(
      '<Assign>',
      '<Assign><Day>0</Day><Shift>E</Shift></Assign><Assign>',
    )
    const strange = roster({ Cleo: 'E.............', Bea: 'XE............' })
    expect(checkShiftScheduling(INSTANCE, twice).violations.map(({ rule }) => rule)).toContain('One shift a day')
    expect(checkShiftScheduling(INSTANCE, strange).violations.filter(({ rule }) => rule === 'Unknown')).toHaveLength(2)
  })
})
