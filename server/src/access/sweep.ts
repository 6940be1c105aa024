import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

const DAY_MS = 86_400_000

/** Forgets what was only kept for a day: first answers to repeated requests, and wrong tries nobody waits for any more. */
export async function sweep(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.real.getTime() - DAY_MS)
  await sql`delete from idempotency where tenant = ${ctx.tenant.tenant} and at < ${before}`.execute(ctx.tx)
  await sql`delete from wrong_try where tenant = ${ctx.tenant.tenant} and until < ${before}`.execute(ctx.tx)
}
