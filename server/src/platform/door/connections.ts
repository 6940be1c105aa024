import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { addressKey } from './limit.ts'

/** Open connections of one address: mobile networks put thousands of phones behind one, a flood would open more. */
const OF_ONE_ADDRESS = 4000
/** Of all together: far above what a city has at once; it only keeps the process from running out of files. */
const OF_ALL = 20_000

export interface ConnectionLimits {
  /** Behind a proxy all connections are the proxy's, and counting clients is its task. */
  readonly trustProxy?: boolean
  /** Open connections of one address; 4,000 unless told. */
  readonly ofOneAddress?: number
  /** Whom an address stands for; nobody is never turned away. */
  readonly keyOf?: (address: string) => string | null
}

/** Keeps one address from holding all connections; the others never notice (a global limit alone would shut them out). */
export function limitConnections(app: FastifyInstance, limits: ConnectionLimits, shed: () => void): void {
  const { trustProxy = false, ofOneAddress = OF_ONE_ADDRESS, keyOf = addressKey } = limits
  app.server.maxConnections = OF_ALL
  if (trustProxy) return
  const open = new Map<string, number>()
  app.server.prependListener('connection', (socket: Socket) => {
    const from = keyOf(socket.remoteAddress ?? '')
    if (from === null) return
    const count = (open.get(from) ?? 0) + 1
    if (count > ofOneAddress) {
      shed()
      socket.destroy()
      return
    }
    open.set(from, count)
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left > 0) open.set(from, left)
      else open.delete(from)
    })
  })
}
