import type { SheetLimits } from './limits.ts'
import { sheets } from './problems.ts'
import { checkZip } from './zip.ts'

export type SheetKind = 'xlsx' | 'csv'

/** Openings that are surely no table, whatever the file is called, with the name shown to its owner. */
const OTHERS: readonly (readonly [opening: readonly number[], found: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z'],
  [[0x1f, 0x8b], 'gzip'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'RTF'],
]
const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf, 0x11, 0xe0]

/** Tells by content, never by name, what the file is; throws the Problem for what is not read. */
export function kindOf(bytes: Uint8Array, limits: SheetLimits): SheetKind {
  if (bytes.length > limits.fileBytes) throw sheets('sheets/too-large', { limit: `${limits.fileBytes / 2 ** 20} MiB` })
  if (bytes.length === 0) throw sheets('sheets/empty', { sheet: '' })
  if (opensWith(bytes, OLE))
    throw includesUtf16(bytes, 'EncryptedPackage') ? sheets('sheets/encrypted') : oldOrOther(bytes)
  if (opensWith(bytes, ZIP)) return checkWorkbook(bytes, limits)
  for (const [opening, found] of OTHERS) if (opensWith(bytes, opening)) throw sheets('sheets/not-a-sheet', { found })
  const opening = new TextDecoder().decode(bytes.subarray(0, 512)).replace(/^\uFEFF?\s*/, '')
  if (/^<(!doctype|html|\?xml|!--|table|head|body|script|svg|meta)/i.test(opening)) {
    throw sheets('sheets/not-a-sheet', { found: 'HTML / XML' })
  }
  return 'csv'
}

function checkWorkbook(bytes: Uint8Array, limits: SheetLimits): SheetKind {
  const names = checkZip(bytes, limits).map(entry => entry.name.toLowerCase())
  if (names.includes('xl/workbook.bin')) throw sheets('sheets/old-format')
  if (names.some(name => name.endsWith('vbaproject.bin'))) throw sheets('sheets/macros')
  const isWorkbook = names.includes('[content_types].xml') && names.some(name => /^xl\/workbook\d*\.xml$/.test(name))
  if (!isWorkbook) throw sheets('sheets/not-a-sheet', { found: names.includes('word/document.xml') ? 'Word' : 'zip' })
  return 'xlsx'
}

function oldOrOther(bytes: Uint8Array) {
  return includesUtf16(bytes, 'Workbook') || includesUtf16(bytes, 'Book')
    ? sheets('sheets/old-format')
    : sheets('sheets/not-a-sheet', { found: 'OLE' })
}

function opensWith(bytes: Uint8Array, opening: readonly number[]): boolean {
  return opening.every((byte, index) => bytes[index] === byte)
}

/** Stream names of an OLE container are UTF-16 little endian. */
function includesUtf16(bytes: Uint8Array, word: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(word, 'utf16le'))
}
