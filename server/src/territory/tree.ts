import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/**
 * Says that a branch of places or units was moved. Whoever writes paths calls it: figures that are kept by path
 * (`ledger/tally/`) are void from the commit on, and are counted anew.
 */
export async function moveBranch(ctx: Ctx): Promise<void> {
  await sql`
    insert into tree (tenant, version) values (${ctx.tenant.tenant}, 1)
    on conflict (tenant) do update set version = tree.version + 1`.execute(ctx.tx)
}
