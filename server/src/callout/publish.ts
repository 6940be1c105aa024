import { changePlaces } from '@muster/core/callout/rules.ts'
import { stands } from '@muster/core/callout/seat.ts'
import { calledEntry, stoodDownSentence, withdrawnSentence } from '@muster/core/callout/sentences.ts'
import type * as wire from '@muster/core/callout/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { audit } from '../audit/write.ts'
import { openForUpdate } from '../incident/row.ts'
import { addEntry } from '../incident/timeline.ts'
import { lockLedger } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import { tell } from './answers.ts'
import { callPeople } from './audience.ts'
import { type CallRow, callById, callChanged, mustBe, mustHaveSeen } from './calls.ts'
import { decidedFact, recordSeats } from './decide.ts'
import { addPlaces } from './draft.ts'
import { peopleStanding } from './projection.ts'
import { get } from './queries.ts'
import { mustIssue } from './reach.ts'
import { keepVersion } from './versions.ts'

/**
 * Publishes a draft: its places come into being, and everybody it addresses is told in the same transaction. Its
 * incident is held meanwhile: closing asks for open calls, and must not miss this one.
 *
 * @throws Problem also `incident/closed`
 */
export async function publish(ctx: Ctx, input: ParsedOf<typeof wire.publish>): Promise<wire.Call> {
  const call = await callToChange(ctx, input, 'publish')
  if (call.incident_id) await openForUpdate(ctx, call.incident_id)
  await addPlaces(ctx, call.id, changePlaces([], [], call.quota).add)
  await move(ctx, call, { state: 'open', published_at: ctx.now })
  const published = await callById(ctx, call.id)
  const told = await callPeople(ctx, published)
  if (call.incident_id)
    await addEntry(ctx, { incidentId: call.incident_id, what: 'call', ...calledEntry(call.title, call.quota, told) })
  await audit(ctx, 'callout.published', `call/${call.id}`, { version: call.version + 1, told })
  return get(ctx, { callId: call.id })
}

/** Withdraws a call: all who answered are told why, and their seats end. */
export async function withdraw(ctx: Ctx, input: ParsedOf<typeof wire.withdraw>): Promise<wire.Call> {
  const call = await callToChange(ctx, input, 'withdraw')
  await move(ctx, call, { state: 'withdrawn', ended_at: ctx.now })
  await standDownAll(ctx, call, () => true, input.reason, withdrawnSentence(input.reason))
  await audit(ctx, 'callout.withdrawn', `call/${call.id}`, { reason: input.reason })
  return get(ctx, { callId: call.id })
}

/** Ends sign-up: whoever has no confirmed place is told that they need not come. */
export async function end(ctx: Ctx, input: ParsedOf<typeof wire.end>): Promise<wire.Call> {
  const call = await callToChange(ctx, input, 'end')
  await move(ctx, call, { state: 'ended', ended_at: ctx.now })
  await standDownReserve(ctx, call)
  await audit(ctx, 'callout.ended', `call/${call.id}`)
  return get(ctx, { callId: call.id })
}

/** Everybody who waits for a place is told that they need not come. */
export const standDownReserve = (ctx: Ctx, call: CallRow): Promise<void> =>
  standDownAll(ctx, call, state => state !== 'confirmed', null, stoodDownSentence(null))

async function standDownAll(
  ctx: Ctx,
  call: CallRow,
  whom: (state: string) => boolean,
  reason: string | null,
  words: Words,
): Promise<void> {
  const people = (await peopleStanding(ctx, call.id)).filter(({ seat }) => stands(seat) && whom(seat.state))
  const payload = reason ? { reason } : {}
  const facts = people.map(({ personId }) => decidedFact(call, { personId, kind: 'callout.stood-down', payload }))
  await recordSeats(ctx, facts, new Map(people.map(({ personId, seat }) => [personId, seat])))
  await tell(
    ctx,
    call,
    people.map(({ personId }) => ({ personId, words })),
  )
}

/** The call, locked for a change by its issuer who has seen its present version. */
async function callToChange(
  ctx: Ctx,
  { callId, version }: { callId: string; version: number },
  act: Parameters<typeof mustBe>[0],
): Promise<CallRow> {
  await lockLedger(ctx)
  const call = await callById(ctx, callId)
  mustIssue(ctx, call)
  mustHaveSeen(call, version)
  mustBe(act, call)
  return call
}

interface Move {
  readonly state?: CallRow['state']
  readonly published_at?: Date
  readonly selected_at?: Date
  readonly ended_at?: Date
  readonly departed_at?: Date
}

/** Moves a call on; each move is a version of its own. */
export async function move(ctx: Ctx, call: CallRow, set: Move): Promise<void> {
  const version = call.version + 1
  await ctx.tx
    .updateTable('call_out')
    .set({ ...set, version })
    .where('tenant', '=', call.tenant)
    .where('id', '=', call.id)
    .execute()
  await keepVersion(ctx, call.id, version, set)
  callChanged(ctx, call.id)
}
