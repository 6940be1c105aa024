import { applySeatFact, SEAT_KINDS, type Seat, stands } from '@muster/core/callout/seat.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { hot } from '../platform/database/hot.ts'
import type { Projection, RecordedFact } from '../platform/slice.ts'

/** Seats are nothing but what the facts come to; see `core/callout/seat.ts`. */
export const seatProjection: Projection = { tables: ['seat'], kinds: SEAT_KINDS, apply }

async function apply(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const groups = Map.groupBy(
    facts.filter(fact => fact.personId && fact.subjectId),
    fact => `${fact.subjectId!} ${fact.personId!}`,
  )
  const before = await seatsBefore(ctx, groups)
  const after = [...groups].flatMap(([key, list]) => {
    const seat = list.reduce(applySeatFact, before.get(key))
    const [call_id, person_id] = key.split(' ')
    return seat ? [{ call_id, person_id, ...columnsOf(seat) }] : []
  })
  if (after.length === 0) return
  await sql`${hot}
    insert into seat (tenant, call_id, person_id, state, place, rank, held_until, signed_up_at, arrival, via, fit, note, lapsed, weighed, muster, departure)
    select ${ctx.tenant.tenant}, call_id, person_id, state, place, rank, held_until, signed_up_at, arrival, via, fit, note, lapsed, weighed, muster, departure
      from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) as seat (
        call_id uuid, person_id uuid, state text, place int, rank int, held_until timestamptz, signed_up_at timestamptz, arrival bigint,
        via text, fit boolean, note text, lapsed boolean, weighed jsonb, muster boolean, departure boolean)
    on conflict (tenant, call_id, person_id) do update set
      state = excluded.state, place = excluded.place, rank = excluded.rank, held_until = excluded.held_until,
      signed_up_at = excluded.signed_up_at, arrival = excluded.arrival, via = excluded.via, fit = excluded.fit,
      note = excluded.note, lapsed = excluded.lapsed, weighed = excluded.weighed, muster = excluded.muster,
      departure = excluded.departure`.execute(ctx.tx)
}

/** Seats as they stand, of those whose news does not begin with a sign-up. */
async function seatsBefore(ctx: Ctx, groups: Map<string, RecordedFact[]>): Promise<Map<string, Seat>> {
  const firsts = [...groups.values()].map(list => list[0]!).filter(fact => fact.kind !== 'callout.signed-up')
  if (firsts.length === 0) return new Map()
  const { rows } = await sql<SeatRow & { call_id: string; person_id: string }>`
    select s.call_id, s.person_id, ${SEAT} from seat s
      join unnest(${firsts.map(fact => fact.subjectId)}::uuid[], ${firsts.map(fact => fact.personId)}::uuid[]) as about (call_id, person_id)
        on about.call_id = s.call_id and about.person_id = s.person_id
     where s.tenant = ${ctx.tenant.tenant}`.execute(ctx.tx)
  return new Map(rows.flatMap(row => [[`${row.call_id} ${row.person_id}`, asSeat(row)!]]))
}

/** The columns of a seat `s`. */
export const SEAT = sql`s.state, s.place, s.rank, s.held_until, s.signed_up_at, s.arrival, s.via, s.fit, s.note, s.lapsed,
  s.weighed, s.muster, s.departure`

export interface SeatRow {
  state: Seat['state'] | null
  place: number | null
  rank: number | null
  held_until: Date | null
  signed_up_at: Date
  arrival: number
  via: string
  fit: boolean
  note: string | null
  lapsed: boolean
  weighed: Seat['weighed']
  muster: boolean | null
  departure: boolean | null
}

/** A row as a seat; null where a join found none. */
export function asSeat({ state, held_until, signed_up_at, ...row }: SeatRow): Seat | null {
  if (state === null) return null
  const { place, rank, arrival, via, fit, note, lapsed, weighed, muster, departure } = row
  return {
    state,
    heldUntil: held_until,
    signedUpAt: signed_up_at,
    place,
    rank,
    arrival,
    via,
    fit,
    note,
    lapsed,
    weighed,
    muster,
    departure,
  }
}

const columnsOf = ({ heldUntil, signedUpAt, ...rest }: Seat) => ({
  ...rest,
  held_until: heldUntil,
  signed_up_at: signedUpAt,
})

/** The seat of a person in a call, with the person's place in the queue if on the reserve. */
export async function seatOf(
  ctx: Ctx,
  callId: string,
  personId: string,
): Promise<{ seat: Seat | null; ahead: number | null }> {
  const { rows } = await sql<SeatRow & { ahead: number | null }>`
    select ${SEAT}, case when s.rank is not null then (
        select count(*) from seat o where o.tenant = ${ctx.tenant.tenant} and o.call_id = s.call_id and o.rank < s.rank) end as ahead
      from seat s where s.tenant = ${ctx.tenant.tenant} and s.call_id = ${callId} and s.person_id = ${personId}`.execute(
    ctx.tx,
  )
  const [row] = rows
  return { seat: row ? asSeat(row) : null, ahead: row?.ahead ?? null }
}

/** People who stand in a call: those to be told when it changes. */
export async function peopleStanding(ctx: Ctx, callId: string): Promise<{ personId: string; seat: Seat }[]> {
  const { rows } = await sql<SeatRow & { person_id: string }>`
    select s.person_id, ${SEAT} from seat s where s.tenant = ${ctx.tenant.tenant} and s.call_id = ${callId} order by s.arrival`.execute(
    ctx.tx,
  )
  return rows.map(row => ({ personId: row.person_id, seat: asSeat(row)! })).filter(({ seat }) => stands(seat))
}
