import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { sha256 } from '../platform/secrets.ts'
import type { Projection } from '../platform/slice.ts'
import { asFact, lockLedger } from './write.ts'

const CHUNK = 1000

/** What a rebuild found: a projection that changed was wrong before. */
export interface Rebuilt {
  readonly tables: readonly string[]
  readonly facts: number
  readonly before: string
  readonly after: string
}

/**
 * Empties every projection of the tenant and sums it anew from the facts, in the order of hearing, under the
 * writer's lock: nobody sees it half done.
 */
export async function rebuild(ctx: Ctx): Promise<Rebuilt[]> {
  await lockLedger(ctx)
  const all = ctx.house.slices.flatMap(slice => slice.projections ?? [])
  const results: Rebuilt[] = []
  for (const projection of all) results.push(await rebuildOne(ctx, projection))
  return results
}

async function rebuildOne(ctx: Ctx, projection: Projection): Promise<Rebuilt> {
  const before = await digestTables(ctx, projection.tables)
  for (const table of [...projection.tables].reverse())
    await sql`delete from ${sql.table(table)} where tenant = ${ctx.tenant.tenant}`.execute(ctx.tx)
  let facts = 0
  for (let after = 0; ; ) {
    const rows = await ctx.tx
      .selectFrom('fact')
      .selectAll()
      .where('tenant', '=', ctx.tenant.tenant)
      .where('kind', 'in', [...projection.kinds])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(CHUNK)
      .execute()
    if (rows.length === 0) break
    await projection.apply(ctx, rows.map(asFact))
    facts += rows.length
    after = rows.at(-1)!.seq
  }
  return { tables: projection.tables, facts, before, after: await digestTables(ctx, projection.tables) }
}

/** A digest of all rows of the tenant, whatever their order on disk. */
async function digestTables(ctx: Ctx, tables: readonly string[]): Promise<string> {
  const parts: string[] = []
  for (const table of tables) {
    const { rows } = await sql<{ digest: string | null }>`
      select md5(string_agg(md5(t::text), '' order by md5(t::text))) as digest from ${sql.table(table)} t where tenant = ${ctx.tenant.tenant}`.execute(
      ctx.tx,
    )
    parts.push(`${table}:${rows[0]?.digest ?? 'empty'}`)
  }
  return sha256(parts.join('\n'))
}
