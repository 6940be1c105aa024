import { fillPlaces, lapseHolds, type Waiting } from '@muster/core/callout/rules.ts'
import type { Seat } from '@muster/core/callout/seat.ts'
import { lapsedSentence } from '@muster/core/callout/sentences.ts'
import { takesAnswers } from '@muster/core/callout/states.ts'
import { sql } from 'kysely'
import { lockLedger } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import type { Tick } from '../platform/slice.ts'
import { tell, tellStanding } from './answers.ts'
import { type CallRow, callChanged, callWithOpenings, settleState } from './calls.ts'
import { decidedFact, recordSeats } from './decide.ts'
import { asSeat, SEAT, type SeatRow } from './projection.ts'

/** More places than any call has. */
const ALL = 100_000

/**
 * Gives the free places of a call to its reserve and tells them, in the transaction that freed the places.
 *
 * @param fresh false while one vacancy goes down the list: whoever let it pass is not asked again
 */
export async function fillVacancies(ctx: Ctx, callId: string, fresh: boolean): Promise<void> {
  await settleState(ctx, callId)
  const call = await callWithOpenings(ctx, callId, ALL)
  callChanged(ctx, callId)
  if (!takesAnswers(call.state) || call.waits || call.freePlaces.length === 0) return
  const reserve = await nextOnReserve(ctx, call, call.freePlaces.length, fresh)
  const until = new Date(ctx.now.getTime() + call.hold_minutes * 60_000)
  const decided = fillPlaces(call.basis, call.freePlaces, reserve, fresh, until)
  if (decided.length === 0) return
  const before = new Map(reserve.map(({ personId, seat }) => [personId, seat]))
  const after = await recordSeats(
    ctx,
    decided.map(one => decidedFact(call, one)),
    before,
  )
  await tellStanding(
    ctx,
    call,
    decided.map(({ personId }) => ({ personId, seat: after.get(personId)! })),
  )
  await settleState(ctx, callId)
}

/** Who has left the roster keeps the rank, but nobody counts on them. */
async function nextOnReserve(
  ctx: Ctx,
  call: CallRow,
  places: number,
  fresh: boolean,
): Promise<(Waiting & { seat: Seat })[]> {
  const { rows } = await sql<SeatRow & { person_id: string }>`
    select s.person_id, ${SEAT} from seat s
      join person p on p.tenant = s.tenant and p.id = s.person_id and p.left_at is null
     where s.tenant = ${ctx.tenant.tenant} and s.call_id = ${call.id} and s.rank is not null and s.fit and (${fresh} or not s.lapsed)
     order by s.rank limit ${places}`.execute(ctx.tx)
  return rows.map(row => {
    const seat = asSeat(row)!
    return { personId: row.person_id, rank: seat.rank!, fit: seat.fit, lapsed: seat.lapsed, seat }
  })
}

/** Holds that ran out: the next in rank is asked at once, not when somebody happens to look. */
export const holdTick: Tick = {
  name: 'callout.holds',
  due: async (db, nows) => {
    const { rows } = await sql<{ tenant: string }>`
      select distinct s.tenant
        from seat s join unnest(${[...nows.keys()]}::text[], ${[...nows.values()]}::timestamptz[]) as t(tenant, now) on t.tenant = s.tenant
       where s.held_until <= t.now`.execute(db)
    return rows.map(row => row.tenant)
  },
  run: async ctx => {
    await lockLedger(ctx)
    for (const callId of await callsWithDueHolds(ctx)) await lapseDueHolds(ctx, callId)
  },
}

async function callsWithDueHolds(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ call_id: string }>`
    select distinct call_id from seat where tenant = ${ctx.tenant.tenant} and held_until <= ${ctx.now}`.execute(ctx.tx)
  return rows.map(row => row.call_id)
}

async function lapseDueHolds(ctx: Ctx, callId: string): Promise<void> {
  const call = await callWithOpenings(ctx, callId, 0)
  const { rows } = await sql<SeatRow & { person_id: string }>`
    select s.person_id, ${SEAT} from seat s
     where s.tenant = ${ctx.tenant.tenant} and s.call_id = ${callId} and s.held_until <= ${ctx.now}
     order by s.held_until, s.place`.execute(ctx.tx)
  const decided = lapseHolds(
    rows.map(row => row.person_id),
    call.lastRank,
  )
  const before = new Map(rows.map(row => [row.person_id, asSeat(row)!]))
  await recordSeats(
    ctx,
    decided.map(one => decidedFact(call, one)),
    before,
  )
  await tell(
    ctx,
    call,
    decided.map(({ personId, payload }) => ({ personId, words: lapsedSentence(payload.rank as number) })),
  )
  await fillVacancies(ctx, callId, false)
}
