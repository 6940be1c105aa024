import { door } from '@muster/core/platform/problems.ts'
import type { Pool, Settings, Wish } from '@muster/core/roster/rota.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Whereabouts } from '../../platform/slice.ts'

export interface RotaRow {
  readonly id: string
  readonly territory: string
  readonly territory_name: string
  readonly territory_path: string
  readonly name: string
  readonly from: string
  readonly to: string
  readonly pool: Pool
  readonly settings: Settings
  readonly wishes: readonly Wish[]
  readonly draft: number
  readonly published: number
  readonly published_at: Date | null
  readonly version: number
}

/** `rota r` with its place. */
export const ROTAS = sql`rota r join territory t on t.tenant = r.tenant and t.code = r.territory`

/** @param where over {@link ROTAS} */
export async function readRotas(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by r.id`,
): Promise<RotaRow[]> {
  const { rows } = await sql<RotaRow>`
    select r.id, r.territory, t.name as territory_name, t.path as territory_path, r.name,
           lower(r.days) as "from", upper(r.days) - 1 as "to", r.settings, r.wishes, r.draft, r.published, r.published_at, r.version,
           json_build_object('callIds', r.call_ids, 'teamIds', r.team_ids, 'unitIds', r.unit_ids, 'territories', r.territories) as pool
      from ${ROTAS} where r.tenant = ${ctx.tenant.tenant} and ${where} ${tail}`.execute(ctx.tx)
  return rows
}

/** @throws Problem `door/not-found` */
export async function rotaById(ctx: Ctx, id: string): Promise<RotaRow> {
  const [found] = await readRotas(ctx, sql`r.id = ${id}`)
  if (!found) throw door('door/not-found')
  return found
}

/** The same, held until the commit: whoever changes anything of a rota waits for whoever came before. */
export async function rotaForUpdate(ctx: Ctx, id: string): Promise<RotaRow> {
  const [found] = await readRotas(ctx, sql`r.id = ${id}`, sql`for update of r`)
  if (!found) throw door('door/not-found')
  return found
}

/** The posts of a rota, by name. */
export async function postsOf(ctx: Ctx, rotaId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from rota_post rp join post p on p.tenant = rp.tenant and p.id = rp.post_id
     where rp.tenant = ${ctx.tenant.tenant} and rp.rota_id = ${rotaId} order by p.name, p.id`.execute(ctx.tx)
  return rows
}

/** A rota is where the territory is that made it. */
export async function whereIsRota(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ path: string }>`
    select t.path from ${ROTAS} where r.tenant = ${ctx.tenant.tenant} and r.id = ${id}`.execute(ctx.tx)
  return rows[0] ? { territoryPaths: [rows[0].path] } : null
}

/** Counts a change of the draft. @returns its number */
export async function draftChanged(ctx: Ctx, rotaId: string): Promise<number> {
  const { draft } = await ctx.tx
    .updateTable('rota')
    .set(row => ({ draft: row('draft', '+', 1) }))
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', rotaId)
    .returning('draft')
    .executeTakeFirstOrThrow()
  return draft
}
