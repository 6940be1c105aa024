import type { CAUSES } from '@muster/core/roster/shortage.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { mustGoOn, type ShiftRow, shiftChanged } from '../assign/shift.ts'

/** People are missing on a shift: how many, why, by when. */
export interface Lack {
  readonly id: string
  readonly people: number
  readonly cause: (typeof CAUSES)[number]
  /** Left out: when the shift's people report, or half an hour from now. */
  readonly neededBy?: Date
  /** The assignment that ends when somebody comes. */
  readonly relieves?: string
  /** False: the desk asks whom it chooses; nobody is asked by themselves. */
  readonly ask?: boolean
}

const HALF_AN_HOUR = 30 * 60_000

/**
 * Raises a shortage; the same id again is the same shortage. For every slice that finds out that somebody is missing: a
 * no-show, an injury, a relief that does not come. NOTE: nobody is ranked or asked here, where the caller may hold the ledger:
 * the first wave is due at once, and goes out with the next look of time, a second later.
 *
 * @throws Problem `roster/shift-over`
 */
export async function raise(ctx: Ctx, shift: ShiftRow, lack: Lack): Promise<void> {
  mustGoOn(ctx, shift)
  const soon = new Date(ctx.now.getTime() + HALF_AN_HOUR)
  const neededBy = lack.neededBy ?? (shift.report_at > soon ? shift.report_at : soon)
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('shortage')
    .values({
      tenant: ctx.tenant.tenant,
      id: lack.id,
      shift_id: shift.id,
      cause: lack.cause,
      people: lack.people,
      found: 0,
      needed_by: neededBy,
      state: 'open',
      wave: 0,
      relieves: lack.relieves ?? null,
      next_wave_at: (lack.ask ?? true) ? ctx.now : null,
      version: 1,
      raised_by: ctx.actor?.accountId ?? null,
      raised_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  if (!added) return
  await audit(ctx, 'roster.shortage-raised', `shortage/${lack.id}`, {
    shift: shift.id,
    people: lack.people,
    cause: lack.cause,
  })
  changed(ctx, 'shortages')
  shiftChanged(ctx, shift, [])
}

/**
 * More people are missing on a shift for which somebody is already looked for: the same shortage grows, so that nobody is asked
 * twice for one shift. More are asked at once only where fewer still look at an ask than are missing now. The caller holds the shift.
 *
 * @returns false where nobody is being looked for: then a shortage is to be raised
 */
export async function askForMore(ctx: Ctx, shift: ShiftRow, people: number): Promise<boolean> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; people: number }>`
    update shortage h
       set people = people + ${people}, version = version + 1,
           next_wave_at = case when people + ${people} - found <= (
             select count(*) from ask k where k.tenant = ${tenant} and k.shortage_id = h.id and k.state = 'open')
             then next_wave_at else ${ctx.now} end
     where tenant = ${tenant}
       and id = (select id from shortage where tenant = ${tenant} and shift_id = ${shift.id} and state = 'open'
                    and relieves is null and next_wave_at is not null order by raised_at, id limit 1)
    returning id, people`.execute(ctx.tx)
  const [grown] = rows
  if (!grown) return false
  await audit(ctx, 'roster.shortage-grown', `shortage/${grown.id}`, { shift: shift.id, people: grown.people })
  changed(ctx, 'shortages')
  shiftChanged(ctx, shift, [])
  return true
}
