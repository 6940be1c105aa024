import { isUtf8 } from 'node:buffer'
import type { SheetLimits } from './limits.ts'
import { sheets } from './problems.ts'

/** A text that a spreadsheet program would take for a formula, with any apostrophes already put before it. */
const FORMULA = /^'*[=+\-@\t\r]/

/** OWASP's defence: a leading apostrophe makes it text. Reading takes exactly that one off again. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function unguard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}

/** UTF-8 with or without mark, UTF-16 as "Unicode text" of Excel, else GB 18030 (of which GBK is a part). */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : isUtf8(bytes)
          ? 'utf-8'
          : 'gb18030'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw sheets('sheets/not-a-sheet', { found: '?' })
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a binary file.
  if (/[\0-\x08\x0e-\x1f]/.test(text)) throw sheets('sheets/not-a-sheet', { found: '?' })
  return text
}

/** The separator that splits the first line most often, outside quotes. */
function separatorOf(text: string): string {
  const line = (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text.slice(0, 20_000))?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const count = (separator: string) => line.split(separator).length
  return [',', '\t', ';', '，'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** RFC 4180, with the limits enforced while reading. Row numbers are records, as a spreadsheet program shows them. */
export function parseCsv(text: string, sheet: string, limits: SheetLimits): string[][] {
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const { cell, next } = readCell(text, at, separator)
    if (cell.length > limits.cellCharacters) {
      const where = { row: rows.length + 1, column: row.length + 1, limit: limits.cellCharacters }
      throw sheets('sheets/cell-too-long', { sheet, ...where })
    }
    row.push(unguard(cell))
    at = next + 1
    const ends = text[next] !== separator
    if (ends && text[next] === '\r' && text[at] === '\n') at++
    if (!ends && at < text.length) continue
    if (!ends) row.push('')
    keep(rows, row, sheet, limits)
    row = []
  }
  return rows
}

function readCell(text: string, start: number, separator: string): { cell: string; next: number } {
  if (text[start] !== '"') {
    let next = start
    while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next++
    return { cell: text.slice(start, next), next }
  }
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  if (end === -1) throw sheets('sheets/unreadable', { part: '"' })
  let next = end + 1
  while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next++
  return { cell: text.slice(start + 1, end).replaceAll('""', '"') + text.slice(end + 1, next), next }
}

/** More lines than a spreadsheet has rows are too many even when they are empty. */
const MOST_ROWS = 1_048_576

function keep(rows: string[][], row: string[], sheet: string, limits: SheetLimits) {
  rows.push(row)
  while (row.length > 0 && row.at(-1) === '') row.pop()
  if (rows.length > (row.length > 0 ? limits.rows : MOST_ROWS)) {
    throw sheets('sheets/too-many-rows', { sheet, row: rows.length, limit: limits.rows })
  }
  if (row.length <= limits.columns) return
  const where = { row: rows.length, columns: row.length, limit: limits.columns }
  throw sheets('sheets/too-many-columns', { sheet, ...where })
}

/** RFC 4180 lines with the byte order mark that Excel in China needs to see UTF-8. A number is never guarded. */
export function csvBytes(rows: Iterable<readonly (string | number | null | undefined)[]>): Uint8Array {
  const lines: string[] = []
  for (const row of rows) lines.push(row.map(csvCell).join(','))
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}

function csvCell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const text = guardFormula(value ?? '')
  return /[",\r\n\t;，]|^['\s]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
