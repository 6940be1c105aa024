import { access } from '@muster/core/access/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { sha256 } from '../platform/secrets.ts'
import { newToken } from '../platform/token.ts'

export type LinkPurpose = 'join' | 'passphrase'

/** Where a link's page is, in the hand's own address space; the passphrase's secret stays behind `#`, out of every log. */
const PAGES: Readonly<Record<LinkPurpose, string>> = { join: '/m/j/', passphrase: '/m/p#' }

/**
 * Makes links that work once, for many accounts with one statement. A newer link ends an older one: what was sent to the
 * wrong phone is put right by sending anew.
 *
 * @returns the links, in order; only hashes are kept
 */
export async function makeLinks(
  ctx: Ctx,
  purpose: LinkPurpose,
  accountIds: readonly string[],
  days: number,
): Promise<string[]> {
  if (accountIds.length === 0) return []
  await voidLinks(ctx, purpose, accountIds)
  const expiresAt = new Date(ctx.real.getTime() + days * 86_400_000)
  const tokens = accountIds.map(() => newToken(ctx.tenant.tenant, 18))
  // NOTE: lists as arrays: a statement takes 65,535 parameters, and a city has units of twenty thousand people.
  await sql`
    insert into one_time_link (tenant, token_hash, purpose, account_id, created_at, expires_at)
    select ${ctx.tenant.tenant}, made.hash, ${purpose}, made.account, ${ctx.real}, ${expiresAt}
      from unnest(${tokens.map(sha256)}::text[], ${accountIds}::uuid[]) as made (hash, account)`.execute(ctx.tx)
  return tokens.map(token => PAGES[purpose] + token)
}

/** Makes one link that works once. */
export async function makeLink(ctx: Ctx, purpose: LinkPurpose, accountId: string, days: number): Promise<string> {
  const [link] = await makeLinks(ctx, purpose, [accountId], days)
  return link!
}

/** Makes every unspent link of these accounts worthless. */
export async function voidLinks(ctx: Ctx, purpose: LinkPurpose, accountIds: readonly string[]): Promise<void> {
  await sql`
    update one_time_link set expires_at = ${ctx.real}
     where tenant = ${ctx.tenant.tenant} and purpose = ${purpose} and account_id = any(${accountIds}::uuid[])
       and used_at is null and expires_at > ${ctx.real}`.execute(ctx.tx)
}

/** Spends a link. @returns the account it was made for @throws Problem `access/link-spent` */
export async function spendLink(ctx: Ctx, purpose: LinkPurpose, token: string): Promise<string> {
  const spent = await ctx.tx
    .updateTable('one_time_link')
    .set({ used_at: ctx.real })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('token_hash', '=', sha256(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.real)
    .returning('account_id')
    .executeTakeFirst()
  if (!spent) throw access('access/link-spent')
  return spent.account_id
}
