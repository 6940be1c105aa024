import * as ledger from '@muster/core/ledger/wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { byPattern } from '@muster/core/visit/pattern.ts'
import * as visit from '@muster/core/visit/wire.ts'
import type { Ask } from '../../../../server/src/platform/testing/town.ts'
import { newId } from '../ids.ts'
import { COMMUNITY } from './posts.ts'

/** A sweep over a building of two stairs: one list is in somebody's hand, five doors are done. @returns its id */
export async function sweepFrom(desk: Ask, hand: Ask, { incidentId, postId }: { incidentId: string; postId: string }) {
  const [sweepId, siteId] = [newId(), newId()]
  await desk(sites.createSites, { rows: [{ id: siteId, territory: COMMUNITY, kind: 'building', name: '临水苑 2 栋' }] })
  const rows = byPattern({ stairs: 2, floors: 6, doors: 2 }).map(spot => ({ id: newId(), ...spot }))
  await desk(visit.addHouseholds, { siteId, rows })
  await desk(visit.open, { incidentId, id: sweepId, name: '上门排查', postId, siteIds: [siteId] })
  const fact = (kind: string, subjectId: string, payload: object) => ({
    id: newId(),
    kind: `visit.${kind}`,
    subjectId,
    occurredAt: new Date().toISOString(),
    payload: { sweepId, ...payload },
  })
  const done = rows.slice(0, 5).map(({ id }) => fact('done', id, { outcome: 'answered' }))
  await hand(ledger.send, { facts: [fact('claimed', siteId, { stair: '1' }), ...done] })
  return sweepId
}
