/** An instant as a wall clock of some zone shows it. */
export interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** Reads an instant on the wall clock of an IANA zone. */
export function momentIn(zone: string, at: Date | string): Moment {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]))
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
