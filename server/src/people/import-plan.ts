import type * as wire from '@muster/core/people/imports.wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { within } from '../platform/door/within.ts'

/** The rows `r` that an import writes, read where they lie: a plan of thousands of rows never leaves the database. */
export const PLAN = (ctx: Ctx, importId: string): RawBuilder<unknown> => sql`(
  select x.* from people_import i, jsonb_to_recordset(i.plan->'rows') as x (
    verdict text, id uuid, version int, volunteer_no text, name text, pinyin text, unit_id uuid, phone text,
    residence text, skills text[], availability text, on_call boolean)
   where i.tenant = ${ctx.tenant.tenant} and i.id = ${importId}) r`

/** An import, held until the commit: it is applied once and undone once. */
export async function lockImport(ctx: Ctx, importId: string) {
  const row = await ctx.tx
    .selectFrom('people_import')
    .select(['state', 'counts', sql<boolean>`before is not null`.as('undoable')])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw door('door/not-found')
  return { ...row, counts: row.counts as wire.Import['counts'] }
}

/** Rows about people or units that the actor does not reach, or no longer: a grant may have ended since the preview. */
export async function countOutOfReach(ctx: Ctx, importId: string): Promise<number> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${PLAN(ctx, importId)}
      left join unit u on u.tenant = ${tenant} and u.id = r.unit_id
      left join person p on p.tenant = ${tenant} and p.id = r.id
      left join unit now_in on now_in.tenant = p.tenant and now_in.id = p.unit_id
     where not coalesce(${within(ctx.scope, { unitPath: sql.ref('u.path') })}, false)
        or not coalesce(p.id is null or ${within(ctx.scope, { unitPath: sql.ref('now_in.path') })}, false)`.execute(
    ctx.tx,
  )
  return rows[0]?.count ?? 0
}
