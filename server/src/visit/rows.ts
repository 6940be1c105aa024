import { door } from '@muster/core/platform/problems.ts'
import type { Sweep } from '@muster/core/visit/wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { POSTS } from '../roster/posts/post-rows.ts'

/** A sweep with its post, and when it or its incident was closed. */
export interface SweepRow {
  readonly id: string
  readonly incident_id: string
  readonly name: string
  readonly post: { readonly id: string; readonly name: string }
  readonly territory: { readonly code: string; readonly name: string }
  readonly attempts: number
  readonly register_id: string | null
  readonly code: string
  readonly ended_at: Date | null
  readonly version: number
}

/** Sweeps `sw` with their post `po` by a condition, the latest first. */
export async function readSweeps(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by sw.created_at desc, sw.id`,
): Promise<SweepRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<SweepRow>`
    select sw.id, sw.incident_id, sw.name, jsonb_build_object('id', po.id, 'name', po.name) as post,
           jsonb_build_object('code', t.code, 'name', t.name) as territory, sw.attempts, sw.register_id, sw.code,
           least(sw.closed_at, i.closed_at) as ended_at, sw.version
      from ${POSTS(tenant)}
      join sweep sw on sw.tenant = ${tenant} and sw.post_id = po.id
      join incident i on i.tenant = ${tenant} and i.id = sw.incident_id
     where po.tenant = ${tenant} and ${where} ${tail}`.execute(ctx.tx)
  return rows
}

/** @throws Problem `door/not-found` */
export async function sweepById(ctx: Ctx, id: string, tail?: RawBuilder<unknown>): Promise<SweepRow> {
  const [row] = await readSweeps(ctx, sql`sw.id = ${id}`, tail)
  if (!row) throw door('door/not-found')
  return row
}

/** A sweep as it travels. */
export const asSweep = (row: SweepRow): Sweep => ({
  id: row.id,
  incidentId: row.incident_id,
  name: row.name,
  post: row.post,
  territory: row.territory,
  attempts: row.attempts,
  registerId: row.register_id,
  open: row.ended_at === null,
  version: row.version,
})
