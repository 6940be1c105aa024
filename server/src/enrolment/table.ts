import type * as wire from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import type { Ctx, Scope } from '../platform/context.ts'
import { type Cell, territorySide, unitSide } from './cells.ts'
import { instantOf } from './instant.ts'
import { ROLL_COUNTS, type RollCounts, rollAsOf } from './roll.ts'
import { type Asked, coverageBase, placesReportedTo, standingAsOf } from './standing.ts'

type Row = z.infer<typeof wire.Row>

/** Unit × territory: one side opened, the other kept to one cell. Every row counts distinct people by itself. */
export async function table(ctx: Ctx, input: ParsedOf<typeof wire.table>) {
  const { asOf } = instantOf(ctx, input.asOf)
  const { by } = input
  const side = by === 'territory' ? await territorySide(ctx, input.territory) : await unitSide(ctx, input.unitId)
  const total: Cell = { ...(side.opened ?? NOTHING_OPENED), key: '', exact: false, opens: false }
  const counts = await countCells(ctx, by, [...side.cells, total], { ...input, asOf })
  const rolls =
    by === 'unit' && !input.territory ? await rollCells(ctx, [...side.cells, total], { ...input, asOf }) : null
  const rowOf = (cell: Cell) => asRow(cell, by, counts.get(keyOf(cell)), rolls && (rolls.get(keyOf(cell)) ?? NOBODY))
  return {
    asOf: asOf.toISOString(),
    level: side.cells[0]?.level ?? null,
    trail: [...side.trail],
    rows: side.cells.map(rowOf).filter(speaks),
    total: rowOf(total),
  }
}

const NOTHING_OPENED = { name: '', path: '', level: null }
const NOBODY: RollCounts = { roster: 0, exempt: 0, expected: 0, reported: 0, missing: 0 }

/** A unit and its own people share the id, so the key tells which of both is meant. */
const keyOf = ({ key, exact }: Cell) => `${key}${exact ? '=' : ''}`

/** Rows in which nothing was expected and nothing happened only hide the others. */
const speaks = ({ people, roster, base, lastHeard }: Row) =>
  people > 0 || (roster ?? 0) > 0 || (base?.streets ?? 0) + (base?.communities ?? 0) > 0 || lastHeard !== null

interface Counted {
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

const given = (cells: readonly Cell[]) => sql`
  cell as (select * from jsonb_to_recordset(${JSON.stringify(cells.map(cell => ({ key: keyOf(cell), path: cell.path, exact: cell.exact })))}::jsonb)
                  as c (key text, path text, exact boolean))`

const inCell = (path: string) =>
  sql`case when cell.exact then ${sql.ref(path)} = cell.path else starts_with(${sql.ref(path)}, cell.path) end`

/**
 * Counts the facts of every cell in one pass; a cell's places or units are looked up once each, not once per fact.
 * NOTE: distinct people by a subquery, because `count(distinct …)` sorts where the subquery hashes.
 */
async function countCells(
  ctx: Ctx,
  by: 'territory' | 'unit',
  cells: readonly Cell[],
  asked: Asked,
  scope: Scope = ctx.scope,
): Promise<Map<string, Counted>> {
  const { tenant } = ctx.tenant
  const inTerritory = by === 'territory'
  const members = inTerritory
    ? sql`select cell.key, x.code as member from cell join territory x on x.tenant = ${tenant} and ${inCell('x.path')}
           where x.code in (select distinct territory from heard)`
    : sql`select cell.key, x.id as member from cell join unit x on x.tenant = ${tenant} and ${inCell('x.path')}
           where x.id in (select distinct unit_id from heard)`
  const below = (base: string) =>
    inTerritory ? sql`(select count(*)::int from ${sql.table(base)} b where starts_with(b.path, cell.path))` : sql`0`
  const { rows } = await sql<Counted>`
    with ${standingAsOf(ctx, asked, scope)}, ${placesReportedTo(ctx)}, ${coverageBase(ctx, asked.asOf, scope)}, ${given(cells)},
    member as (${members}),
    inside as materialized (
      select member.key, h.person_id, h.territory, h.unit_id, h.recorded_at, h.stands
        from heard h join member on member.member = ${sql.ref(inTerritory ? 'h.territory' : 'h.unit_id')}),
    heard_in as (
      select key, max(recorded_at) as last_heard, count(*) filter (where stands)::int as reports from inside group by key),
    people_in as (
      select key, count(*)::int as people from (select distinct key, person_id from inside where stands) x group by key),
    units_in as (
      select key, count(distinct split_part(u.path, '/', 1))::int as units
        from (select distinct key, unit_id from inside where stands) x
        join unit u on u.tenant = ${tenant} and u.id = x.unit_id group by key),
    places_in as (
      select key, count(*)::int as communities, count(distinct place.street) filter (where place.in_street)::int as streets
        from (select distinct key, territory from inside where stands) x
        join place on place.code = x.territory group by key)
    select cell.key, last_heard, ${zeros('people', 'reports', 'units', 'communities', 'streets')},
           ${below('base_street')} as base_streets, ${below('base_community')} as base_communities, ${below('gap_community')} as gaps
      from cell left join heard_in using (key) left join people_in using (key) left join units_in using (key) left join places_in using (key)`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.key, row]))
}

const zeros = (...columns: string[]) =>
  sql.join(columns.map(column => sql`coalesce(${sql.ref(column)}, 0) as ${sql.ref(column)}`))

async function rollCells(ctx: Ctx, cells: readonly Cell[], asked: Asked): Promise<Map<string, RollCounts> | null> {
  if (!ctx.scope.tenant && ctx.scope.unitPaths.length === 0) return null
  const { rows } = await sql<RollCounts & { key: string }>`
    with ${rollAsOf(ctx, { asOf: asked.asOf, incidentId: asked.incidentId })}, ${given(cells)},
    member as (select cell.key, x.id from cell join unit x on x.tenant = ${ctx.tenant.tenant} and ${inCell('x.path')})
    select member.key, ${ROLL_COUNTS} from member join roster on roster.unit_id = member.id group by member.key`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.key, row]))
}

function asRow(cell: Cell, by: 'territory' | 'unit', counted: Counted | undefined, roll: RollCounts | null): Row {
  const { people = 0, reports = 0, units = 0, communities = 0, streets = 0 } = counted ?? {}
  const { base_streets = 0, base_communities = 0, gaps = 0, last_heard = null } = counted ?? {}
  return {
    key: cell.key,
    name: cell.name,
    opens: cell.opens,
    people,
    reports,
    units,
    communities,
    streets,
    base: by === 'territory' ? { streets: base_streets, communities: base_communities } : null,
    uncovered: gaps,
    roster: roll?.roster ?? null,
    exempt: roll?.exempt ?? null,
    missing: roll?.missing ?? null,
    lastHeard: last_heard?.toISOString() ?? null,
  }
}
