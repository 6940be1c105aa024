import { notNeededWords, SHIFT_SENTENCES, stoodDownWords } from '@muster/core/roster/ask-sentences.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { roomOn } from '../assign/place.ts'
import { assignmentById, endAssignments, leavingWhy } from '../assign/rows.ts'
import { type ShiftRow, shiftChanged } from '../assign/shift.ts'
import { tellOfShift, whereOf } from '../assign/tell.ts'
import { endAsks } from './ask.ts'
import type { ShortageRow } from './rows.ts'

/** One more was found for a shortage whose row the caller holds; the last one ends it. */
export async function foundOne(ctx: Ctx, shortage: ShortageRow, shift: ShiftRow): Promise<void> {
  await sql`
    update shortage set found = found + 1, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${shortage.id}`.execute(ctx.tx)
  if (shortage.found + 1 >= shortage.people) await endShortage(ctx, shortage, shift, 'filled')
  changed(ctx, 'shortages')
}

/** Ends a shortage, and tells everybody who was asked and still waits that they need not come. */
export async function endShortage(
  ctx: Ctx,
  shortage: ShortageRow,
  shift: ShiftRow,
  state: 'filled' | 'closed',
): Promise<void> {
  await sql`
    update shortage set state = ${state}, ended_at = ${ctx.now}, next_wave_at = null, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${shortage.id}`.execute(ctx.tx)
  const spared = await endAsks(ctx, sql`k.shortage_id = ${shortage.id}`)
  const words = (state === 'filled' ? stoodDownWords : notNeededWords)(whereOf(ctx, shift))
  await tellOfShift(
    ctx,
    shift,
    spared.map(personId => ({ personId, words })),
  )
  await audit(ctx, `roster.shortage-${state}`, `shortage/${shortage.id}`, { shift: shift.id })
  changed(ctx, 'shortages')
  shiftChanged(ctx, shift, [])
}

/** Whoever was to be relieved goes, now that somebody comes in their place; who has gone already is told nothing. */
export async function relieve(ctx: Ctx, shortage: ShortageRow, shift: ShiftRow): Promise<void> {
  if (!shortage.relieves) return
  const { person, standby } = await assignmentById(ctx, shortage.relieves)
  const ended = await endAssignments(ctx, [shortage.relieves], leavingWhy(ctx, shift, standby))
  if (ended.length === 0) return
  await tellOfShift(ctx, shift, [{ personId: person.id, words: SHIFT_SENTENCES.relieved(whereOf(ctx, shift)) }])
  const detail = { shift: shift.id, person: person.id, shortage: shortage.id }
  await audit(ctx, 'roster.relieved', `assignment/${shortage.relieves}`, detail)
}

/**
 * A shift begins at another time: whoever is still looked for is needed so much earlier or later, though not before now. The
 * caller holds the shift.
 */
export async function moveShortages(ctx: Ctx, { before, after }: Record<'before' | 'after', ShiftRow>): Promise<void> {
  const seconds = (after.report_at.getTime() - before.report_at.getTime()) / 1000
  if (seconds === 0) return
  await sql`
    update shortage
       set needed_by = greatest(needed_by + make_interval(secs => ${seconds}::float8), ${ctx.now}), version = version + 1
     where tenant = ${ctx.tenant.tenant} and shift_id = ${after.id} and state = 'open'`.execute(ctx.tx)
  changed(ctx, 'shortages')
}

/** A desk filled the shift by hand, or needs fewer there: shortages that are met by it end. */
export async function settleShortages(ctx: Ctx, shift: ShiftRow): Promise<void> {
  if ((await roomOn(ctx, shift)) > 0) return
  const { rows } = await sql<ShortageRow>`
    select * from shortage
     where tenant = ${ctx.tenant.tenant} and shift_id = ${shift.id} and state = 'open' and relieves is null
     order by id for no key update`.execute(ctx.tx)
  for (const shortage of rows) await endShortage(ctx, shortage, shift, 'filled')
}
