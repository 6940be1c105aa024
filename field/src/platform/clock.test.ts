import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hear, leftUntil, now, timeOf } from './clock.ts'

const NOON = Date.parse('2022-03-30T04:00:00.000Z')

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') })
  hear('2022-03-30T04:00:00.000Z', 'Asia/Shanghai', 1)
  return () => vi.useRealTimers()
})

describe('the server’s time', () => {
  it('is told by the server, however wrong the phone is', () => {
    vi.advanceTimersByTime(5000)
    expect(now()).toBe(NOON + 5000)
  })

  it('runs as fast as the rehearsal, and keeps that speed when a later answer does not name it', () => {
    hear('2022-03-30T04:00:00.000Z', 'Asia/Shanghai', 60)
    hear('2022-03-30T04:00:00.000Z')
    vi.advanceTimersByTime(1000)
    expect(now()).toBe(NOON + 60_000)
  })
})

describe('a time in words', () => {
  it.each([
    ['2022-03-30T06:05:00.000Z', 'zh', '14:05'],
    ['2022-03-30T16:00:00.000Z', 'zh', '3月31日 00:00'],
    ['2022-03-30T16:00:00.000Z', 'en', '31 Mar, 00:00'],
    ['2021-12-31T15:59:00.000Z', 'zh', '2021年12月31日 23:59'],
    ['2021-12-31T15:59:00.000Z', 'en', '31 Dec 2021, 23:59'],
  ] as const)('%s in %s is %s', (at, language, text) => {
    expect(timeOf(at, language)).toBe(text)
  })
})

describe('time that is left', () => {
  it.each([
    [-1, 0, '0:00'],
    [1, 1, '0:01'],
    [65_000, 65, '1:05'],
    [3_600_000 + 65_000, 3665, '1:01:05'],
  ])('%i ms', (ahead, seconds, text) => {
    expect(leftUntil(new Date(NOON + ahead).toISOString())).toEqual({ seconds, text })
  })
})
