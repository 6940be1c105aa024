import { connect, type Socket } from 'node:net'
import { now } from '../ground/now.ts'
import type { Address } from './connection.ts'

export interface ScreensOrder {
  readonly address: Address
  /** Sessions; screens take turns with them. */
  readonly tokens: readonly string[]
  readonly screens: number
}

/** When each event came to each screen: `times` by the number in the event's id. */
export interface Seen {
  readonly times: ReadonlyMap<number, Float64Array>
  /** Lines that were closed before the end. */
  readonly lost: number
}

/** How many lines are opened at the same time. */
const AT_ONCE = 50

/** Many screens that look at the live line, each on a line of its own. */
export class Screens {
  readonly #order: ScreensOrder
  readonly #sockets: Socket[] = []
  readonly #times = new Map<number, Float64Array>()
  #lost = 0

  constructor(order: ScreensOrder) {
    this.#order = order
  }

  /** Opens them all; the number of the last event before they looked. */
  async open(): Promise<number> {
    const numbers: number[] = []
    for (let from = 0; from < this.#order.screens; from += AT_ONCE) {
      const many = Math.min(AT_ONCE, this.#order.screens - from)
      numbers.push(...(await Promise.all(Array.from({ length: many }, (_, nth) => this.#look(from + nth)))))
    }
    return Math.max(...numbers)
  }

  close(): Seen {
    for (const socket of this.#sockets) socket.removeAllListeners('close').destroy()
    return { times: this.#times, lost: this.#lost }
  }

  #look(nth: number): Promise<number> {
    const { address, tokens } = this.#order
    const socket = connect({ ...address, noDelay: true })
    this.#sockets.push(socket)
    socket.on('error', () => {})
    socket.write(
      `GET /api/live HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${tokens[nth % tokens.length]}\r\n\r\n`,
    )
    return new Promise((done, fail) => {
      let rest = ''
      socket.on('data', chunk => {
        const lines = (rest + chunk.toString('latin1')).split('\n')
        rest = lines.pop()!
        for (const number of lines.flatMap(numberIn)) {
          this.#note(number, nth)
          done(number)
        }
      })
      socket.on('close', () => {
        this.#lost++
        fail(new Error(`A screen was not let in: ${rest.slice(0, 200)}`))
      })
    })
  }

  #note(number: number, nth: number): void {
    const times = this.#times.get(number) ?? new Float64Array(this.#order.screens)
    this.#times.set(number, times)
    times[nth] ||= now()
  }
}

const numberIn = (line: string): number[] => {
  const found = /^id: \S+-(\d+)/.exec(line)
  return found ? [Number(found[1])] : []
}
