import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { sql } from 'kysely'
import { type Ctx, changedFor } from '../../platform/context.ts'
import { endAssignments } from '../assign/rows.ts'
import { shiftsWhere } from '../assign/shift.ts'
import { tellOfShift, whereOf } from '../assign/tell.ts'
import { endAsks } from './ask.ts'
import type { ShortageRow } from './rows.ts'
import { endShortage } from './settle.ts'

/**
 * What shifts that are over, cancelled or closed leave behind ends with them: who was asked, who was on standby, and what
 * was still looked for. Those who still wait are told. The caller holds the shifts.
 */
export async function endShiftWork(ctx: Ctx, shiftIds: readonly string[]): Promise<void> {
  const { tenant } = ctx.tenant
  const ids = sql`${shiftIds}::uuid[]`
  const { rows: open } = await sql<ShortageRow>`
    select * from shortage where tenant = ${tenant} and shift_id = any(${ids}) and state = 'open'
     order by id for no key update`.execute(ctx.tx)
  const { rows: ready } = await sql<{ id: string; shift_id: string; person_id: string }>`
    select id, shift_id, person_id from assignment
     where tenant = ${tenant} and shift_id = any(${ids}) and standby and ended_at is null order by id`.execute(ctx.tx)
  const about = [...new Set([...open, ...ready].map(row => row.shift_id))]
  const shifts = new Map((await shiftsWhere(ctx, sql`s.id = any(${about}::uuid[])`)).map(shift => [shift.id, shift]))
  await endAssignments(
    ctx,
    ready.map(({ id }) => id),
    'stood-down',
  )
  for (const { shift_id, person_id } of ready) {
    const shift = shifts.get(shift_id)!
    await tellOfShift(ctx, shift, [{ personId: person_id, words: SHIFT_SENTENCES.takenOff(whereOf(ctx, shift)) }])
  }
  changedFor(
    ctx,
    ready.map(({ person_id }) => person_id),
    'asks',
  )
  for (const shortage of open) await endShortage(ctx, shortage, shifts.get(shortage.shift_id)!, 'closed')
  const held = sql`(select id from assignment where tenant = ${tenant} and shift_id = any(${ids}))`
  await endAsks(ctx, sql`(k.shift_id = any(${ids}) or k.gives_id in ${held} or k.against_id in ${held})`)
}
