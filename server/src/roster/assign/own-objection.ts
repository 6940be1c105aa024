import { door } from '@muster/core/platform/problems.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, personOf } from '../../platform/context.ts'
import { endAsks } from '../asks/ask.ts'
import { settleShortages } from '../asks/settle.ts'
import { assignmentById, endAssignments, leavingWhy, lockedAssignment } from './rows.ts'
import { goesOn, lockedShift, shiftChanged } from './shift.ts'

/**
 * I was placed beyond a limit and do not accept it, by order or not: my place is free again, and the request for relief goes on.
 * Said twice it is said once. NOTE: nobody acts here as far as the audit tells, and the override says nothing of it, not even to its
 * second name: it cannot be held against me. Nor is the topic of overrides told: a place that is over at that very
 * moment could only be objected to.
 *
 * @throws Problem `door/not-found` where no limit was lifted, `roster/shift-over`
 */
export async function objectMyself(ctx: Ctx, { assignmentId }: { assignmentId: string }) {
  const found = await assignmentById(ctx, assignmentId)
  if (found.person.id !== personOf(ctx)) throw door('door/not-found')
  const shift = await lockedShift(ctx, found.shiftId)
  const row = await lockedAssignment(ctx, assignmentId)
  if (row.ended_at) return { done: true as const }
  const { rows: lifted } = await sql`
    select from override where tenant = ${ctx.tenant.tenant} and assignment_id = ${assignmentId}`.execute(ctx.tx)
  if (lifted.length === 0) throw door('door/not-found')
  if (!goesOn(ctx, shift)) throw roster('roster/shift-over')
  await endAssignments(ctx, [row.id], leavingWhy(ctx, shift, row.standby))
  await endAsks(ctx, sql`k.gives_id = ${row.id}`)
  shiftChanged(ctx, shift, [row.person_id])
  const nobody = { ...ctx, actor: null }
  await settleShortages(nobody, shift)
  await audit(nobody, 'roster.override-objected', `assignment/${assignmentId}`, {})
  return { done: true as const }
}
