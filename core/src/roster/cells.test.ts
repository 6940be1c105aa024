import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceTo, drafted, samePeople } from './cells.ts'
import { changesBetween, type VersionContent, type VersionShift } from './versions.ts'

const people = fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e'))

describe('a cell of a draft', () => {
  it('is what was wanted, as long as nothing happens to the published', () => {
    fc.assert(
      fc.property(people, people, (published, wanted) => {
        expect(samePeople(drafted(published, differenceTo(published, wanted)), wanted)).toBe(true)
      }),
    )
  })

  it('keeps a swap that happens meanwhile, and still brings and takes whom it was to', () => {
    fc.assert(
      fc.property(people, people, people, (published, wanted, later) => {
        const difference = differenceTo(published, wanted)
        const now = drafted(later, difference)
        expect(new Set(now).size).toBe(now.length)
        expect(difference.adds.every(id => now.includes(id))).toBe(true)
        expect(difference.drops.some(id => now.includes(id))).toBe(false)
        // Whoever came or went by other ways is untouched.
        const others = later.filter(id => !difference.adds.includes(id) && !difference.drops.includes(id))
        expect(others.every(id => now.includes(id))).toBe(true)
        expect(now.every(id => later.includes(id) || difference.adds.includes(id))).toBe(true)
      }),
    )
  })
})

const shift = (over: Partial<VersionShift>): VersionShift => ({
  shiftId: '1',
  postId: 'p',
  post: '东门',
  day: '2022-03-28',
  startsAt: '2022-03-28T00:00:00.000Z',
  endsAt: '2022-03-28T08:00:00.000Z',
  people: [],
  standby: [],
  ...over,
})
const content = (...shifts: VersionShift[]): VersionContent => ({ shifts })

describe('two versions', () => {
  it('differ in who stands how, in the order of time, and in hours that moved', () => {
    const before = content(
      shift({ people: ['a', 'b'] }),
      shift({ shiftId: '2', day: '2022-03-27', startsAt: '2022-03-27T00:00:00.000Z', people: ['c'] }),
    )
    const after = content(shift({ people: ['a'], standby: ['b'] }))
    expect(changesBetween(before, after).map(({ personId, was, is }) => [personId, was, is])).toEqual([
      ['c', 'place', null],
      ['b', 'place', 'standby'],
    ])
    const moved = content(shift({ people: ['a'], endsAt: '2022-03-28T09:00:00.000Z' }))
    expect(changesBetween(content(shift({ people: ['a'] })), moved)).toMatchObject([
      { personId: 'a', was: 'place', is: 'place' },
    ])
    expect(changesBetween(before, before)).toEqual([])
  })
})
