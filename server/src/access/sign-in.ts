import { access } from '@muster/core/access/problems.ts'
import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { passphraseFits } from '../platform/secrets.ts'
import { meAfterSignIn } from './me.ts'
import { openSession } from './session.ts'

/** Free tries before waiting begins; then 1, 2, 4 … minutes, an hour at most (NIST 800-63B: at most 100 in a row). */
const FREE_TRIES = 5

/**
 * Signs in by login name and passphrase.
 *
 * @throws Problem `access/wrong-credentials`, the same for an unknown name and a wrong passphrase
 */
export async function signIn(ctx: Ctx, input: ParsedOf<typeof wire.signIn>): Promise<wire.Me> {
  const login = input.login.toLowerCase()
  await oneTryAtATime(ctx, login)
  await refuseWhileLocked(ctx, login)
  const account = await ctx.tx
    .selectFrom('account')
    .select(['id', 'passphrase', 'suspended', 'person_id'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('login', '=', login)
    .executeTakeFirst()
  const fits = await passphraseFits(input.passphrase, account?.passphrase ?? null)
  if (!fits || !account || account.suspended) {
    await noteWrongTry(ctx, login)
    ctx.effects.refusal = access('access/wrong-credentials')
    return null as never
  }
  await sql`delete from wrong_try where tenant = ${ctx.tenant.tenant} and login = ${login}`.execute(ctx.tx)
  const session = await openSession(ctx, account.id, account.person_id ? 'phone' : 'desk')
  await audit(
    { ...ctx, actor: { accountId: account.id, login, personId: null, grants: [], session } },
    'access.signed-in',
    `account/${account.id}`,
  )
  return meAfterSignIn(ctx, account.id, session)
}

/** A hundred guesses at once would all be weighed before the first of them is counted. */
async function oneTryAtATime(ctx: Ctx, login: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in/${ctx.tenant.tenant}/${login}`}, 0))`.execute(
    ctx.tx,
  )
}

async function refuseWhileLocked(ctx: Ctx, login: string): Promise<void> {
  const row = await ctx.tx
    .selectFrom('wrong_try')
    .select(['tries', 'until'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('login', '=', login)
    .executeTakeFirst()
  if (!row || row.tries < FREE_TRIES || row.until <= ctx.real) return
  throw access('access/locked-for-now', { minutes: Math.ceil((row.until.getTime() - ctx.real.getTime()) / 60_000) })
}

async function noteWrongTry(ctx: Ctx, login: string): Promise<void> {
  await sql`
    insert into wrong_try (tenant, login, tries, until) values (${ctx.tenant.tenant}, ${login.toLowerCase()}, 1, ${ctx.real})
    on conflict (tenant, login) do update set tries = wrong_try.tries + 1,
      until = to_timestamp(${ctx.real.getTime() / 1000} + 60 * least(60, 2 ^ greatest(0, least(wrong_try.tries + 1 - ${FREE_TRIES}, 10))))`.execute(
    ctx.tx,
  )
}

/** Ends the present session, at once and for good. */
export async function signOut(ctx: Ctx) {
  const { accountId, session } = actorOf(ctx)
  await ctx.tx
    .updateTable('session')
    .set({ revoked_at: ctx.real })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('token_hash', '=', session.hash)
    .execute()
  await audit(ctx, 'access.signed-out', `account/${accountId}`)
  ctx.effects.session = 'closed'
  return { done: true as const }
}
