/** The longest side of a photo that is kept, in pixels, and how much it may take. */
export const PHOTO_SIDE = 1280
export const PHOTO_BYTES = 200 * 1024

export interface Picture {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/** What a picture needs to be drawn; all others (where, when and with what it was taken, remarks, previews) are left out. */
const isNeeded = (marker: number): boolean =>
  marker === APP0 || marker === ADOBE || (marker !== COMMENT && (marker < APP0 || marker > APP15))
const [APP0, APP15, ADOBE, COMMENT] = [0xe0, 0xef, 0xee, 0xfe]
const [START, END, SCAN] = [0xd8, 0xd9, 0xda]
/** Frames with their size; between them stand tables of other kinds (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

interface Segment {
  readonly marker: number
  readonly from: number
  readonly to: number
}

/**
 * A JPEG as nothing but its picture: without EXIF, XMP, remarks, and whatever is hung on behind its end. Phones cut it down so
 * before it leaves them, the server once more before it keeps it.
 *
 * @returns null for anything that is no JPEG
 */
export function plainJpeg(bytes: Uint8Array): Picture | null {
  const segments = segmentsOf(bytes)
  const frame = segments?.find(({ marker }) => isFrame(marker))
  if (!segments || !frame || frame.to - frame.from < 9) return null
  const [height, width] = [wordAt(bytes, frame.from + 5), wordAt(bytes, frame.from + 7)]
  const parts = segments.filter(({ marker }) => isNeeded(marker)).map(({ from, to }) => bytes.subarray(from, to))
  return { bytes: joined([Uint8Array.of(0xff, START), ...parts, Uint8Array.of(0xff, END)]), width, height }
}

const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** Everything between start and end, a scan with the picture's own bytes as one; null where it does not come out even. */
function segmentsOf(bytes: Uint8Array): Segment[] | null {
  if (bytes[0] !== 0xff || bytes[1] !== START) return null
  const segments: Segment[] = []
  for (let at = 2; at < bytes.length; ) {
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined) return null
    if (marker === END) return segments
    const length = wordAt(bytes, at + 2)
    const head = at + 2 + length
    if (length < 2 || head > bytes.length) return null
    const to = marker === SCAN ? endOfScan(bytes, head) : head
    segments.push({ marker, from: at, to })
    at = to
  }
  return null
}

/** In a scan, 0xff is followed by zero or a restart mark; anything else is the next segment. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
