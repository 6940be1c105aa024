import type { Measure } from '../platform/slice.ts'

/** How long the chain is: a number that ever falls means that lines were taken away. */
export const auditHead: Measure = {
  name: 'muster_audit_lines',
  help: 'Number of the newest audit line; it only grows.',
  read: async db => {
    const rows = await db.selectFrom('audit_head').select(['tenant', 'seq']).execute()
    return rows.map(({ tenant, seq }) => ({ tenant, value: Number(seq) }))
  },
}
