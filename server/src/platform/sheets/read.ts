import { type CellValue as HucreValue, readXlsx, streamXlsxRows } from 'hucre'
import { cellText, formattedNumber, isInexact } from './cells.ts'
import { decodeText, parseCsv } from './csv.ts'
import type { SheetKind } from './kind.ts'
import type { SheetLimits } from './limits.ts'
import { sheets } from './problems.ts'

/** Both ends included, counted from 1. */
export interface MergedRange {
  readonly row: number
  readonly column: number
  readonly lastRow: number
  readonly lastColumn: number
}

export interface Place {
  readonly row: number
  readonly column: number
}

export interface SheetFacts {
  readonly kind: SheetKind
  readonly sheetNames: readonly string[]
  readonly sheetName: string
  /** At most 1,000 of them. */
  readonly merges: readonly MergedRange[]
  /** Numbers of more than 15 digits: the spreadsheet program has dropped the last ones, so the cell needs to be text. */
  readonly inexact: readonly Place[]
}

export interface SheetRead extends SheetFacts {
  readonly rows: string[][]
}

/** How many merged ranges or inexact cells are worth telling one person about. */
const MOST_REPORTED = 1000

interface Grid {
  rows: string[][]
  inexact: Place[]
  /** The rectangle that holds every number, counted from 0. */
  numbers: { top: number; left: number; bottom: number; right: number } | undefined
}

/** Runs in the worker, after `kindOf`. */
export async function readTable(
  bytes: Uint8Array,
  kind: SheetKind,
  fileName: string,
  wanted: string | undefined,
  limits: SheetLimits,
): Promise<SheetRead> {
  const read = kind === 'csv' ? readCsv(bytes, fileName, limits) : await readWorkbook(bytes, wanted, limits)
  while (read.rows.length > 0 && read.rows.at(-1)!.length === 0) read.rows.pop()
  if (read.rows.length === 0) throw sheets('sheets/empty', { sheet: read.sheetName })
  return read
}

function readCsv(bytes: Uint8Array, fileName: string, limits: SheetLimits): SheetRead {
  const sheetName = fileName.replace(/\.[^.]*$/, '')
  const rows = parseCsv(decodeText(bytes), sheetName, limits)
  return { kind: 'csv', sheetNames: [sheetName], sheetName, rows, merges: [], inexact: [] }
}

async function readWorkbook(bytes: Uint8Array, wanted: string | undefined, limits: SheetLimits): Promise<SheetRead> {
  const { sheetNames, index } = await chooseSheet(bytes, wanted)
  const sheetName = sheetNames[index]!
  const grid: Grid = { rows: [], inexact: [], numbers: undefined }
  let characters = 0
  for await (const { index: at, values } of streamXlsxRows(bytes, { sheet: index })) {
    characters += takeRow(grid, at, values, sheetName, limits)
    if (characters > limits.characters) throw sheets('sheets/too-much-text', { rows: limits.rows / 4 })
  }
  const merges = await readDetails(bytes, index, grid)
  return { kind: 'xlsx', sheetNames, sheetName, merges, inexact: grid.inexact, rows: grid.rows }
}

/** The wanted sheet, else the first one that is not hidden. No sheet is parsed for that. */
export async function chooseSheet(bytes: Uint8Array, wanted: string | undefined) {
  const sheetNames: string[] = []
  let shown = -1
  await readXlsx(bytes, {
    sheets: info => {
      sheetNames.push(info.name)
      if (shown < 0 && !info.hidden && !info.veryHidden) shown = info.index
      return false
    },
  })
  const index = wanted === undefined ? Math.max(shown, 0) : sheetNames.indexOf(wanted)
  if (sheetNames.length === 0) throw sheets('sheets/unreadable', { part: 'workbook.xml' })
  if (index < 0)
    throw sheets('sheets/no-such-sheet', { sheet: wanted ?? '', names: sheetNames.slice(0, 20).join('、') })
  return { sheetNames, index }
}

function takeRow(grid: Grid, at: number, values: readonly HucreValue[], sheet: string, limits: SheetLimits): number {
  const cells = values.map(cellText)
  while (cells.length > 0 && cells.at(-1) === '') cells.pop()
  if (cells.length === 0) return 0
  const row = at + 1
  if (row > limits.rows) throw sheets('sheets/too-many-rows', { sheet, row, limit: limits.rows })
  if (cells.length > limits.columns) {
    throw sheets('sheets/too-many-columns', { sheet, row, columns: cells.length, limit: limits.columns })
  }
  let characters = 0
  for (const [column, text] of cells.entries()) {
    characters += text.length
    if (text.length > limits.cellCharacters) {
      throw sheets('sheets/cell-too-long', { sheet, row, column: column + 1, limit: limits.cellCharacters })
    }
    if (typeof values[column] === 'number') takeNumber(grid, at, column, values[column])
  }
  while (grid.rows.length < row) grid.rows.push([])
  grid.rows[at] = cells
  return characters
}

function takeNumber(grid: Grid, row: number, column: number, value: number) {
  if (isInexact(value) && grid.inexact.length < MOST_REPORTED) grid.inexact.push({ row: row + 1, column: column + 1 })
  const box = grid.numbers
  grid.numbers = {
    top: Math.min(box?.top ?? row, row),
    left: Math.min(box?.left ?? column, column),
    bottom: Math.max(box?.bottom ?? row, row),
    right: Math.max(box?.right ?? column, column),
  }
}

/**
 * A second pass for what streaming does not tell: merged ranges, and the formats of the numbers (a code kept as 7 and
 * shown as 00007 is 00007). Restricted to the rectangle with numbers, because a styled cell costs ten times its text.
 */
async function readDetails(bytes: Uint8Array, index: number, grid: Grid): Promise<MergedRange[]> {
  const { top, left, bottom, right } = grid.numbers ?? { top: 0, left: 0, bottom: 0, right: 0 }
  const range = `${columnName(left)}${top + 1}:${columnName(right)}${bottom + 1}`
  const { sheets: read } = await readXlsx(bytes, { sheets: [index], readStyles: grid.numbers !== undefined, range })
  for (const [key, cell] of read[0]?.cells ?? []) {
    const [row, column] = key.split(',').map(Number) as [number, number]
    if (typeof cell.value !== 'number' || grid.rows[row]?.[column] === undefined) continue
    const text = formattedNumber(cell.value, cell.style?.numFmt)
    if (text !== undefined) grid.rows[row][column] = text
  }
  return (read[0]?.merges ?? []).slice(0, MOST_REPORTED).map(merge => ({
    row: merge.startRow + 1,
    column: merge.startCol + 1,
    lastRow: merge.endRow + 1,
    lastColumn: merge.endCol + 1,
  }))
}

/** 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (index % 26))
}
