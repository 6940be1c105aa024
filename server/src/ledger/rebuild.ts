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
  const facts = projection.fill ? await projection.fill(ctx) : await applyAll(ctx, projection)
  return { tables: projection.tables, facts, before, after: await digestTables(ctx, projection.tables) }
}

/** Facts page by page in the order of hearing; each kind has an index in that order, so a page is one look into each. */
async function applyAll(ctx: Ctx, { kinds, apply }: Projection): Promise<number> {
  let facts = 0
  for (let after = { at: new Date(0), seq: 0 }; ; ) {
    const { rows } = await sql<Parameters<typeof asFact>[0]>`
      select x.* from unnest(${kinds}::text[]) as k (kind)
        cross join lateral (
          select * from fact f
           where f.tenant = ${ctx.tenant.tenant} and f.kind = k.kind and (f.recorded_at, f.seq) > (${after.at}, ${after.seq}::bigint)
           order by f.recorded_at, f.seq limit ${CHUNK}) x
       order by x.seq limit ${CHUNK}`.execute(ctx.tx)
    if (rows.length === 0) return facts
    await apply(ctx, rows.map(asFact))
    facts += rows.length
    after = { at: rows.at(-1)!.recorded_at, seq: rows.at(-1)!.seq }
  }
}

/**
 * A digest of all rows of the tenant, whatever their order on disk: a sum, because twenty million rows cannot be sorted
 * and strung together. It finds mistakes; against forgery stands the audit chain.
 */
export async function digestTables(ctx: Ctx, tables: readonly string[], lens?: number): Promise<string> {
  const parts: string[] = []
  for (const table of tables) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || '/' || coalesce(sum(hashtextextended((to_jsonb(t) - 'lens')::text, 0)::numeric), 0) as digest
        from ${sql.table(table)} t
       where tenant = ${ctx.tenant.tenant} and ${lens === undefined ? sql`true` : sql`lens = ${lens}`}`.execute(ctx.tx)
    parts.push(`${table}:${rows[0]?.digest ?? ''}`)
  }
  return sha256(parts.join('\n'))
}
