/** A calendar as RFC 5545 writes it: what phones and office programs subscribe to. Pure. */

/** One entry. */
export interface CalendarEvent {
  /** The same for ever, so that a changed event replaces itself. */
  readonly uid: string
  /** Grows with each change. */
  readonly sequence: number
  readonly from: Date
  readonly until: Date
  readonly changedAt: Date
  readonly title: string
  readonly place: string
  readonly text: string
  readonly cancelled: boolean
}

/** The whole calendar; times in UTC, so that no zone has to be explained. */
export function calendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Muster//Muster 1//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    // How often to come again: the same, in the words of RFC 7986 and of older programs.
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

const eventLines = (event: CalendarEvent): string[] => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${utc(event.changedAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `SEQUENCE:${event.sequence}`,
  `DTSTART:${utc(event.from)}`,
  `DTEND:${utc(event.until)}`,
  `SUMMARY:${escaped(event.title)}`,
  `LOCATION:${escaped(event.place)}`,
  `DESCRIPTION:${escaped(event.text)}`,
  `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  ...(event.cancelled ? ['TRANSP:TRANSPARENT'] : []),
  'END:VEVENT',
]

/** `20220328T000000Z` */
const utc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '')

/** Section 3.3.11: backslash, semicolon, comma and line breaks. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')

/** A line has at most 75 octets; what is longer goes on after a blank, and no character is cut (section 3.1). */
const MOST_OCTETS = 75
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const more = octetsOf(character)
    if (octets + more > MOST_OCTETS) {
      parts.push(part)
      part = ''
      // The blank that the next line begins with counts.
      octets = 1
    }
    part += character
    octets += more
  }
  return [...parts, part].join('\r\n ')
}

/** Of one character in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0)!
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
