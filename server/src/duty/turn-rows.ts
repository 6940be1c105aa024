import { lateness, type Spell, servedMinutes, within } from '@muster/core/duty/turns.ts'
import type { Turn } from '@muster/core/duty/turns.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { safetyLimits } from '../roster/assign/limits.ts'

/** A row of `turn`. */
export interface TurnRow {
  readonly id: string
  readonly shift_id: string
  readonly person_id: string
  readonly state: Turn['state']
  readonly came_at: Date | null
  readonly claimed_at: Date | null
  readonly left_at: Date | null
  readonly via: Turn['via']
  readonly proven: boolean
  readonly planned: boolean
  readonly due_at: Date | null
  readonly why: Turn['why']
  readonly breaks: readonly { readonly from: string; readonly to: string | null }[]
  readonly suits: TurnRow['breaks']
  readonly break_since: Date | null
  readonly suit_since: Date | null
  readonly stayed_at: Date | null
  readonly stayed: string | null
  readonly handed_at: Date | null
  readonly handed_note: string | null
  readonly handed_to: string | null
  readonly took_at: Date | null
  readonly took_from: string | null
  readonly flags: Turn['flags']
}

/** Turns by any condition on `tu`, the earliest first. */
export async function turnRows(ctx: Ctx, which: RawBuilder<unknown>): Promise<TurnRow[]> {
  const { rows } = await sql<TurnRow>`
    select tu.id, tu.shift_id, tu.person_id, tu.state, tu.came_at, tu.claimed_at, tu.left_at, tu.via, tu.proven, tu.planned, tu.due_at, tu.why, tu.breaks, tu.suits,
           tu.break_since, tu.suit_since, tu.stayed_at, tu.stayed, tu.handed_at, tu.handed_note, tu.handed_to, tu.took_at, tu.took_from, tu.flags
      from turn tu where tu.tenant = ${ctx.tenant.tenant} and ${which} order by coalesce(tu.came_at, tu.left_at), tu.id`.execute(
    ctx.tx,
  )
  return rows
}

/** What minutes on post are counted from. */
export const stretchOf = ({ came_at, left_at, breaks }: TurnRow) => ({
  in: came_at,
  out: left_at,
  breaks: spells(breaks),
})

export const spells = (list: TurnRow['breaks']): Spell[] =>
  list.map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) }))

const iso = (at: Date | null) => at?.toISOString() ?? null
const minutesOf = (list: TurnRow['breaks'], until: Date) =>
  Math.floor(within(spells(list), new Date(0), until) / 60_000)

/** A row as it travels; what still lasts is counted until now, and nothing is counted that nobody has seen. */
export function wireTurn(row: TurnRow, now: Date): Turn {
  const until = row.left_at ?? now
  return {
    id: row.id,
    shiftId: row.shift_id,
    state: row.state,
    in: iso(row.came_at),
    claimedAt: iso(row.claimed_at),
    out: iso(row.left_at),
    via: row.via,
    why: row.why,
    lateMinutes: row.came_at && row.due_at ? lateness(row.came_at, row.due_at) : 0,
    minutes: row.came_at && row.proven ? servedMinutes([stretchOf(row)], row.came_at, until) : 0,
    breakMinutes: minutesOf(row.breaks, until),
    breakSince: iso(row.break_since),
    suitSince: iso(row.suit_since),
    suitMinutes: minutesOf(row.suits, until),
    stayed: row.stayed,
    handedOver: row.handed_at && { at: row.handed_at.toISOString(), to: row.handed_to, note: row.handed_note },
    tookOver: row.took_at && { at: row.took_at.toISOString(), from: row.took_from },
    flags: row.flags,
  }
}

const DAY = 24 * 60 * 60_000

/** Minutes on post of people in the last 24 hours, as far as they were seen there. */
export async function servedLately(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, number>> {
  const from = new Date(ctx.now.getTime() - DAY)
  const rows = await turnRows(
    ctx,
    sql`tu.proven and tu.person_id = any(${personIds}::uuid[]) and tu.came_at > ${new Date(from.getTime() - DAY)} and (tu.left_at is null or tu.left_at > ${from})`,
  )
  const of = Map.groupBy(rows, row => row.person_id)
  return new Map(personIds.map(id => [id, servedMinutes((of.get(id) ?? []).map(stretchOf), from, ctx.now)]))
}

/** A person's minutes of the last 24 hours, beside what the city calls a warning and what is too much. */
export async function hoursOf(ctx: Ctx, personId: string) {
  const served = await servedLately(ctx, [personId])
  const { warnMinutes, mostMinutes } = await safetyLimits(ctx)
  return { served: served.get(personId) ?? 0, warn: warnMinutes, most: mostMinutes }
}
