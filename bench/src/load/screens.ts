import { connect, type Socket } from 'node:net'
import { now } from '../ground/now.ts'
import type { Address } from './connection.ts'

export interface ScreensOrder {
  readonly address: Address
  /** Sessions; screens take turns with them. */
  readonly tokens: readonly string[]
  readonly screens: number
}

/** When each event came to each screen: `times` by the event's id. */
export interface Seen {
  readonly times: ReadonlyMap<string, Float64Array>
  /** Lines that were closed before the end. */
  readonly lost: number
}

/** How many lines are opened at the same time. */
const AT_ONCE = 50
/** Only a change is heard. Where the line stands is said with an id too, also to a screen that missed the change. */
const CHANGED = /^event: changed$/m

/** Many screens that look at the live line, each on a line of its own. */
export class Screens {
  readonly #order: ScreensOrder
  readonly #sockets: Socket[] = []
  readonly #times = new Map<string, Float64Array>()
  #lost = 0

  constructor(order: ScreensOrder) {
    this.#order = order
  }

  /** Opens them all; each has been told by then where the line stands. */
  async open(): Promise<void> {
    for (let from = 0; from < this.#order.screens; from += AT_ONCE) {
      const many = Math.min(AT_ONCE, this.#order.screens - from)
      await Promise.all(Array.from({ length: many }, (_, nth) => this.#look(from + nth)))
    }
  }

  close(): Seen {
    for (const socket of this.#sockets) socket.removeAllListeners('close').destroy()
    return { times: this.#times, lost: this.#lost }
  }

  #look(nth: number): Promise<void> {
    const { address, tokens } = this.#order
    const socket = connect({ ...address, noDelay: true })
    this.#sockets.push(socket)
    socket.on('error', () => {})
    socket.write(
      `GET /api/live HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${tokens[nth % tokens.length]!}\r\n\r\n`,
    )
    return new Promise((done, fail) => {
      let rest = ''
      socket.once('data', chunk => {
        const head = chunk.toString('latin1')
        if (!head.startsWith('HTTP/1.1 200'))
          fail(new Error(`A screen was not let in: ${head.slice(0, head.indexOf('\r\n'))}`))
      })
      socket.on('data', chunk => {
        const events = (rest + chunk.toString('latin1')).split('\n\n')
        rest = events.pop()!
        for (const event of events) {
          const id = /^id: (\S+)/m.exec(event)?.[1]
          if (!id) continue
          done()
          if (CHANGED.test(event)) this.#note(id, nth)
        }
      })
      socket.on('close', () => {
        this.#lost++
        fail(new Error('A screen lost its line before it heard anything.'))
      })
    })
  }

  #note(id: string, nth: number): void {
    const times = this.#times.get(id) ?? new Float64Array(this.#order.screens)
    this.#times.set(id, times)
    times[nth] ||= now()
  }
}
