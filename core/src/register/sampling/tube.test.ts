import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paceOf, waits } from './pace.ts'
import { judgeTube, roomIn, seatHousehold, type Taken, tidyLabel } from './tube.ts'

const taken = fc.record({
  id: fc.uuid(),
  at: fc.integer({ min: 0, max: 50 }),
  who: fc.constantFrom(...Array.from({ length: 30 }, (_, nth) => `p${nth}`)),
})
const samples = fc.uniqueArray(taken, { selector: ({ id }) => id, maxLength: 40 })
const tube = fc.record({
  size: fc.constantFrom(1, 5, 10, 20),
  sealedAt: fc.option(fc.integer({ min: 0, max: 50 })),
})

describe('a tube', () => {
  it('never holds more than its size, nobody twice, nobody from after its sealing, and says something of everybody', () => {
    fc.assert(
      fc.property(tube, samples, (of, all) => {
        const verdicts = judgeTube(of, all)
        const standing = all.filter(({ id }) => verdicts.get(id) === null)
        expect(verdicts.size).toBe(all.length)
        expect(standing.length).toBeLessThanOrEqual(of.size)
        expect(new Set(standing.map(({ who }) => who)).size).toBe(standing.length)
        if (of.sealedAt !== null) expect(standing.every(({ at }) => at <= of.sealedAt!)).toBe(true)
      }),
    )
  })

  it('says the same in whatever order it was heard, and holds nobody while there was room', () => {
    fc.assert(
      fc.property(tube, samples, fc.infiniteStream(fc.nat()), (of, all, order) => {
        const mixed = all.map(one => ({ one, key: order.next().value as number })).toSorted((a, b) => a.key - b.key)
        const verdicts = judgeTube(of, all)
        const heard = mixed.map(({ one }) => one)
        expect(Object.fromEntries(judgeTube(of, heard))).toEqual(Object.fromEntries(verdicts))
        const standing = [...verdicts.values()].filter(hold => hold === null).length
        if ([...verdicts.values()].includes('tube-full')) expect(standing).toBe(of.size)
        if (of.sealedAt === null) expect(roomIn(of, all)).toBe(of.size - standing)
      }),
    )
  })

  it('refuses the eleventh', () => {
    const ten = Array.from({ length: 10 }, (_, nth): Taken => ({ id: `${nth}`, at: nth, who: `p${nth}` }))
    const of = { size: 10, sealedAt: null }
    expect(roomIn(of, ten)).toBe(0)
    expect(judgeTube(of, [...ten, { id: 'x', at: 99, who: 'p99' }]).get('x')).toBe('tube-full')
  })

  it('keeps a household together where a new tube takes it, and loses nobody', () => {
    expect(seatHousehold(4, { size: 10, room: 2, together: true })).toEqual({ here: 0, next: [4] })
    expect(seatHousehold(4, { size: 10, room: 2, together: false })).toEqual({ here: 2, next: [2] })
    expect(seatHousehold(12, { size: 10, room: 1, together: true })).toEqual({ here: 1, next: [10, 1] })
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.constantFrom(1, 5, 10, 20),
        fc.nat(20),
        fc.boolean(),
        (people, size, left, together) => {
          const { here, next } = seatHousehold(people, { size, room: Math.min(left, size), together })
          expect(here + next.reduce((sum, one) => sum + one, 0)).toBe(people)
          expect(Math.max(0, ...next)).toBeLessThanOrEqual(size)
        },
      ),
    )
  })

  it('has one label however it was typed', () => {
    expect(tidyLabel(' ａ12-３4 ')).toBe('A12-34')
    expect(tidyLabel('试管')).toBeNull()
  })
})

describe('calling', () => {
  it('says when each building’s turn comes by what was measured, and nothing while nothing was', () => {
    const batches = [
      { name: '1号楼', people: 100 },
      { name: '2号楼', people: 60 },
      { name: '3号楼', people: 60 },
    ]
    expect(paceOf(50, 120)).toBe(200)
    expect(paceOf(50, 5)).toBe(600)
    expect(waits(batches, { called: 1, taken: 40, pace: 120 })).toEqual([0, 30, 60])
    expect(waits(batches, { called: 1, taken: 40, pace: null })).toEqual([0, null, null])
    expect(waits(batches, { called: 1, taken: 130, pace: 120 })).toEqual([0, 0, 30])
  })
})
