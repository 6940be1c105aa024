import { canonical } from '@muster/core/platform/canonical.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { Bulletin } from '@muster/core/report/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { sha256 } from '../platform/secrets.ts'
import type { Content } from './count.ts'

/** A bulletin before it has its digest. */
export type Draft = Omit<Bulletin, 'digest'>

/** SHA-256 over the canonical JSON of everything a bulletin says. */
export const digestOf = (draft: Draft): string => sha256(canonical(draft))

const bulletins = (ctx: Ctx) => ctx.tx.selectFrom('bulletin').selectAll().where('tenant', '=', ctx.tenant.tenant)
type Row = Awaited<ReturnType<ReturnType<typeof bulletins>['execute']>>[number]

/** One bulletin as it was frozen, or null. */
export async function bulletinById(ctx: Ctx, id: string): Promise<Bulletin | null> {
  const row = await bulletins(ctx).where('id', '=', id).executeTakeFirst()
  return row ? asBulletin(row) : null
}

/** The same for callers who cannot go on without. @throws Problem `door/not-found` */
export async function getBulletin(ctx: Ctx, { bulletinId }: { bulletinId: string }): Promise<Bulletin> {
  const found = await bulletinById(ctx, bulletinId)
  if (!found) throw door('door/not-found')
  return found
}

/** The row as it travels. */
const asBulletin = (row: Row): Bulletin => ({
  id: row.id,
  number: row.number,
  title: row.title,
  incidentId: row.incident_id,
  asOf: row.as_of.toISOString(),
  frozenAt: row.frozen_at.toISOString(),
  frozenBy: row.frozen_by,
  ...(row.content as Content),
  ruleVersion: row.rule_version,
  digest: row.digest,
})
