import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { PEOPLE } from '../people/rows.ts'
import type { Ctx, Scope } from '../platform/context.ts'
import { reaches } from '../platform/door/reach.ts'
import { within } from '../platform/door/within.ts'
import type { Whereabouts } from '../platform/slice.ts'
import type { CallRow } from './calls.ts'

/** A call `c` with the places of its owner: `ou` the unit, `ot` the territory; both empty for the city. */
export const CALLS = sql`call_out c
  left join unit ou on ou.tenant = c.tenant and ou.id = c.owner_unit
  left join territory ot on ot.tenant = c.tenant and ot.code = c.owner_territory`

/** The same for a call in hand: nothing is looked up again, and the planner has three tables less to think about. */
export const thisCall = (call: CallRow) => sql`(
    select ${call.tenant}::text as tenant, ${call.id}::uuid as id, ${JSON.stringify(call.audience)}::jsonb as audience,
           ${call.owner_unit}::uuid as owner_unit, ${call.owner_territory}::text as owner_territory) c
  cross join (select ${call.owner_unit_path}::text as path) ou
  cross join (select ${call.owner_territory_path}::text as path) ot`

/** The places of a person `p` who may not be there: `u` the unit, `t` the residence. */
export const PLACES = sql`
  left join unit u on u.tenant = p.tenant and u.id = p.unit_id
  left join territory t on t.tenant = p.tenant and t.code = p.residence`

const said = (side: string) => sql`select jsonb_array_elements_text(c.audience -> ${sql.lit(side)})`
const silent = (side: string) => sql`c.audience -> ${sql.lit(side)} = '[]'`

/** A side of the audience that names any of these; a path is split into the ids or codes that it passes through. */
const names = (side: string, any: RawBuilder<unknown>) => sql`c.audience -> ${sql.lit(side)} ?| ${any}`

/**
 * Whether a call addresses a person: units with all below, territories with all below, and any of the skills; an
 * empty list leaves its side open. Always inside what the owner answers for.
 */
export const addresses = sql<boolean>`(
  p.left_at is null
  and (c.owner_unit is null or starts_with(u.path, ou.path))
  and (c.owner_territory is null or starts_with(t.path, ot.path))
  and (${silent('unitIds')} or ${names('unitIds', sql`string_to_array(u.path, '/')`)})
  and (${silent('territories')} or ${names('territories', sql`string_to_array(t.path, '/')`)})
  and (${silent('skills')} or ${names('skills', sql`p.skills`)})
) is true`

/** Whose eyes, and in which city: a subquery names the city itself, so that a sharded database finds it on one node. */
type City = Pick<Ctx, 'scope' | 'tenant'>

/**
 * Whether the actor may know of a call: who issues it always; once it is published also those it addresses, the desks
 * of the units and territories it addresses, and captains of a team formed from it.
 */
export function visible({ scope, tenant: { tenant } }: City): RawBuilder<boolean> {
  if (scope.tenant) return sql`true`
  const issuing = within(scope, { unitPath: sql.ref('ou.path'), territoryPath: sql.ref('ot.path') })
  const audience = [
    ...answering(scope, tenant),
    ...unitDesks(scope, tenant),
    ...streetDesks(scope, tenant),
    ...formed(scope, tenant),
  ]
  if (audience.length === 0) return sql`(${issuing} is true)`
  return sql`(${issuing} is true or c.published_at is not null and (${sql.join(audience, sql` or `)}))`
}

function answering({ personId }: Scope, tenant: string): RawBuilder<unknown>[] {
  if (!personId) return []
  return [
    sql`exists (select from seat s where s.tenant = ${tenant} and s.call_id = c.id and s.person_id = ${personId})`,
    sql`exists (select from ${PEOPLE} where p.tenant = ${tenant} and p.id = ${personId} and ${addresses})`,
  ]
}

const unitDesks = ({ unitPaths }: Scope, tenant: string): RawBuilder<unknown>[] =>
  unitPaths.map(
    top => sql`(exists (
        select from unit a where a.tenant = ${tenant} and a.id::text in (${said('unitIds')})
           and (starts_with(a.path, ${top}) or starts_with(${top}, a.path)))
      or ${silent('unitIds')} and ${silent('territories')} and c.owner_territory is null
         and (c.owner_unit is null or starts_with(${top}, ou.path)))`,
  )

const streetDesks = ({ territoryPaths }: Scope, tenant: string): RawBuilder<unknown>[] =>
  territoryPaths.map(
    top => sql`(exists (
        select from territory a where a.tenant = ${tenant} and a.code in (${said('territories')})
           and (starts_with(a.path, ${top}) or starts_with(${top}, a.path)))
      or ${silent('unitIds')} and ${silent('territories')} and c.owner_unit is null
         and (c.owner_territory is null or starts_with(${top}, ot.path)))`,
  )

function formed(scope: Scope, tenant: string): RawBuilder<unknown>[] {
  if (scope.teamPaths.length === 0) return []
  return [
    sql`exists (select from team g where g.tenant = ${tenant} and g.call_id = c.id
      and ${within(scope, { teamPath: sql.ref('g.path') })})`,
  ]
}

/** One condition decides for one call and for the list: a call is reached exactly when the list would show it. */
export async function whereIsCall(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql`
    select from ${CALLS} where c.tenant = ${ctx.tenant.tenant} and c.id = ${id} and ${visible(ctx)}`.execute(ctx.tx)
  return rows.length > 0 ? { everyone: true } : null
}

/** Whether the actor stands on the issuer's side, not only among those addressed. */
export const issues = ({ scope }: Pick<Ctx, 'scope'>, call: CallRow): boolean =>
  reaches(scope, {
    unitPaths: call.owner_unit_path ? [call.owner_unit_path] : [],
    territoryPaths: call.owner_territory_path ? [call.owner_territory_path] : [],
  })

/** @throws Problem `door/not-allowed`: who is addressed may read a call and answer it, not change it */
export function mustIssue(ctx: Ctx, call: CallRow): void {
  if (!issues(ctx, call)) throw door('door/not-allowed')
}

/** Whether the actor leads those who go: the issuer, a captain who goes along, or the captain of the team formed. */
export async function leads(ctx: Ctx, call: CallRow): Promise<boolean> {
  if (issues(ctx, call)) return true
  if (!ctx.scope.roles.includes('captain')) return false
  const { rows } = await sql`
    select from seat where tenant = ${call.tenant} and call_id = ${call.id} and person_id = ${ctx.scope.personId} and state = 'confirmed'
    union all
    select from team g where tenant = ${call.tenant} and call_id = ${call.id} and ${within(ctx.scope, { teamPath: sql.ref('g.path') })}`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

/** @throws Problem `door/not-allowed` */
export async function mustLead(ctx: Ctx, call: CallRow): Promise<void> {
  if (!(await leads(ctx, call))) throw door('door/not-allowed')
}
