import { access } from '@muster/core/access/problems.ts'
import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { audit } from '../audit/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { passphraseFits } from '../platform/secrets.ts'
import { endSessions } from './accounts.ts'
import { spendLink, voidLinks } from './links.ts'
import { meAfterSignIn } from './me.ts'
import { fitPassphrase } from './passphrase.ts'
import { openSession } from './session.ts'

/** Changes one's own passphrase; every other device is signed out. */
export async function changePassphrase(ctx: Ctx, input: ParsedOf<typeof wire.changePassphrase>) {
  const { accountId, session } = actorOf(ctx)
  const account = await ctx.tx
    .selectFrom('account')
    .select('passphrase')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (!(await passphraseFits(input.old, account.passphrase))) throw access('access/wrong-credentials')
  await storePassphrase(ctx, accountId, input.new)
  await endSessions(ctx, accountId, session.hash)
  await audit(ctx, 'access.passphrase-changed', `account/${accountId}`)
  return { done: true as const }
}

/** Chooses a passphrase by one-time link, and signs in. */
export async function choosePassphrase(ctx: Ctx, { token, passphrase }: ParsedOf<typeof wire.choosePassphrase>) {
  const accountId = await spendLink(ctx, 'passphrase', token)
  await storePassphrase(ctx, accountId, passphrase)
  await voidLinks(ctx, 'passphrase', [accountId])
  await endSessions(ctx, accountId)
  const session = await openSession(ctx, accountId, 'desk')
  await audit(ctx, 'access.passphrase-chosen', `account/${accountId}`)
  return meAfterSignIn(ctx, accountId, session)
}

async function storePassphrase(ctx: Ctx, accountId: string, passphrase: string): Promise<void> {
  const hash = await fitPassphrase(passphrase)
  await ctx.tx
    .updateTable('account')
    .set({ passphrase: hash })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .execute()
}

/**
 * Where one is signed in; a session is named by the start of its hash, which opens nothing. The last use is about right:
 * it is written at most every 240th part of the time after which the session ends unused (`seen.ts`).
 */
export async function sessions(ctx: Ctx) {
  const { accountId, session } = actorOf(ctx)
  const rows = await ctx.tx
    .selectFrom('session')
    .selectAll()
    .where('tenant', '=', ctx.tenant.tenant)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.real)
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute()
  return {
    rows: rows.map(row => ({
      id: nameOf(row.token_hash),
      current: row.token_hash === session.hash,
      device: row.device,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    })),
  }
}

/** Signs one of one's own devices out. */
export async function revokeSession(ctx: Ctx, { sessionId }: { sessionId: string }) {
  const { accountId } = actorOf(ctx)
  if (!/^[0-9a-f]{16}$/.test(sessionId)) throw door('door/not-found')
  const result = await ctx.tx
    .updateTable('session')
    .set({ revoked_at: ctx.real })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('account_id', '=', accountId)
    .where('token_hash', 'like', `${sessionId}%`)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!Number(result.numUpdatedRows)) throw door('door/not-found')
  await audit(ctx, 'access.device-signed-out', `account/${accountId}`)
  return { done: true as const }
}

const nameOf = (hash: string) => hash.slice(0, 16)
