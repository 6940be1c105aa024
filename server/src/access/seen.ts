import { sql } from 'kysely'
import type { Tick } from '../platform/slice.ts'

/** Last uses of sessions, by tenant and token hash: a write per request would be waste, and reads may not write. */
const seen = new Map<string, Map<string, Date>>()

/** Notes that a session was used. */
export function noteSeen(tenant: string, hash: string, at: Date): void {
  const uses = seen.get(tenant) ?? new Map<string, Date>()
  uses.set(hash, at)
  seen.set(tenant, uses)
}

/**
 * Writes what was noted since the last time: often enough for a note lag of a minute. Only to the 240th part of the time
 * after which the session ends unused (three hours of thirty days): else a city that reports writes little else.
 */
export const seenTick: Tick = {
  name: 'access.write-seen',
  ofServer: true,
  everySeconds: 20,
  due: async () => [...seen.keys()],
  run: async ctx => {
    const { tenant } = ctx.tenant
    const uses = seen.get(tenant)
    if (!uses) return
    seen.delete(tenant)
    // Several servers write at the same time, so all of them take the rows in one order.
    await sql`
      with used as (
        select s.token_hash, u.at
          from session s
          join unnest(${[...uses.keys()]}::text[], ${[...uses.values()]}::timestamptz[]) as u(hash, at) on u.hash = s.token_hash
         where s.tenant = ${tenant} and s.seen_at + s.idle_minutes * interval '0.25 seconds' < u.at
         order by s.token_hash for update of s
      )
      update session s set seen_at = greatest(s.seen_at, used.at)
        from used
       where s.tenant = ${tenant} and s.token_hash = used.token_hash`.execute(ctx.tx)
  },
}
