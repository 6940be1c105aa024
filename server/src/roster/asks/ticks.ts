import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Tick } from '../../platform/slice.ts'
import { goesOn, shiftById } from '../assign/shift.ts'
import { asksDue, wavesDue } from '../due.ts'
import { holdPeople, holdShifts, holdShortages } from '../locks.ts'
import { endAsks } from './ask.ts'
import { type Ranked, rank } from './candidates.ts'
import { lockedShortage, type ShortageRow } from './rows.ts'
import { endShortage } from './settle.ts'
import { onStandbyByOrder } from './standby.ts'
import { askWave } from './waves.ts'

/** Asks that ran out end; with them is forgotten who had put one away. */
export const askTick: Tick = {
  name: 'roster.asks',
  due: asksDue,
  run: async ctx => void (await endAsks(ctx, sql`k.until <= ${ctx.now}`)),
}

/**
 * Shortages ask their next wave, until they are filled or their shift is over. NOTE: in a line of its own, for ranking takes
 * a tenth of a second each. Whoever raises one waits for none of it; the first wave is out a second or two after the commit.
 */
export const waveTick: Tick = {
  name: 'roster.waves',
  due: wavesDue,
  long: true,
  run: async ctx => {
    const due = await dueShortages(ctx)
    const ranked = await rankAll(ctx, due)
    const shiftIds = [...new Set(due.map(({ shift_id }) => shift_id))]
    await holdShifts(ctx, shiftIds)
    await holdShortages(
      ctx,
      due.map(({ id }) => id),
    )
    await holdPeople(ctx, await onStandbyByOrder(ctx, shiftIds))
    for (const seen of due) await goOn(ctx, seen, ranked.get(seen.id) ?? [])
  },
}

/** A few at a time: what is left is due in the next second. */
const AT_A_TIME = 10

async function dueShortages(ctx: Ctx): Promise<ShortageRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<ShortageRow>`
    select h.* from shortage h join shift s on s.tenant = ${tenant} and s.id = h.shift_id
     where h.tenant = ${tenant} and h.state = 'open'
       and (h.next_wave_at <= ${ctx.now} or (s.ends_at <= ${ctx.now} and not s.open_end) or s.cancelled)
     order by h.needed_by, h.id limit ${AT_A_TIME}`.execute(ctx.tx)
  return rows
}

/** Ranks before anything is held: whoever answers meanwhile does not wait for it. */
async function rankAll(ctx: Ctx, due: readonly ShortageRow[]): Promise<Map<string, Ranked[]>> {
  const all = new Map<string, Ranked[]>()
  for (const shortage of due) {
    const shift = await shiftById(ctx, shortage.shift_id)
    if (goesOn(ctx, shift)) all.set(shortage.id, await rank(ctx, shortage, shift))
  }
  return all
}

async function goOn(ctx: Ctx, seen: ShortageRow, ranked: readonly Ranked[]): Promise<void> {
  const shortage = await lockedShortage(ctx, seen.id)
  // Somebody said yes, or the desk asked, while we ranked: it has its turn with the next look.
  if (shortage.state !== 'open' || shortage.version !== seen.version) return
  const shift = await shiftById(ctx, shortage.shift_id)
  if (goesOn(ctx, shift)) await askWave(ctx, shortage, shift, ranked)
  else await endShortage(ctx, shortage, shift, 'closed')
}
