import fastifyCookie from '@fastify/cookie'
import fastifyMultipart from '@fastify/multipart'
import type { Catalogue } from '@muster/core/platform/problem.ts'
import Fastify, { type FastifyInstance } from 'fastify'
import { Gatherer } from './gather.ts'
import { apiPage, apiStyle } from './handbook.ts'
import { identifier } from './identify.ts'
import { LARGEST } from './input.ts'
import { limiter } from './limit.ts'
import { Live } from './live.ts'
import { logging } from './logging.ts'
import { openApi } from './openapi.ts'
import { refuse } from './refusal.ts'
import { answerer, databaseAnswers, type Reception, type Surroundings } from './request.ts'
import { serveScreens } from './screens.ts'
import { secure, setSecurityHeaders } from './security.ts'
import { closeSlowBodies, HEADERS_MS } from './slow.ts'
import { serveLive } from './stream.ts'

export interface ServerSettings extends Surroundings {
  readonly databaseUrl: string
  readonly problems: Catalogue
  /** True behind a proxy that sets X-Forwarded-*. */
  readonly trustProxy?: boolean
  /** How many screens may listen to this server at a time. */
  readonly mostScreens?: number
  readonly logger?: boolean | { level: string; stream?: { write(line: string): void } }
}

/** Proxies add to X-Forwarded-For; only what the nearest one says is true, the rest is the client's own word. */
const PROXIES = 1
/** Each listening screen takes some 30 kB: 150 MB in all. */
const MOST_SCREENS = 5000
/** Longest value in a path: links and badges are longer than the router's usual 100. */
const LONGEST_PARAMETER = 250

/** Builds the door: everything a request can reach, behind one set of limits. */
export async function openDoor(settings: ServerSettings): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger: logging(settings.logger ?? false),
    bodyLimit: LARGEST.json,
    trustProxy: settings.trustProxy ? (_address, hop) => hop < PROXIES : false,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    frameworkErrors: (error, request, reply) => {
      secure(request, reply)
      refuse(error, request, reply)
    },
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
  await app.register(fastifyMultipart, { limits: { fileSize: LARGEST.file, files: 1, fields: 20, fieldSize: 10_000 } })
  const reception: Reception = { identify: identifier(settings), gatherer: new Gatherer(settings) }
  addDoors(app, settings, reception)
  addPages(app, settings)
  await serveScreens(app)
  const live = new Live(settings.databaseUrl, settings.mostScreens ?? MOST_SCREENS, error =>
    app.log.warn({ err: error }, 'live'),
  )
  serveLive(app, reception.identify, live)
  return app
}

function addDoors(app: FastifyInstance, settings: ServerSettings, reception: Reception): void {
  for (const door of settings.house.slices.flatMap(slice => slice.doors)) {
    const { method, path } = door.endpoint
    const onRequest = limiter(door.endpoint)
    const handler = answerer(door, settings, reception)
    app.route({ method: method.toUpperCase(), url: `/api${path}`, handler, ...(onRequest && { onRequest }) })
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
