import { expect, it } from 'vitest'
import { fieldOf, instantOf } from './zone.ts'

it('shows the wall time of the city, wherever the computer is', () => {
  expect(fieldOf('Asia/Shanghai', '2022-03-30T08:00:00.000Z')).toBe('2022-03-30T16:00')
})

it('reads a wall time back as the instant it was', () => {
  expect(instantOf('Asia/Shanghai', '2022-03-30T16:00')).toBe('2022-03-30T08:00:00.000Z')
})

it('keeps to the zone on the day the clocks change', () => {
  for (const field of ['2022-03-27T01:30', '2022-03-27T03:30', '2022-10-30T12:00'])
    expect(fieldOf('Europe/Berlin', instantOf('Europe/Berlin', field))).toBe(field)
})
