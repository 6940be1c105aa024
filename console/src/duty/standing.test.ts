import { expect, it } from 'vitest'
import { standingOf } from './standing.ts'

const at = (clock: string) => Date.parse(`2022-03-28T${clock}:00.000Z`)
const shift = (over: Partial<Parameters<typeof standingOf>[0]> = {}) => ({
  startsAt: '2022-03-28T08:00:00.000Z',
  endsAt: '2022-03-28T16:00:00.000Z',
  openEnd: false,
  need: 2,
  present: 0,
  expected: 2,
  overdue: 0,
  closedAt: null,
  ...over,
})
const is = (clock: string, over: Parameters<typeof shift>[0] = {}) => standingOf(shift(over), at(clock))

it('calls a plan a plan until the shift begins, and then counts who is there', () => {
  expect(is('07:59')).toMatchObject({ is: 'planned', count: 2 })
  expect(is('07:59', { expected: 1 })).toMatchObject({ is: 'unplanned', count: 1 })
  expect(is('07:59', { expected: 1, present: 1 })).toMatchObject({ is: 'planned', count: 2 })
  expect(is('08:00')).toMatchObject({ is: 'short', count: 2 })
  expect(is('08:00', { present: 2, expected: 0 })).toMatchObject({ is: 'full', count: 0 })
  expect(is('08:00', { present: 3, expected: 0 })).toMatchObject({ is: 'full', count: 0 })
})

it('is over at its end or when it was closed, and says who has not checked out; an open end goes on', () => {
  expect(is('16:00')).toMatchObject({ is: 'over' })
  expect(is('16:00', { overdue: 1 })).toMatchObject({ is: 'overdue', count: 1 })
  expect(is('10:00', { closedAt: '2022-03-28T09:00:00.000Z' })).toMatchObject({ is: 'over' })
  expect(is('18:00', { openEnd: true, present: 1 })).toMatchObject({ is: 'short', count: 1 })
})
