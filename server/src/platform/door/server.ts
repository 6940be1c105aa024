import fastifyCookie from '@fastify/cookie'
import fastifyMultipart from '@fastify/multipart'
import type { Catalogue } from '@muster/core/platform/problem.ts'
import Fastify, { type FastifyInstance } from 'fastify'
import { apiPage, apiStyle } from './handbook.ts'
import { Live } from './live.ts'
import { openApi } from './openapi.ts'
import { refuse } from './refusal.ts'
import { answerer, databaseAnswers, type Surroundings } from './request.ts'
import { serveScreens } from './screens.ts'
import { setSecurityHeaders } from './security.ts'
import { closeSlowBodies, HEADERS_MS } from './slow.ts'
import { serveLive } from './stream.ts'

export interface ServerSettings extends Surroundings {
  readonly databaseUrl: string
  readonly problems: Catalogue
  /** True behind a proxy that sets X-Forwarded-*. */
  readonly trustProxy?: boolean
  readonly logger?: boolean | { level: string }
}

/** Largest JSON body and largest uploaded file, in bytes. */
const JSON_BYTES = 1024 * 1024
const FILE_BYTES = 20 * 1024 * 1024

/** Builds the door: everything a request can reach, behind one set of limits. */
export async function openDoor(settings: ServerSettings): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger: logging(settings.logger ?? false),
    bodyLimit: JSON_BYTES,
    trustProxy: settings.trustProxy ?? false,
    requestTimeout: 120_000,
    keepAliveTimeout: 20_000,
    forceCloseConnections: true,
    // NOTE: Node looks for late headers only this often; its default is half a minute.
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 },
  })
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply))
  setSecurityHeaders(app)
  closeSlowBodies(app)
  await app.register(fastifyCookie)
  await app.register(fastifyMultipart, { limits: { fileSize: FILE_BYTES, files: 1, fields: 20, fieldSize: 10_000 } })
  addDoors(app, settings)
  addPages(app, settings)
  await serveScreens(app)
  const live = new Live(settings.databaseUrl, error => app.log.warn({ err: error }, 'live'))
  serveLive(app, settings, live)
  return app
}

function addDoors(app: FastifyInstance, settings: ServerSettings): void {
  for (const door of settings.house.slices.flatMap(slice => slice.doors)) {
    const { method, path } = door.endpoint
    app.route({ method: method.toUpperCase(), url: `/api${path}`, handler: answerer(door, settings) })
  }
}

function addPages(app: FastifyInstance, { house, problems, db }: ServerSettings): void {
  const endpoints = house.slices.flatMap(slice => slice.doors.map(door => door.endpoint))
  const page = apiPage(endpoints, house.powers)
  const json = JSON.stringify(openApi(endpoints, house.powers, problems))
  app.get('/api', (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'self'")
      .type('text/html; charset=utf-8')
      .send(page),
  )
  app.get('/api/style.css', (_request, reply) => reply.type('text/css').send(apiStyle))
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(json))
  app.get('/api/health', async () => {
    await databaseAnswers(db)
    return { ok: true }
  })
}

/** Logs name neither people nor secrets: no query, no body, no cookie, no address. */
function logging(logger: boolean | { level: string }) {
  if (!logger) return false
  return {
    ...(typeof logger === 'object' ? logger : {}),
    serializers: {
      req: (request: { method: string; routeOptions?: { url?: string | undefined } }) => ({
        method: request.method,
        route: request.routeOptions?.url ?? '—',
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  }
}
