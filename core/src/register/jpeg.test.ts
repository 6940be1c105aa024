import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainJpeg } from './jpeg.ts'

const segment = (marker: number, body: readonly number[]) => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 255,
  ...body,
]
const text = (said: string) => [...said].map(sign => sign.charCodeAt(0))
const FRAME = segment(0xc0, [8, 0, 60, 0, 80, 1, 1, 0x11, 0])
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]
const jpeg = (...parts: readonly (readonly number[])[]) => Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9])

describe('a photo', () => {
  const plain = jpeg(segment(0xe0, text('JFIF')), segment(0xdb, [0, 1]), FRAME, SCAN)

  it('stays as it is where nothing but the picture is in it, and tells its size', () => {
    expect(plainJpeg(plain)).toEqual({ bytes: plain, width: 80, height: 60 })
  })

  it('loses where, when and with what it was taken, and what hangs behind its end', () => {
    const exif = segment(0xe1, text('Exif\0\0GPS 34.2 117.2'))
    const parts = [segment(0xe0, text('JFIF')), exif, segment(0xfe, text('remark')), segment(0xdb, [0, 1]), FRAME]
    const taken = Uint8Array.from([...jpeg(...parts, segment(0xed, text('IPTC')), SCAN), ...text('trailer')])
    expect(plainJpeg(taken)?.bytes).toEqual(plain)
  })

  it('is no photo when it is something else, and nothing makes the reader fail', () => {
    expect(plainJpeg(Uint8Array.from(text('<svg onload=alert(1)>')))).toBeNull()
    expect(plainJpeg(jpeg(SCAN))).toBeNull()
    expect(plainJpeg(plain.subarray(0, 20))).toBeNull()
    const any = fc.uint8Array({ maxLength: 200 }).map(rest => Uint8Array.from([0xff, 0xd8, ...rest]))
    fc.assert(
      fc.property(any, bytes => {
        const once = plainJpeg(bytes)
        if (once) expect(plainJpeg(once.bytes)).toEqual(once)
      }),
    )
  })

  it('keeps its picture whatever stands around it', () => {
    const noise = fc.tuple(
      fc.constantFrom(0xe1, 0xe2, 0xe5, 0xed, 0xef, 0xfe),
      fc.array(fc.nat(255), { maxLength: 40 }),
    )
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, after) => {
        const all = (list: typeof before) => list.flatMap(([marker, body]) => segment(marker, body))
        const bytes = jpeg(all(before), segment(0xe0, text('JFIF')), segment(0xdb, [0, 1]), FRAME, all(after), SCAN)
        expect(plainJpeg(bytes)?.bytes).toEqual(plain)
      }),
    )
  })
})
