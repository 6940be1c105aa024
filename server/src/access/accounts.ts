import { access } from '@muster/core/access/problems.ts'
import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { giveGrantTo } from './grants.ts'
import { makeLink } from './links.ts'
import { grantsByAccount } from './me.ts'
import { fitPassphrase } from './passphrase.ts'

/** Accounts with a login name or with more than a volunteer's own grant; newest first. */
export async function accounts(ctx: Ctx, input: ParsedOf<typeof wire.accounts>) {
  const limit = input.limit ?? 100
  const found = sql`account a left join person p on p.tenant = a.tenant and p.id = a.person_id
    where a.tenant = ${ctx.tenant.tenant} and a.login is not null and (${input.search ?? null}::text is null or a.login ilike ${`%${literally(input.search ?? '')}%`})`
  const { rows } = await sql<AccountRow>`
    select a.id, a.login, a.suspended, a.created_at, a.seen_at, p.id as person_id, p.name from ${found} and (${input.after ?? null}::uuid is null or a.id < ${input.after ?? null}::uuid)
     order by a.id desc limit ${limit + 1}`.execute(ctx.tx)
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total from ${found}`.execute(ctx.tx)
  const page = rows.slice(0, limit)
  const grants = await grantsByAccount(
    ctx,
    page.map(row => row.id),
  )
  return {
    rows: page.map(row => asAccount(row, grants.get(row.id) ?? [])),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total: counted[0]?.total ?? 0,
  }
}

interface AccountRow {
  id: string
  login: string
  suspended: boolean
  created_at: Date
  seen_at: Date | null
  person_id: string | null
  name: string | null
}

const asAccount = (row: AccountRow, grants: wire.Grant[]): wire.Account => ({
  id: row.id,
  login: row.login,
  person: row.person_id ? { id: row.person_id, name: row.name } : null,
  suspended: row.suspended,
  createdAt: row.created_at.toISOString(),
  seenAt: row.seen_at?.toISOString() ?? null,
  grants,
})

/**
 * A new account; without a passphrase its holder chooses one by a link that works once. Sent twice, the second answer has
 * no link: a link is shown once.
 */
export async function createAccount(ctx: Ctx, input: ParsedOf<typeof wire.createAccount>) {
  const { tenant } = ctx.tenant
  const login = input.login.toLowerCase()
  const known = await accountById(ctx, input.id)
  if (known?.login === login) return { id: input.id, link: null }
  const passphrase = input.passphrase ? await fitPassphrase(input.passphrase) : null
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('account')
    .values({ tenant, id: input.id, login, passphrase, created_at: ctx.real })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) throw access('access/login-taken', { login })
  await audit(ctx, 'access.account-added', `account/${input.id}`, { login })
  if (input.grant) await giveGrantTo(ctx, input.id, input.grant)
  return { id: input.id, link: passphrase ? null : await makeLink(ctx, 'passphrase', input.id, 3) }
}

/** Suspends or resumes an account. A suspended one is refused at its very next request. */
export async function suspendAccount(ctx: Ctx, { accountId, suspended }: ParsedOf<typeof wire.suspendAccount>) {
  if (accountId === actorOf(ctx).accountId) throw access('access/own-grant')
  await accountExists(ctx, accountId)
  await ctx.tx
    .updateTable('account')
    .set({ suspended })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .execute()
  await audit(ctx, suspended ? 'access.account-suspended' : 'access.account-resumed', `account/${accountId}`)
  return { done: true as const }
}

/**
 * A one-time link on which the holder chooses a new passphrase. The old one, older links and all sessions of the account
 * end now: somebody else may have them.
 */
export async function resetPassphrase(ctx: Ctx, { accountId }: { accountId: string }) {
  await accountExists(ctx, accountId)
  await endSessions(ctx, accountId)
  await ctx.tx
    .updateTable('account')
    .set({ passphrase: null })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .execute()
  await audit(ctx, 'access.passphrase-reset', `account/${accountId}`)
  return { link: await makeLink(ctx, 'passphrase', accountId, 3) }
}

/** Ends every session of an account but the one named. */
export async function endSessions(ctx: Ctx, accountId: string, but = ''): Promise<void> {
  await ctx.tx
    .updateTable('session')
    .set({ revoked_at: ctx.real })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('account_id', '=', accountId)
    .where('token_hash', '<>', but)
    .where('revoked_at', 'is', null)
    .execute()
}

async function accountExists(ctx: Ctx, accountId: string): Promise<void> {
  if (!(await accountById(ctx, accountId))) throw door('door/not-found')
}

const accountById = (ctx: Ctx, accountId: string) =>
  ctx.tx
    .selectFrom('account')
    .select('login')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .executeTakeFirst()
