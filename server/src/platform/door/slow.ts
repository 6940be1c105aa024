import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Whole header must have come by then; checked every second, so a slow one is closed in 6 s at the latest. */
export const HEADERS_MS = 5000
/** A body must flow: slower than this on average, measured from the third second on, is a slow-loris. */
const LEAST_BYTES_PER_SECOND = 512
const GRACE_MS = 4000
const CHECK_MS = 1000

interface Arriving {
  readonly socket: Socket
  readonly from: number
  waited: number
}

/**
 * Closes connections that feed their body a byte at a time, whatever whole time-out a large upload may need. One look a
 * second at all that still arrive: most bodies are whole before the first.
 */
export function closeSlowBodies(app: FastifyInstance): void {
  const arriving = new Map<IncomingMessage, Arriving>()
  app.addHook('onRequest', (request, _reply, next) => {
    const { raw, headers } = request
    const expects = headers['content-length'] !== '0' && (headers['content-length'] ?? headers['transfer-encoding'])
    if (expects) arriving.set(raw, { socket: raw.socket, from: raw.socket.bytesRead, waited: 0 })
    next()
  })
  app.addHook('preValidation', ({ raw }, _reply, next) => {
    if (raw.complete) arriving.delete(raw)
    next()
  })
  const timer = setInterval(() => {
    for (const [raw, one] of arriving) if (isOver(raw, one)) arriving.delete(raw)
  }, CHECK_MS).unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer)
    done()
  })
}

/** Whether there is nothing more to look at: the body is whole, or its connection is closed, now at the latest. */
function isOver(raw: IncomingMessage, one: Arriving): boolean {
  one.waited += CHECK_MS
  const flow = ((one.socket.bytesRead - one.from) / one.waited) * 1000
  if (!raw.complete && one.waited >= GRACE_MS && flow < LEAST_BYTES_PER_SECOND) one.socket.destroy()
  return raw.complete || one.socket.destroyed
}
