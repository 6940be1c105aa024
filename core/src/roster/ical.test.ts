import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarEvent, calendar } from './ical.ts'

const event = (over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'a@b',
  sequence: 3,
  from: new Date('2024-02-29T14:00:00.000Z'),
  until: new Date('2024-02-29T22:00:00.000Z'),
  changedAt: new Date('2024-02-01T00:00:00.000Z'),
  title: '东门, 夜班; \\',
  place: '某社区',
  text: '一行\n两行',
  cancelled: false,
  ...over,
})
/** As a reader unfolds and reads it. */
const read = (text: string) =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])

describe('a calendar feed', () => {
  it('writes times in UTC, escapes text, and says what was cancelled', () => {
    const lines = new Map(read(calendar('我的班次', [event({ cancelled: true })])) as [string, string][])
    expect(lines.get('DTSTART')).toBe('20240229T140000Z')
    expect(lines.get('DTEND')).toBe('20240229T220000Z')
    expect(lines.get('SUMMARY')).toBe('东门\\, 夜班\\; \\\\')
    expect(lines.get('DESCRIPTION')).toBe('一行\\n两行')
    expect([lines.get('STATUS'), lines.get('SEQUENCE'), lines.get('UID')]).toEqual(['CANCELLED', '3', 'a@b'])
  })

  it('folds long lines at 75 octets and loses no character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
        const title = text.replace(/[\r\n]/g, ' ')
        const written = calendar('x', [event({ title })])
        const octets = written.split('\r\n').map(line => new TextEncoder().encode(line).length)
        expect(Math.max(...octets)).toBeLessThanOrEqual(75)
        const summary = read(written).find(([name]) => name === 'SUMMARY')![1]!
        expect(summary.replace(/\\([\\;,])/g, '$1')).toBe(title)
      }),
    )
  })
})
