import { reasonsOf } from '@muster/core/callout/reasons.ts'
import type { Seat as SeatState } from '@muster/core/callout/seat.ts'
import type * as wire from '@muster/core/callout/seats.wire.ts'
import { sql } from 'kysely'
import { peopleWithin } from '../people/reach.ts'
import { PEOPLE } from '../people/rows.ts'
import type { Ctx } from '../platform/context.ts'
import { type CallRow, callById } from './calls.ts'
import { asSeat, SEAT, type SeatRow } from './projection.ts'
import { leads } from './reach.ts'
import { recentCalls } from './select.ts'
import { iso } from './when.ts'

interface Row extends SeatRow {
  person_id: string
  name: string
  unit: string
  phone: string | null
  recent_calls: number
  told_at: Date | null
  nth: number
}

/**
 * The seats of a call: places first, then the reserve by rank, then the rest. Desks that are only addressed see their
 * own people, and of a voluntary call nobody who declined or withdrew: that is nobody's business but the issuer's.
 */
export async function seats(ctx: Ctx, { callId }: { callId: string }): Promise<{ rows: wire.Seat[] }> {
  const call = await callById(ctx, callId)
  const leading = await leads(ctx, call)
  const mayShow = leading ? sql`true` : sql`${peopleWithin(ctx)} and ${discreet(call)}`
  const { rows } = await sql<Row>`
    select s.*, p.name, u.name as unit, p.phone, ${recentCalls(ctx, sql`s.person_id`, callId)} as recent_calls, told.at as told_at
      from (select s.person_id, s.tenant, ${SEAT}, row_number() over (order by s.arrival) as nth
              from seat s where s.tenant = ${call.tenant} and s.call_id = ${callId}) s
      join (${PEOPLE}) on p.tenant = ${call.tenant} and p.id = s.person_id
      left join (select person_id, max(at) as at from message
                  where tenant = ${call.tenant} and topic = ${`call/${callId}`} group by person_id) told on told.person_id = s.person_id
     where ${mayShow}
     order by s.place nulls last, s.rank nulls last, s.arrival`.execute(ctx.tx)
  return { rows: rows.map(row => asWire(row, asSeat(row)!)) }
}

const discreet = ({ basis }: CallRow) =>
  basis === 'VOLUNTARY' ? sql`s.state not in ('withdrawn', 'declined')` : sql`true`

const asWire = (row: Row, seat: SeatState): wire.Seat => ({
  person: { id: row.person_id, name: row.name, unit: row.unit, phone: row.phone },
  state: seat.state,
  place: seat.place,
  rank: seat.rank,
  heldUntil: iso(seat.heldUntil),
  signedUpAt: seat.signedUpAt.toISOString(),
  via: seat.via,
  fit: seat.fit,
  note: seat.note,
  recentCalls: row.recent_calls,
  toldAt: iso(row.told_at),
  present: { muster: seat.muster, departure: seat.departure },
  reasons: reasonsOf(seat, row.nth),
})
