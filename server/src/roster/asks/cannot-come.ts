import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import type { Ctx } from '../../platform/context.ts'
import { roomOn } from '../assign/place.ts'
import { endAssignments, lockedAssignment } from '../assign/rows.ts'
import { lockedShift, shiftChanged } from '../assign/shift.ts'
import { captainsOf, tellOfShift, whereOf } from '../assign/tell.ts'
import { endAsks } from './ask.ts'
import { raise } from './raise.ts'
import { offersOf } from './rows.ts'
import { mine } from './swap.ts'

/**
 * I cannot come: my place is free again, and somebody is looked for. Said twice it is said once. NOTE: nobody acts here as far
 * as the audit, the shortage and the captain's message tell; a place is free, and that is all that is kept.
 */
export async function cannotCome(ctx: Ctx, { assignmentId }: { assignmentId: string }) {
  const { found } = await mine(ctx, assignmentId)
  const shift = await lockedShift(ctx, found.shiftId)
  const row = await lockedAssignment(ctx, assignmentId)
  if (row.ended_at) return { done: true as const }
  if (shift.cancelled || shift.starts_at <= ctx.now) throw roster('roster/shift-over')
  if (row.basis === 'DUTY_ORDER') throw roster('roster/by-order')
  await endAssignments(ctx, [row.id], row.standby ? 'stood-down' : 'taken-off')
  await endAsks(ctx, offersOf(row.id))
  shiftChanged(ctx, shift, [row.person_id])
  const nobody = { ...ctx, actor: null }
  if (!row.standby && (await roomOn(ctx, shift)) > 0) {
    await raise(nobody, shift, { id: v7(), people: 1, cause: 'gap' })
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
