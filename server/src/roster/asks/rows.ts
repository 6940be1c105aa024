import { door } from '@muster/core/platform/problems.ts'
import type * as wire from '@muster/core/roster/shortage.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { briefOf, SHIFTS, type ShiftRow, shiftsWhere } from '../assign/shift.ts'

/** A shortage as it stands in its table. */
export interface ShortageRow {
  readonly id: string
  readonly shift_id: string
  readonly cause: wire.Shortage['cause']
  readonly people: number
  readonly found: number
  readonly needed_by: Date
  readonly state: wire.Shortage['state']
  readonly wave: number
  readonly next_wave_at: Date | null
  readonly relieves: string | null
  readonly raised_at: Date
  readonly version: number
}

const COLUMNS = sql`h.id, h.shift_id, h.cause, h.people, h.found, h.needed_by, h.state, h.wave, h.next_wave_at, h.relieves, h.raised_at, h.version`

/** @throws Problem `door/not-found` */
export async function shortageById(ctx: Ctx, id: string, locked = false): Promise<ShortageRow> {
  const { rows } = await sql<ShortageRow>`
    select ${COLUMNS} from shortage h where h.tenant = ${ctx.tenant.tenant} and h.id = ${id}
    ${locked ? sql`for no key update` : sql``}`.execute(ctx.tx)
  if (!rows[0]) throw door('door/not-found')
  return rows[0]
}

/** Held until the commit (see `locks.ts`). */
export const lockedShortage = (ctx: Ctx, id: string): Promise<ShortageRow> => shortageById(ctx, id, true)

/** Shortages `h`, at shifts as `SHIFTS` names them, as screens show them. */
export async function shortagesWhere(ctx: Ctx, condition: RawBuilder<unknown>): Promise<wire.Shortage[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<ShortageRow & { asked: number }>`
    select ${COLUMNS}, (select count(*) from ask k where k.tenant = ${tenant} and k.shortage_id = h.id) as asked
      from shortage h join ${SHIFTS(tenant)} on s.id = h.shift_id
     where h.tenant = ${tenant} and s.tenant = ${tenant} and ${condition}
     order by h.state = 'open' desc, h.needed_by, h.id limit 500`.execute(ctx.tx)
  const shifts = await shiftsWhere(ctx, sql`s.id = any(${rows.map(row => row.shift_id)}::uuid[])`)
  const byId = new Map(shifts.map(shift => [shift.id, shift]))
  return rows.map(row => asShortage(row, byId.get(row.shift_id)!))
}

const asShortage = (row: ShortageRow & { asked: number }, shift: ShiftRow): wire.Shortage => ({
  id: row.id,
  shift: briefOf(shift),
  cause: row.cause,
  people: row.people,
  missing: row.state === 'open' ? row.people - row.found : 0,
  neededBy: row.needed_by.toISOString(),
  state: row.state,
  wave: row.wave,
  nextWaveAt: row.state === 'open' ? (row.next_wave_at?.toISOString() ?? null) : null,
  asked: row.asked,
  raisedAt: row.raised_at.toISOString(),
  version: row.version,
})

/** An ask as it stands in its table. */
export interface AskRow {
  readonly id: string
  readonly person_id: string
  readonly kind: 'take' | 'swap' | 'give' | 'join'
  readonly round_id: string
  readonly shift_id: string | null
  readonly shortage_id: string | null
  readonly gives_id: string | null
  readonly against_id: string | null
  readonly renewal_id: string | null
  readonly asked_at: Date
  readonly until: Date
  readonly state: 'open' | 'yes' | 'over'
  readonly put_away: boolean
}

/** Asks `k` by a condition. */
export async function asksWhere(ctx: Ctx, condition: RawBuilder<unknown>): Promise<AskRow[]> {
  const { rows } = await sql<AskRow>`
    select k.id, k.person_id, k.kind, k.round_id, k.shift_id, k.shortage_id, k.gives_id, k.against_id, k.renewal_id,
           k.asked_at, k.until, k.state, k.put_away
      from ask k where k.tenant = ${ctx.tenant.tenant} and ${condition} order by k.until, k.id`.execute(ctx.tx)
  return rows
}

/** Asks `k` in which an assignment is offered, or asked for in return. */
export const offersOf = (assignmentId: string): RawBuilder<unknown> =>
  sql`(k.gives_id = ${assignmentId} or k.against_id = ${assignmentId})`
