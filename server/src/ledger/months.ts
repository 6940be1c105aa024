import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** Opens the months of the ledger around now, three ahead; see the migration. The second city that asks finds them there. */
export async function openMonths({ tx, real }: Ctx): Promise<void> {
  await sql`select open_fact_months(${real})`.execute(tx)
}
