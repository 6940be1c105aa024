import type { BoardPost, BoardShift } from '@muster/core/roster/draft.wire.ts'
import { describe, expect, it } from 'vitest'
import { linesOf, placeAt, rowsOf } from './grid.ts'

const DAYS = ['2022-03-28', '2022-03-29', '2022-03-30']
const post = { id: 'gate', name: '潘塘卡口' } as BoardPost
const shift = (id: string, day: number, hour: string, over: Partial<BoardShift> = {}) =>
  ({
    id,
    postId: 'gate',
    role: 'member',
    day: DAYS[day],
    startsAt: `${DAYS[day]!}T${hour}`,
    endsAt: `${DAYS[day]!}T20:00`,
    people: 2,
    standby: 0,
    cancelled: false,
    draft: { version: 0, people: [], standby: [], fixed: false },
    ...over,
  }) as BoardShift
const lines = (shifts: BoardShift[]) => linesOf([post], shifts, DAYS, instant => instant.slice(11), 0)
const rows = (shifts: BoardShift[], draft: Record<string, string[]>) =>
  rowsOf(lines(shifts), [post], new Map(Object.entries(draft)), new Set())

describe('the lines of a post', () => {
  it('hold shifts of the same hours on several days; two on one day are two lines', () => {
    const own = lines([shift('a', 0, '08:00'), shift('b', 2, '08:00'), shift('c', 2, '08:00'), shift('d', 1, '00:00')])
    const found = own.get('gate')!.map(({ from, halves }) => [from, ...halves.map(half => half?.key)])
    expect(found).toEqual([
      ['00:00', undefined, 'd', undefined],
      ['08:00', 'a', undefined, 'b'],
      ['08:00', undefined, undefined, 'c'],
    ])
  })
  it('have their standby below them where some is asked for', () => {
    const own = lines([shift('a', 0, '08:00', { standby: 1 })])
    expect(own.get('gate')!.map(({ standby, halves }) => [standby, halves[0]?.key])).toEqual([
      [false, 'a'],
      [true, 'a standby'],
    ])
  })
})

describe('the places of a line', () => {
  const week = [shift('a', 0, '08:00'), shift('b', 1, '08:00'), shift('c', 2, '08:00')]

  it('give whoever serves again the same row again', () => {
    const [, first, second] = rows(week, { a: ['li', 'wang'], b: ['wang', 'chen'], c: ['li', 'wang'] })
    const along = (row: typeof first) => DAYS.map((_, day) => placeAt(row, day).personId)
    expect(along(first)).toEqual(['li', 'chen', 'li'])
    expect(along(second)).toEqual(['wang', 'wang', 'wang'])
  })
  it('say how many are missing from there on, and nothing where enough are', () => {
    const [, first, second, third] = rows(week, { a: ['li'], c: ['li', 'wang', 'chen'] })
    expect([first, second, third].map(row => placeAt(row, 0).missing)).toEqual([0, 1, 0])
    expect([first, second, third].map(row => placeAt(row, 1).missing)).toEqual([2, 1, 0])
    expect([first, second, third].map(row => placeAt(row, 2).personId)).toEqual(['li', 'wang', 'chen'])
  })
})
