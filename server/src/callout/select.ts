import { callout } from '@muster/core/callout/problems.ts'
import type * as wire from '@muster/core/callout/seats.wire.ts'
import { type Candidate, selectPeople } from '@muster/core/callout/selection.ts'
import type { Call } from '@muster/core/callout/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { lockLedger } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import { tellStanding } from './answers.ts'
import { type CallRow, callWithOpenings, mustBe, mustHaveSeen, settleState } from './calls.ts'
import { decidedFact, recordSeats } from './decide.ts'
import { asSeat, SEAT, type SeatRow } from './projection.ts'
import { move } from './publish.ts'
import { get } from './queries.ts'
import { mustIssue } from './reach.ts'

/** How far back confirmed calls count as load, in days. */
const LOAD_DAYS = 7

/** Chooses the people of a ranked call; everybody is told where they stand, in the same transaction. */
export async function select(ctx: Ctx, input: ParsedOf<typeof wire.select>): Promise<Call> {
  await lockLedger(ctx)
  const call = await callWithOpenings(ctx, input.callId, 100_000)
  mustIssue(ctx, call)
  mustHaveSeen(call, input.version)
  if (!call.waits) throw callout('callout/already-selected')
  mustBe('select', call)
  const candidates = await candidatesOf(ctx, call, input.skills)
  const decided = selectPeople(candidates, call.freePlaces, call.lastRank)
  const before = new Map(candidates.map(({ personId, seat }) => [personId, seat]))
  const facts = decided.map(one => decidedFact(call, one))
  const after = await recordSeats(ctx, facts, before)
  await move(ctx, call, { selected_at: ctx.now })
  await settleState(ctx, call.id)
  await tellStanding(
    ctx,
    call,
    decided.map(({ personId }) => ({ personId, seat: after.get(personId)! })),
  )
  const chosen = decided.filter(({ kind }) => kind === 'callout.confirmed').length
  await audit(ctx, 'callout.selected', `call/${call.id}`, { skills: input.skills, of: candidates.length, chosen })
  return get(ctx, { callId: call.id })
}

interface CandidateRow extends SeatRow {
  person_id: string
  skills: Candidate['weighed']['skills']
  availability: Candidate['weighed']['availability']
  on_call: boolean
  recent_calls: number
  nth: number
}

async function candidatesOf(ctx: Ctx, call: CallRow, wanted: Candidate['weighed']['wanted']) {
  const { rows } = await sql<CandidateRow>`
    select s.person_id, ${SEAT}, p.skills, p.availability, p.on_call, ${recentCalls(ctx, sql`s.person_id`, call.id)} as recent_calls,
           row_number() over (order by s.arrival) as nth
      from seat s join person p on p.tenant = s.tenant and p.id = s.person_id and p.left_at is null
     where s.tenant = ${call.tenant} and s.call_id = ${call.id} and s.state = 'signed-up'
     order by s.arrival`.execute(ctx.tx)
  return rows.map(row => ({
    personId: row.person_id,
    seat: asSeat(row)!,
    weighed: {
      fit: row.fit,
      wanted,
      skills: wanted.filter(skill => row.skills.includes(skill)),
      recentCalls: row.recent_calls,
      onCall: row.on_call,
      availability: row.availability,
      arrival: row.nth,
    },
  }))
}

/** Other calls of the last days for which a person is confirmed: the load that ranking looks at. */
export const recentCalls = (ctx: Ctx, person: ReturnType<typeof sql>, callId: string) => sql`(
  select count(*) from seat r join call_out o on o.tenant = r.tenant and o.id = r.call_id
   where r.tenant = ${ctx.tenant.tenant} and r.person_id = ${person} and r.state = 'confirmed' and r.call_id <> ${callId}
     and o.published_at > ${new Date(ctx.now.getTime() - LOAD_DAYS * 86_400_000)})`
