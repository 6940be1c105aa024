import type * as wire from '@muster/core/callout/departure.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { lockLedger, type NewFact } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import { type CallRow, callById, callChanged, notOpen } from './calls.ts'
import { recordSeats, seatFact } from './decide.ts'
import { asSeat, SEAT, type SeatRow } from './projection.ts'
import { mustLead } from './reach.ts'

type At = 'muster' | 'departure'

/** One mark of a roll-call. */
export interface Mark {
  readonly id: string
  readonly personId: string
  readonly present: boolean
  readonly occurredAt?: Date | undefined
}

/** Roll-call: each mark is a fact, and the later one of the same person counts. */
export async function rollCall(ctx: Ctx, input: ParsedOf<typeof wire.rollCall>) {
  await lockLedger(ctx)
  const call = await callById(ctx, input.callId)
  await mustLead(ctx, call)
  await markPresent(ctx, call, input.at, input.marks)
  return standing(ctx, call, input.at)
}

/**
 * Marks confirmed people. Somebody who withdrew while the list was read out is left unmarked; a stranger is refused.
 *
 * @throws Problem `door/not-found`
 */
export async function markPresent(ctx: Ctx, call: CallRow, at: At, marks: readonly Mark[]): Promise<void> {
  if (!call.published_at || call.state === 'withdrawn') throw notOpen(call)
  const ids = [...new Set(marks.map(mark => mark.personId))]
  const { rows } = await sql<SeatRow & { person_id: string }>`
    select s.person_id, ${SEAT} from seat s
     where s.tenant = ${call.tenant} and s.call_id = ${call.id} and s.person_id = any(${ids}::uuid[])`.execute(ctx.tx)
  if (rows.length < ids.length) throw door('door/not-found')
  const before = new Map(rows.map(row => [row.person_id, asSeat(row)!]))
  const facts = marks
    .filter(({ personId }) => before.get(personId)?.state === 'confirmed')
    .map(({ id, personId, present, occurredAt }): NewFact => {
      const payload = { at, present }
      return seatFact(call, personId, { id, kind: 'callout.rolled', payload, ...(occurredAt && { occurredAt }) })
    })
  await recordSeats(ctx, facts, before)
  callChanged(ctx, call.id)
}

async function standing(ctx: Ctx, call: CallRow, at: At) {
  const mark = sql.ref(at)
  const { rows } = await sql<{ present: number; absent: number; unmarked: number }>`
    select count(*) filter (where ${mark}) as present, count(*) filter (where not ${mark}) as absent,
           count(*) filter (where ${mark} is null) as unmarked
      from seat where tenant = ${call.tenant} and call_id = ${call.id} and state = 'confirmed'`.execute(ctx.tx)
  return rows[0]!
}
