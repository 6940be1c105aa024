import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
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

/** Ends what a person was meant to do on a shift: from now on they may be sent elsewhere. */
export async function endPlan(
  ctx: Ctx,
  shift: DutyShift,
  personId: string,
  why: 'no-show' | 'relieved',
): Promise<void> {
  await sql`
    update assignment set ended_at = ${ctx.now}, ended_why = ${why}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and shift_id = ${shift.id} and person_id = ${personId} and ended_at is null`.execute(
    ctx.tx,
  )
}
