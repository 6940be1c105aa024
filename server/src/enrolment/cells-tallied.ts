import { sql } from 'kysely'
import { presentIn, standingIn } from '../ledger/tally/reader.ts'
import type { Ctx } from '../platform/context.ts'
import type { Cell } from './cells.ts'
import { type Counted, countCellsFromFacts, given, keyOf } from './cells-facts.ts'
import { type Asked, coverageBase } from './standing.ts'
import { placesTallied, type Tallied, talliedFor, unitsTallied } from './tallied.ts'

type Side = 'territory' | 'unit'
type Spread = Pick<Counted, 'communities' | 'streets' | 'base_streets' | 'base_communities' | 'gaps'>
const NOWHERE: Spread = { communities: 0, streets: 0, base_streets: 0, base_communities: 0, gaps: 0 }

/** Counts every cell, from the tally where it is kept: a row and a tail for each, however many facts there are. */
export async function countCells(
  ctx: Ctx,
  by: Side,
  cells: readonly Cell[],
  asked: Asked,
): Promise<Map<string, Counted>> {
  const tallied = await talliedFor(ctx, asked, ctx.scope)
  if (!tallied || !fits(tallied, by, cells)) return countCellsFromFacts(ctx, by, cells, asked)
  const { part, reading } = tallied
  const scopeOf = (cell: Cell) => (cell.key === '' ? part.scope : keyOf(cell))
  const scopes = cells.map(scopeOf)
  const standing = await standingIn(ctx, reading, scopes)
  const spread = await (by === 'territory' ? spreadOfPlaces : spreadOfUnits)(ctx, tallied, cells, asked)
  const units = await unitsTallied(ctx, reading, by === 'territory' ? scopes : [''])
  return new Map(
    cells.map(cell => {
      const [key, scope] = [keyOf(cell), scopeOf(cell)]
      const { facts: reports, people, heard } = standing.get(scope)!
      // Whatever lies below a unit has the same topmost unit.
      const tops = by === 'territory' || scope === '' ? (units.get(scope) ?? 0) : Math.min(reports, 1)
      return [key, { key, people, reports, units: tops, last_heard: heard, ...(spread.get(key) ?? NOWHERE) }]
    }),
  )
}

/** The cells lie on the side of which a tally is kept, and inside the part that the reader may see. */
const fits = ({ part }: Tallied, by: Side, cells: readonly Cell[]) =>
  (part.side === 'city' || part.side === by) && cells.every(cell => cell.path.startsWith(part.path))

async function spreadOfPlaces(ctx: Ctx, tallied: Tallied, cells: readonly Cell[], { asOf }: Asked) {
  const below = (table: string) =>
    sql`(select count(*)::int from ${sql.table(table)} b where starts_with(b.path, cell.path))`
  const { rows } = await sql<Spread & { key: string }>`
    with ${placesTallied(ctx, tallied)}, ${coverageBase(ctx, asOf)}, ${given(cells)}
    select cell.key, ${below('place')} as communities,
           (select count(distinct p.street)::int from place p where p.in_street and starts_with(p.path, cell.path)) as streets,
           ${below('base_street')} as base_streets, ${below('base_community')} as base_communities, ${below('gap_community')} as gaps
      from cell`.execute(ctx.tx)
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}

async function spreadOfUnits(ctx: Ctx, { part, reading }: Tallied, cells: readonly Cell[]) {
  const { tenant } = ctx.tenant
  const keys = new Map(cells.map(cell => [cell.key === '' ? part.scope : keyOf(cell), keyOf(cell)]))
  const { rows } = await sql<{ scope: string; communities: number; streets: number }>`
    with ${presentIn(ctx, reading, 'place', [...keys.keys()])},
    place as (
      select c.code, s.code as street from territory c
        left join territory s on s.tenant = ${tenant} and s.code = c.parent and s.kind = 'street'
       where c.tenant = ${tenant})
    select present.scope, count(*)::int as communities, count(distinct place.street)::int as streets
      from present join place on place.code = present.member group by present.scope`.execute(ctx.tx)
  return new Map(rows.map(({ scope, ...row }) => [keys.get(scope)!, { ...NOWHERE, ...row }]))
}
