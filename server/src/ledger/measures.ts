import type { Measure } from '../platform/slice.ts'

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
