import { incident as problem } from '@muster/core/incident/problems.ts'
import type { Incident, IncidentKind } from '@muster/core/incident/wire.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { Ctx } from '../platform/context.ts'

/** An incident with the name of its place. */
export interface Row {
  readonly id: string
  readonly kind: IncidentKind
  readonly name: string
  readonly territory: string
  readonly place: string
  readonly level: string | null
  readonly phase: string | null
  readonly started_at: Date
  readonly closed_at: Date | null
  readonly version: number
}

/** Incidents of the tenant with the names of their places. */
export const incidents = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('incident as i')
    .innerJoin('territory as t', join => join.onRef('t.tenant', '=', 'i.tenant').onRef('t.code', '=', 'i.territory'))
    .where('i.tenant', '=', ctx.tenant.tenant)
    .select(['i.id', 'i.kind', 'i.name', 'i.territory', 't.name as place', 'i.level', 'i.phase', 'i.started_at'])
    .select(['i.closed_at', 'i.version'])

/** One incident, or null. */
export async function incidentById(ctx: Ctx, id: string): Promise<Row | null> {
  return ((await incidents(ctx).where('i.id', '=', id).executeTakeFirst()) as Row | undefined) ?? null
}

/** Holds an open incident until the commit. @throws Problem `door/not-found`, `incident/closed` */
export async function openForUpdate(ctx: Ctx, id: string): Promise<Row> {
  const row = (await incidents(ctx).where('i.id', '=', id).forUpdate('i').executeTakeFirst()) as Row | undefined
  if (!row) throw door('door/not-found')
  if (row.closed_at) throw problem('incident/closed', { name: row.name, at: minuteIn(ctx.tenant.zone, row.closed_at) })
  return row
}

/** The same, when it is still the version the reader saw. @throws Problem also `door/changed-meanwhile` */
export async function versionForUpdate(ctx: Ctx, id: string, seen: number): Promise<Row> {
  const row = await openForUpdate(ctx, id)
  if (row.version !== seen) throw door('door/changed-meanwhile', { current: row.version, seen })
  return row
}

/** The row as it travels. */
export const asIncident = (row: Row): Incident => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  territory: { code: row.territory, name: row.place },
  level: row.level,
  phase: row.phase,
  startedAt: row.started_at.toISOString(),
  closedAt: row.closed_at?.toISOString() ?? null,
  version: row.version,
})
