import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
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
  if (!row.standby && (await roomOn(ctx, shift)) > 0) {
    if (!(await askForMore(nobody, shift, 1))) await raise(nobody, shift, { id: v7(), people: 1, cause: 'gap' })
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

const DAY = 24 * 60 * 60_000

/** Whether they have checked in on the shift, before it began: known to slices to the right of this one. */
async function hasCome(ctx: Ctx, shift: ShiftRow, personId: string): Promise<boolean> {
  const spans = await spansOf(ctx, [personId], new Date(shift.report_at.getTime() - DAY), shift.ends_at)
  return (spans.get(personId) ?? []).some(({ shiftId, served }) => served && shiftId === shift.id)
}
