import { type RawBuilder, sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { lockLedger } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import { type RegisterRow, readRegisters } from './rows.ts'

const DAY_MS = 24 * 3_600_000

/** What any version promised holds for all of it: the least. */
async function keptDays(ctx: Ctx, registerId: string): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select min((form ->> 'keptDays')::int) as days from register_form
     where tenant = ${ctx.tenant.tenant} and register_id = ${registerId}`.execute(ctx.tx)
  return rows[0]!.days
}

/** Registers whose day has come. */
async function due(ctx: Ctx, tail?: RawBuilder<unknown>): Promise<RegisterRow[]> {
  const over = sql`r.erased_at is null and (r.closed_at is not null or i.closed_at is not null)`
  const found: RegisterRow[] = []
  for (const row of await readRegisters(ctx, over, tail)) {
    const end = Math.min(...[row.closed_at, row.incident_closed_at].flatMap(at => at?.getTime() ?? []))
    if (ctx.now.getTime() >= end + (await keptDays(ctx, row.id)) * DAY_MS) found.push(row)
  }
  return found
}

/** What concerned somebody in an entry that no longer stands goes at once. */
export async function dropPrivate(ctx: Ctx, entryId: string): Promise<void> {
  const { tenant } = ctx.tenant
  await sql`delete from entry_private where tenant = ${tenant} and entry_id = ${entryId}`.execute(ctx.tx)
  await sql`delete from entry_photo where tenant = ${tenant} and entry_id = ${entryId}`.execute(ctx.tx)
}

/**
 * So many days after a register was closed, or its incident, as its form says, the answers that concern somebody and all photos go, and
 * with them what would find the same thing again. What was counted stays.
 */
export async function forgetPrivate(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  if ((await due(ctx)).length === 0) return
  // Before the rows: an entry that is being taken in goes in first and is erased with the others, or comes after and keeps no name.
  await lockLedger(ctx)
  for (const { id } of await due(ctx, sql`for update of r`)) {
    const { numAffectedRows } =
      await sql`delete from entry_private where tenant = ${tenant} and register_id = ${id}`.execute(ctx.tx)
    await sql`delete from entry_photo where tenant = ${tenant} and register_id = ${id}`.execute(ctx.tx)
    await sql`update register set erased_at = ${ctx.now}, salt = null where tenant = ${tenant} and id = ${id}`.execute(
      ctx.tx,
    )
    await audit(ctx, 'register.forgotten', `register/${id}`, { entries: Number(numAffectedRows ?? 0) })
  }
}
