import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx, Scope } from '../platform/context.ts'
import { within } from '../platform/door/within.ts'

/** Which reports a figure speaks of. */
export interface Asked {
  readonly asOf: Date
  readonly incidentId?: string | undefined
  /** Only this territory and all below. */
  readonly territory?: string | undefined
  /** Only this unit and all below. */
  readonly unitId?: string | undefined
}

/**
 * `heard` are the facts of the double report that were recorded by the instant and that the reader may see; `standing`
 * are the reports among them that nothing had superseded by then. The ledger alone says it: what `standing-then.ts`
 * says by shorter ways must be the same.
 */
export function standingAsOf(ctx: Ctx, asked: Asked, scope: Scope = ctx.scope): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  return sql`
    heard as materialized (
      select f.id, f.seq, f.person_id, f.territory, f.unit_id, f.recorded_at,
             f.kind = ${reportedIn.name} and later.id is null as stands
        from fact f
        join territory t on t.tenant = f.tenant and t.code = f.territory
        join unit u on u.tenant = f.tenant and u.id = f.unit_id
        left join fact later on later.tenant = f.tenant and later.supersedes = f.id and later.recorded_at <= ${asked.asOf}
       where f.tenant = ${tenant} and f.kind in (${reportedIn.name}, ${left.name}) and f.recorded_at <= ${asked.asOf}
         and ${inside(ctx, asked, scope)}),
    standing as (select * from heard where stands)`
}

/** Whether a fact `f` in a place `t` and a unit `u` is one that the reader may see and that was asked for. */
export const inside = (ctx: Ctx, asked: Asked, scope: Scope): RawBuilder<boolean> =>
  sql<boolean>`${within(scope, { territoryPath: sql`t.path`, unitPath: sql`u.path` })} and ${narrowed(ctx, asked)}`

function narrowed(ctx: Ctx, { incidentId, territory, unitId }: Asked): RawBuilder<boolean> {
  const { tenant } = ctx.tenant
  const below = (column: 't' | 'u', table: 'territory' | 'unit', key: 'code' | 'id', value: string) => sql<boolean>`
    starts_with(${sql.ref(`${column}.path`)}, (select path from ${sql.table(table)} where tenant = ${tenant} and ${sql.ref(key)} = ${value}))`
  const conditions = [
    incidentId && sql<boolean>`(f.incident_id is null or f.incident_id = ${incidentId})`,
    territory && below('t', 'territory', 'code', territory),
    unitId && below('u', 'unit', 'id', unitId),
  ].filter(condition => typeof condition === 'object')
  return conditions.length === 0 ? sql<boolean>`true` : sql.join<boolean>(conditions, sql` and `)
}

/** The places of the standing reports, each once, with street and area: the area is what lies directly above the street. */
export const placesReportedTo = (
  ctx: Ctx,
  reported: RawBuilder<unknown> = sql`(select distinct territory from standing)`,
  where: RawBuilder<boolean> = sql<boolean>`true`,
): RawBuilder<unknown> => sql`
    place as (
      select c.code, c.path, s.code as street, s.kind = 'street' as in_street, s.parent as area
        from territory c
        left join territory s on s.tenant = c.tenant and s.code = c.parent
       where c.tenant = ${ctx.tenant.tenant} and c.code in ${reported} and ${where})`

/**
 * The base of coverage: streets and urban communities of the areas chosen at the instant, or of those in `place` when
 * none was chosen. A reader of some streets has these streets as base; a unit is held against the whole base.
 */
export function coverageBase(ctx: Ctx, asOf: Date, scope: Scope = ctx.scope): RawBuilder<unknown> {
  const { tenant, zone } = ctx.tenant
  const day = dayIn(zone, asOf)
  const seen = scope.unitPaths.length > 0 ? sql<boolean>`true` : within(scope, { territoryPath: sql`s.path` })
  const seenBelow = scope.unitPaths.length > 0 ? sql<boolean>`true` : within(scope, { territoryPath: sql`c.path` })
  return sql`
    chosen as (
      select territory as area from coverage_area
       where tenant = ${tenant} and since <= ${asOf} and (until is null or until > ${asOf})),
    area as (
      select area from chosen
      union select area from place where area is not null and not exists (select from chosen)),
    base_street as (
      select s.code, s.path from territory s join area on area.area = s.parent
       where s.tenant = ${tenant} and s.level = 'street' and s.kind = 'street' and ${standsOn('s', day)} and ${seen}),
    base_community as (
      select c.code, c.path from territory s join area on area.area = s.parent
        join territory c on c.tenant = s.tenant and c.parent = s.code
       where s.tenant = ${tenant} and c.level = 'community' and c.urban and ${standsOn('c', day)} and ${seenBelow}),
    gap_street as (select * from base_street b where not exists (select from place where place.street = b.code)),
    gap_community as (select * from base_community b where not exists (select from place where place.code = b.code))`
}

/**
 * Not retired before that day of the city's calendar: the day on which it is retired still counts it, so that what was
 * counted that morning stays true. When it began is not asked: a registry of 2023 also serves for 2022.
 */
const standsOn = (table: 's' | 'c', day: string) =>
  sql<boolean>`(${sql.ref(`${table}.valid_to`)} is null or ${sql.ref(`${table}.valid_to`)} >= ${day}::date)`
