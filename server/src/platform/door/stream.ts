import { door } from '@muster/core/platform/problems.ts'
import type { FastifyInstance } from 'fastify'
import { sessionToken } from './cookie.ts'
import type { Live } from './live.ts'
import type { Reception } from './request.ts'

/** `/api/live`: the stream of changes, for whoever is signed in. */
export function serveLive(app: FastifyInstance, identify: Reception['identify'], live: Live): void {
  app.get('/api/live', { exposeHeadRoute: false }, async (request, reply) => {
    const asker = await identify(sessionToken(request))
    if (!asker) throw door('door/not-signed-in')
    const { accountId, personId } = asker.actor
    live.open(request, reply, { tenant: asker.tenant.tenant, accountId, personId })
  })
  app.addHook('onReady', () => live.start())
  app.addHook('preClose', () => live.stop())
}
