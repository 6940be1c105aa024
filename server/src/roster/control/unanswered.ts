import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/roster/answering.wire.ts'
import { sql } from 'kysely'
import { pageOf } from '../../people/rows.ts'
import type { Ctx } from '../../platform/context.ts'
import { literally } from '../../platform/database/like.ts'
import { within } from '../../platform/door/within.ts'
import { belowPlace, byNumber } from '../posts/site-rows.ts'
import { ANSWERING_NOW } from './named.ts'
import { IN_FORCE, OWNED } from './rows.ts'

const USUAL_PAGE = 100

interface Row {
  readonly what: wire.Answering['what']
  readonly lacks: wire.Answering['kind']
  readonly since: Date | null
  readonly total: number
  readonly key: string
}

/**
 * What nobody answers for, the gravest first: buildings of zones in force without an owner, zones in force, posts that no
 * captain leads either, then streets and counties where posts are open or a zone is in force and no leader is linked.
 */
export async function unanswered(ctx: Ctx, input: ParsedOf<typeof wire.unanswered>) {
  const limit = input.limit ?? USUAL_PAGE
  const { rows } = await sql<Row>`
    with ${lacking(ctx)},
    found as (
      select l.*, t.code, t.name as place, t.path from lacking l
        join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = l.territory
       where ${within(ctx.scope, { territoryPath: sql.ref('t.path') })}
         and ${input.territory ? belowPlace(ctx, input.territory) : sql`true`}
         and ${input.what ? sql`l.what = ${input.what}` : sql`true`}
         and ${input.search ? sql`l.name ilike ${`%${literally(input.search)}%`}` : sql`true`}),
    ranked as (
      select jsonb_build_object('kind', what, 'id', id, 'name', name, 'territory', jsonb_build_object('code', code, 'name', place)) as what,
             lacks, since, what || '/' || id as key, count(*) over ()::int as total,
             row_number() over (order by rank, since, path, ${byNumber(sql`name`)}, id) as nth
        from found)
    select * from ranked where nth > coalesce((select nth from ranked where key = ${input.after ?? ''}), 0)
     order by nth limit ${limit + 1}`.execute(ctx.tx)
  const page = pageOf(rows, limit, row => row.key)
  return {
    next: page.next,
    total: rows[0]?.total ?? 0,
    rows: page.rows.map(({ what, lacks, since }) => ({ what, lacks, since: since?.toISOString() ?? null })),
  }
}

/** NOTE: written out kind by kind; each knows best where to look. */
function lacking(ctx: Ctx) {
  const { tenant } = ctx.tenant
  const nobody = (what: string, id: ReturnType<typeof sql>, kinds: readonly string[]) => sql`not exists (
    select from ${ANSWERING_NOW(tenant)}
     where a.tenant = ${tenant} and a.what = ${what} and a.what_id = ${id} and a.kind = any(${[...kinds]}::text[]) and a.until is null)`
  return sql`
    held as (
      select c.id, c.name, c.territory, c.since from control c where c.tenant = ${tenant} and ${IN_FORCE(ctx)}),
    busy as (
      select distinct unnest(string_to_array(rtrim(t.path, '/'), '/')) as code
        from (select territory from held
               union select territory from post where tenant = ${tenant} and state = 'open') w
        join territory t on t.tenant = ${tenant} and t.code = w.territory),
    lacking as (
      select 1 as rank, 'site' as what, s.id::text as id, case when up.id is null then s.name else up.name || ' ' || s.name end as name,
             s.territory, 'owner' as lacks, min(h.since) as since
        from held h
        join control_site x on x.tenant = ${tenant} and x.control_id = h.id
        join site s on s.tenant = ${tenant} and s.id = x.site_id and s.kind = 'building'
        left join site up on up.tenant = ${tenant} and up.id = s.parent
       where not ${OWNED(tenant)} group by s.id, s.name, s.territory, up.id, up.name
      union all
      select 2, 'control', h.id::text, h.name, h.territory, 'answers', h.since from held h
       where ${nobody('control', sql`h.id::text`, ['answers', 'linked'])}
      union all
      select 3, 'post', po.id::text, po.name, po.territory, 'answers', po.created_at from post po
       where po.tenant = ${tenant} and po.state = 'open' and po.team_id is null
         and ${nobody('post', sql`po.id::text`, ['answers', 'linked'])}
      union all
      select case t.level when 'street' then 4 else 5 end, 'territory', t.code, t.name, t.code,
             case t.level when 'street' then 'answers' else 'linked' end, null
        from busy b join territory t on t.tenant = ${tenant} and t.code = b.code and t.level in ('street', 'county')
       where ${nobody('territory', sql`t.code`, ['answers', 'linked'])})`
}
