import type { CAUSES } from '@muster/core/roster/shortage.wire.ts'
import { v7 } from 'uuid'
import type { Ctx } from '../platform/context.ts'
import { raise } from '../roster/asks/raise.ts'
import { lockedShift } from '../roster/assign/shift.ts'
import { plannedOn } from './plan.ts'
import type { DutyShift } from './rows.ts'

type Cause = (typeof CAUSES)[number]

/** A place that was filled is empty: standby is asked first, then whoever can come. A shift that is over needs nobody. */
export async function refill(ctx: Ctx, shift: DutyShift, cause: Cause, relieves?: string): Promise<void> {
  const over = shift.cancelled || shift.closed_at !== null || (!shift.open_end && shift.ends_at <= ctx.now)
  if (over) return
  const lack = { id: v7(), people: 1, cause, ...(relieves && { relieves }) }
  await raise(ctx, await lockedShift(ctx, shift.id), lack)
}

/** Looks for somebody in the place of those who must or may go; all who are there, unless one is named. */
export async function findRelief(ctx: Ctx, shift: DutyShift, personId: string | null): Promise<void> {
  const planned = await plannedOn(ctx, [shift.id])
  const going = planned.filter(one => !one.standby && (personId === null || one.person_id === personId))
  for (const { id } of going) await refill(ctx, shift, 'relief', id)
}
