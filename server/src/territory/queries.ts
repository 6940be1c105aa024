import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { territory as territoryProblem } from '@muster/core/territory/problems.ts'
import { searchPlaces } from '@muster/core/territory/search.ts'
import type * as wire from '@muster/core/territory/wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { placesOf } from './places.ts'

/** Territories below one; without `parent`, the tops of the tenant. */
export async function children(ctx: Ctx, { parent }: ParsedOf<typeof wire.children>) {
  const rows = await describe(ctx, parent ? sql`t.parent = ${parent}` : sql`t.parent is null`)
  const version = await ctx.tx
    .selectFrom('territory')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('tenant', '=', ctx.tenant.tenant)
    .executeTakeFirst()
  return { rows, version: version?.version ?? null }
}

/** One territory. @throws Problem `territory/unknown` */
export async function get(ctx: Ctx, { code }: { code: string }): Promise<wire.Territory> {
  const [found] = await describe(ctx, sql`t.code = ${code}`)
  if (!found) throw territoryProblem('territory/unknown', { code })
  return found
}

/** Half-typed names, codes, pinyin and initials; best first. */
export async function search(ctx: Ctx, input: ParsedOf<typeof wire.search>) {
  const { entries } = await placesOf(ctx)
  const fitting = input.level
    ? entries.filter(entry => entry.level === input.level || entry.code === input.within)
    : entries
  const hits = searchPlaces(fitting, input.search, {
    limit: input.limit ?? 20,
    ...(input.within && { within: input.within }),
  })
  return {
    rows: await inOrder(
      ctx,
      hits.map(hit => hit.code),
    ),
  }
}

/** Territories by code, in the order asked for. */
export async function inOrder(ctx: Ctx, codes: readonly string[]): Promise<wire.Territory[]> {
  if (codes.length === 0) return []
  const found = await describe(ctx, sql`t.code = any(${codes}::text[])`)
  const byCode = new Map(found.map(one => [one.code, one]))
  return codes.flatMap(code => byCode.get(code) ?? [])
}

/** A boundary as it was imported. */
export async function boundary(ctx: Ctx, { code }: { code: string }) {
  const row = await ctx.tx
    .selectFrom('boundary')
    .select(['code', 'geometry', 'source', 'imported_at'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('code', '=', code)
    .executeTakeFirst()
  if (!row) throw territoryProblem('territory/unknown', { code })
  return {
    code: row.code,
    geometry: row.geometry as unknown,
    source: row.source,
    importedAt: row.imported_at.toISOString(),
  }
}

function describe(ctx: Ctx, where: RawBuilder<unknown>): Promise<wire.Territory[]> {
  return sql<wire.Territory>`
    select t.code, t.name, t.level, t.parent, t.urban, t.zone,
           (select array_agg(a.name order by length(a.path)) from territory a
             where a.tenant = ${ctx.tenant.tenant} and a.code = any(string_to_array(rtrim(t.path, '/'), '/'))) as trail,
           (select count(*)::int from territory c where c.tenant = ${ctx.tenant.tenant} and c.parent = t.code and c.valid_to is null) as children,
           exists (select from boundary b where b.tenant = ${ctx.tenant.tenant} and b.code = t.code) as "hasBoundary"
      from territory t
     where t.tenant = ${ctx.tenant.tenant} and t.valid_to is null and ${where}
     order by t.code`
    .execute(ctx.tx)
    .then(result => result.rows)
}
