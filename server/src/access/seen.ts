import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** Last uses of sessions, by tenant and token hash: a write per request would be waste, and reads may not write. */
const seen = new Map<string, Map<string, Date>>()

/** Notes that a session was used. */
export function noteSeen(tenant: string, hash: string, at: Date): void {
  const uses = seen.get(tenant) ?? new Map<string, Date>()
  uses.set(hash, at)
  seen.set(tenant, uses)
}

/** Writes what was noted since the last time. */
export async function writeSeen(ctx: Ctx): Promise<void> {
  const uses = seen.get(ctx.tenant.tenant)
  if (!uses?.size) return
  seen.delete(ctx.tenant.tenant)
  await sql`
    update session s set seen_at = greatest(s.seen_at, u.at)
      from unnest(${[...uses.keys()]}::text[], ${[...uses.values()]}::timestamptz[]) as u(hash, at)
     where s.tenant = ${ctx.tenant.tenant} and s.token_hash = u.hash`.execute(ctx.tx)
}
