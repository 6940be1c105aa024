import { expect, it } from 'vitest'
import { dayIn, minuteIn, momentIn } from './moment.ts'

it('reads an instant on the wall clock of the city', () => {
  const four = '2022-03-30T08:00:00.000Z'
  expect(momentIn('Asia/Shanghai', four)).toEqual({ year: 2022, month: 3, day: 30, hour: 16, minute: 0 })
  expect(minuteIn('Asia/Shanghai', four)).toBe('2022-03-30 16:00')
  expect(dayIn('Asia/Shanghai', '2022-12-31T16:00:00.000Z')).toBe('2023-01-01')
  expect(minuteIn('Asia/Shanghai', new Date('2022-12-31T16:00:59.999Z'))).toBe('2023-01-01 00:00')
  expect(dayIn('America/New_York', '2022-03-13T06:59:00.000Z')).toBe('2022-03-13')
})
