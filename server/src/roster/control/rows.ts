import type { IncidentKind } from '@muster/core/incident/wire.ts'
import { dayIn, minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import type { Control } from '@muster/core/roster/control.wire.ts'
import { controlState, levelOf } from '@muster/core/roster/control-rules.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Whereabouts } from '../../platform/slice.ts'

/** A control as it stands in its table, with its place and the kind of its incident. */
export interface ControlRow {
  readonly id: string
  readonly incident_id: string
  readonly incident_kind: IncidentKind
  readonly territory: string
  readonly place: string
  readonly path: string
  readonly name: string
  readonly scale: string
  readonly level: string | null
  readonly measures: string[]
  readonly basis: string | null
  readonly issuer: string | null
  readonly contact: string | null
  readonly since: Date | null
  readonly ends_on: string | null
  readonly review_on: string | null
  readonly ended_at: Date | null
  readonly sites: number
  readonly without_owner: number
  readonly version: number
}

/** Controls `c` with their territory `t` and incident `i`. */
export const CONTROLS = (tenant: string) => sql`control c
  join territory t on t.tenant = ${tenant} and t.code = c.territory
  join incident i on i.tenant = ${tenant} and i.id = c.incident_id`

/** Whether somebody who is still on the roster is the named owner of `site s`. */
export const OWNED = (tenant: string) => sql`exists (
  select from answering a join person p on p.tenant = ${tenant} and p.id = a.person_id and p.left_at is null
   where a.tenant = ${tenant} and a.what = 'site' and a.what_id = s.id::text and a.kind = 'owner' and a.until is null)`

/** Whether a control `c` holds on the city's today. */
export const IN_FORCE = (ctx: Ctx) => {
  const today = todayOf(ctx)
  return sql<boolean>`(c.ended_at is null and c.level is not null and c.ends_on >= ${today} and c.review_on >= ${today})`
}

export const todayOf = (ctx: Pick<Ctx, 'tenant' | 'now'>): string => dayIn(ctx.tenant.zone, ctx.now)

/** Controls by a condition on {@link CONTROLS}. */
export async function readControls(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by t.path, c.name, c.id`,
): Promise<ControlRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<ControlRow>`
    select c.id, c.incident_id, i.kind as incident_kind, c.territory, t.name as place, t.path, c.name, c.scale, c.level,
           c.measures, c.basis, c.issuer, c.contact, c.since, c.ends_on, c.review_on, c.ended_at, c.version,
           (select count(*)::int from control_site x where x.tenant = ${tenant} and x.control_id = c.id) as sites,
           (select count(*)::int from control_site x join site s on s.tenant = ${tenant} and s.id = x.site_id
             where x.tenant = ${tenant} and x.control_id = c.id and s.kind = 'building' and not ${OWNED(tenant)}) as without_owner
      from ${CONTROLS(tenant)} where c.tenant = ${tenant} and ${where} ${tail}`.execute(ctx.tx)
  return rows
}

/** @throws Problem `door/not-found` */
export async function controlById(ctx: Ctx, id: string): Promise<ControlRow> {
  const [row] = await readControls(ctx, sql`c.id = ${id}`)
  if (!row) throw door('door/not-found')
  return row
}

/** Holds a control that has not ended until the commit. @throws Problem `door/not-found`, `roster/control-ended` */
export async function controlForUpdate(ctx: Ctx, id: string): Promise<ControlRow> {
  await sql`select from control where tenant = ${ctx.tenant.tenant} and id = ${id} for update`.execute(ctx.tx)
  const row = await controlById(ctx, id)
  if (row.ended_at)
    throw roster('roster/control-ended', { name: row.name, at: minuteIn(ctx.tenant.zone, row.ended_at) })
  return row
}

/** A control is where its territory is. */
export async function controlWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ path: string }>`
    select t.path from control c join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = c.territory
     where c.tenant = ${ctx.tenant.tenant} and c.id = ${id}`.execute(ctx.tx)
  return rows[0] ? { territoryPaths: [rows[0].path] } : null
}

/** The words of the level it has. */
export const levelWordsOf = ({ incident_kind, scale, level }: ControlRow): Words | null =>
  level === null ? null : levelOf(incident_kind, scale, level).words

/** The row as it travels; a control that has lapsed shows as a gap, one that was lifted is silent. */
export function asControl(ctx: Ctx, row: ControlRow): Control {
  const { level, ends_on: endsOn, review_on: reviewOn, ended_at: endedAt } = row
  const state = controlState({ level, endsOn, reviewOn, endedAt }, todayOf(ctx))
  const tone = level === null ? 'silent' : levelOf(row.incident_kind, row.scale, level).tone
  return {
    id: row.id,
    incidentId: row.incident_id,
    territory: { code: row.territory, name: row.place },
    name: row.name,
    scale: row.scale,
    level,
    levelWords: levelWordsOf(row),
    tone: ({ lapsed: 'gap', ended: 'silent', prepared: 'silent', 'in-force': tone } as const)[state],
    state,
    measures: row.measures,
    basis: row.basis,
    issuer: row.issuer,
    contact: row.contact,
    since: row.since?.toISOString() ?? null,
    endsOn,
    reviewOn,
    sites: row.sites,
    withoutOwner: row.without_owner,
    version: row.version,
  }
}

/** How many controls of an incident are in force: while there are any, it is not closed. */
export async function controlsInForce(ctx: Ctx, incidentId: string): Promise<number> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from control c
     where c.tenant = ${tenant} and c.incident_id = ${incidentId} and ${IN_FORCE(ctx)}`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}
