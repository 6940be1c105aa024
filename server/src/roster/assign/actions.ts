import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import type * as wire from '@muster/core/roster/assign.wire.ts'
import { FIRM, type Verdict } from '@muster/core/roster/guard.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import { insist } from '../../people/reach.ts'
import { actorOf, type Ctx } from '../../platform/context.ts'
import { raise } from '../asks/raise.ts'
import { settleShortages } from '../asks/settle.ts'
import { holdShifts } from '../locks.ts'
import { mustHaveConsented } from './consent.ts'
import { keepOverride, secondName } from './override.ts'
import { type Placing, place } from './place.ts'
import { mustReachPerson, shiftPlace } from './reach.ts'
import {
  type AssignmentRow,
  assignmentById,
  endAssignments,
  leavingWhy,
  lockedAssignment,
  mustHaveSeen,
} from './rows.ts'
import { lockedShift, type ShiftRow, shiftById, shiftChanged } from './shift.ts'
import { tellOfShift, whereOf } from './tell.ts'

type Override = NonNullable<ParsedOf<typeof wire.assign>['override']>

/** Puts somebody on a shift by hand; the same id again is the same act. */
export async function assign(ctx: Ctx, input: ParsedOf<typeof wire.assign>) {
  const shift = await lockedShift(ctx, input.shiftId)
  const known = await knownPlacing(ctx, input.id, shift, input.personId)
  if (known) return known
  await mustReachPerson(ctx, shift, input.personId)
  if (input.basis === 'VOLUNTARY') await mustHaveConsented(ctx, shift, input.personId)
  const { id, personId, standby, basis } = input
  const placing = { id, personId, standby, basis, source: 'desk', by: actorOf(ctx).accountId } as const
  const placed = await placeByDesk(ctx, shift, placing, input.override)
  await settleShortages(ctx, shift)
  await audit(ctx, 'roster.assigned', `assignment/${id}`, { shift: shift.id, person: personId, standby, basis })
  const words = SHIFT_SENTENCES.placed(whereOf(ctx, shift), standby)
  await tellOfShift(ctx, shift, [{ personId, words }])
  shiftChanged(ctx, shift, [personId])
  return placed
}

/** Places, and where a stop was lifted keeps by whom, and asks for relief. */
async function placeByDesk(ctx: Ctx, shift: ShiftRow, placing: Placing, override: Override | undefined) {
  const second = override ? await secondName(ctx, shift, override.second) : null
  const verdicts = await place(ctx, shift, { ...placing, lifted: override !== undefined })
  const lifted = verdicts.some(({ level, rule }) => level === 'stop' && !FIRM.includes(rule))
  const shortageId = lifted ? await relief(ctx, shift, placing, verdicts, override!, second!) : null
  return { assignment: await assignmentById(ctx, placing.id), verdicts, shortageId }
}

async function relief(
  ctx: Ctx,
  shift: ShiftRow,
  { id }: Placing,
  verdicts: readonly Verdict[],
  { reason }: Override,
  second: Awaited<ReturnType<typeof secondName>>,
): Promise<string> {
  const shortageId = v7()
  await raise(ctx, shift, { id: shortageId, people: 1, cause: 'relief', relieves: id })
  await keepOverride(ctx, shift, { assignmentId: id, verdicts, reason, second, shortageId })
  return shortageId
}

/** The same act sent again: what it came to, without another look at the guard. */
async function knownPlacing(ctx: Ctx, id: string, shift: ShiftRow, personId: string) {
  const { rows } = await sql<{ shift_id: string; person_id: string; shortage_id: string | null }>`
    select a.shift_id, a.person_id, o.shortage_id
      from assignment a left join override o on o.tenant = ${ctx.tenant.tenant} and o.assignment_id = a.id
     where a.tenant = ${ctx.tenant.tenant} and a.id = ${id}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  if (row.shift_id !== shift.id || row.person_id !== personId) throw door('door/not-found')
  return { assignment: await assignmentById(ctx, id), verdicts: [], shortageId: row.shortage_id }
}

/** Takes somebody off a shift; twice is once. */
export async function takeOff(ctx: Ctx, { assignmentId, version, why }: ParsedOf<typeof wire.takeOff>) {
  refuseIdNumbers({ 说明: why })
  const { shift, row } = await onShift(ctx, assignmentId)
  // One's own assignment is within reach, but it is the post's to end.
  await insist(ctx, Promise.resolve(shiftPlace(shift)))
  if (row.ended_at) return { done: true as const }
  mustHaveSeen(row, version)
  await endAssignments(ctx, [row.id], leavingWhy(ctx, shift, row.standby))
  await settleShortages(ctx, shift)
  await audit(ctx, 'roster.taken-off', `assignment/${row.id}`, {
    shift: shift.id,
    person: row.person_id,
    ...(why && { why }),
  })
  const words = SHIFT_SENTENCES.takenOff(whereOf(ctx, shift), why)
  await tellOfShift(ctx, shift, [{ personId: row.person_id, words }])
  shiftChanged(ctx, shift, [row.person_id])
  return { done: true as const }
}

/** An assignment and its shift, both held until the commit, in the order of locks. */
async function onShift(ctx: Ctx, assignmentId: string): Promise<{ shift: ShiftRow; row: AssignmentRow }> {
  const { shiftId } = await assignmentById(ctx, assignmentId)
  const shift = await lockedShift(ctx, shiftId)
  return { shift, row: await lockedAssignment(ctx, assignmentId) }
}

/** Moves somebody to another shift in one step; both shifts must be the asker's. */
export async function move(ctx: Ctx, input: ParsedOf<typeof wire.move>) {
  const { assignmentId, toShiftId, id, why } = input
  refuseIdNumbers({ 说明: why })
  const { shiftId, person } = await assignmentById(ctx, assignmentId)
  await holdShifts(ctx, [shiftId, toShiftId])
  const [from, to] = [await shiftById(ctx, shiftId), await shiftById(ctx, toShiftId)]
  for (const shift of [from, to]) await insist(ctx, Promise.resolve(shiftPlace(shift)))
  const known = await knownPlacing(ctx, id, to, person.id)
  if (known) return known
  const row = await lockedAssignment(ctx, assignmentId)
  mustHaveSeen(row, input.version)
  if (row.ended_at) throw door('door/changed-meanwhile', { current: row.version + 1, seen: input.version })
  const { standby, basis } = row
  await mustReachPerson(ctx, to, person.id)
  if (basis === 'VOLUNTARY') await mustHaveConsented(ctx, to, person.id)
  await endAssignments(ctx, [assignmentId], leavingWhy(ctx, from, row.standby))
  const by = actorOf(ctx).accountId
  const placing = { id, personId: person.id, standby, basis, source: 'desk', by, leaves: shiftId } as const
  const placed = await placeByDesk(ctx, to, placing, input.override)
  for (const shift of [from, to]) await settleShortages(ctx, shift)
  const what = { to: id, shift: to.id, person: person.id, ...(why && { why }) }
  await audit(ctx, 'roster.moved', `assignment/${assignmentId}`, what)
  await tellOfShift(ctx, to, [
    { personId: person.id, words: SHIFT_SENTENCES.takenOff(whereOf(ctx, from), why) },
    { personId: person.id, words: SHIFT_SENTENCES.placed(whereOf(ctx, to), standby) },
  ])
  shiftChanged(ctx, from, [person.id])
  shiftChanged(ctx, to, [person.id])
  return placed
}
