import { Problem } from '@muster/core/platform/problem.ts'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { type Annotation, annotateFile } from './annotate.ts'
import { type CellValue, packRows, unpackRows } from './chunks.ts'
import type { SheetKind } from './kind.ts'
import type { SheetLimits } from './limits.ts'
import { sheets } from './problems.ts'
import { readTable, type SheetFacts } from './read.ts'
import { type SheetLayout, writeWorkbook } from './write.ts'

export interface ReadTask {
  readonly do: 'read'
  readonly bytes: Uint8Array
  readonly kind: SheetKind
  readonly fileName: string
  readonly sheet: string | undefined
  readonly limits: SheetLimits
}

export interface AnnotateTask {
  readonly do: 'annotate'
  readonly bytes: Uint8Array
  readonly kind: SheetKind
  readonly annotation: Annotation
  readonly limits: SheetLimits
}

export interface WriteTask {
  readonly do: 'write'
  readonly layout: SheetLayout
  readonly chunks: readonly Uint8Array[]
}

export type SheetTask = ReadTask | AnnotateTask | WriteTask

export interface ReadAnswer extends SheetFacts {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
}

/** A class does not survive the way between threads, so a Problem travels as its parts. */
export type SheetAnswer =
  | { readonly done: ReadAnswer | Uint8Array }
  | { readonly refused: Pick<Problem, 'slug' | 'details'> }

/** The worker's door; the pool calls it by name. */
export async function work(task: SheetTask): Promise<unknown> {
  try {
    return await carryOut(task)
  } catch (error) {
    if (error instanceof Problem) return { refused: { slug: error.slug, details: error.details } }
    // What the reader throws on a file is the file's fault; on our own data it would be a bug of ours.
    if (task.do === 'write') throw error
    const { slug, details } = faultOf(error, task)
    return { refused: { slug, details } }
  }
}

/** `hucre` says why in a sentence only: an entry larger than declared is a "bomb", 20 million cells are over a "limit". */
function faultOf(error: unknown, task: ReadTask | AnnotateTask): Problem {
  if (!(error instanceof Error)) return sheets('sheets/unreadable', { part: 'xlsx' })
  if (/\bbomb\b/.test(error.message)) return sheets('sheets/zip-bomb', { part: 'zip' })
  if (/\blimit\b/.test(error.message)) return sheets('sheets/too-much-text', { rows: task.limits.rows / 4 })
  return sheets('sheets/unreadable', { part: error.name })
}

async function carryOut(task: SheetTask): Promise<unknown> {
  if (task.do === 'read') {
    const { rows, ...facts } = await readTable(task.bytes, task.kind, task.fileName, task.sheet, task.limits)
    const chunks = [...packRows(rows)]
    return moving({ done: { ...facts, chunks } }, chunks)
  }
  const bytes =
    task.do === 'annotate'
      ? await annotateFile(task.bytes, task.kind, task.annotation, task.limits)
      : await writeWorkbook(task.layout, unpackRows<CellValue>(task.chunks))
  return moving({ done: bytes }, [bytes])
}

/** Hands the buffers over instead of copying them. */
function moving(value: unknown, parts: readonly Uint8Array[]) {
  const buffers = parts.filter(part => part.byteLength === part.buffer.byteLength).map(part => part.buffer)
  return move({ [transferableSymbol]: buffers, [valueSymbol]: value } as never)
}
