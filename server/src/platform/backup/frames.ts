import type { FileHandle } from 'node:fs/promises'
import type { Seal } from './seal.ts'

/**
 * A backup after its first line is a row of frames: a letter, a length, and as many sealed bytes.
 *
 *     h heading · then for each table of each city: p part, r rows (zstd of what `copy` says), r … · m manifest
 */
export type FrameKind = 'h' | 'p' | 'r' | 'm'
const KINDS = 'hprm'
const HEAD = 5
/** No frame is longer: a length beyond it is damage, and is not believed. */
const LONGEST = 2 ** 26

/** Where a frame begins. */
export interface Spot {
  readonly at: number
  readonly nth: number
}

export interface Frame extends Spot {
  readonly kind: FrameKind
  readonly payload: Buffer
  readonly next: Spot
}

/** A file that ends too early, or does not hold what was written. */
export class Damage extends Error {
  readonly how: 'torn' | 'changed'

  constructor(how: 'torn' | 'changed') {
    super(how)
    this.how = how
  }
}

/** Writes frames one after the other. */
export function frameWriter(file: FileHandle, seal: Seal) {
  let nth = 0
  return async (kind: FrameKind, payload: Buffer): Promise<void> => {
    const sealed = seal.shut(nth++, kind, payload)
    const head = Buffer.alloc(HEAD)
    head.write(kind, 'latin1')
    head.writeUInt32BE(sealed.length, 1)
    await file.appendFile(Buffer.concat([head, sealed]))
  }
}

/**
 * Reads frames from a spot to the end of the file.
 *
 * @throws Damage at the first frame that is not as it was written
 */
export async function* readFrames(file: FileHandle, seal: Seal, from: Spot): AsyncGenerator<Frame> {
  for (let spot = from; ; ) {
    const head = await take(file, spot.at, HEAD)
    if (head.length === 0) return
    const kind = head.toString('latin1', 0, 1) as FrameKind
    if (head.length < HEAD) throw new Damage('torn')
    const length = head.readUInt32BE(1)
    if (!KINDS.includes(kind) || length > LONGEST) throw new Damage('changed')
    const sealed = await take(file, spot.at + HEAD, length)
    if (sealed.length < length) throw new Damage('torn')
    const payload = seal.open(spot.nth, kind, sealed)
    if (!payload) throw new Damage('changed')
    const next = { at: spot.at + HEAD + length, nth: spot.nth + 1 }
    yield { ...spot, kind, payload, next }
    spot = next
  }
}

async function take(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, at + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
