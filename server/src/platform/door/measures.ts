import { timingSafeEqual } from 'node:crypto'
import { door } from '@muster/core/platform/problems.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../database/open.ts'
import { sha256 } from '../secrets.ts'
import type { House } from '../slice.ts'
import { soon } from './health.ts'
import { addressKey } from './limit.ts'

interface Measured {
  readonly db: Database
  readonly house: House
  readonly registry: Registry
  readonly now: () => Date
  /** Asked for with `Authorization: Bearer`; without one, only this machine may read. */
  readonly token?: string | undefined
}

/** `/metrics`: for this machine alone, or for whoever has the token. */
export function serveMetrics(app: FastifyInstance, measured: Measured): void {
  const refresh = measureCities(measured)
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, measured.token)) throw door('door/not-found')
    await refresh()
    return reply.type(measured.registry.contentType).send(await measured.registry.metrics())
  })
}

/** Behind a proxy everybody comes from this machine: what was passed on is not from here. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const { headers, socket } = request
  if (token) return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
  const passedOn = headers['x-forwarded-for'] ?? headers.forwarded ?? headers['x-real-ip']
  return passedOn === undefined && addressKey(socket.remoteAddress ?? '') === null
}

const digest = (text: string) => Buffer.from(sha256(text))

/** What the slices know of each city: one short transaction for all of it; without a database, those figures are left out. */
function measureCities({ db, house, registry, now }: Measured): () => Promise<void> {
  const up = new Gauge({
    name: 'muster_database_up',
    help: 'Whether the database answered in time.',
    registers: [registry],
  })
  const measures = house.slices.flatMap(slice => slice.measures ?? [])
  const gauges = measures.map(({ name, help, read }) => ({
    read,
    gauge: new Gauge({ name, help, labelNames: ['tenant'], registers: [registry] }),
  }))
  return async () => {
    for (const { gauge } of gauges) gauge.reset()
    try {
      await soon(db, async tx => {
        for (const { gauge, read } of gauges)
          for (const { tenant, value } of await read(tx, now())) gauge.set({ tenant }, value)
      })
      up.set(1)
    } catch {
      up.set(0)
    }
  }
}
