import { access } from '@muster/core/access/problems.ts'
import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { ROLES, type Role } from '@muster/core/platform/role.ts'
import { v7 } from 'uuid'
import { audit } from '../audit/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { describeGrants } from './me.ts'

/** Three-way separation (GB/T 22239-2019, 8.1.4.2): who runs the machines, who runs the people, and who checks both. */
const APART: readonly (readonly Role[])[] = [
  ['system-administrator'],
  ['auditor'],
  ['city-desk', 'unit-secretary', 'street-desk', 'captain', 'volunteer'],
]

export interface GrantWanted {
  readonly id?: string
  readonly role: Role
  readonly territory?: string | undefined
  readonly unitId?: string | undefined
  readonly teamId?: string | undefined
  readonly until?: string | undefined
}

/** Gives a role over a part of the city. Nobody changes their own. */
export async function giveGrant(
  ctx: Ctx,
  { accountId, ...wanted }: ParsedOf<typeof wire.giveGrant>,
): Promise<wire.Grant> {
  if (accountId === actorOf(ctx).accountId) throw access('access/own-grant')
  const account = await ctx.tx
    .selectFrom('account')
    .select('id')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) throw door('door/not-found')
  const id = await giveGrantTo(ctx, accountId, wanted)
  const given = (await describeGrants(ctx, accountId)).find(grant => grant.id === id)
  // The id is known, but as somebody else's or an ended grant.
  if (!given) throw door('door/not-found')
  return given
}

/** The same for an account that was just made. @returns the grant's id */
export async function giveGrantTo(ctx: Ctx, accountId: string, wanted: GrantWanted): Promise<string> {
  refuseWithoutScope(wanted)
  await lockAccount(ctx, accountId)
  await refuseClash(ctx, accountId, wanted.role)
  await refuseUnknown(ctx, wanted)
  const id = wanted.id ?? v7()
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('role_grant')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      account_id: accountId,
      role: wanted.role,
      territory: wanted.territory ?? null,
      unit_id: wanted.unitId ?? null,
      team_id: wanted.teamId ?? null,
      given_by: ctx.actor?.accountId ?? null,
      given_at: ctx.real,
      until: wanted.until ? new Date(wanted.until) : null,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (!added) return id
  await audit(ctx, 'access.grant-given', `account/${accountId}`, { grant: id, ...wanted })
  return id
}

/** Two grants given at once could each find the account without the other, and clash. */
async function lockAccount(ctx: Ctx, accountId: string): Promise<void> {
  await ctx.tx
    .selectFrom('account')
    .select('id')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .forUpdate()
    .execute()
}

/** Ends a grant, at once. */
export async function endGrant(ctx: Ctx, { grantId }: { grantId: string }) {
  const grant = await ctx.tx
    .selectFrom('role_grant')
    .select(['account_id', 'role'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', grantId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!grant) throw door('door/not-found')
  if (grant.account_id === actorOf(ctx).accountId) throw access('access/own-grant')
  await ctx.tx
    .updateTable('role_grant')
    .set({ ended_at: ctx.real })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', grantId)
    .execute()
  await audit(ctx, 'access.grant-ended', `account/${grant.account_id}`, { grant: grantId, role: grant.role })
  return { done: true as const }
}

const NEEDS = {
  territory: { zh: '区划', en: 'territory' },
  unit: { zh: '单位', en: 'unit' },
  team: { zh: '队伍', en: 'team' },
} as const

function refuseWithoutScope({ role, territory, unitId, teamId }: GrantWanted): void {
  const { scope, zh, en } = ROLES[role]
  if (scope === 'tenant' || scope === 'self') return
  const given = { territory, unit: unitId, team: teamId }[scope]
  const needs = NEEDS[scope]
  if (!given) throw access('access/scope-missing', { roleZh: zh, roleEn: en, scopeZh: needs.zh, scopeEn: needs.en })
}

async function refuseClash(ctx: Ctx, accountId: string, wanted: Role): Promise<void> {
  const held = await ctx.tx
    .selectFrom('role_grant')
    .select('role')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
  const side = APART.findIndex(roles => roles.includes(wanted))
  const clash = held.find(grant => APART.findIndex(roles => roles.includes(grant.role as Role)) !== side)
  if (clash) throw access('access/powers-clash', { held: ROLES[clash.role as Role].zh, wanted: ROLES[wanted].zh })
}

// NOTE: these tables belong to slices further right; a grant only has to name something that exists.
async function refuseUnknown(ctx: Ctx, { territory, unitId, teamId }: GrantWanted): Promise<void> {
  const { tenant } = ctx.tenant
  const missing =
    (territory &&
      !(await ctx.tx
        .selectFrom('territory')
        .select('code')
        .where('tenant', '=', tenant)
        .where('code', '=', territory)
        .executeTakeFirst())) ||
    (unitId &&
      !(await ctx.tx
        .selectFrom('unit')
        .select('id')
        .where('tenant', '=', tenant)
        .where('id', '=', unitId)
        .executeTakeFirst())) ||
    (teamId &&
      !(await ctx.tx
        .selectFrom('team')
        .select('id')
        .where('tenant', '=', tenant)
        .where('id', '=', teamId)
        .executeTakeFirst()))
  if (missing) throw door('door/not-found')
}
