import type { Ctx } from '../platform/context.ts'
import { sha256 } from '../platform/secrets.ts'
import { newToken } from '../platform/token.ts'

/** Desks sign in anew every day; a volunteer's phone stays in for a season, for nobody types at a gate in the rain. */
const LIMITS = {
  desk: { idleMinutes: 4 * 60, days: 1 },
  phone: { idleMinutes: 30 * 24 * 60, days: 90 },
} as const

/** Opens a session; only its hash is kept. */
export async function openSession(
  ctx: Ctx,
  accountId: string,
  kind: keyof typeof LIMITS,
): Promise<{ endsAt: Date; hash: string }> {
  const { real: now } = ctx
  const { idleMinutes, days } = LIMITS[kind]
  const token = newToken(ctx.tenant.tenant)
  const expiresAt = new Date(now.getTime() + days * 86_400_000)
  const hash = sha256(token)
  await ctx.tx
    .insertInto('session')
    .values({
      tenant: ctx.tenant.tenant,
      token_hash: hash,
      account_id: accountId,
      device: ctx.device,
      created_at: now,
      seen_at: now,
      idle_minutes: idleMinutes,
      expires_at: expiresAt,
    })
    .execute()
  await ctx.tx
    .updateTable('account')
    .set({ seen_at: now })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', accountId)
    .execute()
  ctx.effects.session = { token, expiresAt }
  return { endsAt: expiresAt, hash }
}
