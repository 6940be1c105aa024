import type * as wire from '@muster/core/callout/departure.wire.ts'
import { callout } from '@muster/core/callout/problems.ts'
import type { Call } from '@muster/core/callout/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { lockLedger, record } from '../ledger/write.ts'
import { addMembers } from '../people/members.ts'
import { createTeam } from '../people/teams.ts'
import type { Ctx } from '../platform/context.ts'
import { type CallRow, callById, mustBe, mustHaveSeen } from './calls.ts'
import { heardBefore } from './decide.ts'
import { move, standDownReserve } from './publish.ts'
import { get } from './queries.ts'
import { mustIssue, mustLead } from './reach.ts'

/** The team leaves: a fact with its hour, which may be told a little later than it happened. */
export async function depart(ctx: Ctx, input: ParsedOf<typeof wire.depart>): Promise<Call> {
  await lockLedger(ctx)
  const call = await callById(ctx, input.callId)
  await mustLead(ctx, call)
  const said = { id: input.id, kind: 'callout.departed' }
  if (await heardBefore(ctx, call, { ...said, personId: null })) return get(ctx, { callId: call.id })
  mustHaveSeen(call, input.version)
  mustBe('depart', call)
  const gone = await peopleGone(ctx, call)
  if (gone.length === 0) throw callout('callout/nobody-present')
  const occurredAt = departureOf(ctx, call, input.occurredAt)
  const payload = { people: gone.length }
  const incident = call.incident_id ? { incidentId: call.incident_id } : {}
  await record(ctx, [{ ...said, subjectId: call.id, ...incident, occurredAt, payload }])
  await move(ctx, call, { state: 'departed', departed_at: occurredAt })
  await standDownReserve(ctx, call)
  await audit(ctx, 'callout.departed', `call/${call.id}`, payload)
  return get(ctx, { callId: call.id })
}

/** @throws Problem `door/bad-input` for an hour before the call or ahead of now */
function departureOf(ctx: Ctx, call: CallRow, said: string | undefined): Date {
  if (!said) return ctx.now
  const at = new Date(said)
  if (at > ctx.now || (call.published_at && at < call.published_at))
    throw door('door/bad-input', { count: 1, where: 'occurredAt' })
  return at
}

interface Gone {
  readonly person_id: string
  readonly unit_id: string
}

/**
 * Who went: those marked present at departure, or at muster where nobody called the roll again. Their rows are held
 * until the commit, before the audit, so that a team of them cannot lock itself against a change of the roster.
 */
async function peopleGone(ctx: Ctx, call: CallRow): Promise<Gone[]> {
  const { rows } = await sql<Gone & { muster: boolean | null; departure: boolean | null }>`
    select s.person_id, p.unit_id, s.muster, s.departure
      from seat s join person p on p.tenant = s.tenant and p.id = s.person_id
     where s.tenant = ${call.tenant} and s.call_id = ${call.id} and s.state = 'confirmed' order by s.place
       for key share of p`.execute(ctx.tx)
  const again = rows.some(row => row.departure !== null)
  return rows.filter(row => (again ? row.departure : row.muster))
}

/** A composite team of those who departed, out of as many units as they came from. */
export async function formTeam(ctx: Ctx, input: ParsedOf<typeof wire.formTeam>) {
  await lockLedger(ctx)
  const call = await callById(ctx, input.callId)
  mustIssue(ctx, call)
  const gone = call.departed_at ? await peopleGone(ctx, call) : []
  if (gone.length === 0) throw callout('callout/nobody-present')
  if (input.captainId && !gone.some(one => one.person_id === input.captainId)) throw door('door/not-found')
  const units = new Set(gone.map(one => one.unit_id)).size
  const answer = { teamId: input.id, people: gone.length, units }
  await createTeam(ctx, { id: input.id, name: input.name, kind: 'composite' })
  const linked = await ctx.tx
    .updateTable('team')
    .set({ call_id: call.id })
    .where('tenant', '=', call.tenant)
    .where('id', '=', input.id)
    .where('call_id', 'is', null)
    .executeTakeFirst()
  if (Number(linked.numUpdatedRows) === 0) return answer
  const members = gone.map(({ person_id: personId }) => ({
    personId,
    roles: personId === input.captainId ? ['captain', 'member'] : ['member'],
  }))
  await addMembers(ctx, input.id, members)
  await audit(ctx, 'callout.team-formed', `call/${call.id}`, { team: input.id, people: gone.length, units })
  return answer
}
