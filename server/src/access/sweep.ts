import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

const DAY_MS = 86_400_000
/** What the field register promises of ended sessions; network logs are kept as long (Cybersecurity Law, art. 23). */
const SESSION_DAYS = 180

/** Forgets what was kept for a time: first answers and wrong tries for a day, ended sessions and links for 180. */
export async function sweep(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  const dayAgo = new Date(ctx.real.getTime() - DAY_MS)
  await sql`delete from idempotency where tenant = ${tenant} and at < ${dayAgo}`.execute(ctx.tx)
  await sql`delete from wrong_try where tenant = ${tenant} and until < ${dayAgo}`.execute(ctx.tx)
  const longAgo = new Date(ctx.real.getTime() - SESSION_DAYS * DAY_MS)
  await sql`delete from session where tenant = ${tenant} and least(expires_at, revoked_at) < ${longAgo}`.execute(ctx.tx)
  await sql`delete from one_time_link where tenant = ${tenant} and least(expires_at, used_at) < ${longAgo}`.execute(
    ctx.tx,
  )
}
