import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/roster/sites.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { within } from '../../platform/door/within.ts'
import { asSite, belowPlace, readSites } from './site-rows.ts'

interface Counted {
  readonly id: string
  readonly gates: { id: string; name: string }[]
}

/**
 * Gates ↔ compounds, many to many: a gate is an open post of kind `gate`, and every compound in use is served by exactly
 * one. Those that are not, the ones with none first.
 */
export async function gates(ctx: Ctx, { territory }: ParsedOf<typeof wire.gates>) {
  const { tenant } = ctx.tenant
  const here = sql`${within(ctx.scope, { territoryPath: sql.ref('t.path') })} and ${
    territory ? belowPlace(ctx, territory) : sql`true`
  }`
  const { rows } = await sql<Counted>`
    select s.id, coalesce(g.gates, '[]') as gates
      from site s
      join territory t on t.tenant = ${tenant} and t.code = s.territory
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', po.id, 'name', po.name) order by po.name, po.id) as gates
          from post_site x
          join post po on po.tenant = ${tenant} and po.id = x.post_id and po.state = 'open' and po.kind = 'gate'
         where x.tenant = ${tenant} and x.site_id = s.id) g on true
     where s.tenant = ${tenant} and s.kind = 'compound' and s.closed_at is null and ${here}`.execute(ctx.tx)
  const wrong = rows.filter(row => row.gates.length !== 1)
  const ids = wrong.map(({ id }) => id)
  const sites = new Map((await readSites(ctx, sql`s.id = any(${ids}::uuid[])`)).map(site => [site.id, asSite(site)]))
  const inOrder = [...sites.keys()].flatMap(id => wrong.find(row => row.id === id) ?? [])
  return {
    compounds: rows.length,
    gates: new Set(rows.flatMap(row => row.gates.map(({ id }) => id))).size,
    rows: inOrder
      .toSorted((a, b) => a.gates.length - b.gates.length)
      .map(row => ({ site: sites.get(row.id)!, gates: row.gates })),
  }
}
