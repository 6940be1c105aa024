import { door } from '@muster/core/platform/problems.ts'
import type { FastifyInstance } from 'fastify'
import { sha256 } from '../secrets.ts'
import { tenantOfToken } from '../token.ts'
import { sessionToken } from './cookie.ts'
import type { Live } from './live.ts'
import type { Surroundings } from './request.ts'

/** `/api/live`: the stream of changes, for whoever is signed in. */
export function serveLive(app: FastifyInstance, { db, house, clock }: Surroundings, live: Live): void {
  app.get('/api/live', { exposeHeadRoute: false }, async (request, reply) => {
    const token = sessionToken(request)
    const id = token && tenantOfToken(token)
    const actor = id
      ? await db.transaction().execute(async tx => {
          const tenant = await tx.selectFrom('tenant').selectAll().where('tenant', '=', id).executeTakeFirst()
          return tenant ? house.authenticate(tx, tenant, sha256(token), clock()) : null
        })
      : null
    if (!actor || !id) throw door('door/not-signed-in')
    live.open(request, reply, { tenant: id, accountId: actor.accountId, personId: actor.personId })
  })
  app.addHook('onReady', () => live.start())
  app.addHook('preClose', () => live.stop())
}
