import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/roster/sites.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { pageOf } from '../../people/rows.ts'
import type { Ctx } from '../../platform/context.ts'
import { literally } from '../../platform/database/like.ts'
import { within } from '../../platform/door/within.ts'

const USUAL_PAGE = 100

/** A site with the path of its territory. */
export type SiteRow = wire.Site & { readonly path: string }

/** Sites `s` with their territory `t` and the site `up` that they belong to. */
const SITES = (tenant: string) => sql`site s
  join territory t on t.tenant = ${tenant} and t.code = s.territory
  left join site up on up.tenant = ${tenant} and up.id = s.parent`

/** The first number within a name, as text that sorts by it: 2号楼 before 10号楼. */
export const byNumber = (name: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`regexp_replace(${name}, '\\d.*', ''), lpad(coalesce(substring(${name} from '\\d+'), ''), 9, '0'), ${name}`

/** By place, a building after its compound, 2号楼 before 10号楼. */
const ORDER = sql`t.path, coalesce(up.name, s.name), up.id is not null,
  ${byNumber(sql`s.name`)}, s.id`

/** Sites by a condition on `s` and `t`, in order. */
export async function readSites(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql``,
): Promise<SiteRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<SiteRow>`
    select s.id, jsonb_build_object('code', t.code, 'name', t.name) as territory, s.kind, s.name,
           case when up.id is not null then jsonb_build_object('id', up.id, 'name', up.name) end as parent,
           s.households, s.closed_at is not null as closed, s.version, t.path
      from ${SITES(tenant)} where s.tenant = ${tenant} and ${where} order by ${ORDER} ${tail}`.execute(ctx.tx)
  return rows
}

/** A site as it travels. */
export const asSite = ({ path: _, ...site }: SiteRow): wire.Site => site

/** The sites within reach, those in use unless the closed ones are asked for. */
export async function sites(ctx: Ctx, input: ParsedOf<typeof wire.sites>) {
  const { tenant } = ctx.tenant
  const limit = input.limit ?? USUAL_PAGE
  const found = sql.join(
    [
      within(ctx.scope, { territoryPath: sql.ref('t.path') }),
      input.closed ? sql`s.closed_at is not null` : sql`s.closed_at is null`,
      ...(input.territory ? [belowPlace(ctx, input.territory)] : []),
      ...(input.kind ? [sql`s.kind = ${input.kind}`] : []),
      ...(input.parentId ? [sql`s.parent = ${input.parentId}`] : []),
      ...(input.search ? [sql`s.name ilike ${`%${literally(input.search)}%`}`] : []),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${SITES(tenant)} where s.tenant = ${tenant} and ${found}`.execute(ctx.tx)
  const after = input.after
    ? sql`(${ORDER}) > (select ${ORDER} from ${SITES(tenant)} where s.tenant = ${tenant} and s.id::text = ${input.after})`
    : sql`true`
  const page = pageOf(await readSites(ctx, sql`${found} and ${after}`, sql`limit ${limit + 1}`), limit, row => row.id)
  return { ...page, rows: page.rows.map(asSite), total: rows[0]?.total ?? 0 }
}

/** In or below a place, for a `territory t`. */
export const belowPlace = ({ tenant: { tenant } }: Pick<Ctx, 'tenant'>, code: string): RawBuilder<boolean> =>
  sql<boolean>`starts_with(t.path, (select path from territory where tenant = ${tenant} and code = ${code}))`
