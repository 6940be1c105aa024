import { expect, it } from 'vitest'
import { clockOf, shifted } from './ClockInput.tsx'

it('takes a time as people type it', () => {
  expect(['1547', '15:47', '15：47', '9', '09', ' 7:05 '].map(clockOf)).toEqual([
    '15:47',
    '15:47',
    '15:47',
    '09:00',
    '09:00',
    '07:05',
  ])
})

it('refuses what is no time instead of guessing', () => {
  expect(['25', '12:60', 'noon', '', '12345'].map(clockOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it('steps by minutes and stays within the day', () => {
  expect([shifted('15:59', 1), shifted('00:00', -1), shifted('23:30', 60)]).toEqual(['16:00', '00:00', '23:59'])
})
