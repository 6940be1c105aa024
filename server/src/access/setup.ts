import { randomBytes, timingSafeEqual } from 'node:crypto'
import { access } from '@muster/core/access/problems.ts'
import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { Role } from '@muster/core/platform/role.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../audit/write.ts'
import type { Ctx, Tenant } from '../platform/context.ts'
import { sha256 } from '../platform/secrets.ts'
import { meAfterSignIn } from './me.ts'
import { fitPassphrase } from './passphrase.ts'
import { openSession } from './session.ts'

/**
 * First-run set-up: makes the tenant and its system administrator, once. There is no default account or passphrase;
 * the code printed in the server's terminal proves that whoever asks runs the machine.
 *
 * @param adopt fills the tenant's territories from the registry; given by the slice that knows places
 */
export function setUpWith(adopt: (ctx: Ctx, code: string) => Promise<unknown>) {
  return async (ctx: Ctx, input: ParsedOf<typeof wire.setUp>): Promise<wire.Me> => {
    await sql`select pg_advisory_xact_lock(hashtextextended('muster/set-up', 0))`.execute(ctx.tx)
    const any = await ctx.tx.selectFrom('tenant').select('tenant').limit(1).executeTakeFirst()
    if (any) throw access('access/set-up-already')
    if (!sameSecret(input.code.trim(), ctx.house.setupCode)) throw access('access/wrong-code')
    const passphrase = await fitPassphrase(input.administrator.passphrase)
    const tenant = await addTenant(ctx, input.tenant)
    const inTenant: Ctx = { ...withTenant(ctx, tenant) }
    if (input.tenant.territory) await adopt(inTenant, input.tenant.territory)
    const accountId = await addAccount(inTenant, input.administrator.login, passphrase, 'system-administrator')
    const session = await openSession(inTenant, accountId, 'desk')
    return meAfterSignIn(inTenant, accountId, session)
  }
}

const sameSecret = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))

/** A context that works for another tenant than the request's. */
function withTenant(ctx: Ctx, tenant: Tenant): Ctx {
  const { tx, now, real, actor, scope, language, device, address, house, effects } = ctx
  return { tx, now, real, actor, scope, language, device, address, house, effects, tenant }
}

/** Adds a city to the installation. */
async function addTenant(
  ctx: Ctx,
  said: { id: string; name: string; zone: string; rehearsal: boolean },
): Promise<Tenant> {
  const clock = { clock_at: null, clock_set: null, clock_speed: null }
  const tenant: Tenant = { tenant: said.id, name: said.name, zone: said.zone, rehearsal: said.rehearsal, ...clock }
  await ctx.tx
    .insertInto('tenant')
    .values({ ...tenant, badge_key: randomBytes(32), created_at: ctx.real })
    .execute()
  await audit(withTenant(ctx, tenant), 'access.tenant-added', `tenant/${said.id}`, {
    name: said.name,
    zone: said.zone,
    rehearsal: said.rehearsal,
  })
  return tenant
}

/** Adds an account with one role over the whole tenant. */
async function addAccount(ctx: Ctx, login: string, passphrase: string, role: Role): Promise<string> {
  const { tenant } = ctx.tenant
  const id = v7()
  await ctx.tx
    .insertInto('account')
    .values({ tenant, id, login: login.toLowerCase(), passphrase, created_at: ctx.real })
    .execute()
  await ctx.tx.insertInto('role_grant').values({ tenant, id: v7(), account_id: id, role, given_at: ctx.real }).execute()
  await audit(ctx, 'access.account-added', `account/${id}`, { login: login.toLowerCase(), role })
  return id
}
