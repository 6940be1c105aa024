import { duty } from '@muster/core/duty/problems.ts'
import { sql } from 'kysely'
import type { NewFact } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import { besideOf } from './relief.ts'
import type { DutyShift } from './rows.ts'

/**
 * Whom one hands over to, or takes over from, is on this shift or on one that meets it.
 *
 * @throws Problem `duty/other-not-beside`
 */
export async function mustBeBeside(ctx: Ctx, shift: DutyShift, otherId: string): Promise<void> {
  if (!(await isBeside(ctx, shift, otherId))) throw duty('duty/other-not-beside')
}

/** What a phone noted without signal is kept; a name that cannot be meant is left out. */
export async function withKnownOther(ctx: Ctx, shift: DutyShift, fact: NewFact): Promise<NewFact> {
  const { to, from, ...rest } = fact.payload
  const other = to ?? from
  if (typeof other !== 'string' || (await isBeside(ctx, shift, other))) return fact
  return { ...fact, payload: rest }
}

async function isBeside(ctx: Ctx, shift: DutyShift, otherId: string): Promise<boolean> {
  const { tenant } = ctx.tenant
  const ids = [shift.id, ...(await besideOf(ctx, [shift.id])).map(row => row.other_id)]
  const { rows } = await sql`
    select from assignment
     where tenant = ${tenant} and person_id::text = ${otherId} and shift_id = any(${ids}::uuid[])
       and (ended_at is null or ended_why in ('relieved', 'no-show'))
    union all
    select from turn where tenant = ${tenant} and person_id::text = ${otherId} and shift_id = any(${ids}::uuid[]) limit 1`.execute(
    ctx.tx,
  )
  return rows.length > 0
}
