import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn, daysAfter, instantAt, minuteIn } from '../platform/moment.ts'
import { type HoursLine, hoursFit, layOutDays, layOutFrom } from './layout.ts'

const ROUND: HoursLine[] = [
  { starts: '08:00', ends: '14:00' },
  { starts: '14:00', ends: '20:00' },
  { starts: '20:00', ends: '02:00' },
  { starts: '02:00', ends: '08:00' },
]
const NIGHT = { starts: '22:00', ends: '06:00' }
const shown = (zone: string, shifts: readonly { startsAt: Date; endsAt: Date; day: string }[]) =>
  shifts.map(({ startsAt, endsAt, day }) => `${day}: ${minuteIn(zone, startsAt)} – ${minuteIn(zone, endsAt)}`)

describe('a night', () => {
  it('belongs to its evening, also at the end of a month and on 29 February', () => {
    expect(shown('Asia/Shanghai', layOutDays('Asia/Shanghai', '2024-02-28', '2024-03-01', [NIGHT]))).toEqual([
      '2024-02-28: 2024-02-28 22:00 – 2024-02-29 06:00',
      '2024-02-29: 2024-02-29 22:00 – 2024-03-01 06:00',
      '2024-03-01: 2024-03-01 22:00 – 2024-03-02 06:00',
    ])
    expect(layOutDays('Asia/Shanghai', '2023-02-28', '2023-03-01', [NIGHT])).toHaveLength(2)
    expect(layOutDays('Asia/Shanghai', '2024-03-02', '2024-03-01', [NIGHT])).toEqual([])
  })

  it('lasts as long as the clocks say: seven hours when they go forward, nine when they go back', () => {
    const hours = (day: string) =>
      layOutDays('Europe/Berlin', day, day, [NIGHT]).map(
        ({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 3_600_000,
      )
    expect(hours('2026-03-28')).toEqual([7])
    expect(hours('2026-10-24')).toEqual([9])
    expect(hours('2026-07-01')).toEqual([8])
  })

  it('that falls into the hour that does not exist starts when the clocks change; what nothing is left of is left out', () => {
    const [shift] = layOutDays('Europe/Berlin', '2026-03-29', '2026-03-29', [{ starts: '02:30', ends: '06:00' }])
    expect(shift?.startsAt.toISOString()).toBe('2026-03-29T01:00:00.000Z')
    expect(layOutDays('Europe/Berlin', '2026-03-29', '2026-03-29', [{ starts: '02:10', ends: '02:50' }])).toEqual([])
  })
})

describe('from an instant on', () => {
  it('what is under way starts at once, also the night of yesterday; what is over is left out', () => {
    const zone = 'Asia/Shanghai'
    const at = (wall: string) => new Date(`${wall}:00+08:00`)
    expect(shown(zone, layOutFrom(zone, at('2021-08-03T09:00'), '2021-08-03', ROUND.slice(0, 2)))).toEqual([
      '2021-08-03: 2021-08-03 09:00 – 2021-08-03 14:00',
      '2021-08-03: 2021-08-03 14:00 – 2021-08-03 20:00',
    ])
    expect(shown(zone, layOutFrom(zone, at('2021-08-03T01:30'), '2021-08-03', [NIGHT]))).toEqual([
      '2021-08-03: 2021-08-03 01:30 – 2021-08-03 06:00',
      '2021-08-03: 2021-08-03 22:00 – 2021-08-04 06:00',
    ])
  })
})

const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
]
const zone = () => fc.constantFrom(...zones)
const days = () => fc.integer({ min: 0, max: 3650 }).map(nth => daysAfter('2018-01-01', nth))
const clocks = () =>
  fc
    .integer({ min: 0, max: 1439 })
    .map(m => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)

describe('a template in any zone, on any days', () => {
  it('that goes round the clock leaves no minute uncovered and covers none twice', () => {
    fc.assert(
      fc.property(
        zone(),
        days(),
        fc.integer({ min: 1, max: 8 }),
        fc.uniqueArray(clocks(), { minLength: 1, maxLength: 6 }),
        (zone, first, many, cuts) => {
          const last = daysAfter(first, many - 1)
          const sorted = cuts.toSorted()
          const lines = sorted.map((starts, nth) => ({ starts, ends: sorted[(nth + 1) % sorted.length]! }))
          const shifts = layOutDays(zone, first, last, lines)
          expect(shifts[0]?.startsAt).toEqual(instantAt(zone, first, sorted[0]!))
          for (const [nth, shift] of shifts.entries())
            if (nth > 0) expect(shift.startsAt).toEqual(shifts[nth - 1]!.endsAt)
          expect(shifts.at(-1)?.endsAt).toEqual(instantAt(zone, daysAfter(last, 1), sorted[0]!))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('starts every shift on its own day, ends it after it starts, and never lasts longer than a shift may', () => {
    fc.assert(
      fc.property(zone(), days(), clocks(), clocks(), (zone, day, starts, ends) => {
        for (const shift of layOutDays(zone, day, day, [{ starts, ends }])) {
          expect(dayIn(zone, shift.startsAt)).toBe(day)
          expect(shift.day).toBe(day)
          expect(hoursFit(shift.startsAt, shift.endsAt)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
