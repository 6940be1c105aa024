import { sql } from 'kysely'
import { type Ctx, changed } from '../../platform/context.ts'
import { problemOf } from '../../platform/door/refusal.ts'
import type { Tick } from '../../platform/slice.ts'
import { goesOn, type ShiftRow, shiftById } from '../assign/shift.ts'
import { asksDue, wavesDue } from '../due.ts'
import { holdPeople, holdShifts, holdShortages } from '../locks.ts'
import { endAsks } from './ask.ts'
import { type Ranked, rank } from './candidates.ts'
import { lockedShortage, type ShortageRow } from './rows.ts'
import { endShortage } from './settle.ts'
import { onStandbyByOrder } from './standby.ts'
import { askWave, BETWEEN } from './waves.ts'

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
    for (const seen of due) await goOn(ctx, seen, ranked.get(seen.id))
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

/** Ranks before anything is held: whoever answers meanwhile does not wait for it. @returns null where ranking failed */
async function rankAll(ctx: Ctx, due: readonly ShortageRow[]): Promise<Map<string, Ranked[] | null>> {
  const all = new Map<string, Ranked[] | null>()
  for (const shortage of due) {
    const shift = await shiftById(ctx, shortage.shift_id)
    if (goesOn(ctx, shift)) all.set(shortage.id, await rankOne(ctx, shortage, shift))
  }
  return all
}

/** A bug in one ranking is undone and kept for the log, so that it stops no other; a database that is away stops all. */
async function rankOne(ctx: Ctx, shortage: ShortageRow, shift: ShiftRow): Promise<Ranked[] | null> {
  await sql`savepoint one_ranking`.execute(ctx.tx)
  try {
    const ranked = await rank(ctx, shortage, shift)
    await sql`release savepoint one_ranking`.execute(ctx.tx)
    return ranked
  } catch (error) {
    if ((problemOf(error)?.status ?? 0) >= 500) throw error
    await sql`rollback to savepoint one_ranking`.execute(ctx.tx)
    ctx.effects.bugs ??= []
    ctx.effects.bugs.push({ reference: shortage.id, error })
    return null
  }
}

async function goOn(ctx: Ctx, seen: ShortageRow, ranked: readonly Ranked[] | null | undefined): Promise<void> {
  const shortage = await lockedShortage(ctx, seen.id)
  // Somebody said yes, or the desk asked, while we ranked: it has its turn with the next look.
  if (shortage.state !== 'open' || shortage.version !== seen.version) return
  const shift = await shiftById(ctx, shortage.shift_id)
  if (!goesOn(ctx, shift)) await endShortage(ctx, shortage, shift, 'closed')
  else if (ranked) await askWave(ctx, shortage, shift, ranked)
  else await putOff(ctx, shortage)
}

/** Its turn comes again as if a wave had gone out. */
async function putOff(ctx: Ctx, { id }: ShortageRow): Promise<void> {
  await sql`
    update shortage set next_wave_at = ${new Date(ctx.now.getTime() + BETWEEN)}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${id}`.execute(ctx.tx)
  changed(ctx, 'shortages')
}
