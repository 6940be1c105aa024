import { sql } from 'kysely'
import { type NewFact, type Recorded, record } from '../ledger/write.ts'
import { type Ctx, changed, changedFor } from '../platform/context.ts'
import { meets } from './relief.ts'
import type { DutyShift } from './rows.ts'

/**
 * Records facts of shifts, and has them looked at: what they change about alarms and reliefs is worked out by the next
 * tick, once for however many came.
 */
export async function recordDuty(
  ctx: Ctx,
  shifts: readonly DutyShift[],
  facts: readonly NewFact[],
): Promise<Recorded[]> {
  const outcomes = await record(ctx, facts)
  const news = outcomes.filter(({ verdict }) => verdict === 'accepted').map(({ fact }) => fact)
  const about = new Set(news.map(({ subjectId }) => subjectId))
  if (news.length > 0)
    await heard(
      ctx,
      shifts.filter(({ id }) => about.has(id)),
      news.flatMap(({ personId }) => personId ?? []),
    )
  return outcomes
}

/** Something happened on these shifts, to these people. */
export async function heard(ctx: Ctx, shifts: readonly DutyShift[], personIds: readonly string[]): Promise<void> {
  await wake(ctx, [...new Set(shifts.map(({ id }) => id))])
  changed(ctx, ...shifts.flatMap(shift => [`duty/${shift.territory}`, `post/${shift.post_id}`]))
  changedFor(ctx, personIds, 'duty')
}

/** Has shifts looked at with the next tick, and those that relieve them or are relieved by them. */
export async function wake(ctx: Ctx, shiftIds: readonly string[]): Promise<void> {
  if (shiftIds.length === 0) return
  const { tenant } = ctx.tenant
  await sql`
    insert into shift_watch (tenant, shift_id, look_at)
    select distinct ${tenant}, o.id, ${ctx.now}::timestamptz
      from shift s join shift o on o.tenant = ${tenant} and o.post_id = s.post_id
       and o.starts_at between s.starts_at - interval '1 day' and s.ends_at + interval '1 hour' and (o.id = s.id or ${meets})
     where s.tenant = ${tenant} and s.id = any(${shiftIds}::uuid[])
    on conflict (tenant, shift_id) do update set look_at = least(shift_watch.look_at, excluded.look_at)`.execute(ctx.tx)
}

/** When something occurred by a device's clock: not after now, however fast that clock goes. */
export const occurred = ({ now }: Pick<Ctx, 'now'>, at: Date): Date => (at > now ? now : at)

/** A new fact of a person on a shift. */
export const dutyFact = (
  shift: DutyShift,
  personId: string,
  fact: Pick<NewFact, 'id' | 'kind' | 'payload'> & {
    readonly occurredAt?: Date | undefined
    readonly decided?: boolean
  },
): NewFact => {
  const { occurredAt, ...rest } = fact
  const of = { personId, subjectId: shift.id, territory: shift.territory }
  return {
    ...rest,
    ...of,
    ...(shift.incident_id && { incidentId: shift.incident_id }),
    ...(occurredAt && { occurredAt }),
  }
}
