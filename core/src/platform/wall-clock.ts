import { momentIn } from './moment.ts'

/** Zones move their clocks on quarters of an hour, so that one reading holds for each. */
const QUARTER = 15 * 60_000

/**
 * A clock on the wall of a zone, for those who read it thousands of times: an instant (milliseconds) in, the minutes that
 * the wall shows out, counted from its own 1 January 1970. So a day has 1440 of them, and its number is the whole part.
 */
export function wallClock(zone: string): (instant: number) => number {
  const known = clocks.get(zone)
  if (known) return known
  const offset = offsetsOf(zone)
  const clock = (instant: number): number => instant / 60_000 + offset(Math.floor(instant / QUARTER))
  clocks.set(zone, clock)
  return clock
}

const clocks = new Map<string, (instant: number) => number>()

/** Minutes by which a zone is ahead, in a quarter of an hour; asking `Intl` is slow, so each quarter is asked once. */
function offsetsOf(zone: string): (quarter: number) => number {
  const known = new Map<number, number>()
  return quarter => {
    const found = known.get(quarter)
    if (found !== undefined) return found
    const at = quarter * QUARTER
    const { year, month, day, hour, minute } = momentIn(zone, new Date(at))
    const offset = (Date.UTC(year, month - 1, day, hour, minute) - at) / 60_000
    // NOTE: a year has 35,000 quarters; whoever reads centuries begins anew.
    if (known.size > 100_000) known.clear()
    known.set(quarter, offset)
    return offset
  }
}

/** The number of a calendar day, as the wall clock counts days. */
export const dayNumber = (day: string): number => Date.parse(day) / 86_400_000

/** The calendar day of a number, `2022-03-30`. */
export const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)
