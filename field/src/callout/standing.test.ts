import { expect, it } from 'vitest'
import { closedBecause, freePlaces, urgencyOf } from './standing.ts'

const NOW = Date.parse('2022-03-30T04:43:00.000Z')
const deadline = '2022-03-30T04:43:00.000Z'

it('takes sign-ups while open or full, up to the deadline and not at it', () => {
  expect(closedBecause({ state: 'open', deadline: null }, NOW)).toBeUndefined()
  expect(closedBecause({ state: 'full', deadline }, NOW - 1)).toBeUndefined()
  expect(closedBecause({ state: 'open', deadline }, NOW)).toBe('closedDeadline')
})

it.each([
  ['withdrawn', 'closedWithdrawn'],
  ['departed', 'closedDeparted'],
  ['ended', 'closedEnded'],
] as const)('a call that is %s takes none', (state, why) => {
  expect(closedBecause({ state, deadline: null }, NOW)).toBe(why)
})

it('never shows fewer than no free places', () => {
  expect(freePlaces({ quota: 30, taken: 31 })).toBe(0)
})

it('puts a held place first, then what is unanswered, and closed calls last', () => {
  const order = [
    urgencyOf({ state: 'held' }, false),
    urgencyOf({ state: 'none' }, false),
    urgencyOf({ state: 'confirmed' }, false),
    urgencyOf({ state: 'withdrawn' }, false),
    urgencyOf({ state: 'held' }, true),
    urgencyOf({ state: 'none' }, true),
  ]
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(new Set(order).size).toBe(order.length)
})
