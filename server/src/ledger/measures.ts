import { sql } from 'kysely'
import type { Measure } from '../platform/slice.ts'
import { following } from './tally/followed.ts'

/** How long ago a city was last heard of: in an emergency, silence is news. */
export const ledgerAge: Measure = {
  name: 'muster_ledger_age_seconds',
  help: 'Time since the newest stamp of the ledger, by the real clock; of a rehearsal it says nothing.',
  read: async (db, now) => {
    const rows = await db
      .selectFrom('ledger_clock')
      .innerJoin('tenant', 'tenant.tenant', 'ledger_clock.tenant')
      .where('tenant.rehearsal', '=', false)
      .select(['ledger_clock.tenant', 'last_at'])
      .execute()
    return rows.map(({ tenant, last_at }) => ({ tenant, value: Math.max(0, now.getTime() - last_at.getTime()) / 1000 }))
  },
}

/** How far figures are behind their tallies: what they must count from the facts alone. */
export const tallyLag: Measure = {
  name: 'muster_tally_lag_facts',
  help: 'Numbers of the ledger that the tally farthest behind has not been rolled over.',
  read: async db => {
    const { rows } = await sql<{ tenant: string; value: number }>`
      select c.tenant, c.last_seq - coalesce(min(l.seq), 0) as value
        from ledger_clock c
        left join (${following}) l on l.tenant = c.tenant
       group by c.tenant, c.last_seq`.execute(db)
    return rows
  },
}
