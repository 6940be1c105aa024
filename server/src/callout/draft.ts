import { callout } from '@muster/core/callout/problems.ts'
import { changePlaces } from '@muster/core/callout/rules.ts'
import { amendedSentence } from '@muster/core/callout/sentences.ts'
import type * as wire from '@muster/core/callout/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { incidentById } from '../incident/row.ts'
import { lockLedger } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import { newToken } from '../platform/token.ts'
import { tell } from './answers.ts'
import { callPeople, mustReach, type Owner, ownerOf } from './audience.ts'
import { type CallRow, callById, callChanged, mustBe, mustHaveSeen } from './calls.ts'
import { peopleStanding } from './projection.ts'
import { get } from './queries.ts'
import { issues, mustIssue } from './reach.ts'
import { fillVacancies } from './vacancies.ts'
import { type CallBody, columnsOf, keepVersion, mustNameIssuer } from './versions.ts'

/** Drafts a call for the city, the desk's own unit or its territory; the same id again answers the same call. */
export async function draft(ctx: Ctx, input: ParsedOf<typeof wire.draft>): Promise<wire.Call> {
  const { id, incidentId = null, ...body } = input
  const owner = ownerOf(ctx)
  mustNameIssuer(body)
  await mustReach(ctx, owner, body.audience, body.muster.territory ?? null)
  if (incidentId && !(await incidentById(ctx, incidentId))) throw door('door/not-found')
  const added = await addCall(ctx, id, body, { owner, incidentId, wave: 1, firstWave: null })
  const call = await callById(ctx, id)
  if (!issues(ctx, call)) throw door('door/not-found')
  if (added)
    await audit(ctx, 'callout.drafted', `call/${id}`, { kind: body.kind, basis: body.basis, quota: body.quota })
  return get(ctx, { callId: id })
}

interface Place {
  readonly owner: Owner
  readonly incidentId: string | null
  readonly wave: number
  readonly firstWave: string | null
}

/** @returns false when the call was there already */
async function addCall(ctx: Ctx, id: string, body: CallBody, place: Place): Promise<boolean> {
  const added = await ctx.tx
    .insertInto('call_out')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      incident_id: place.incidentId,
      basis: body.basis,
      state: 'draft',
      ...columnsOf(body),
      wave: place.wave,
      first_wave: place.firstWave,
      owner_unit: place.owner.unit,
      owner_territory: place.owner.territory,
      link: newToken(ctx.tenant.tenant),
      created_at: ctx.now,
      version: 1,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  await keepVersion(ctx, id, 1, body)
  callChanged(ctx, id)
  return true
}

/** The next wave: the same words for other people and another hour, as a draft to look at before it goes out. */
export async function nextWave(ctx: Ctx, input: ParsedOf<typeof wire.nextWave>): Promise<wire.Call> {
  await lockLedger(ctx)
  const before = await callById(ctx, input.callId)
  mustIssue(ctx, before)
  const first = before.first_wave ?? before.id
  const { rows } = await sql<{ last: number }>`
    select max(wave) as last from call_out where tenant = ${before.tenant} and (id = ${first} or first_wave = ${first})`.execute(
    ctx.tx,
  )
  const body = { ...bodyOf(before), quota: input.quota, deadline: input.deadline ?? null }
  const place = {
    owner: { unit: before.owner_unit, territory: before.owner_territory },
    incidentId: before.incident_id,
    wave: rows[0]!.last + 1,
    firstWave: first,
  }
  const muster = { ...body.muster, at: input.musterAt ?? null }
  const added = await addCall(ctx, input.id, { ...body, muster }, place)
  if (added)
    await audit(ctx, 'callout.wave-drafted', `call/${input.id}`, { first, wave: place.wave, quota: input.quota })
  else mustIssue(ctx, await callById(ctx, input.id))
  return get(ctx, { callId: input.id })
}

