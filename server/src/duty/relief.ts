import type { Relief } from '@muster/core/duty/turns.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Named } from './names.ts'
import type { PlannedRow } from './plan.ts'
import { type DutyShift, shiftsById } from './rows.ts'
import type { TurnRow } from './turn-rows.ts'

/** Whether two shifts `s` and `o` of one post relieve one another: the same role, and an hour apart at most. */
export const meets = sql<boolean>`(o.role = s.role and o.id <> s.id and not o.cancelled
  and (o.starts_at between s.ends_at - interval '1 hour' and s.ends_at + interval '1 hour'
    or o.ends_at between s.starts_at - interval '1 hour' and s.starts_at + interval '1 hour'))`

/** A shift beside another one of the same post. */
export interface Beside {
  readonly id: string
  readonly other_id: string
  /** It relieves the other one. */
  readonly after: boolean
  readonly people: number
}

/** The shifts that these relieve, and those that relieve them; the nearest last before, first after. */
export async function besideOf(ctx: Ctx, shiftIds: readonly string[]): Promise<Beside[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Beside>`
    select s.id, o.id as other_id, o.starts_at > s.starts_at as after, o.people
      from shift s join shift o on o.tenant = ${tenant} and o.post_id = s.post_id
       and o.starts_at between s.starts_at - interval '1 day' and s.ends_at + interval '1 hour' and ${meets}
     where s.tenant = ${tenant} and s.id = any(${shiftIds}::uuid[]) order by o.starts_at, o.id`.execute(ctx.tx)
  return rows
}

/** What stands beside a shift on the same post in the same role. */
interface Neighbours {
  readonly before: DutyShift | null
  readonly next: DutyShift | null
}

/** The shifts before and after each of these. */
export async function neighboursOf(ctx: Ctx, shifts: readonly DutyShift[]): Promise<Map<string, Neighbours>> {
  const beside = await besideOf(
    ctx,
    shifts.map(({ id }) => id),
  )
  const others = await shiftsById(
    ctx,
    beside.map(({ other_id }) => other_id),
  )
  const at = (one: Beside | undefined) => others.get(one?.other_id ?? '') ?? null
  return new Map(
    shifts.map(({ id }) => {
      const own = beside.filter(one => one.id === id)
      return [id, { before: at(own.findLast(({ after }) => !after)), next: at(own.find(({ after }) => after)) }]
    }),
  )
}

/** Who of a neighbouring shift is meant to relieve, or to be relieved, and whether they are there. */
export function reliefOf(
  shift: DutyShift,
  at: Date,
  planned: readonly PlannedRow[],
  turns: readonly TurnRow[],
  names: ReadonlyMap<string, Named>,
): Relief {
  const of = (id: string) => turns.filter(turn => turn.shift_id === shift.id && turn.person_id === id)
  const ids = [
    ...planned.filter(one => one.shift_id === shift.id && !one.standby).map(one => one.person_id),
    ...turns.filter(turn => turn.shift_id === shift.id && turn.came_at).map(turn => turn.person_id),
  ]
  const people = [...new Set(ids)].flatMap(id => {
    const who = names.get(id)
    const own = of(id)
    const arrived = own.some(turn => turn.state === 'on' && turn.proven)
    return who ? [{ person: who, arrived, ...handedOverOf(own) }] : []
  })
  return { shiftId: shift.id, at: at.toISOString(), people }
}

/** What somebody last left behind for the next: a note, or that there is nothing to report; or no word yet. */
function handedOverOf(own: readonly TurnRow[]): Pick<Relief['people'][number], 'handedOver' | 'note'> {
  const last = own.findLast(turn => turn.handed_at !== null)
  const note = last?.handed_note ?? null
  return { handedOver: last ? (note === null ? 'nothing' : 'note') : null, note }
}
