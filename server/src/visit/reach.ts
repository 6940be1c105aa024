import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Whereabouts } from '../platform/slice.ts'
import { postWhereabouts, siteWhereabouts } from '../roster/posts/reach.ts'

/** A sweep is where its post is. */
export async function sweepWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ post_id: string }>`
    select post_id from sweep where tenant = ${ctx.tenant.tenant} and id = ${id}`.execute(ctx.tx)
  return rows[0] ? postWhereabouts(ctx, rows[0].post_id) : null
}

/** A door is where its building is. */
export async function householdWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ site_id: string }>`
    select site_id from household where tenant = ${ctx.tenant.tenant} and id = ${id}`.execute(ctx.tx)
  return rows[0] ? siteWhereabouts(ctx, rows[0].site_id) : null
}
