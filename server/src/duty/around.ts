import type { Relief } from '@muster/core/duty/turns.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Named } from './names.ts'
import { type PlannedRow, plannedOn } from './plan.ts'
import { neighboursOf, reliefOf } from './relief.ts'
import type { DutyShift } from './rows.ts'
import type { OnShift } from './sayable.ts'
import { type TurnRow, turnRows } from './turn-rows.ts'

/** People whom the reader may know to be there. */
export type Names = ReadonlyMap<string, Named>

/** All that screens show of one shift and of those beside it. */
export interface Around {
  readonly shift: DutyShift
  readonly planned: readonly PlannedRow[]
  readonly turns: readonly TurnRow[]
  readonly names: Names
  readonly before: Relief | null
  readonly next: Relief | null
  /** People of the shift before who stay, with a reason, because nobody relieved them. */
  readonly staying: number
}

/**
 * Reads shifts with everybody on them, and who comes before and after: with a few statements, however many shifts.
 *
 * @param naming whom of these people the reader may know, and by what name
 */
export async function around(
  ctx: Ctx,
  shifts: readonly DutyShift[],
  naming: (there: readonly OnShift[]) => Promise<Names>,
): Promise<Around[]> {
  const sides = await neighboursOf(ctx, shifts)
  const beside = [...sides.values()].flatMap(({ before, next }) => [before?.id, next?.id])
  const ids = [...new Set([...shifts.map(({ id }) => id), ...beside.filter(id => id !== undefined)])]
  const planned = await plannedOn(ctx, ids)
  const turns = await turnRows(ctx, sql`tu.shift_id = any(${ids}::uuid[])`)
  const names = await naming([...planned, ...turns])
  const relief = (other: DutyShift | null, at: Date) => other && reliefOf(other, at, planned, turns, names)
  return shifts.map(shift => {
    const { before, next } = sides.get(shift.id)!
    const stay = turns.filter(turn => turn.shift_id === before?.id && isStaying(turn))
    return {
      shift,
      names,
      planned: planned.filter(one => one.shift_id === shift.id),
      turns: turns.filter(turn => turn.shift_id === shift.id),
      before: relief(before, shift.starts_at),
      next: relief(next, shift.ends_at),
      staying: ctx.now < shift.starts_at ? 0 : stay.length,
    }
  })
}

const isStaying = ({ state, proven, stayed_at }: TurnRow): boolean => state === 'on' && proven && stayed_at !== null
