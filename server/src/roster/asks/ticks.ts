import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tick } from '../../platform/slice.ts'
import { lockedShift } from '../assign/shift.ts'
import { asksDue, wavesDue } from '../due.ts'
import { endAsks } from './ask.ts'
import { lockedShortage } from './rows.ts'
import { endShortage } from './settle.ts'
import { askWave } from './waves.ts'

/** Asks that ran out end; with them is forgotten who had put one away. */
export const askTick: Tick = {
  name: 'roster.asks',
  due: asksDue,
  run: async ctx => void (await endAsks(ctx, sql`k.until <= ${ctx.now}`)),
}

/** Shortages ask their next wave, until they are filled or their shift is over. */
export const waveTick: Tick = {
  name: 'roster.waves',
  due: wavesDue,
  run: async ctx => {
    for (const { id, shift_id } of await dueShortages(ctx)) await goOn(ctx, id, shift_id)
  },
}

/** A few at a time: what is left is due in the next second. */
const AT_A_TIME = 10

async function dueShortages(ctx: Ctx): Promise<{ id: string; shift_id: string }[]> {
  const { rows } = await sql<{ id: string; shift_id: string }>`
    select h.id, h.shift_id
      from shortage h join shift s on s.tenant = ${ctx.tenant.tenant} and s.id = h.shift_id
     where h.tenant = ${ctx.tenant.tenant} and h.state = 'open'
       and (h.next_wave_at <= ${ctx.now} or (s.ends_at <= ${ctx.now} and not s.open_end) or s.cancelled)
     order by h.needed_by, h.id limit ${AT_A_TIME}`.execute(ctx.tx)
  return rows
}

async function goOn(ctx: Ctx, id: string, shiftId: string): Promise<void> {
  const shift = await lockedShift(ctx, shiftId)
  const shortage = await lockedShortage(ctx, id)
  if (shortage.state !== 'open') return
  const over = shift.cancelled || shift.post_state !== 'open' || (shift.ends_at <= ctx.now && !shift.open_end)
  if (over) await endShortage(ctx, shortage, shift, 'closed')
  else await askWave(ctx, shortage, shift)
}
