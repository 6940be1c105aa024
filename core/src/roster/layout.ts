import { dayIn, daysAfter, instantAt } from '../platform/moment.ts'

/** The hours of one shift on each day, on the wall clock of the city. */
export interface HoursLine {
  readonly starts: string
  /** No later than `starts`: on the next day. */
  readonly ends: string
}

export interface LaidOut<L extends HoursLine> {
  readonly line: L
  /** The city's day on which it starts: a night belongs to its evening. */
  readonly day: string
  readonly startsAt: Date
  readonly endsAt: Date
}

/** How long a shift may last: nobody stands longer, and whatever looks for shifts under way looks back no further. */
export const MOST_SHIFT_HOURS = 24
const HOUR = 60 * 60_000

/** Whether a shift may have these hours: it ends after it starts, and soon enough. An hour more on the night the clocks go back. */
export const hoursFit = (startsAt: Date, endsAt: Date): boolean =>
  endsAt > startsAt && endsAt.getTime() - startsAt.getTime() <= (MOST_SHIFT_HOURS + 1) * HOUR

/** How many days there are from the first to the last, both included. */
export const daysFrom = (first: string, last: string): number =>
  Math.round((Date.parse(last) - Date.parse(first)) / (24 * HOUR)) + 1

/**
 * A template over days, in the zone of the city: line by line on each day, across midnight, month end, leap day and the
 * change of clocks. Hours that a change of clocks leaves nothing of are left out.
 */
export function layOutDays<L extends HoursLine>(
  zone: string,
  firstDay: string,
  lastDay: string,
  lines: readonly L[],
): LaidOut<L>[] {
  const days = Array.from({ length: Math.max(0, daysFrom(firstDay, lastDay)) }, (_, nth) => daysAfter(firstDay, nth))
  return days
    .flatMap(day => lines.map(line => onDay(zone, day, line)))
    .filter(({ startsAt, endsAt }) => endsAt > startsAt)
}

function onDay<L extends HoursLine>(zone: string, day: string, line: L): LaidOut<L> {
  const overnight = line.ends <= line.starts
  const startsAt = instantAt(zone, day, line.starts)
  return { line, day, startsAt, endsAt: instantAt(zone, overnight ? daysAfter(day, 1) : day, line.ends) }
}

/** The same from an instant on: what is over by then is left out, what is under way starts at once. */
export function layOutFrom<L extends HoursLine>(
  zone: string,
  now: Date,
  lastDay: string,
  lines: readonly L[],
): LaidOut<L>[] {
  const from = new Date(Math.floor(now.getTime() / 60_000) * 60_000)
  return layOutDays(zone, daysAfter(dayIn(zone, from), -1), lastDay, lines)
    .filter(({ endsAt }) => endsAt > from)
    .map(one => (one.startsAt < from ? { ...one, startsAt: from, day: dayIn(zone, from) } : one))
}
