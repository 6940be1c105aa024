import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import type { Ctx } from '../../platform/context.ts'
import { LATE_MS } from '../enter.ts'
import { endOf, type RoundRow, readRounds } from './rows.ts'

const DAY_MS = 24 * 3_600_000
/** Lists of residents and their codes go so many days after the incident is closed. */
const LIST_DAYS = 30

/** From when the days are counted that names are kept: a round that nobody has closed is over when no phone brings anything more. */
const countedFrom = (round: RoundRow): number =>
  Math.min(endOf(round)?.getTime() ?? Number.POSITIVE_INFINITY, round.ends_at.getTime() + LATE_MS)

/** Names of a round go on their day, and with them the salt by which the same person is found again. What was counted stays. */
export async function forgetSampled(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  const ended = await readRounds(
    ctx,
    sql`r.erased_at is null and (r.closed_at is not null or i.closed_at is not null or r.ends_at < ${new Date(ctx.now.getTime() - LATE_MS)})`,
    sql`for update of r`,
  )
  for (const round of ended) {
    if (ctx.now.getTime() < countedFrom(round) + round.kept_days * DAY_MS) continue
    const { numAffectedRows } =
      await sql`delete from sample_private where tenant = ${tenant} and round_id = ${round.id}`.execute(ctx.tx)
    await sql`update home_service set name = null, door = null where tenant = ${tenant} and round_id = ${round.id}`.execute(
      ctx.tx,
    )
    await sql`update sampling_round set erased_at = ${ctx.now}, salt = null where tenant = ${tenant} and id = ${round.id}`.execute(
      ctx.tx,
    )
    await audit(ctx, 'register.round-forgotten', `round/${round.id}`, { samples: Number(numAffectedRows ?? 0) })
  }
  await forgetLists(ctx)
}

async function forgetLists(ctx: Ctx): Promise<void> {
  const { tenant } = ctx.tenant
  const before = new Date(ctx.now.getTime() - LIST_DAYS * DAY_MS)
  const { rows } = await sql<{ id: string }>`
    select i.id from incident i where i.tenant = ${tenant} and i.closed_at < ${before}
       and exists (select from resident r where r.tenant = ${tenant} and r.incident_id = i.id)`.execute(ctx.tx)
  for (const { id } of rows) {
    await sql`delete from resident_code where tenant = ${tenant} and incident_id = ${id}`.execute(ctx.tx)
    const { numAffectedRows } =
      await sql`delete from resident where tenant = ${tenant} and incident_id = ${id}`.execute(ctx.tx)
    await audit(ctx, 'register.residents-forgotten', `incident/${id}`, { residents: Number(numAffectedRows ?? 0) })
  }
}
