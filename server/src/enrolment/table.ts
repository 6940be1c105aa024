import type * as wire from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { type Cell, territorySide, unitSide } from './cells.ts'
import { type Counted, given, inCell, keyOf } from './cells-facts.ts'
import { countCells } from './cells-tallied.ts'
import { instantOf } from './instant.ts'
import { ROLL_COUNTS, type RollCounts, rollAsOf } from './roll.ts'
import type { Asked } from './standing.ts'

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

/** Rows in which nothing was expected and nothing happened only hide the others. */
const speaks = ({ people, roster, base, lastHeard }: Row) =>
  people > 0 || (roster ?? 0) > 0 || (base?.streets ?? 0) + (base?.communities ?? 0) > 0 || lastHeard !== null

async function rollCells(ctx: Ctx, cells: readonly Cell[], asked: Asked): Promise<Map<string, RollCounts> | null> {
  if (!ctx.scope.tenant && ctx.scope.unitPaths.length === 0) return null
  const { rows } = await sql<RollCounts & { key: string }>`
    with ${await rollAsOf(ctx, { asOf: asked.asOf, incidentId: asked.incidentId })}, ${given(cells)},
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
