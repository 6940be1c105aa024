import { readFileSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A page has few colours: a palette of 256 makes its picture less than half as large, and nobody sees the difference. */
const COLOURS = 256
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Writes a PNG anew with a palette. Reads what the browser writes: eight bits, RGB, not interlaced (PNG, 3rd edition). */
export function makeSmall(path: string): void {
  const { width, height, pixels } = decode(readFileSync(path))
  const palette = commonest(pixels)
  const nearest = nearestIn(palette)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest(pixels.readUIntBE((y * width + x) * 3, 3))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.concat(palette.map(colour => Buffer.from([colour >> 16, (colour >> 8) & 255, colour & 255])))
  const parts = [chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 }))]
  writeFileSync(path, Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))]))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

function decode(png: Buffer): { width: number; height: number; pixels: Buffer } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  if (png[24] !== 8 || png[25] !== 2 || png[28] !== 0)
    throw new Error('This is not the kind of PNG that the browser writes.')
  const data: Buffer[] = []
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  return { width, height, pixels: unfiltered(inflateSync(Buffer.concat(data)), width * 3, height) }
}

/** Each row says how its bytes differ from those beside and above it (PNG, 9.2). */
function unfiltered(raw: Buffer, stride: number, height: number): Buffer {
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < 3 ? 0 : pixels[at - 3]!
      const above = y === 0 ? 0 : pixels[at - stride]!
      const corner = x < 3 || y === 0 ? 0 : pixels[at - stride - 3]!
      pixels[at] = raw[y * (stride + 1) + 1 + x]! + guess(filter, left, above, corner)
    }
  }
  return pixels
}

function guess(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter !== 4) return 0
  const [a, b, c] = [left, above, corner].map(one => Math.abs(left + above - corner - one)) as [number, number, number]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}

function commonest(pixels: Buffer): number[] {
  const counts = new Map<number, number>()
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const sorted = [...counts].sort((one, two) => two[1] - one[1])
  return sorted.slice(0, COLOURS).map(([colour]) => colour)
}

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, nth) => [colour, nth]))
  const far = (one: number, two: number) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((two >> shift) & 255)) ** 2, 0)
  return colour => {
    const nth = known.get(colour)
    if (nth !== undefined) return nth
    const distances = palette.map(one => far(one, colour))
    const best = distances.indexOf(Math.min(...distances))
    known.set(colour, best)
    return best
  }
}
