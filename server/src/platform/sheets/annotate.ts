import { type Cell, openXlsx, type Sheet, saveXlsx } from 'hucre'
import { csvBytes, decodeText, parseCsv } from './csv.ts'
import type { SheetKind } from './kind.ts'
import type { SheetLimits } from './limits.ts'
import { sheets } from './problems.ts'
import { columnName, isWanted } from './read.ts'
import { textCell } from './write.ts'

/** One thing wrong with one cell, counted from 1, with its sentences. */
export interface Mark {
  readonly row: number
  readonly column: number
  readonly zh: string
  readonly en: string
}

export interface Annotation {
  readonly marks: readonly Mark[]
  readonly language: 'zh' | 'en'
  /** The sheet that was read; the first that is not hidden when left out. */
  readonly sheet?: string
  /** Row of the column names, counted from 1. Default 1. */
  readonly headerRow?: number
}

const HEADER = '导入结果 / Import result'
const FINE = { zh: '无误', en: 'No error found' }
const AUTHOR = 'Muster 集结'
/** Not the red of Excel's own "bad" style, which people use themselves: marks of last time are found by it. */
const COLOUR = 'FBC8C9'
/** A comment is a drawing; past so many a spreadsheet program slows to a crawl. The result column names every error. */
const MOST_COMMENTS = 2000

/** Runs in the worker, after `kindOf`: the user's own file, with its errors marked where they are. */
export async function annotateFile(
  bytes: Uint8Array,
  kind: SheetKind,
  annotation: Annotation,
  limits: SheetLimits,
): Promise<Uint8Array> {
  return kind === 'csv' ? annotateCsv(bytes, annotation, limits) : annotateWorkbook(bytes, annotation)
}

function annotateCsv(bytes: Uint8Array, annotation: Annotation, limits: SheetLimits): Uint8Array {
  const rows = parseCsv(decodeText(bytes), 'csv', { ...limits, columns: limits.columns + 1 })
  const results = resultColumn(rows, annotation)
  const place = resultPlace(rows, annotation)
  const marked = rows.map((row, index) => {
    const filled = Array.from({ length: place }, (_, column) => row[column] ?? '')
    return [...filled, results.get(index) ?? '', ...row.slice(place + 1)]
  })
  return csvBytes(marked)
}

async function annotateWorkbook(bytes: Uint8Array, annotation: Annotation): Promise<Uint8Array> {
  const workbook = await openXlsx(bytes, { readStyles: true })
  const sheet = workbook.sheets.find(info => isWanted(info, annotation.sheet))
  const names = workbook.sheets.map(({ name }) => name).join('、')
  if (!sheet) throw sheets('sheets/no-such-sheet', { sheet: annotation.sheet ?? '', names })
  sheet.cells ??= new Map()
  clearOldMarks(sheet.cells)
  const texts = sheet.rows.map(row => row.map(value => (value === null ? '' : String(value))))
  const place = resultPlace(texts, annotation)
  const results = resultColumn(texts, annotation)
  for (let row = 0; row < sheet.rows.length; row++) {
    const text = results.get(row)
    if (text !== undefined) setCell(sheet, row, place, { ...textCell(text), style: { alignment: { wrapText: false } } })
  }
  for (const [key, sentences] of cellsToMark(sheet, annotation).entries()) markCell(sheet, key, sentences)
  return saveXlsx(workbook)
}

/** A file that comes back after correction must not keep the colours and comments of last time. */
function clearOldMarks(cells: Map<string, Cell>) {
  for (const cell of cells.values()) {
    if (cell.comment?.author === AUTHOR) delete cell.comment
    const fill = cell.style?.fill
    if (fill?.type === 'pattern' && fill.fgColor?.rgb?.endsWith(COLOUR)) {
      const { fill: _, ...style } = cell.style!
      cell.style = style
    }
  }
}

/** The column of last time if there is one, else the first free one. From 0. */
function resultPlace(rows: readonly (readonly string[])[], { headerRow = 1 }: Annotation): number {
  const old = rows[headerRow - 1]?.findIndex(text => text.trim() === HEADER) ?? -1
  if (old >= 0) return old
  return rows.reduce((most, row) => Math.max(most, row.findLastIndex(text => text !== '') + 1), 0)
}

function resultColumn(rows: readonly (readonly string[])[], annotation: Annotation): Map<number, string> {
  const { marks, language, headerRow = 1 } = annotation
  const results = new Map<number, string>([[headerRow - 1, HEADER]])
  const place = resultPlace(rows, annotation)
  for (let index = headerRow; index < rows.length; index++) {
    const isEmpty = rows[index]!.every((text, column) => text === '' || column === place)
    results.set(index, isEmpty ? '' : FINE[language])
  }
  for (const [row, ofRow] of Map.groupBy(marks, mark => mark.row)) {
    const sentences = ofRow.map(mark => `${columnName(mark.column - 1)}${row}：${mark[language]}`)
    if (row - 1 < rows.length) results.set(row - 1, row === headerRow ? HEADER : sentences.join(' '))
  }
  return results
}

/** Sentences by cell (`row,column` from 0). A mark inside a merged range goes to its first cell, the only one shown. */
function cellsToMark(sheet: Sheet, { marks, language }: Annotation): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const merges = sheet.merges ?? []
  for (const mark of marks) {
    const [row, column] = [mark.row - 1, mark.column - 1]
    if (row >= sheet.rows.length || row < 0 || column < 0) continue
    const merge = merges.find(
      ({ startRow, endRow, startCol, endCol }) =>
        row >= startRow && row <= endRow && column >= startCol && column <= endCol,
    )
    const key = merge ? `${merge.startRow},${merge.startCol}` : `${row},${column}`
    found.set(key, [...(found.get(key) ?? []), mark[language]])
  }
  const tooMany = [...found.keys()].slice(MOST_COMMENTS)
  for (const key of tooMany) found.set(key, [])
  return found
}

function markCell(sheet: Sheet, key: string, sentences: readonly string[]) {
  const [row, column] = key.split(',').map(Number) as [number, number]
  const cell = sheet.cells?.get(key) ?? { value: sheet.rows[row]?.[column] ?? null, type: 'string' as const }
  const fill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: `FF${COLOUR}` } } as const
  const marked: Cell = { ...cell, style: { ...cell.style, fill } }
  if (sentences.length > 0) {
    const before = cell.comment ? `${cell.comment.text}\n` : ''
    marked.comment = { author: AUTHOR, text: before + sentences.join('\n') }
  }
  setCell(sheet, row, column, marked)
}

function setCell(sheet: Sheet, row: number, column: number, cell: Cell) {
  const cells = sheet.rows[row]!
  while (cells.length <= column) cells.push(null)
  cells[column] = cell.value
  sheet.cells?.set(`${row},${column}`, cell)
}
