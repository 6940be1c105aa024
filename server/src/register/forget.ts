import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import type { Ctx } from '../platform/context.ts'
import { readRegisters } from './rows.ts'

const DAY_MS = 24 * 3_600_000

/**
 * So many days after a register was closed, or its incident, as its form says, the answers that concern somebody go, and
 * with them what would find the same thing again. What was counted stays.
 */
export async function forgetPrivate(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  const ended = await readRegisters(
    ctx,
    sql`r.erased_at is null and (r.closed_at is not null or i.closed_at is not null)`,
    sql`for update of r`,
  )
  for (const { id, form, closed_at, incident_closed_at } of ended) {
    const end = Math.min(...[closed_at, incident_closed_at].flatMap(at => at?.getTime() ?? []))
    if (ctx.now.getTime() < end + form.keptDays * DAY_MS) continue
    const { numAffectedRows } =
      await sql`delete from entry_private where tenant = ${tenant} and register_id = ${id}`.execute(ctx.tx)
    await sql`update register set erased_at = ${ctx.now}, salt = null where tenant = ${tenant} and id = ${id}`.execute(
      ctx.tx,
    )
    await audit(ctx, 'register.forgotten', `register/${id}`, { entries: Number(numAffectedRows ?? 0) })
  }
}
