import fastifyCookie from '@fastify/cookie'
import fastifyMultipart from '@fastify/multipart'
import { type Urgency, urgencyOf } from '@muster/core/platform/endpoint.ts'
import type { Catalogue } from '@muster/core/platform/problem.ts'
import Fastify, { type FastifyInstance, LogController, type onRequestHookHandler } from 'fastify'
import { attemptsOf } from './attempts.ts'
import { type ConnectionLimits, limitConnections } from './connections.ts'
import { answerBeforeClosing, Drain } from './drain.ts'
import { busy, Gate } from './gate.ts'
import { Gatherer } from './gather.ts'
import { apiPage, apiStyle } from './handbook.ts'
import { serveHealth } from './health.ts'
import { Identifier } from './identify.ts'
import { LARGEST } from './input.ts'
import { LATE_MS, type Lag, measureLag } from './lag.ts'
import { limiter } from './limit.ts'
import { Live } from './live.ts'
import { logging } from './logging.ts'
import { serveMetrics } from './measures.ts'
import { Metrics, type PoolFigures } from './metrics.ts'
import { openApi } from './openapi.ts'
import { Pictures } from './pictures.ts'
import { refuse } from './refusal.ts'
import { answerer, type Reception, type Surroundings } from './request.ts'
import { serveScreens } from './screens.ts'
import { secure, setSecurityHeaders } from './security.ts'
import { closeSlowBodies, HEADERS_MS } from './slow.ts'
import { serveLive } from './stream.ts'
import { watchRequests } from './watch.ts'

export interface ServerSettings extends Surroundings, ConnectionLimits {
  readonly databaseUrl: string
  readonly problems: Catalogue
  /** True behind a proxy that sets X-Forwarded-*. */
  readonly trustProxy?: boolean
  /** How many screens may listen to this server at a time. */
  readonly mostScreens?: number
  /** Who asks for `/metrics` from another machine shows this. */
  readonly metricsToken?: string
  /** Measured with the rest: connections to the database, by the pool's name. */
  readonly pools?: Readonly<Record<string, PoolFigures>>
  /** How late the event loop runs; measured unless told. */
  readonly lag?: Lag
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
    // Closing waits for what is under way; the framework's own patience must be longer.
    pluginTimeout: 30_000,
    keepAliveTimeout: 20_000,
    // Who still comes while the server closes is told so in words; see drain.ts.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // One line of our own for each request; see watch.ts.
    logController: new LogController({ disableRequestLogging: true }),
    // NOTE: Node looks for late headers only this often; its default is half a minute.
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 },
  })
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply))
  setSecurityHeaders(app)
  const equipment = equip(settings)
  watchRequests(app, equipment.metrics)
  answerBeforeClosing(app, equipment.drain)
  limitConnections(app, settings, () => equipment.metrics.shed('none', 'connection'))
  closeSlowBodies(app)
  await app.register(fastifyCookie)
  await app.register(fastifyMultipart, { limits: { fileSize: LARGEST.file, files: 1, fields: 20, fieldSize: 10_000 } })
  addDoors(app, settings, equipment)
  addPages(app, settings)
  serveHealth(app, { db: settings.db, closing: () => equipment.drain.closing })
  serveMeasures(app, settings, equipment)
  await serveScreens(app)
  return app
}

interface Equipment extends Reception {
  readonly drain: Drain
  readonly lag: Lag
}

/** What the doors of one server share. */
function equip(settings: ServerSettings): Equipment {
  const metrics = new Metrics()
  return {
    metrics,
    identify: new Identifier(settings).identify,
    gatherer: new Gatherer(settings, metrics.gathered),
    attempted: attemptsOf(),
    gate: new Gate(metrics.shed),
    pictures: new Pictures(),
    drain: new Drain(),
    lag: settings.lag ?? measureLag(),
  }
}

function addDoors(app: FastifyInstance, settings: ServerSettings, equipment: Equipment): void {
  for (const door of settings.house.slices.flatMap(slice => slice.doors)) {
    const { method, path } = door.endpoint
    const urgency = urgencyOf(door.endpoint)
    const onRequest = [limiter(door.endpoint), whenLate(urgency, equipment)].filter(hook => hook !== undefined)
    const handler = answerer(door, settings, equipment)
    app.route({ method: method.toUpperCase(), url: `/api${path}`, handler, config: { urgency }, onRequest })
  }
}

/** Turns a picture or an export away before anything of it is read, while the machine cannot keep up. */
function whenLate(urgency: Urgency, { lag, gate, metrics }: Equipment): onRequestHookHandler | undefined {
  if (urgency !== 'picture' && urgency !== 'export') return undefined
  return (_request, _reply, next) => {
    if (lag.ms() <= LATE_MS[urgency]) return next()
    metrics.shed(urgency, 'late')
    next(busy(gate.comeBack(urgency) + 1))
  }
}

/** The live line, and the figures about the server itself. */
function serveMeasures(app: FastifyInstance, settings: ServerSettings, equipment: Equipment): void {
  const { metrics, gate, lag, pictures, identify } = equipment
  const log = (error: unknown) => app.log.warn({ err: error }, 'live')
  const live = new Live(settings.databaseUrl, settings.mostScreens ?? MOST_SCREENS, log, pictures.changed)
  serveLive(app, identify, live)
  const { pools = {}, db, house, metricsToken: token, clock } = settings
  metrics.watch({ running: gate.running, waiting: gate.waiting, lagMs: lag.ms, screens: () => live.size, pools })
  serveMetrics(app, { db, house, registry: metrics.registry, token, now: clock })
  app.decorate('metrics', metrics)
  app.addHook('onClose', async () => lag.stop())
}

function addPages(app: FastifyInstance, { house, problems }: ServerSettings): void {
  const endpoints = house.slices.flatMap(slice => slice.doors.map(door => door.endpoint))
  const page = apiPage(endpoints, house.powers)
  // Made for whoever asks first: it takes as long as all else that a server does to start, and few are ever asked.
  let json: string | undefined
  app.get('/api', (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'self'")
      .type('text/html; charset=utf-8')
      .send(page),
  )
  app.get('/api/style.css', (_request, reply) => reply.type('text/css').send(apiStyle))
  app.get('/openapi.json', (_request, reply) => {
    json ??= JSON.stringify(openApi(endpoints, house.powers, problems, house.shapes))
    return reply.type('application/json').send(json)
  })
}
