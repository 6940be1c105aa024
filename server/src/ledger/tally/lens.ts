import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tally } from '../../platform/slice.ts'

/** How many numbers of the ledger make a step: what a reader counts from the facts is less than one. */
export const WIDTH = 2000

/** How far a tally has been rolled: up to a number of the ledger, and the newest stamp below it. */
export interface Mark {
  readonly seq: number
  readonly at: Date
}

/** A tally seen through one lens: all facts of its kind, or those that name one incident or none. */
export interface Lens extends Mark {
  readonly lens: number
  readonly incidentId: string | null
  readonly width: number
}

/** Before the first fact. */
export const START: Mark = { seq: 0, at: new Date(0) }

/** All that slices want counted. */
export const talliesOf = (ctx: Ctx): Tally[] => ctx.house.slices.flatMap(slice => slice.tallies ?? [])

/** The tally of a kind. */
export function tallyOf(ctx: Ctx, kind: string): Tally {
  const found = talliesOf(ctx).find(tally => tally.kind === kind)
  if (!found) throw new Error('No slice has a tally of this kind.')
  return found
}

/** The newest lens by the trees as they are now; null while there is none. */
export async function lensOf(ctx: Ctx, kind: string, incidentId: string | null): Promise<Lens | null> {
  const { rows } = await sql<Lens>`
    select l.lens, l.incident_id as "incidentId", l.width, l.seq, l.at
      from tally_lens l
     where l.tenant = ${ctx.tenant.tenant} and l.tree = (select version from tree where tenant = ${ctx.tenant.tenant}) and l.kind = ${kind} and l.incident_id is not distinct from ${incidentId}::uuid
     order by l.lens limit 1`.execute(ctx.tx)
  return rows[0] ?? null
}

/**
 * The lens, held until the commit; null when another server is rolling it. Nobody moves a branch of the trees
 * meanwhile, so that no step is counted by two trees.
 */
export async function holdLens(ctx: Ctx, kind: string, incidentId: string | null, width = WIDTH): Promise<Lens | null> {
  const { tenant } = ctx.tenant
  await holdTree(ctx)
  const found = await lensOf(ctx, kind, incidentId)
  if (!found) return makeLens(ctx, kind, incidentId, width)
  const { rows } = await sql<Lens>`
    select lens, incident_id as "incidentId", width, seq, at from tally_lens
     where tenant = ${tenant} and lens = ${found.lens} for update skip locked`.execute(ctx.tx)
  return rows[0] ?? null
}

/**
 * A new lens that has seen nothing yet. No lock gives it its number: of two servers that come together with the same one
 * the key lets only one have it, and the other gets null.
 *
 * @param tree by which version of the trees; one that is being rebuilt has it below zero, where nobody looks
 */
export async function makeLens(
  ctx: Ctx,
  kind: string,
  incidentId: string | null,
  width = WIDTH,
  tree: RawBuilder<unknown> = sql`t.version`,
): Promise<Lens | null> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Lens>`
    insert into tally_lens (tenant, lens, kind, incident_id, tree, width, seq, at)
    select t.tenant, (select coalesce(max(lens), 0) + 1 from tally_lens x where x.tenant = ${tenant}), ${kind}, ${incidentId}::uuid,
           ${tree}, ${width}, ${START.seq}, ${START.at}
      from tree t where t.tenant = ${tenant}
    on conflict do nothing
    returning lens, incident_id as "incidentId", width, seq, at`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Nobody moves a branch of the trees until the commit. */
async function holdTree(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  const { rows } = await sql`select version from tree where tenant = ${tenant} for share`.execute(ctx.tx)
  if (rows.length === 0)
    await sql`insert into tree (tenant, version) values (${tenant}, 1) on conflict do nothing`.execute(ctx.tx)
}
