import { wallClock } from '@muster/core/platform/wall-clock.ts'
import type { Span } from '@muster/core/roster/guard.ts'

/** A stretch as the engine counts: from a minute of a day of its horizon, so many minutes. */
export interface Slot {
  readonly day: number
  readonly start: number
  readonly minutes: number
  /** An hour or more of it lies between midnight and five. */
  readonly night: boolean
}

const DAY = 1440
/** As the guard counts nights. */
const NIGHT = { until: 300, least: 60 }

/**
 * Reads stretches as slots. The engine counts a shift on the day of its report time, so that rest and hours are real
 * minutes, and day 0 is `first`.
 */
export function slotsIn(zone: string, first: number): (span: Pick<Span, 'from' | 'until'>) => Slot {
  const wall = wallClock(zone)
  return ({ from, until }) => {
    const begins = Math.floor(wall(from))
    const minutes = Math.max(1, Math.min(DAY, Math.round((until - from) / 60_000)))
    const day = Math.floor(begins / DAY)
    const start = begins - day * DAY
    return { day: day - first, start, minutes, night: isNight(start, minutes) }
  }
}

function isNight(start: number, minutes: number): boolean {
  const nights = [0, DAY].map(midnight => Math.min(start + minutes, midnight + NIGHT.until) - Math.max(start, midnight))
  return Math.max(...nights) >= NIGHT.least
}

/** The day of an instant on the wall clock, as a number. */
export const dayAt = (zone: string, at: number): number => Math.floor(wallClock(zone)(at) / DAY)
