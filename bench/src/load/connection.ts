import { connect, type Socket } from 'node:net'

export interface Address {
  readonly host: string
  readonly port: number
}

/** What came back; status 0 when the line broke before it did. */
export type Heard = (status: number, body: Buffer) => void

const NOTHING = Buffer.alloc(0)

/**
 * One keep-alive connection that asks one thing at a time and reads of the answer only status and length: the usual
 * clients cost more processor time than the server that is measured.
 */
export class Connection {
  readonly #address: Address
  #socket: Socket | null = null
  #read: Buffer = NOTHING
  #heard: Heard | null = null

  constructor(address: Address) {
    this.#address = address
  }

  /** Opens the line beforehand, so that no request pays for it. */
  async open(): Promise<void> {
    const socket = this.#dial()
    await new Promise<void>((done, fail) => {
      socket.once('connect', done)
      socket.once('error', fail)
    })
  }

  ask(request: Uint8Array, heard: Heard): void {
    this.#heard = heard
    const socket = this.#socket ?? this.#dial()
    socket.write(request)
  }

  close(): void {
    this.#heard = null
    this.#socket?.destroy()
  }

  #dial(): Socket {
    const socket = connect({ ...this.#address, noDelay: true })
    this.#socket = socket
    this.#read = NOTHING
    socket.on('data', chunk => this.#take(chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = null
      this.#answer(0, NOTHING)
    })
    return socket
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk])
    const found = answerIn(this.#read)
    if (!found) return
    const body = this.#read.subarray(found.from, found.to)
    this.#read = NOTHING
    this.#answer(found.status, body)
  }

  #answer(status: number, body: Buffer): void {
    const heard = this.#heard
    this.#heard = null
    heard?.(status, body)
  }
}

/** Where the body of a whole answer lies; null while some of it is under way. An answer without a length has none. */
export function answerIn(read: Buffer): { status: number; from: number; to: number } | null {
  const end = read.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = read.toString('latin1', 0, end)
  const from = end + 4
  const to = from + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
  return read.length < to ? null : { status: Number(head.slice(9, 12)), from, to }
}
