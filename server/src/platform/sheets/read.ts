import { type Sheet as HucreSheet, type CellValue as HucreValue, readXlsx, type SheetFilterInfo } from 'hucre'
import { cellText, formattedNumber, isInexact } from './cells.ts'
import { decodeText, parseCsv } from './csv.ts'
import type { SheetKind } from './kind.ts'
import type { SheetLimits } from './limits.ts'
import { sheets } from './problems.ts'
import { inflateEntry } from './zip.ts'

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
  readonly rows: string[][]
  readonly inexact: Place[]
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
  const infos: SheetFilterInfo[] = []
  let index = -1
  const { sheets: read } = await readXlsx(bytes, {
    sheets: info => {
      infos.push(info)
      if (index >= 0 || !isWanted(info, wanted)) return false
      index = info.index
      return true
    },
  })
  const sheetNames = infos.map(({ name }) => name)
  const sheet = read[0]
  if (!sheet) throw sheets('sheets/no-such-sheet', { sheet: wanted ?? '', names: sheetNames.slice(0, 20).join('、') })
  const grid = takeRows(sheet.rows, sheet.name, limits)
  if (grid.numbers && mayPad(bytes, limits)) await applyFormats(bytes, index, grid, grid.numbers)
  return { kind: 'xlsx', sheetNames, sheetName: sheet.name, merges: mergedRanges(sheet), ...grid }
}

/** The sheet of that name; without a name, one that its owner can see. */
export function isWanted(info: { name: string; hidden?: boolean; veryHidden?: boolean }, wanted: string | undefined) {
  return wanted === undefined ? !info.hidden && !info.veryHidden : info.name === wanted
}

function takeRows(values: readonly (readonly HucreValue[])[], sheet: string, limits: SheetLimits): Grid {
  const grid: Grid = { rows: [], inexact: [], numbers: undefined }
  let characters = 0
  for (const [at, row] of values.entries()) {
    characters += takeRow(grid, at, row, sheet, limits)
    if (characters > limits.characters) throw sheets('sheets/too-much-text', { rows: limits.rows / 4 })
  }
  return grid
}

function takeRow(grid: Grid, at: number, values: readonly HucreValue[], sheet: string, limits: SheetLimits): number {
  const length = values.findLastIndex(value => cellText(value) !== '') + 1
  if (length === 0) return 0
  const row = at + 1
  if (row > limits.rows) throw sheets('sheets/too-many-rows', { sheet, row, limit: limits.rows })
  if (length > limits.columns) {
    throw sheets('sheets/too-many-columns', { sheet, row, columns: length, limit: limits.columns })
  }
  const cells = values.slice(0, length).map(cellText)
  while (grid.rows.length < row) grid.rows.push([])
  grid.rows[at] = cells
  for (const [column, text] of cells.entries()) {
    if (text.length > limits.cellCharacters) {
      throw sheets('sheets/cell-too-long', { sheet, row, column: column + 1, limit: limits.cellCharacters })
    }
    const value = values[column]
    if (typeof value === 'number') takeNumber(grid, at, column, value)
  }
  return cells.reduce((sum, text) => sum + text.length, 0)
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

/** Whether any format of the workbook pads with zeros or shows percent; most have none, and need no second pass. */
function mayPad(bytes: Uint8Array, limits: SheetLimits): boolean {
  const styles = inflateEntry(bytes, 'xl/styles.xml', limits)
  // 9 and 10 are the percentages that every workbook has without saying so.
  return styles !== undefined && /formatCode="[^"]*(?:0[0-]|%)|numFmtId="(?:9|10)"/.test(styles)
}

/**
 * A code kept as 7 and shown as 00007 is 00007. Formats come with a second pass, restricted to the rectangle with
 * numbers, because a cell with its style costs ten times its text.
 */
async function applyFormats(bytes: Uint8Array, index: number, grid: Grid, box: NonNullable<Grid['numbers']>) {
  const range = `${columnName(box.left)}${box.top + 1}:${columnName(box.right)}${box.bottom + 1}`
  const { sheets: read } = await readXlsx(bytes, { sheets: [index], readStyles: true, range })
  for (const [key, cell] of read[0]?.cells ?? []) {
    const [row, column] = key.split(',').map(Number) as [number, number]
    if (typeof cell.value !== 'number' || grid.rows[row]?.[column] === undefined) continue
    const text = formattedNumber(cell.value, cell.style?.numFmt)
    if (text !== undefined) grid.rows[row][column] = text
  }
}

function mergedRanges({ merges = [] }: Pick<HucreSheet, 'merges'>): MergedRange[] {
  return merges.slice(0, MOST_REPORTED).map(merge => ({
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
