import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Whole header must have come by then; checked every second, so a slow one is closed in 6 s at the latest. */
export const HEADERS_MS = 5000
/** A body must flow: slower than this on average, measured from the third second on, is a slow-loris. */
const LEAST_BYTES_PER_SECOND = 512
const GRACE_MS = 4000
const CHECK_MS = 1000

/** Closes connections that feed their body a byte at a time, whatever whole time-out a large upload may need. */
export function closeSlowBodies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, next) => {
    const expects =
      request.headers['content-length'] !== '0' &&
      (request.headers['content-length'] ?? request.headers['transfer-encoding'])
    if (expects) watch(request.raw)
    next()
  })
}

function watch(raw: IncomingMessage): void {
  const { socket } = raw
  const from = socket.bytesRead
  let waited = 0
  const timer = setInterval(() => {
    waited += CHECK_MS
    const slow = waited >= GRACE_MS && ((socket.bytesRead - from) / waited) * 1000 < LEAST_BYTES_PER_SECOND
    if (!raw.complete && slow) socket.destroy()
    if (raw.complete || socket.destroyed) clearInterval(timer)
  }, CHECK_MS).unref()
  raw.once('close', () => clearInterval(timer))
}
