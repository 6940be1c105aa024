import { SHIFT_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import { stops } from '@muster/core/roster/guard.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import type { Ctx } from '../../platform/context.ts'
import { judge, place } from '../assign/place.ts'
import { type AssignmentRow, assignmentById, endAssignments, lockedAssignment } from '../assign/rows.ts'
import { lockedShift, type ShiftRow, shiftChanged } from '../assign/shift.ts'
import { captainsOf, tellOfShift, whereOf } from '../assign/tell.ts'
import { holdPeople } from '../locks.ts'
import { accept, endAsks, standing } from './ask.ts'
import type { AskRow } from './rows.ts'
import { settleShortages } from './settle.ts'

/** An assignment with its shift. */
interface Held {
  readonly row: AssignmentRow
  readonly shift: ShiftRow
}

/**
 * A yes to a swap or a give-away: in one transaction both leave and both come, and the guard looks at both. Nobody else
 * decides; the captain is told.
 *
 * @returns false when somebody was faster, or one of the two no longer has what they offered
 */
export async function takeOver(ctx: Ctx, ask: AskRow): Promise<boolean> {
  const held = await hold(ctx, [ask.gives_id!, ...(ask.against_id ? [ask.against_id] : [])])
  const [offered, own] = held
  const state = await standing(ctx, ask)
  if (state !== 'open') return state === 'yes'
  if (held.some(({ row }) => row.ended_at) || held.some(({ shift }) => shift.starts_at <= ctx.now)) return false
  await holdPeople(ctx, [ask.person_id, offered!.row.person_id])
  await endAssignments(
    ctx,
    held.map(({ row }) => row.id),
    own ? 'swapped' : 'gave-away',
  )
  if (own) await mustSuitOther(ctx, own.shift, offered!.row.person_id)
  const came = [await come(ctx, offered!.shift, ask.person_id, own?.row.basis ?? 'VOLUNTARY')]
  if (own) came.push(await come(ctx, own.shift, offered!.row.person_id, offered!.row.basis))
  for (const { shift } of held) await settleShortages(ctx, shift)
  await accept(ctx, ask, { gave: offered!.row.id, ...(own && { against: own.row.id }), came })
  await endAsks(
    ctx,
    sql`(k.gives_id = any(${held.map(({ row }) => row.id)}::uuid[]) or k.against_id = any(${held.map(({ row }) => row.id)}::uuid[]))`,
  )
  await tellAll(ctx, offered!, own ?? null, ask.person_id)
  return true
}

/** Shifts in order of their ids, then the assignments. */
async function hold(ctx: Ctx, assignmentIds: readonly string[]): Promise<Held[]> {
  const plain = await Promise.all(assignmentIds.map(id => assignmentById(ctx, id)))
  const shifts = new Map<string, ShiftRow>()
  for (const id of plain.map(one => one.shiftId).sort()) shifts.set(id, await lockedShift(ctx, id))
  const held: Held[] = []
  for (const { id, shiftId } of plain) held.push({ row: await lockedAssignment(ctx, id), shift: shifts.get(shiftId)! })
  return held
}

/**
 * What stands against the other one is theirs to know, not the one's who answers.
 *
 * @throws Problem `roster/other-stopped`
 */
async function mustSuitOther(ctx: Ctx, shift: ShiftRow, personId: string): Promise<void> {
  const found = (await judge(ctx, shift, [personId])).get(personId)
  if (!found || stops(found.verdicts)) throw roster('roster/other-stopped')
}

async function come(ctx: Ctx, shift: ShiftRow, personId: string, basis: AssignmentRow['basis']): Promise<string> {
  const id = v7()
  await place(ctx, shift, { id, personId, basis, source: 'swap', by: null, counted: true })
  return id
}

async function tellAll(ctx: Ctx, offered: Held, own: Held | null, takerId: string): Promise<void> {
  const giverId = offered.row.person_id
  const from = whereOf(ctx, offered.shift)
  const words = own ? say.swapped(from, whereOf(ctx, own.shift)) : say.gaveAway(from)
  await tellOfShift(ctx, offered.shift, [{ personId: giverId, words }])
  const moves = [{ shift: offered.shift, out: giverId, into: takerId }]
  if (own) moves.push({ shift: own.shift, out: takerId, into: giverId })
  const numbers = await numbersOf(ctx, [giverId, takerId])
  for (const { shift, out, into } of moves) {
    const told = say.captainSwapped(whereOf(ctx, shift), numbers.get(out)!, numbers.get(into)!)
    const captains = await captainsOf(ctx, shift)
    await tellOfShift(
      ctx,
      shift,
      captains.map(personId => ({ personId, words: told })),
    )
    await audit(ctx, 'roster.swapped', `shift/${shift.id}`, { out, into })
    shiftChanged(ctx, shift, [giverId, takerId])
  }
}

async function numbersOf(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; volunteer_no: string }>`
    select id, volunteer_no from person where tenant = ${ctx.tenant.tenant} and id = any(${personIds}::uuid[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.id, row.volunteer_no]))
}
