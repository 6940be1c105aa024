import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Cell } from './cells.ts'
import { type Asked, coverageBase, inside, placesReportedTo } from './standing.ts'
import { standingThen } from './standing-then.ts'

/** What was counted in one cell. */
export interface Counted {
  readonly key: string
  readonly people: number
  readonly reports: number
  readonly units: number
  readonly communities: number
  readonly streets: number
  readonly base_streets: number
  readonly base_communities: number
  readonly gaps: number
  readonly last_heard: Date | null
}

/** A unit and its own people share the id, so the key tells which of both is meant; so does the tally. */
export const keyOf = ({ key, exact }: Cell) => `${key}${exact ? '=' : ''}`

/** `cell`: the cells as rows of a query. */
export const given = (cells: readonly Cell[]) => sql`
  cell as (select * from jsonb_to_recordset(${JSON.stringify(cells.map(cell => ({ key: keyOf(cell), path: cell.path, exact: cell.exact })))}::jsonb)
                  as c (key text, path text, exact boolean))`

/** Whether a path lies in a cell. */
export const inCell = (path: string) =>
  sql`case when cell.exact then ${sql.ref(path)} = cell.path else starts_with(${sql.ref(path)}, cell.path) end`

/**
 * Counts the facts of every cell in one pass: the slow truth, and the way where no tally is kept; a cell's places or units are looked up once each, not once per fact.
 * NOTE: distinct people by a subquery, because `count(distinct …)` sorts where the subquery hashes.
 */
export async function countCellsFromFacts(
  ctx: Ctx,
  by: 'territory' | 'unit',
  cells: readonly Cell[],
  asked: Asked,
): Promise<Map<string, Counted>> {
  const { tenant } = ctx.tenant
  const inTerritory = by === 'territory'
  const members = inTerritory
    ? sql`select cell.key, x.code as member from cell join territory x on x.tenant = ${tenant} and ${inCell('x.path')}
           where x.code in (select territory from newest)`
    : sql`select cell.key, x.id as member from cell join unit x on x.tenant = ${tenant} and ${inCell('x.path')}
           where x.id in (select unit_id from newest)`
  const below = (base: string) =>
    inTerritory ? sql`(select count(*)::int from ${sql.table(base)} b where starts_with(b.path, cell.path))` : sql`0`
  const { rows } = await sql<Counted>`
    with ${await standingThen(ctx, asked)}, ${newest(ctx, asked)}, ${placesReportedTo(ctx)}, ${coverageBase(ctx, asked.asOf)}, ${given(cells)},
    member as (${members}),
    standing_in as materialized (
      select member.key, s.person_id, s.territory, s.unit_id
        from standing s join member on member.member = ${sql.ref(inTerritory ? 's.territory' : 's.unit_id')}),
    heard_in as (
      select member.key, max(n.recorded_at) as last_heard
        from newest n join member on member.member = ${sql.ref(inTerritory ? 'n.territory' : 'n.unit_id')} group by member.key),
    reports_in as (select key, count(*)::int as reports from standing_in group by key),
    people_in as (
      select key, count(*)::int as people from (select distinct key, person_id from standing_in) x group by key),
    units_in as (
      select key, count(distinct split_part(u.path, '/', 1))::int as units
        from (select distinct key, unit_id from standing_in) x
        join unit u on u.tenant = ${tenant} and u.id = x.unit_id group by key),
    places_in as (
      select key, count(*)::int as communities, count(distinct place.street) filter (where place.in_street)::int as streets
        from (select distinct key, territory from standing_in) x
        join place on place.code = x.territory group by key)
    select cell.key, last_heard, ${zeros('people', 'reports', 'units', 'communities', 'streets')},
           ${below('base_street')} as base_streets, ${below('base_community')} as base_communities, ${below('gap_community')} as gaps
      from cell left join heard_in using (key) left join reports_in using (key) left join people_in using (key) left join units_in using (key) left join places_in using (key)`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.key, row]))
}

/**
 * `newest`: when each community was last heard of from each unit, of what the reader may see. The whole ledger is read
 * for it, but summed where it is read: joined and kept fact by fact, twenty million took longer than a statement may.
 */
const newest = (ctx: Ctx, asked: Asked): RawBuilder<unknown> => sql`
  newest as materialized (
    select f.territory, f.unit_id, f.recorded_at
      from (select territory, unit_id, incident_id, max(recorded_at) as recorded_at
              from fact
             where tenant = ${ctx.tenant.tenant} and kind = any(${[reportedIn.name, left.name]}::text[]) and recorded_at <= ${asked.asOf}
             group by territory, unit_id, incident_id) f
      join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = f.territory
      join unit u on u.tenant = ${ctx.tenant.tenant} and u.id = f.unit_id
     where ${inside(ctx, asked, ctx.scope)})`

const zeros = (...columns: string[]) =>
  sql.join(columns.map(column => sql`coalesce(${sql.ref(column)}, 0) as ${sql.ref(column)}`))
