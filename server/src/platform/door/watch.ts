import type { Urgency } from '@muster/core/platform/endpoint.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from './metrics.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set for the doors of the contract. */
    readonly urgency?: Urgency
  }
  interface FastifyInstance {
    readonly metrics: Metrics
  }
  interface FastifyRequest {
    /** The city it was about, once that is known: for the log. */
    tenantId: string
    /** How long it waited at the gate, in milliseconds. */
    waited: number
  }
}

/** Nobody reads an answer that was not sent whole; the number is the one that proxies log for it. */
const CUT = 499

/**
 * One line in the log and one observation for every request, when its answer is out: what was asked in the words of the
 * contract, how it ended and how long it took. Never who, never where from, never an id.
 */
export function watchRequests(app: FastifyInstance, metrics: Metrics): void {
  app.decorateRequest('tenantId', '')
  app.decorateRequest('waited', 0)
  app.addHook('onRequest', (request, reply, next) => {
    const from = performance.now()
    reply.raw.once('close', () => tell(request, reply, metrics, performance.now() - from))
    next()
  })
}

function tell(request: FastifyRequest, { raw }: FastifyReply, metrics: Metrics, took: number): void {
  const { url: route = 'none', config } = request.routeOptions
  const urgency = config?.urgency ?? 'none'
  // The live line ends when its screen goes, however long that takes.
  const line = route === '/api/live'
  const status = raw.writableFinished || line ? raw.statusCode : CUT
  if (!line) metrics.answered({ route, urgency, status, seconds: took / 1000 })
  const { tenantId: tenant, waited } = request
  const ms = { ms: Math.round(took), ...(waited >= 1 && { waited: Math.round(waited) }) }
  request.log.info({ method: request.method, route, urgency, status, ...ms, ...(tenant && { tenant }) }, 'answered')
}
