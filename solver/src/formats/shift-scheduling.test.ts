import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkShiftScheduling } from './checker/shift-scheduling.ts'
import { problemOfShifts, rowsOfRoster } from './shift-scheduling.ts'
import { readShiftInstance, writeRos } from './shift-scheduling-instance.ts'
import { shiftText } from './testing.ts'

const INSTANCE = shiftText({
  staff: ['Ann,E=14|N=2|L=9,4320,0,5,2,2,1', 'Bea,E=14|N=14|L=9,4320,960,4,2,3,2'],
})

const instance = readShiftInstance(INSTANCE)

describe('reading', () => {
  it('takes over every limit, and shares a rule among people of the same limit', () => {
    const { rules, people, jobs, demands } = problemOfShifts(instance)
    expect(people.map(({ id }) => id)).toEqual(['Ann', 'Bea'])
    expect(jobs.map(({ id }) => id)).toEqual(['E', 'N', 'L'])
    expect(demands[1]).toEqual({ day: 1, jobs: ['N'], preferred: 2, under: 10, over: 1 })
    expect(rules).toContainEqual({ rule: 'total', price: 'hard', people: ['Ann', 'Bea'], of: 'minutes', max: 4320 })
    expect(rules).toContainEqual({ rule: 'run', price: 'hard', people: ['Bea'], of: 'work', max: 4 })
    expect(rules).toContainEqual({ rule: 'away', price: 'hard', people: ['Ann'], days: [3, 11] })
    expect(rules).toContainEqual({ rule: 'succession', price: 'hard', jobs: ['N'], next: { jobs: ['E', 'L'] } })
  })

  it.each([
    ['N,600,E|L', 'N,600,X', 'line 7: “X” stands where a shift should'],
    ['Ann,0,E,4', 'Cleo,0,E,4', 'line 18: “Cleo” stands where a person should'],
    ['8,E,0,100,7', '14,E,0,100,7', 'line 27: “14” stands where a day before 14 should'],
    ['1,N,2,10,1', '1,N,two,10,1', 'line 26: “two” stands where a whole number should'],
    ['# invented', 'invented', 'line 1: “invented” stands where a heading SECTION_… should'],
  ])('says where the text is not of the format: %s → %s', (from, to, says) => {
    expect(() => readShiftInstance(INSTANCE.replace(from, to))).toThrow(says)
  })
})

it('what is written as a file, the checker reads as the same roster', () => {
  const shift = fc.integer({ min: -1, max: 2 })
  const rows = fc.array(fc.array(shift, { minLength: 14, maxLength: 14 }), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(rows, worked => {
      const { parts } = checkShiftScheduling(INSTANCE, writeRos(instance, worked, 'Instance.ros'))
      const has = (person: number, day: number, at: number) => worked[person]![day] === at
      expect(parts['On requests']).toBe((has(0, 0, 0) ? 0 : 4) + (has(1, 1, 1) ? 0 : 3))
      expect(parts['Off requests']).toBe(has(0, 8, 0) ? 2 : 0)
    }),
  )
})

it('a roster of ours becomes rows by position, and who is not named is free', () => {
  const rows = rowsOfRoster(instance, { Bea: ['L', null, 'N'] })
  expect(rows[0]).toEqual(Array.from({ length: 14 }, () => -1))
  expect(rows[1]!.slice(0, 4)).toEqual([2, -1, 1, -1])
})
