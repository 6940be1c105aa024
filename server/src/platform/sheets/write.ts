import { type Cell, type DataValidation, type WriteSheet, writeXlsx } from 'hucre'
import { cleanText } from './cells.ts'
import type { CellValue } from './chunks.ts'
import { columnName } from './read.ts'

export interface SheetColumn {
  readonly header: string
  readonly key: string
  /** In characters of the Latin alphabet; a Chinese one takes two. Default 16. */
  readonly width?: number
  /** What to write in the column: shown as a comment on its header, and on the notes sheet. */
  readonly note?: string
  /** The only values a cell may have. */
  readonly choices?: readonly string[]
}

/** All of a sheet but its rows. */
export interface SheetLayout {
  readonly sheetName: string
  readonly columns: readonly SheetColumn[]
  /** Default true. */
  readonly frozenHeader?: boolean
  /** A row that shows how; its first cell is marked 例 so that an import skips it. */
  readonly example?: Readonly<Record<string, string | number>>
  /** Empty rows formatted as text for people to fill in, so that 00012 stays 00012. Default 0. */
  readonly blankRows?: number
  readonly notes?: { readonly sheetName: string; readonly lines: readonly string[] }
}

const CHOICES_SHEET = '选项 Choices'
/** Excel refuses a list of more than 255 characters written into the rule itself. */
const INLINE_CHOICES = 200
const LAST_RULED_ROW = 20_000

/** A string is always a string cell: `=1+1` typed as a name is a name. */
export function textCell(text: string): Cell {
  return { value: storedText(text), type: 'string' }
}

/** Runs in the worker. */
export async function writeWorkbook(layout: SheetLayout, rows: CellValue[][]): Promise<Uint8Array> {
  const { columns, example, blankRows = 0 } = layout
  const body = rows.map(row => row.map(stored))
  if (example) body.unshift(columns.map(({ key }, index) => exampleCell(example[key], index)))
  for (let index = 0; index < blankRows; index++) body.push(columns.map(() => null))
  const main: WriteSheet = {
    name: safeName(layout.sheetName),
    columns: columns.map(({ width }) => ({ width: width ?? 16, style: { numFmt: '@' } })),
    rows: [columns.map(({ header }) => storedText(header)), ...body],
    cells: headerCells(columns),
    dataValidations: columns.flatMap((column, index) => validation(column, index, columns)),
    ...(layout.frozenHeader === false ? {} : { freezePane: { rows: 1 } }),
  }
  const others = [notesSheet(layout), choicesSheet(columns)].filter(sheet => sheet !== undefined)
  return writeXlsx({ sheets: [main, ...others] })
}

function exampleCell(value: string | number | undefined, index: number): CellValue {
  if (index > 0) return stored(value ?? null)
  return storedText(`例：${value ?? ''}`)
}

function stored(value: CellValue): CellValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return value === null ? null : storedText(value)
}

/** `_x0041_` in a file means the letter A; written so, it means itself. 32,767 characters is the most a cell holds. */
function storedText(text: string): string {
  return cleanText(text)
    .slice(0, 32_000)
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}

function headerCells(columns: readonly SheetColumn[]): Map<string, Partial<Cell>> {
  const style = {
    font: { bold: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE7E6E6' } },
    alignment: { wrapText: true, vertical: 'center' },
  } as const
  return new Map(
    columns.map(({ header, note }, index) => {
      const comment = note === undefined ? {} : { comment: { author: 'Muster 集结', text: note } }
      return [`0,${index}`, { ...textCell(header), style, ...comment }]
    }),
  )
}

function isInline(choices: readonly string[]): boolean {
  return choices.join(',').length <= INLINE_CHOICES && !choices.some(choice => /[,"]/.test(choice))
}

function validation(column: SheetColumn, index: number, columns: readonly SheetColumn[]): DataValidation[] {
  const { choices, header } = column
  if (!choices || choices.length === 0) return []
  const letter = columnName(index)
  const at = columns.filter(other => other.choices && !isInline(other.choices)).indexOf(column)
  const from = columnName(Math.max(at, 0))
  const list = isInline(choices)
    ? { values: [...choices] }
    : { formula1: `'${CHOICES_SHEET}'!$${from}$1:$${from}$${choices.length}` }
  return [
    {
      type: 'list',
      ...list,
      range: `${letter}2:${letter}${LAST_RULED_ROW}`,
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: header.slice(0, 30),
      errorMessage: '请从下拉列表中选择 / Choose from the list',
    },
  ]
}

function choicesSheet(columns: readonly SheetColumn[]): WriteSheet | undefined {
  const long = columns.flatMap(({ choices }) => (choices && !isInline(choices) ? [choices] : []))
  if (long.length === 0) return undefined
  const height = Math.max(...long.map(choices => choices.length))
  const rows = Array.from({ length: height }, (_, row) => long.map(choices => stored(choices[row] ?? null)))
  return { name: CHOICES_SHEET, rows, hidden: true }
}

function notesSheet({ notes, columns }: SheetLayout): WriteSheet | undefined {
  if (!notes) return undefined
  const ofColumns = columns.filter(({ note }) => note !== undefined).map(({ header, note }) => [header, note!])
  const rows = [...notes.lines.map(line => [line]), ...(ofColumns.length > 0 ? [[]] : []), ...ofColumns]
  return {
    name: safeName(notes.sheetName),
    columns: [{ width: 40 }, { width: 80 }],
    rows: rows.map(row => row.map(stored)),
  }
}

/** Excel: at most 31 characters, none of `[]:*?/\`, no apostrophe at either end. */
function safeName(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet1'
  )
}