function bodyOf(call: CallRow): CallBody {
  return {
    kind: call.kind,
    basis: call.basis,
    selection: call.selection,
    title: call.title,
    text: call.body,
    issuers: call.issuers,
    orderedBy: call.ordered_by,
    audience: call.audience,
    quota: call.quota,
    deadline: call.deadline?.toISOString() ?? null,
    holdMinutes: call.hold_minutes,
    muster: {
      point: call.muster_point,
      territory: call.muster_territory,
      at: call.muster_at?.toISOString() ?? null,
    },
  }
}

/** Changes a call by version. What is published stays published: those who answered are told, and new people called. */
export async function amend(ctx: Ctx, input: ParsedOf<typeof wire.amend>): Promise<wire.Call> {
  const { callId, version: seen, ...body } = input
  await lockLedger(ctx)
  const call = await callById(ctx, callId)
  mustIssue(ctx, call)
  mustHaveSeen(call, seen)
  mustBe('amend', call)
  mustStay(call, body)
  mustNameIssuer(body)
  await mustReach(
    ctx,
    { unit: call.owner_unit, territory: call.owner_territory },
    body.audience,
    body.muster.territory ?? null,
  )
  if (call.published_at) await changeQuota(ctx, call, body.quota)
  const version = call.version + 1
  await ctx.tx
    .updateTable('call_out')
    .set({ ...columnsOf(body), version })
    .where('tenant', '=', call.tenant)
    .where('id', '=', callId)
    .execute()
  await keepVersion(ctx, callId, version, body)
  if (call.published_at) await tellOfAmendment(ctx, callId, version)
  await audit(ctx, 'callout.amended', `call/${callId}`, { version, quota: body.quota })
  callChanged(ctx, callId)
  return get(ctx, { callId })
}

/** @throws Problem `callout/duty-stays-duty`, `callout/selection-stays` */
function mustStay(call: CallRow, body: CallBody): void {
  if (body.basis !== call.basis) throw callout('callout/duty-stays-duty')
  if (call.published_at && body.selection !== call.selection)
    throw callout('callout/selection-stays', { title: call.title })
}

async function tellOfAmendment(ctx: Ctx, callId: string, version: number): Promise<void> {
  const call = await callById(ctx, callId)
  const standing = await peopleStanding(ctx, callId)
  const words = amendedSentence(version)
  await tell(
    ctx,
    call,
    standing.map(({ personId }) => ({ personId, words })),
  )
  await callPeople(ctx, call)
  await fillVacancies(ctx, callId, true)
}

/** @throws Problem `callout/quota-below-confirmed` */
async function changeQuota(ctx: Ctx, call: CallRow, quota: number): Promise<void> {
  if (quota === call.quota) return
  const { rows } = await sql<{ place: number; free: boolean }>`
    select o.place, not exists (
        select from seat s where s.tenant = ${call.tenant} and s.call_id = o.call_id and s.place = o.place) as free
      from call_place o where o.tenant = ${call.tenant} and o.call_id = ${call.id}`.execute(ctx.tx)
  const free = rows.filter(row => row.free).map(row => row.place)
  const taken = rows.length - free.length
  if (quota < taken) throw callout('callout/quota-below-confirmed', { confirmed: taken })
  const places = rows.map(row => row.place)
  const { add, remove } = changePlaces(places, free, quota)
  await addPlaces(ctx, call.id, add)
  await sql`delete from call_place where tenant = ${call.tenant} and call_id = ${call.id} and place = any(${remove}::int[])`.execute(
    ctx.tx,
  )
}

/** Makes places: a seat can only ever sit on one of them. */
export async function addPlaces(ctx: Ctx, callId: string, places: readonly number[]): Promise<void> {
  await sql`insert into call_place (tenant, call_id, place) select ${ctx.tenant.tenant}, ${callId}, unnest(${places}::int[])`.execute(
    ctx.tx,
  )
}
