import { inflateRawSync } from 'node:zlib'
import type { SheetLimits } from './limits.ts'
import { sheets } from './problems.ts'

/** One entry as the central directory declares it. */
export interface ZipEntry {
  readonly name: string
  readonly packedBytes: number
  readonly inflatedBytes: number
  readonly method: number
  /** Where its local header starts. */
  readonly offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const SENTINEL_32 = 0xffffffff
/** The end record is 22 bytes and may be followed by a comment of at most 65,535. */
const END_BYTES = 22
const LONGEST_COMMENT = 65_535
const ARCHIVE_NAME = /\.(zip|xls[xmb]?|docx?|docm|pptx?|jar|7z|rar|gz|bz2|xz|tar|wps|et)$/i

/**
 * Reads the central directory only, and refuses what must never be inflated: bombs, nested archives, encrypted
 * entries, links and paths that leave the archive. Finds the end record as `hucre` does (the last one), so that what
 * was checked is what is read.
 */
export function checkZip(bytes: Uint8Array, limits: SheetLimits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries) throw sheets('sheets/zip-bomb', { part: `${count} > ${limits.entries}` })
  const entries = centralDirectory(bytes, view, view.getUint32(end + 16, true), count)
  const names = new Set<string>()
  let total = 0
  for (const entry of entries) {
    if (names.has(entry.name.toLowerCase())) throw sheets('sheets/zip-bomb', { part: shown(entry.name) })
    names.add(entry.name.toLowerCase())
    total += entry.inflatedBytes
    checkSize(entry, total, limits)
    checkLocal(bytes, view, entry)
  }
  return entries
}

/** The text of one entry of a checked zip; what it declares is its ceiling. */
export function inflateEntry(bytes: Uint8Array, name: string, limits: SheetLimits): string | undefined {
  const entry = checkZip(bytes, limits).find(other => other.name === name)
  if (!entry) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = entry.offset + 30
  const start = header + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(start, start + entry.packedBytes)
  const data = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: entry.inflatedBytes })
  return new TextDecoder().decode(data)
}

function endRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT)
  for (let at = view.byteLength - END_BYTES; at >= lowest; at--) if (view.getUint32(at, true) === END) return at
  throw sheets('sheets/unreadable', { part: 'zip' })
}

function centralDirectory(bytes: Uint8Array, view: DataView, start: number, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL)
      throw sheets('sheets/unreadable', { part: 'zip' })
    const nameBytes = view.getUint16(at + 28, true)
    const extraBytes = view.getUint16(at + 30, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes))
    refuseOddEntry(view, at, name)
    const sizes = wideSizes(view, at, at + 46 + nameBytes, extraBytes)
    entries.push({ name, method: view.getUint16(at + 10, true), ...sizes })
    at += 46 + nameBytes + extraBytes + view.getUint16(at + 32, true)
  }
  return entries
}

/** A size or offset of 0xffffffff is kept in the ZIP64 extra field (id 1), in this order: inflated, packed, offset. */
function wideSizes(view: DataView, header: number, extra: number, extraBytes: number) {
  const plain = [
    view.getUint32(header + 24, true),
    view.getUint32(header + 20, true),
    view.getUint32(header + 42, true),
  ]
  let at = extra
  const end = Math.min(extra + extraBytes, view.byteLength)
  while (plain.includes(SENTINEL_32) && at + 4 <= end && view.getUint16(at, true) !== 1)
    at += 4 + view.getUint16(at + 2, true)
  let cursor = at + 4
  const [inflatedBytes, packedBytes, offset] = plain.map(value => {
    if (value !== SENTINEL_32) return value
    if (cursor + 8 > end) throw sheets('sheets/unreadable', { part: 'zip64' })
    cursor += 8
    return Number(view.getBigUint64(cursor - 8, true))
  }) as [number, number, number]
  return { inflatedBytes, packedBytes, offset }
}

function refuseOddEntry(view: DataView, at: number, name: string) {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const mode = view.getUint16(at + 40, true)
  if (flags & 0x41) throw sheets('sheets/encrypted')
  if (method !== 0 && method !== 8) throw sheets('sheets/unreadable', { part: shown(name) })
  // The upper half of the external attributes is the Unix mode; 0o120000 marks a symbolic link.
  const isLink = (mode & 0o170000) === 0o120000
  if (isLink || leavesArchive(name) || ARCHIVE_NAME.test(name)) throw sheets('sheets/zip-bomb', { part: shown(name) })
}

function leavesArchive(name: string): boolean {
  return name === '' || /^[/\\]|^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..')
}

function checkSize(entry: ZipEntry, total: number, limits: SheetLimits) {
  const { inflatedBytes, packedBytes, name } = entry
  const steep = inflatedBytes > limits.ratioFreeBytes && inflatedBytes > packedBytes * limits.ratio
  if (total > limits.inflatedBytes || steep) throw sheets('sheets/zip-bomb', { part: shown(name) })
  // NOTE a stored entry inflates to what it holds, and one that declares nothing has no ceiling: neither may lie.
  const lies = entry.method === 0 ? inflatedBytes !== packedBytes : inflatedBytes === 0 && packedBytes > 2
  if (lies) throw sheets('sheets/zip-bomb', { part: shown(name) })
}

/** The local header must name the same entry, lie in the file, and not open another archive. */
function checkLocal(bytes: Uint8Array, view: DataView, entry: ZipEntry) {
  const { offset, name } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) {
    throw sheets('sheets/unreadable', { part: shown(name) })
  }
  const nameEnd = offset + 30 + view.getUint16(offset + 26, true)
  const start = nameEnd + view.getUint16(offset + 28, true)
  const sameName = new TextDecoder().decode(bytes.subarray(offset + 30, nameEnd)) === name
  if (!sameName || start + entry.packedBytes > bytes.length) throw sheets('sheets/unreadable', { part: shown(name) })
  // A folder or an empty part may carry no size; with a data descriptor the reader would trust the local header instead.
  const sizeless =
    entry.packedBytes === 0 && (view.getUint32(offset + 18, true) > 0 || view.getUint16(offset + 6, true) & 8)
  if (sizeless && !name.endsWith('/')) throw sheets('sheets/zip-bomb', { part: shown(name) })
  if (entry.method === 0 && entry.packedBytes >= 4 && view.getUint32(start, true) === LOCAL) {
    throw sheets('sheets/zip-bomb', { part: shown(name) })
  }
}

function shown(name: string): string {
  return name.replace(/[^\p{L}\p{N}._/[\] -]/gu, '?').slice(0, 60)
}
