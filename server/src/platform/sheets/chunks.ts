import { setImmediate } from 'node:timers/promises'

export type CellValue = string | number | null

/**
 * About so many characters go into one chunk: JSON of that size is read in 2–3 ms. A whole sheet sent as one message
 * would be deserialised in one go and stall the main thread for hundreds of milliseconds.
 */
const CHUNK_CHARACTERS = 200_000

/** Rows as JSON chunks that can be transferred between threads without a copy. */
export function* packRows(rows: Iterable<readonly CellValue[]>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let lines: string[] = []
  let size = 0
  for (const row of rows) {
    const line = JSON.stringify(row)
    lines.push(line)
    size += line.length
    if (size < CHUNK_CHARACTERS) continue
    yield encoder.encode(`[${lines.join(',')}]`)
    lines = []
    size = 0
  }
  if (lines.length > 0) yield encoder.encode(`[${lines.join(',')}]`)
}

/** The same on the main thread: lets the event loop breathe between two chunks. */
export async function packGently(rows: Iterable<readonly CellValue[]>): Promise<Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for (const chunk of packRows(rows)) {
    chunks.push(chunk)
    await setImmediate()
  }
  return chunks
}

export function unpackRows<T extends CellValue>(chunks: readonly Uint8Array[]): T[][] {
  const decoder = new TextDecoder()
  return chunks.flatMap(chunk => JSON.parse(decoder.decode(chunk)) as T[][])
}

export async function unpackGently<T extends CellValue>(chunks: readonly Uint8Array[]): Promise<T[][]> {
  const decoder = new TextDecoder()
  const rows: T[][] = []
  for (const chunk of chunks) {
    for (const row of JSON.parse(decoder.decode(chunk)) as T[][]) rows.push(row)
    await setImmediate()
  }
  return rows
}
