import { ASK_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import { waveSize } from '@muster/core/roster/rank.ts'
import { sql } from 'kysely'
import { type Ctx, changed } from '../../platform/context.ts'
import { hoursLeft, type ShiftRow } from '../assign/shift.ts'
import { whereOf } from '../assign/tell.ts'
import { ask } from './ask.ts'
import type { Ranked } from './candidates.ts'
import type { ShortageRow } from './rows.ts'
import { callStandby } from './standby.ts'

/** Minutes between two waves: long enough to look at a phone, short enough for a gap. */
export const BETWEEN = 5 * 60_000

/**
 * Asks the next wave of a shortage whose row the caller holds: whoever is on standby alone at first, then the best of
 * the ranking, more each time. Nobody is asked twice for one shortage.
 */
export async function askWave(
  ctx: Ctx,
  shortage: ShortageRow,
  shift: ShiftRow,
  ranked: readonly Ranked[],
): Promise<void> {
  const fresh = ranked.filter(one => !one.asked)
  const ready = fresh.filter(one => one.standby).map(one => one.person.id)
  const { left, called } = await callStandby(ctx, shortage, shift, ready)
  if (left.state !== 'open') return
  const waiting = fresh.filter(one => !called.includes(one.person.id))
  const standby = waiting.filter(one => one.standby)
  const chosen = standby.length > 0 ? standby : waiting.slice(0, waveSize(left.people - left.found, left.wave))
  await askPeople(
    ctx,
    left,
    shift,
    chosen.map(one => ({ personId: one.person.id, minutes: one.minutesToday })),
  )
}

/** Asks these people for a shortage, as its next wave. */
export async function askPeople(
  ctx: Ctx,
  shortage: ShortageRow,
  shift: ShiftRow,
  people: readonly { readonly personId: string; readonly minutes: number }[],
): Promise<void> {
  const { zh, en } = say.take(whereOf(ctx, shift))
  await ask(
    ctx,
    { id: shortage.id, kind: 'take', until: untilOf(ctx, shortage, shift), shiftId: shift.id, shortageId: shortage.id },
    people.map(({ personId, minutes }) => {
      const today = say.today(minutes)
      return { personId, words: { zh: `${zh}${today.zh}。`, en: `${en} (${today.en})` } }
    }),
  )
  const again = shortage.next_wave_at === null ? null : new Date(ctx.now.getTime() + BETWEEN)
  await sql`
    update shortage set wave = wave + 1, next_wave_at = ${again}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${shortage.id}`.execute(ctx.tx)
  changed(ctx, 'shortages')
}

/** An ask stands until people are no longer needed: it never ends early because somebody said no. */
function untilOf(ctx: Ctx, shortage: ShortageRow, shift: ShiftRow): Date {
  const { until } = hoursLeft(ctx, shift)
  return until > shortage.needed_by ? until : shortage.needed_by
}
