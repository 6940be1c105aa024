import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import { lockLedger } from '../../ledger/write.ts'
import type { Ctx } from '../../platform/context.ts'
import { spansOf } from '../assign/guarded.ts'
import { roomOn } from '../assign/place.ts'
import { endAssignments, lockedAssignment } from '../assign/rows.ts'
import { lockedShift, type ShiftRow, shiftChanged } from '../assign/shift.ts'
import { captainsOf, tellOfShift, whereOf } from '../assign/tell.ts'
import { endAsks } from './ask.ts'
import { askForMore, raise } from './raise.ts'
import { offersOf } from './rows.ts'
import { settleShortages } from './settle.ts'
import { mine } from './swap.ts'

/**
 * I cannot come: my place is free again, and somebody is looked for. Said twice it is said once. NOTE: nobody acts here as far
 * as the audit, the shortage and the captain's message tell; a place is free, and that is all that is kept.
 */
export async function cannotCome(ctx: Ctx, { assignmentId }: { assignmentId: string }) {
  // Whoever checks in at this moment has come, or comes to a place that is free.
  await lockLedger(ctx)
  const { found } = await mine(ctx, assignmentId)
  const shift = await lockedShift(ctx, found.shiftId)
  const row = await lockedAssignment(ctx, assignmentId)
  if (row.ended_at) return { done: true as const }
  if (shift.cancelled || shift.starts_at <= ctx.now) throw roster('roster/shift-over')
  if (row.basis === 'DUTY_ORDER') throw roster('roster/by-order')
  if (await hasCome(ctx, shift, row.person_id)) throw roster('roster/come-already')
  await endAssignments(ctx, [row.id], row.standby ? 'stood-down' : 'taken-off')
  await endAsks(ctx, offersOf(row.id))
  shiftChanged(ctx, shift, [row.person_id])
  const nobody = { ...ctx, actor: null }
  await settleShortages(nobody, shift)
  const room = await roomOn(ctx, shift)
  if (!row.standby && room > 0) {
    // Somebody may be asked for already in a place that was to be relieved.
    if (room > (await askedFor(ctx, shift))) await askForOne(nobody, shift)
    const words = SHIFT_SENTENCES.captainGap(whereOf(ctx, shift))
    const captains = await captainsOf(ctx, shift)
    await tellOfShift(
      nobody,
      shift,
      captains.filter(id => id !== row.person_id).map(personId => ({ personId, words })),
    )
  }
  await audit(nobody, 'roster.place-freed', `shift/${shift.id}`, {})
  return { done: true as const }
}

/** How many are asked for on a shift, beside those who relieve somebody. */
async function askedFor(ctx: Ctx, shift: ShiftRow): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select coalesce(sum(people - found), 0)::int as people from shortage
     where tenant = ${ctx.tenant.tenant} and shift_id = ${shift.id} and state = 'open' and relieves is null`.execute(
    ctx.tx,
  )
  return rows[0]!.people
}

async function askForOne(ctx: Ctx, shift: ShiftRow): Promise<void> {
  if (!(await askForMore(ctx, shift, 1))) await raise(ctx, shift, { id: v7(), people: 1, cause: 'gap' })
}

const DAY = 24 * 60 * 60_000

/** Whether they have checked in on the shift, before it began: known to slices to the right of this one. */
async function hasCome(ctx: Ctx, shift: ShiftRow, personId: string): Promise<boolean> {
  const spans = await spansOf(ctx, [personId], new Date(shift.report_at.getTime() - DAY), shift.ends_at)
  return (spans.get(personId) ?? []).some(({ shiftId, served }) => served && shiftId === shift.id)
}
