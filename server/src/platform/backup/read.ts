import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { BLOCK } from '../database/copy.ts'
import { Damage, type Frame, readFrames, type Spot } from './frames.ts'
import { backupProblem } from './problems.ts'
import { lockedSeal, plainSeal, type Seal } from './seal.ts'
import * as shape from './shape.ts'
import { newlines } from './write.ts'

const decompress = promisify(zstdDecompress)

/** A part, and where in the file its rows begin. */
export interface CheckedPart extends shape.Part {
  readonly sha256: string
  readonly rowsFrom: Spot
}

/** A backup that was read to its end and is whole. */
export interface Checked {
  readonly heading: shape.Heading
  readonly parts: readonly CheckedPart[]
  readonly rows: number
  readonly bytes: number
  /** The rows of a part, in blocks. */
  rowsOf(part: CheckedPart): AsyncGenerator<Buffer>
}

/**
 * Reads a whole backup, and hands it on only when every byte is as it was written.
 *
 * @throws Problem `backup/no-file` · `not-a-backup` · `needs-passphrase` · `wrong-passphrase` · `torn` · `changed`
 */
export async function withBackup<T>(
  path: string,
  passphrase: string | undefined,
  work: (backup: Checked) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw backupProblem('backup/no-file', { file: path, reason: error.code ?? 'unknown' })
  })
  try {
    const { seal, from } = await beginning(file, path, passphrase)
    const found = await new Reading(seal.locked).all(readFrames(file, seal.seal, from))
    const rows = found.parts.reduce((sum, part) => sum + part.rows, 0)
    const { size: bytes } = await file.stat()
    return await work({ ...found, rows, bytes, rowsOf: part => rowsFrom(file, seal.seal, part.rowsFrom) })
  } finally {
    await file.close()
  }
}

async function beginning(file: FileHandle, path: string, passphrase: string | undefined) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(200), 0, 200, 0)
  const end = buffer.subarray(0, bytesRead).indexOf(10)
  const first = shape.opening.safeParse(parsed(buffer.subarray(0, Math.max(end, 0))))
  if (!first.success) throw backupProblem('backup/not-a-backup', { file: path })
  const from = { at: end + 1, nth: 0 }
  const { salt } = first.data
  if (salt === null) return { from, seal: { seal: plainSeal, locked: false } }
  if (!passphrase) throw backupProblem('backup/needs-passphrase')
  return { from, seal: { seal: await lockedSeal(passphrase, Buffer.from(salt, 'base64')), locked: true } }
}

/** One pass over all frames: adds up what it meets and compares it with what the file says of itself. */
class Reading {
  readonly #locked: boolean
  readonly #parts: CheckedPart[] = []
  #heading: shape.Heading | undefined
  #manifest: shape.Manifest | undefined
  #hash = createHash('sha256')
  #rows = 0
  #place = 'heading'

  constructor(locked: boolean) {
    this.#locked = locked
  }

  async all(frames: AsyncIterable<Frame>) {
    try {
      for await (const frame of frames) await this.#meet(frame)
      if (!this.#heading || !this.#manifest) throw new Damage('torn')
      this.#compare(this.#manifest)
      return { heading: this.#heading, parts: this.#parts }
    } catch (error) {
      if (!(error instanceof Damage)) throw error
      if (this.#locked && !this.#heading) throw backupProblem('backup/wrong-passphrase')
      throw backupProblem(`backup/${error.how}`, { place: this.#place })
    }
  }

  async #meet({ kind, payload, next }: Frame): Promise<void> {
    if (this.#manifest) throw new Damage('changed') // nothing comes after the manifest
    if (kind === 'r') return this.#addRows(await unpacked(payload))
    this.#endPart()
    if (kind === 'h') this.#heading = read(shape.heading, payload)
    else if (kind === 'm') {
      this.#place = 'manifest'
      this.#manifest = read(shape.manifest, payload)
    } else {
      const part = read(shape.part, payload)
      this.#place = part.table
      this.#parts.push({ ...part, sha256: '', rowsFrom: next })
    }
  }

  #addRows(block: Buffer): void {
    this.#hash.update(block)
    this.#rows += newlines(block)
  }

  #endPart(): void {
    const part = this.#parts.at(-1)
    if (!part || part.sha256) return
    if (part.rows !== this.#rows) throw new Damage('changed')
    this.#parts[this.#parts.length - 1] = { ...part, sha256: this.#hash.digest('hex') }
    this.#hash = createHash('sha256')
    this.#rows = 0
  }

  #compare({ parts }: shape.Manifest): void {
    for (const [nth, { table, tenant, rows, sha256 }] of parts.entries()) {
      const found = this.#parts[nth]
      this.#place = table
      if (!found || found.table !== table || found.tenant !== tenant) throw new Damage('torn')
      if (found.rows !== rows || found.sha256 !== sha256) throw new Damage('changed')
    }
    if (parts.length !== this.#parts.length) throw new Damage('changed')
  }
}

async function* rowsFrom(file: FileHandle, seal: Seal, from: Spot): AsyncGenerator<Buffer> {
  for await (const { kind, payload } of readFrames(file, seal, from)) {
    if (kind !== 'r') return
    yield await unpacked(payload)
  }
}

/** No block is longer than it was written: a frame that claims more is damage. */
async function unpacked(payload: Buffer): Promise<Buffer> {
  return decompress(payload, { maxOutputLength: BLOCK }).catch(() => {
    throw new Damage('changed')
  })
}

function read<T>(what: { safeParse(data: unknown): { success: boolean; data?: T } }, payload: Buffer): T {
  const { data } = what.safeParse(parsed(payload))
  if (data === undefined) throw new Damage('changed')
  return data
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
