import { holdsIdNumber } from './private-number.ts'
import { headerKey, isExample, type TableColumn } from './table-column.ts'
import * as say from './table-sentences.ts'

export { column, type Parsed, type TableColumn } from './table-column.ts'

export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** What is wrong with one cell; row and column count from 1, as the spreadsheet shows them. */
export interface CellError extends Sentence {
  readonly row: number
  readonly column: number
}

type ValueOf<C> = C extends { required: true; parse: (text: string) => infer P }
  ? Extract<P, { value: unknown }>['value']
  : C extends { parse: (text: string) => infer P }
    ? Extract<P, { value: unknown }>['value'] | null
    : never
export type ValuesOf<C extends readonly TableColumn[]> = { readonly [K in C[number] as K['key']]: ValueOf<K> }

export interface TableRow<V> {
  /** Where it stands in the file, from 1. */
  readonly row: number
  readonly values: V
}

export interface Table<V> {
  /** From 1; 0 when no row of column names was found. */
  readonly headerRow: number
  /** Wrong with the sheet as a whole. If there is any, no row was read. */
  readonly faults: readonly Sentence[]
  /** Rows without an error. */
  readonly rows: readonly TableRow<V>[]
  readonly errors: readonly CellError[]
  /** Rows with content, examples left out: those in `rows` and those with errors. */
  readonly counted: number
}

/** What the reader of the file knows beside the texts; a `Sheet` has it. */
export interface TableHints {
  readonly merges?: readonly { row: number; column: number; lastRow: number; lastColumn: number }[]
  /** Numbers that lost digits in the spreadsheet program. */
  readonly inexact?: readonly { row: number; column: number }[]
}

/** Column names are looked for in so many rows; above them people put titles and instructions. */
const HEADER_ROWS = 10

/**
 * Reads the rows of a sheet by its column names: in Chinese or English, or by an alias; blanks, width, case and
 * brackets do not matter. Nothing is guessed: each cell gives a value or an error at its place.
 *
 * @param unique key of the column in which no value may stand twice
 */
export function readTable<const C extends readonly TableColumn[]>(
  rows: readonly (readonly string[])[],
  columns: C,
  unique?: C[number]['key'],
  hints: TableHints = {},
): Table<ValuesOf<C>> {
  const { headerRow, places } = findHeader(rows, columns)
  const faults = headerFaults(rows, columns, headerRow, places)
  if (faults.length > 0) return { headerRow, faults, rows: [], errors: [], counted: 0 }
  const last = rows.length
  const errors: CellError[] = hintErrors(hints, headerRow, last)
  const read: TableRow<Record<string, unknown>>[] = []
  for (let index = headerRow; index < last; index++) {
    const texts = rows[index]!
    const first = texts.find(text => text.trim() !== '')
    if (first === undefined || isExample(first)) continue
    read.push({ row: index + 1, values: readRow(texts, index + 1, columns, places, errors) })
  }
  if (unique !== undefined) repeats(read, unique, places.get(unique)![0]!, errors)
  errors.sort((a, b) => a.row - b.row || a.column - b.column)
  const wrong = new Set(errors.map(error => error.row))
  const right = read.filter(({ row }) => !wrong.has(row)) as unknown as TableRow<ValuesOf<C>>[]
  return { headerRow, faults, rows: right, errors, counted: read.length }
}

/** For each known column the places (from 0) where its name stands. */
type Places = ReadonlyMap<string, readonly number[]>

function findHeader(rows: readonly (readonly string[])[], columns: readonly TableColumn[]) {
  const keys = new Map<string, string>()
  for (const { key, header, aliases = [] } of columns) {
    for (const name of [header.zh, header.en, ...aliases]) keys.set(headerKey(name), key)
  }
  let best: { headerRow: number; places: Places } = { headerRow: 0, places: new Map() }
  for (const [index, texts] of rows.slice(0, HEADER_ROWS).entries()) {
    const places = new Map<string, number[]>()
    for (const [at, text] of texts.entries()) {
      const key = keys.get(headerKey(text))
      if (key !== undefined) places.set(key, [...(places.get(key) ?? []), at])
    }
    if (places.size > best.places.size) best = { headerRow: index + 1, places }
  }
  return best
}

function headerFaults(
  rows: readonly (readonly string[])[],
  columns: readonly TableColumn[],
  headerRow: number,
  places: Places,
): Sentence[] {
  if (headerRow === 0) return [say.wrongSheet(columns, Math.min(rows.length, HEADER_ROWS))]
  const missing = columns.filter(({ key, required }) => required && !places.has(key))
  const twice = columns.filter(({ key }) => (places.get(key)?.length ?? 0) > 1)
  return [
    ...(missing.length > 0 ? [say.missingColumns(missing, headerRow)] : []),
    ...twice.map(column => say.columnTwice(column, places.get(column.key)!)),
  ]
}

function hintErrors({ merges = [], inexact = [] }: TableHints, headerRow: number, last: number): CellError[] {
  const merged = merges.filter(({ row, lastRow }) => lastRow > headerRow && row <= last)
  return [
    ...merged.map(({ row, column }) => ({ row: Math.max(row, headerRow + 1), column, ...say.mergedCells() })),
    ...inexact.filter(({ row }) => row > headerRow).map(({ row, column }) => ({ row, column, ...say.lostDigits() })),
  ]
}

function readRow(
  texts: readonly string[],
  row: number,
  columns: readonly TableColumn[],
  places: Places,
  errors: CellError[],
): Record<string, unknown> {
  const refused = new Set<number>()
  for (const [at, text] of texts.entries()) {
    if (!holdsIdNumber(text)) continue
    refused.add(at)
    errors.push({ row, column: at + 1, ...say.idNumber() })
  }
  const values: Record<string, unknown> = {}
  for (const column of columns) {
    const at = places.get(column.key)?.[0]
    values[column.key] = null
    if (at === undefined || refused.has(at)) continue
    const text = (texts[at] ?? '').trim()
    if (text === '') {
      if (column.required) errors.push({ row, column: at + 1, ...say.emptyCell(column) })
      continue
    }
    const parsed = column.parse(text)
    if ('value' in parsed) values[column.key] = parsed.value
    else errors.push({ row, column: at + 1, zh: parsed.zh, en: parsed.en })
  }
  return values
}

function repeats(read: readonly TableRow<Record<string, unknown>>[], key: string, at: number, errors: CellError[]) {
  const first = new Map<unknown, number>()
  for (const { row, values } of read) {
    const value = values[key]
    if (value === null) continue
    const before = first.get(value)
    if (before === undefined) first.set(value, row)
    else errors.push({ row, column: at + 1, ...say.repeated(before) })
  }
}
