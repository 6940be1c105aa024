import { setImmediate } from 'node:timers/promises'
import { ROSTER, type RosterRow } from '@muster/core/people/import-columns.ts'
import { type CellError, readTable, type TableRow } from '@muster/core/platform/table.ts'
import { headerKey } from '@muster/core/platform/table-column.ts'
import { repeated } from '@muster/core/platform/table-sentences.ts'
import type { Sheet } from '../platform/sheets/sheets.ts'

/** Rows read in one go, about 10 ms; other requests get their turn between two goes. */
const CHUNK = 500
/** `readTable` looks for the column names in so many rows. */
const HEADER_ROWS = 10
const EMPTY: readonly string[][] = Array.from({ length: HEADER_ROWS - 1 }, () => [])

/** A roster as the file says it, before anybody looked at the store. */
export interface Roster {
  /** From 1. */
  readonly headerRow: number
  readonly rows: readonly TableRow<RosterRow>[]
  readonly errors: readonly CellError[]
  /** Where the column of a key stands, from 1. */
  readonly columnOf: (key: keyof RosterRow) => number
}

/** Reads the rows of a sheet a chunk at a time, so that nobody else waits. */
export async function readRoster(sheet: Sheet): Promise<Roster> {
  const head = readTable(sheet.rows.slice(0, HEADER_ROWS), ROSTER)
  const headerRow = Math.max(head.headerRow, 1)
  const header = sheet.rows[headerRow - 1] ?? []
  const columnOf = (key: keyof RosterRow) => placeOf(header, key)
  if (head.faults.length > 0) {
    const errors = head.faults.map(fault => ({ row: headerRow, column: 1, ...fault }))
    return { headerRow, rows: [], errors, columnOf }
  }
  const rows: TableRow<RosterRow>[] = []
  const errors = hintErrors(sheet, headerRow)
  for (let from = headerRow; from < sheet.rows.length; from += CHUNK) {
    // NOTE: the empty rows keep the data out of the rows in which column names are looked for.
    const read = readTable([header, ...EMPTY, ...sheet.rows.slice(from, from + CHUNK)], ROSTER)
    for (const one of read.rows) rows.push({ ...one, row: one.row + from - HEADER_ROWS })
    for (const one of read.errors) errors.push({ ...one, row: one.row + from - HEADER_ROWS })
    await setImmediate()
  }
  errors.push(...repeats(rows, columnOf('volunteerNo')))
  const wrong = new Set(errors.map(error => error.row))
  return { headerRow, rows: rows.filter(({ row }) => !wrong.has(row)), errors, columnOf }
}

/** Merged cells and numbers that lost digits: the reader of the file knows them, at their own places. */
function hintErrors(sheet: Sheet, headerRow: number): CellError[] {
  const bare = sheet.rows.map((row, index) => (index < headerRow ? row : []))
  return [...readTable(bare, ROSTER, undefined, sheet).errors]
}

function placeOf(header: readonly string[], key: keyof RosterRow): number {
  const { header: own, aliases } = ROSTER.find(column => column.key === key)!
  const names = new Set([own.zh, own.en, ...aliases].map(headerKey))
  return header.findIndex(text => names.has(headerKey(text))) + 1 || 1
}

/** A number stands for one person: its second row is an error, whatever the name. */
function repeats(rows: readonly TableRow<RosterRow>[], column: number): CellError[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ row, values }) => {
    const before = first.get(values.volunteerNo)
    if (before === undefined) first.set(values.volunteerNo, row)
    return before === undefined ? [] : [{ row, column, ...repeated(before) }]
  })
}
