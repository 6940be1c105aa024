import { type RawBuilder, sql } from 'kysely'
import type { Tick } from '../platform/slice.ts'

type Due = Tick['due']

/** Which cities have rows of a kind for which something is due by their own clocks, `t.now`. */
const due =
  (from: RawBuilder<unknown>, condition: RawBuilder<unknown>): Due =>
  async (db, nows) => {
    const { rows } = await sql<{ tenant: string }>`
      select distinct t.tenant
        from unnest(${[...nows.keys()]}::text[], ${[...nows.values()]}::timestamptz[]) as t(tenant, now)
        join ${from} where ${condition}`.execute(db)
    return rows.map(row => row.tenant)
  }

/** Asks that have run out. */
export const asksDue = due(sql`ask k on k.tenant = t.tenant`, sql`k.state = 'open' and k.until <= t.now`)

/** Shortages whose next wave is due, or whose shift is over. */
export const wavesDue = due(
  sql`shortage h on h.tenant = t.tenant join shift s on s.tenant = h.tenant and s.id = h.shift_id`,
  sql`h.state = 'open' and (h.next_wave_at <= t.now or (s.ends_at <= t.now and not s.open_end) or s.cancelled)`,
)

/** Secondments that begin or end. */
export const secondmentsDue = due(
  sql`secondment c on c.tenant = t.tenant`,
  sql`c.state <> 'ended' and (upper(c.during) <= t.now or (c.state = 'planned' and lower(c.during) <= t.now))`,
)
