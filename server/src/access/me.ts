import type { Grant, Me } from '@muster/core/access/wire.ts'
import { sql } from 'kysely'
import { type Actor, actorOf, type Ctx } from '../platform/context.ts'
import { grantsOf } from './authenticate.ts'

/** Who the session's holder is, and what they may. */
export const me = (ctx: Ctx): Promise<Me> => describeActor(ctx, actorOf(ctx))

/** The same for a session that this very request opened. */
export async function meAfterSignIn(ctx: Ctx, accountId: string, session: { endsAt: Date; hash: string }): Promise<Me> {
  const account = await ctx.tx
    .selectFrom('account')
    .select(['login', 'person_id'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const grants = await grantsOf(ctx.tx, ctx.tenant.tenant, accountId)
  return describeActor(ctx, { accountId, login: account.login, personId: account.person_id, grants, session })
}

async function describeActor(ctx: Ctx, actor: Actor): Promise<Me> {
  const { tenant, name, zone, rehearsal } = ctx.tenant
  const grants = await describeGrants(ctx, actor.accountId)
  const holding = grants.filter(grant => !grant.until || new Date(grant.until) > ctx.now)
  const roles = new Set(holding.map(grant => grant.role))
  const verbs = Object.entries(ctx.house.powers)
    .filter(([, holders]) => holders.some(role => roles.has(role)))
    .map(([verb]) => verb)
  return {
    tenant: { id: tenant, name, zone, rehearsal, ...(rehearsal && { speed: ctx.tenant.clock_speed ?? 1 }) },
    account: { id: actor.accountId, login: actor.login },
    person: await describePerson(ctx, actor.personId),
    grants,
    verbs,
    now: ctx.now.toISOString(),
    sessionEndsAt: actor.session.endsAt.toISOString(),
  }
}

// NOTE: `person` belongs to a slice further right; access only names the one whom an account stands for.
async function describePerson(ctx: Ctx, personId: string | null): Promise<Me['person']> {
  if (!personId) return null
  const person = await ctx.tx
    .selectFrom('person')
    .select(['id', 'name', 'volunteer_no'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', personId)
    .executeTakeFirst()
  return person ? { id: person.id, name: person.name, volunteerNo: person.volunteer_no } : null
}

/** An account's grants in words. */
export async function describeGrants(ctx: Ctx, accountId: string): Promise<Grant[]> {
  return (await grantsByAccount(ctx, [accountId])).get(accountId) ?? []
}

/** Grants of many accounts at once. */
export async function grantsByAccount(ctx: Ctx, accountIds: readonly string[]): Promise<Map<string, Grant[]>> {
  if (accountIds.length === 0) return new Map()
  const { rows } = await sql<GrantRow>`
    select g.account_id, g.id, g.role, g.territory, t.name as territory_name, g.unit_id, u.name as unit_name, g.team_id, m.name as team_name, g.until
      from role_grant g
      left join territory t on t.tenant = g.tenant and t.code = g.territory
      left join unit u on u.tenant = g.tenant and u.id = g.unit_id
      left join team m on m.tenant = g.tenant and m.id = g.team_id
     where g.tenant = ${ctx.tenant.tenant} and g.account_id = any(${accountIds}::uuid[]) and g.ended_at is null
     order by g.given_at`.execute(ctx.tx)
  const byAccount = Map.groupBy(rows, row => row.account_id)
  return new Map([...byAccount].map(([id, list]) => [id, list.map(asGrant)]))
}

interface GrantRow {
  account_id: string
  id: string
  role: Grant['role']
  territory: string | null
  territory_name: string | null
  unit_id: string | null
  unit_name: string | null
  team_id: string | null
  team_name: string | null
  until: Date | null
}

const asGrant = (row: GrantRow): Grant => ({
  id: row.id,
  role: row.role,
  territory: row.territory ? { code: row.territory, name: row.territory_name ?? row.territory } : null,
  unit: row.unit_id ? { id: row.unit_id, name: row.unit_name ?? '' } : null,
  team: row.team_id ? { id: row.team_id, name: row.team_name ?? '' } : null,
  until: row.until?.toISOString() ?? null,
})
