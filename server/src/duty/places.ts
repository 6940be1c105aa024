import type * as wire from '@muster/core/duty/boards.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { within } from '../platform/door/within.ts'
import { liveShifts } from './boards.ts'

type Row = z.infer<typeof wire.PlaceDuty>

/** What stands now in each place below one, or below the highest that the reader reaches. */
export async function places(ctx: Ctx, { territory }: ParsedOf<typeof wire.places>) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Row>`
    with ${liveShifts(ctx, territory ? { territory } : {}, ctx.now)},
    top as (${topOf(ctx, territory)}),
    cell as (
      select c.code, c.name, c.path, exists (select from territory d where d.tenant = ${tenant} and d.parent = c.code) as opens
        from territory c
       where c.tenant = ${tenant} and c.valid_to is null and (c.parent in (select code from top) or c.code in (select code from top where leaf))),
    sums as (
      select t.path, live.post_id, sum(live.people)::int as need, bool_or(coalesce(there.present, 0) + coalesce(stays.staying, 0) = 0) as empty,
             sum(coalesce(there.present, 0) + coalesce(stays.staying, 0))::int as present,
             sum(greatest(0, live.people - coalesce(there.present, 0) - coalesce(stays.staying, 0)))::int as missing
        from live join territory t on t.tenant = ${tenant} and t.code = live.territory
             left join there on there.shift_id = live.id left join stays on stays.shift_id = live.id
       group by t.path, live.post_id),
    alarms as (
      select t.path, count(*) as alarms from alarm a join territory t on t.tenant = ${tenant} and t.code = a.territory
       where a.tenant = ${tenant} and a.cleared_at is null and ${within(ctx.scope, { territoryPath: sql.ref('t.path') })} group by t.path)
    select cell.code, cell.name, cell.opens, count(sums.post_id) as posts, coalesce(sum(sums.need), 0)::int as need,
           coalesce(sum(sums.present), 0)::int as present, coalesce(sum(sums.missing), 0)::int as missing,
           count(*) filter (where sums.empty) as uncovered,
           coalesce((select sum(alarms.alarms) from alarms where starts_with(alarms.path, cell.path)), 0)::int as alarms
      from cell left join sums on starts_with(sums.path, cell.path)
     group by cell.code, cell.name, cell.opens, cell.path order by cell.code`.execute(ctx.tx)
  const busy = rows.filter(({ posts, alarms }) => posts > 0 || alarms > 0)
  return { asOf: ctx.now.toISOString(), rows: busy, total: totalOf(busy) }
}

/** The place asked for, or the highest within reach; one that has none below is shown itself. */
function topOf(ctx: Ctx, territory: string | undefined): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  const highest = ctx.scope.tenant ? sql`x.parent is null` : sql`x.path = any(${ctx.scope.territoryPaths}::text[])`
  return sql`
    select x.code, not exists (select from territory d where d.tenant = ${tenant} and d.parent = x.code) as leaf
      from territory x where x.tenant = ${tenant} and ${territory ? sql`x.code = ${territory}` : highest}`
}

const totalOf = (rows: readonly Row[]): Row => {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    code: '',
    name: '',
    opens: false,
    posts: sum(row => row.posts),
    need: sum(row => row.need),
    present: sum(row => row.present),
    missing: sum(row => row.missing),
    uncovered: sum(row => row.uncovered),
    alarms: sum(row => row.alarms),
  }
}
