/** An instant as a wall clock of some zone shows it. */
export interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** Formats by zone: making one takes fifty times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  formats.set(zone, format)
  return format
}

/** Reads an instant on the wall clock of an IANA zone. */
export function momentIn(zone: string, at: Date | string): Moment {
  const shown = formatOf(zone).formatToParts(new Date(at))
  const parts = Object.fromEntries(shown.map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts
  return { year, month, day, hour, minute }
}

const two = (value: number) => String(value).padStart(2, '0')

/** The calendar day in a zone, `2022-03-30`. */
export function dayIn(zone: string, at: Date | string): string {
  const { year, month, day } = momentIn(zone, at)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** Day and minute in a zone, `2022-03-30 16:00`: for sentences. */
export function minuteIn(zone: string, at: Date | string): string {
  const { hour, minute } = momentIn(zone, at)
  return `${dayIn(zone, at)} ${two(hour)}:${two(minute)}`
}

const DAY = 24 * 60 * 60_000

/** The calendar day so many days after one; before it, when negative. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/**
 * The instant at which the clocks of a zone show a time, `08:00`. A time that comes twice (clocks put back) is the first
 * of the two, one that never comes (clocks put forward) is the instant of the change: so hours that follow each other
 * on the wall follow each other without gap and without overlap.
 */
export function instantAt(zone: string, day: string, clock: string): Date {
  const wall = Date.parse(`${day}T${clock}:00Z`)
  const [before, after] = [wall - DAY, wall + DAY].map(near => wall - offsetAt(zone, near)) as [number, number]
  if (before + offsetAt(zone, before) === wall) return new Date(before)
  if (after + offsetAt(zone, after) === wall) return new Date(after)
  return new Date(changeBetween(zone, after, before))
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const { year, month, day, hour, minute } = momentIn(zone, new Date(at))
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000
}

/** The minute between two instants at which the clocks are changed. */
function changeBetween(zone: string, from: number, until: number): number {
  const old = offsetAt(zone, from)
  let [early, late] = [from, until]
  while (late - early > 60_000) {
    const middle = Math.floor((early + late) / 120_000) * 60_000
    if (offsetAt(zone, middle) === old) early = middle
    else late = middle
  }
  return late
}
