import { once } from 'node:events'
import { type Duplex, Readable } from 'node:stream'
import type pg from 'pg'

/** Bytes handed on at a time. */
export const BLOCK = 2 ** 20

/** What `pg` calls on its connection and does not declare. */
interface Wire {
  readonly stream: Duplex
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

/** Runs `copy … to stdout` and reads it in blocks, no faster than they are taken. */
export function copyOut(client: pg.Client, text: string): AsyncIterable<Buffer> {
  return client.query(new CopyOut(text))
}

/** Runs `copy … from stdin` with these blocks, which may be cut anywhere. @returns rows that went in */
export function copyIn(client: pg.Client, text: string, blocks: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => client.query(new CopyIn(text, blocks, { resolve, reject })))
}

class CopyOut extends Readable {
  readonly #text: string
  #wire: Wire | undefined
  #block = Buffer.allocUnsafe(BLOCK)
  #filled = 0

  constructor(text: string) {
    super({ objectMode: true, highWaterMark: 2 })
    this.#text = text
  }

  submit(connection: pg.Connection): void {
    this.#wire = connection as unknown as Wire
    this.#wire.query(this.#text)
  }

  override _read(): void {
    this.#wire?.stream.resume()
  }

  /** Whoever stops early leaves a connection that still has to read to the end of the copy. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#wire?.stream.resume()
    done(error)
  }

  /** NOTE: the chunk is a window on a buffer that `pg` uses again, so it is copied before this returns. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    for (let from = 0; from < chunk.length; ) {
      const taken = chunk.copy(this.#block, this.#filled, from)
      from += taken
      this.#filled += taken
      if (this.#filled === BLOCK) this.#handOn()
    }
  }

  handleCommandComplete(): void {
    if (this.#filled > 0) this.#handOn()
  }

  handleReadyForQuery(): void {
    this.push(null)
  }

  handleError(error: Error): void {
    this.destroy(error)
  }

  #handOn(): void {
    const more = this.push(this.#block.subarray(0, this.#filled))
    this.#block = Buffer.allocUnsafe(BLOCK)
    this.#filled = 0
    if (!more && !this.destroyed) this.#wire?.stream.pause()
  }
}

interface Outcome {
  readonly resolve: (rows: number) => void
  readonly reject: (error: unknown) => void
}

class CopyIn {
  readonly #text: string
  readonly #blocks: AsyncIterable<Buffer>
  readonly #outcome: Outcome
  #failure: unknown
  #rows = 0
  #over = false

  constructor(text: string, blocks: AsyncIterable<Buffer>, outcome: Outcome) {
    this.#text = text
    this.#blocks = blocks
    this.#outcome = outcome
  }

  submit(connection: pg.Connection): void {
    ;(connection as unknown as Wire).query(this.#text)
  }

  handleCopyInResponse(connection: pg.Connection): void {
    void this.#send(connection as unknown as Wire)
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#rows = Number(text.split(' ').at(-1))
  }

  handleReadyForQuery(): void {
    this.#over = true
    this.#outcome.resolve(this.#rows)
  }

  /** What our own side ran into comes before what the database says about it. */
  handleError(error: Error): void {
    this.#over = true
    this.#outcome.reject(this.#failure ?? error)
  }

  async #send(wire: Wire): Promise<void> {
    try {
      for await (const block of this.#blocks) {
        if (this.#over) return
        wire.sendCopyFromChunk(block)
        if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain')
      }
      wire.endCopyFrom()
    } catch (error) {
      this.#failure = error
      wire.sendCopyFail('stopped by the sender')
    }
  }
}
