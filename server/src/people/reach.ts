import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { outOfReach, reaches } from '../platform/door/reach.ts'
import { within } from '../platform/door/within.ts'
import type { Whereabouts } from '../platform/slice.ts'

/**
 * The condition that keeps a query inside the actor's scope, for a `person p` joined with `unit u` and `territory t`
 * (the residence): colleagues, residents, team mates, oneself.
 */
export function peopleWithin({ scope, tenant: { tenant } }: Pick<Ctx, 'scope' | 'tenant'>): RawBuilder<boolean> {
  const sides = { unitPath: sql.ref('u.path'), territoryPath: sql.ref('t.path'), personId: sql.ref('p.id') }
  if (scope.tenant || scope.teamPaths.length === 0) return within(scope, sides)
  return sql<boolean>`(${within(scope, sides)} or exists (
    select from team_member m join team g on g.tenant = m.tenant and g.id = m.team_id
     where m.tenant = ${tenant} and m.person_id = p.id and ${within(scope, { teamPath: sql.ref('g.path') })}))`
}

/** A unit is where its path says. */
export async function unitWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const unit = await ctx.tx
    .selectFrom('unit')
    .select('path')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return unit ? { unitPaths: [unit.path] } : null
}

/** A person is in a unit, in a community, perhaps in teams, and always at hand for themselves. */
export async function personWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ unit_path: string; territory_path: string | null; team_paths: string[] | null }>`
    select u.path as unit_path, t.path as territory_path,
           (select array_agg(g.path) from team_member m join team g on g.tenant = m.tenant and g.id = m.team_id
             where m.tenant = ${ctx.tenant.tenant} and m.person_id = p.id) as team_paths
      from person p
      join unit u on u.tenant = p.tenant and u.id = p.unit_id
      left join territory t on t.tenant = p.tenant and t.code = p.residence
     where p.tenant = ${ctx.tenant.tenant} and p.id = ${id}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  return {
    unitPaths: [row.unit_path],
    territoryPaths: row.territory_path ? [row.territory_path] : [],
    teamPaths: row.team_paths ?? [],
    personIds: [id],
  }
}

/** A team belongs to a unit or a territory or both, and to those who lead it or a team above it. */
export async function teamWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ path: string; unit_path: string | null; territory_path: string | null }>`
    select g.path, u.path as unit_path, t.path as territory_path
      from team g
      left join unit u on u.tenant = g.tenant and u.id = g.unit_id
      left join territory t on t.tenant = g.tenant and t.code = g.territory
     where g.tenant = ${ctx.tenant.tenant} and g.id = ${id}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  return {
    teamPaths: [row.path],
    unitPaths: row.unit_path ? [row.unit_path] : [],
    territoryPaths: row.territory_path ? [row.territory_path] : [],
  }
}

/** An import is its importer's, and that of those who answer for the unit it was made for; the city's has no unit. */
export async function importWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ account_id: string; path: string | null }>`
    select i.account_id, u.path from people_import i left join unit u on u.tenant = i.tenant and u.id = i.unit_id
     where i.tenant = ${ctx.tenant.tenant} and i.id = ${id}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  return { unitPaths: row.path ? [row.path] : [], everyone: row.account_id === ctx.actor?.accountId }
}

/**
 * For a second thing that a request names beside the one its endpoint declares: it must be reached as well.
 *
 * @throws Problem `door/not-found`, the same for what does not exist and what is out of reach
 */
export async function insist(ctx: Ctx, place: Promise<Whereabouts | null>): Promise<void> {
  const found = await place
  if (!found) throw door('door/not-found')
  if (!reaches(ctx.scope, found)) throw outOfReach()
}
