import type { Relief } from '@muster/core/duty/turns.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Who } from './names.ts'
import type { PlannedRow } from './plan.ts'
import { type DutyShift, dutyShifts } from './rows.ts'
import type { TurnRow } from './turn-rows.ts'

/** Shifts that meet within so many minutes relieve each other. */
const MEET_MINUTES = 60

/** The shifts before and after on the same post in the same role. */
export async function neighbours(
  ctx: Ctx,
  shift: DutyShift,
): Promise<{ before: DutyShift | null; next: DutyShift | null }> {
  const near = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)
  const rows = await dutyShifts(
    ctx,
    sql`s.post_id = ${shift.post_id} and s.role = ${shift.role} and s.id <> ${shift.id} and not s.cancelled and (
         s.starts_at between ${near(shift.ends_at, -MEET_MINUTES)} and ${near(shift.ends_at, MEET_MINUTES)}
      or s.ends_at between ${near(shift.starts_at, -MEET_MINUTES)} and ${near(shift.starts_at, MEET_MINUTES)})`,
  )
  const after = rows.filter(({ starts_at }) => starts_at > shift.starts_at)
  return { next: after[0] ?? null, before: rows.findLast(({ starts_at }) => starts_at < shift.starts_at) ?? null }
}

/** Who of a neighbouring shift is meant to relieve, or to be relieved, and whether they are there. */
export function reliefOf(
  shift: DutyShift,
  at: Date,
  planned: readonly PlannedRow[],
  turns: readonly TurnRow[],
  names: ReadonlyMap<string, Who>,
): Relief {
  const of = (id: string) => turns.filter(turn => turn.shift_id === shift.id && turn.person_id === id)
  const ids = [
    ...planned.filter(one => one.shift_id === shift.id && !one.standby).map(one => one.person_id),
    ...turns.filter(turn => turn.shift_id === shift.id && turn.came_at).map(turn => turn.person_id),
  ]
  const people = [...new Set(ids)].flatMap(id => {
    const who = names.get(id)
    const own = of(id)
    const note = own.findLast(turn => turn.handed_note !== null)?.handed_note ?? null
    return who ? [{ person: who, arrived: own.some(turn => turn.state === 'on' && turn.proven), note }] : []
  })
  return { shiftId: shift.id, at: at.toISOString(), people }
}
