import { Problem } from '@muster/core/platform/problem.ts'
import { SHIFT_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import type { Ctx } from '../../platform/context.ts'
import { place, roomOn } from '../assign/place.ts'
import { type ShiftRow, shiftChanged } from '../assign/shift.ts'
import { tellOfShift, whereOf } from '../assign/tell.ts'
import { holdPeople } from '../locks.ts'
import { lockedShortage, type ShortageRow } from './rows.ts'
import { foundOne, relieve, settleShortages } from './settle.ts'

/**
 * Whoever is on standby by order comes when called, as far as places are empty; only volunteers are asked.
 *
 * @param standby whom the guard lets pass, the likeliest first
 * @returns the shortage as it stands then, and who was called
 */
export async function callStandby(
  ctx: Ctx,
  shortage: ShortageRow,
  shift: ShiftRow,
  standby: readonly string[],
): Promise<{ left: ShortageRow; called: readonly string[] }> {
  const ordered = new Set(await onStandbyByOrder(ctx, [shift.id]))
  const ready = standby.filter(id => ordered.has(id))
  await holdPeople(ctx, ready)
  const called: string[] = []
  let row = shortage
  for (const personId of ready) {
    if (row.state !== 'open' || (!row.relieves && (await roomOn(ctx, shift)) <= 0)) break
    if (!(await call(ctx, row, shift, personId))) continue
    row = await lockedShortage(ctx, row.id)
    called.push(personId)
  }
  return { left: row, called }
}

/** @returns false when something stands against it that was not known when people were ranked */
async function call(ctx: Ctx, shortage: ShortageRow, shift: ShiftRow, personId: string): Promise<boolean> {
  const id = v7()
  const counted = shortage.relieves !== null
  const placing = { id, personId, basis: 'DUTY_ORDER', source: 'refill', by: null, counted } as const
  const placed = await place(ctx, shift, placing).catch(orThrow)
  if (placed instanceof Problem) return false
  await relieve(ctx, shortage, shift)
  await tellOfShift(ctx, shift, [{ personId, words: say.called(whereOf(ctx, shift)) }])
  await audit(ctx, 'roster.standby-called', `assignment/${id}`, { shift: shift.id, person: personId })
  await foundOne(ctx, shortage, shift)
  await settleShortages(ctx, shift)
  shiftChanged(ctx, shift, [personId])
  return true
}

function orThrow(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}

/** Who is on standby by order on these shifts. */
export async function onStandbyByOrder(ctx: Ctx, shiftIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from assignment
     where tenant = ${ctx.tenant.tenant} and shift_id = any(${shiftIds}::uuid[]) and standby and ended_at is null
       and basis = 'DUTY_ORDER'`.execute(ctx.tx)
  return rows.map(row => row.person_id)
}
