import { formatValue } from 'hucre'

/** Excel keeps 15 significant digits; an integer from here on may have lost its last ones before it reached us. */
const FIRST_INEXACT = 1e15
/** `00000`, `000-0000-0000`: a format that writes zeros in front. Digits after a decimal point do not count. */
const PADS = /^0[0\- ]*0|^"[^"]*"0{2,}/
const two = (n: number) => String(n).padStart(2, '0')

/** A value as `hucre` reads it, as the text its owner means. Formats that pad or show percent come in `formatted`. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return value instanceof Date ? dateText(value) : ''
}

export function isInexact(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) >= FIRST_INEXACT
}

/** Never 1.2E+11, never 0.30000000000000004: plain digits, at most the 15 that a spreadsheet keeps. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '#NUM!'
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : value.toPrecision(15)
  const rounded = Number(value.toPrecision(15))
  return Math.abs(rounded) < 1e-6 ? rounded.toFixed(20).replace(/0+$/, '') : String(rounded)
}

/**
 * ISO 8601 rather than the format of the cell: `1/2/26` has two readings and Excel shows the same cell differently in
 * two countries. Midnight is left out; a time without a day (serial below 1) is only a time.
 */
function dateText(value: Date): string {
  const date = new Date(Math.round(value.getTime() / 1000) * 1000)
  if (Number.isNaN(date.getTime())) return '#VALUE!'
  const seconds = date.getUTCSeconds() > 0 ? `:${two(date.getUTCSeconds())}` : ''
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds}`
  if (date.getUTCFullYear() < 1900) return time
  const day = date.toISOString().slice(0, 10)
  return time === '00:00' ? day : `${day} ${time}`
}

/** The text of a number whose format changes what it says, or nothing when `cellText` already says it. */
export function formattedNumber(value: number, format: string | undefined): string | undefined {
  if (!format || !(PADS.test(format) || /%/.test(format))) return undefined
  const text = formatValue(value, format)
  return /E\+/i.test(text) ? undefined : text
}

/** Control characters have no place in a cell; a line break inside one is kept as `\n`. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  return text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '')
}
