import { access } from '@muster/core/access/problems.ts'
import type { Ctx } from '../platform/context.ts'
import { sha256 } from '../platform/secrets.ts'
import { newToken } from '../platform/token.ts'

export type LinkPurpose = 'join' | 'passphrase'

/** Where a link's page is, in the hand's own address space; the passphrase's secret stays behind `#`, out of every log. */
const PAGES: Readonly<Record<LinkPurpose, string>> = { join: '/m/j/', passphrase: '/m/p#' }

/** Makes links that work once, for many accounts with one statement. @returns the links, in order; only hashes are kept */
export async function makeLinks(
  ctx: Ctx,
  purpose: LinkPurpose,
  accountIds: readonly string[],
  days: number,
): Promise<string[]> {
  if (accountIds.length === 0) return []
  const expiresAt = new Date(ctx.real.getTime() + days * 86_400_000)
  const tokens = accountIds.map(() => newToken(ctx.tenant.tenant, 18))
  await ctx.tx
    .insertInto('one_time_link')
    .values(
      accountIds.map((id, nth) => ({
        tenant: ctx.tenant.tenant,
        token_hash: sha256(tokens[nth]!),
        purpose,
        account_id: id,
        created_at: ctx.real,
        expires_at: expiresAt,
      })),
    )
    .execute()
  return tokens.map(token => PAGES[purpose] + token)
}

/** Makes one link that works once. */
export async function makeLink(ctx: Ctx, purpose: LinkPurpose, accountId: string, days: number): Promise<string> {
  const [link] = await makeLinks(ctx, purpose, [accountId], days)
  return link!
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
