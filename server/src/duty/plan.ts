import { sql } from 'kysely'
import { lockLedger } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import { endReliefOf } from '../roster/assign/rows.ts'
import type { DutyShift } from './rows.ts'

/** Who is meant to be on a shift, as duty looks at it. */
export interface PlannedRow {
  readonly id: string
  readonly shift_id: string
  readonly person_id: string
  readonly report_at: Date
  readonly assigned_at: Date
  readonly standby: boolean
}

/** Assignments to these shifts that stand. */
export async function plannedOn(ctx: Ctx, shiftIds: readonly string[]): Promise<PlannedRow[]> {
  const { rows } = await sql<PlannedRow>`
    select a.id, a.shift_id, a.person_id, lower(a.span) as report_at, a.assigned_at, a.standby
      from assignment a
     where a.tenant = ${ctx.tenant.tenant} and a.shift_id = any(${shiftIds}::uuid[]) and a.ended_at is null
     order by a.assigned_at, a.id`.execute(ctx.tx)
  return rows
}

/**
 * Ends what people were meant to do on shifts: from now on they may be sent elsewhere. NOTE: by the ledger's stamp, the same
 * as of the fact from which it follows: by that `plan-again.ts` knows what a leaving ended from what a desk or an objection did.
 *
 * @returns shifts on which one of them was to be relieved
 */
export async function endPlans(
  ctx: Ctx,
  left: readonly { readonly shift: DutyShift; readonly personId: string }[],
  why: 'no-show' | 'relieved',
): Promise<string[]> {
  const ids = left.map(({ shift }) => shift.id)
  const stamp = await lockLedger(ctx)
  const { rows: ended } = await sql<{ id: string }>`
    update assignment a set ended_at = ${stamp}, ended_why = ${why}, version = version + 1
      from unnest(${ids}::uuid[], ${left.map(({ personId }) => personId)}::uuid[]) as gone (shift_id, person_id)
     where a.tenant = ${ctx.tenant.tenant} and a.shift_id = any(${ids}::uuid[]) and a.ended_at is null
       and a.shift_id = gone.shift_id and a.person_id = gone.person_id returning a.id`.execute(ctx.tx)
  return endReliefOf(
    ctx,
    ended.map(({ id }) => id),
  )
}
