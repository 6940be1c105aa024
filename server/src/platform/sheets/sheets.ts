import type { Annotation, Mark } from './annotate.ts'
import { type CellValue, packGently, unpackGently } from './chunks.ts'
import { csvBytes } from './csv.ts'
import { kindOf } from './kind.ts'
import { type SheetLimits, limits as standard } from './limits.ts'
import { inWorker } from './pool.ts'
import type { SheetFacts } from './read.ts'
import type { ReadAnswer } from './worker.ts'
import type { SheetColumn, SheetLayout } from './write.ts'

export type { Mark } from './annotate.ts'
export { closeSheets } from './pool.ts'
export type { MergedRange } from './read.ts'
export type { SheetColumn, SheetLayout } from './write.ts'

export interface Sheet extends SheetFacts {
  /** As its owner sees it. `rows[0]` is row 1 of the file: an empty row is an empty array, not left out. */
  readonly rows: string[][]
}

export type SheetRow = Readonly<Record<string, string | number | null | undefined>>

/** Reads one sheet (`choice.sheet`, else the first that is not hidden) of an .xlsx or .csv, told by its content. */
export async function readSheet(
  bytes: Uint8Array,
  fileName: string,
  limits: Partial<SheetLimits> = {},
  choice: { readonly sheet?: string } = {},
): Promise<Sheet> {
  const bounds = { ...standard, ...limits }
  const kind = kindOf(bytes, bounds)
  // NOTE: not `slice`, which for a Buffer is no copy and would give away memory that others use.
  const copy = new Uint8Array(bytes)
  const task = { do: 'read', bytes: copy, kind, fileName, sheet: choice.sheet, limits: bounds } as const
  const { chunks, ...facts } = (await inWorker(task, [copy.buffer], bounds.milliseconds)) as ReadAnswer
  return { ...facts, rows: await unpackGently<string>(chunks) }
}

/**
 * The user's own file with the marked cells coloured and commented, and one column more that says for each row what
 * was wrong. A file that was marked before loses its old marks first.
 */
export async function annotate(
  bytes: Uint8Array,
  _fileName: string,
  marks: readonly Mark[],
  language: 'zh' | 'en',
  where: Pick<Annotation, 'sheet' | 'headerRow'> = {},
  limits: Partial<SheetLimits> = {},
): Promise<Uint8Array> {
  const bounds = { ...standard, ...limits }
  const kind = kindOf(bytes, bounds)
  // NOTE: not `slice`, which for a Buffer is no copy and would give away memory that others use.
  const copy = new Uint8Array(bytes)
  const task = { do: 'annotate', bytes: copy, kind, annotation: { ...where, marks, language }, limits: bounds } as const
  return (await inWorker(task, [copy.buffer], limits.milliseconds ?? WRITE_MILLISECONDS)) as Uint8Array
}

/** An .xlsx of one table, for exports and templates. Every string is a string cell, so no text becomes a formula. */
export async function writeSheet(sheet: SheetLayout & { readonly rows: Iterable<SheetRow> }): Promise<Uint8Array> {
  const { rows, ...layout } = sheet
  const chunks = await packGently(cellsOf(layout.columns, rows))
  const buffers = chunks.map(chunk => chunk.buffer)
  return (await inWorker({ do: 'write', layout, chunks }, buffers, WRITE_MILLISECONDS)) as Uint8Array
}

/** Our own data, or a file that was read before: so a large one may take longer than a file from a stranger. */
const WRITE_MILLISECONDS = 30_000

/** RFC 4180 in UTF-8 with a byte order mark; a text that could be a formula gets an apostrophe. */
export function writeCsv(sheet: {
  readonly columns: readonly Pick<SheetColumn, 'header' | 'key'>[]
  readonly rows: Iterable<SheetRow>
}): Uint8Array {
  const header = sheet.columns.map(column => column.header)
  return csvBytes([header, ...cellsOf(sheet.columns, sheet.rows)])
}

function* cellsOf(columns: readonly Pick<SheetColumn, 'key'>[], rows: Iterable<SheetRow>): Generator<CellValue[]> {
  for (const row of rows) yield columns.map(({ key }) => row[key] ?? null)
}
