import { reportedIn } from '@muster/core/enrolment/kinds.ts'
import { type RawBuilder, sql } from 'kysely'
import { presentIn, type Reading, readingOf } from '../ledger/tally/reader.ts'
import type { Ctx, Scope } from '../platform/context.ts'
import { type Asked, placesReportedTo } from './standing.ts'
import { standingThen } from './standing-then.ts'

/** One place or one unit with all below it, or the whole city: what a tally is kept for. */
export interface Part {
  readonly side: 'city' | 'territory' | 'unit'
  /** Its name in the tally. */
  readonly scope: string
  readonly path: string
}

/** A figure that can be read from the tally. */
export interface Tallied {
  readonly part: Part
  readonly reading: Reading
}

/** Where a figure can be read from the tally; null when it must be counted from the facts. */
export async function talliedFor(ctx: Ctx, asked: Asked, scope: Scope): Promise<Tallied | null> {
  const part = await partOf(ctx, asked, scope)
  const reading = part && (await readingOf(ctx, { ...asked, kind: reportedIn.name }))
  return reading && { part, reading }
}

/**
 * The part of the city to which the reader's scope and the question amount. Null when they are several parts, or a place
 * and a unit at once: for those nothing is kept.
 */
async function partOf(ctx: Ctx, { territory, unitId }: Asked, scope: Scope): Promise<Part | null> {
  const territories = new Set(scope.tenant ? [] : scope.territoryPaths)
  const units = new Set(scope.tenant ? [] : scope.unitPaths)
  if (!scope.tenant && territories.size + units.size !== 1) return null
  if (territory) territories.add(await pathOf(ctx, 'territory', territory))
  if (unitId) units.add(await pathOf(ctx, 'unit', unitId))
  const [place, unit] = [narrowest([...territories]), narrowest([...units])]
  if (place === null || unit === null || (place && unit)) return null
  const path = place || unit
  const side = place ? 'territory' : unit ? 'unit' : 'city'
  return { side, path, scope: path.split('/').at(-2) ?? '' }
}

/** The one of these paths that lies below all others; '' for none, null when they lie apart. */
function narrowest(paths: readonly string[]): string | null {
  const last = paths.reduce((one, other) => (other.length > one.length ? other : one), '')
  return paths.every(path => last.startsWith(path)) ? last : null
}

/** Of what is not known nothing can be kept: a path that lies apart from all others. */
async function pathOf(ctx: Ctx, table: 'territory' | 'unit', key: string): Promise<string> {
  const column = table === 'territory' ? 'code' : 'id'
  const { rows } = await sql<{ path: string }>`
    select path from ${sql.table(table)} where tenant = ${ctx.tenant.tenant} and ${sql.ref(column)}::text = ${key}`.execute(
    ctx.tx,
  )
  return rows[0]?.path ?? `${key}?/`
}

/** `place`, for coverage to go on with, from the tally if it can be read there. */
export async function placesAsOf(ctx: Ctx, asked: Asked, scope: Scope): Promise<RawBuilder<unknown>> {
  const tallied = await talliedFor(ctx, asked, scope)
  if (tallied) return placesTallied(ctx, tallied)
  return sql`${await standingThen(ctx, asked, scope)}, ${placesReportedTo(ctx)}`
}

/** `place` from the tally. Which communities are reported to is kept once for the city, and for every unit. */
export function placesTallied(ctx: Ctx, { part, reading }: Tallied): RawBuilder<unknown> {
  const kept = part.side === 'unit' ? part.scope : ''
  const below = part.side === 'territory' ? part.path : ''
  return sql`
    ${presentIn(ctx, reading, 'place', [kept])},
    ${placesReportedTo(ctx, sql`(select member from present)`, sql`starts_with(c.path, ${below})`)}`
}

/** How many topmost units stand in the places of these scopes. */
export async function unitsTallied(
  ctx: Ctx,
  reading: Reading,
  scopes: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ scope: string; units: number }>`
    with ${presentIn(ctx, reading, 'unit', scopes)}
    select scope, count(*)::int as units from present group by scope`.execute(ctx.tx)
  return new Map(rows.map(({ scope, units }) => [scope, units]))
}
