import type { Decided } from '@muster/core/callout/rules.ts'
import { applySeatFact, type Seat } from '@muster/core/callout/seat.ts'
import { ledger } from '@muster/core/ledger/problems.ts'
import { v7 } from 'uuid'
import { factById, type NewFact, record } from '../ledger/write.ts'
import type { Ctx } from '../platform/context.ts'
import type { CallRow } from './calls.ts'

/** A fact about a person in a call. */
export function seatFact(
  call: CallRow,
  personId: string,
  fact: Pick<NewFact, 'id' | 'kind' | 'payload' | 'occurredAt' | 'decided' | 'accountId'>,
): NewFact {
  return { ...fact, personId, subjectId: call.id, ...(call.incident_id && { incidentId: call.incident_id }) }
}

/**
 * Whether this very act was heard before, under the ledger's lock.
 *
 * @throws Problem `ledger/id-reused` when the id was used for another act, another call or another person
 */
export async function heardBefore(
  ctx: Ctx,
  call: CallRow,
  { id, kind, personId }: { id: string; kind: string; personId: string | null },
): Promise<boolean> {
  const fact = await factById(ctx, id)
  if (!fact) return false
  if (fact.kind === kind && fact.personId === personId && fact.subjectId === call.id) return true
  throw ledger('ledger/id-reused', { id })
}

/** What the server decided, as a fact nobody's account stands behind. */
export const decidedFact = (call: CallRow, { personId, kind, payload }: Decided): NewFact =>
  seatFact(call, personId, { id: v7(), kind, payload, decided: true })

/**
 * Records facts about seats of one call. The projection is written by the ledger in the same step; what it comes to is
 * summed here once more, so that nobody need read it back.
 *
 * @param before seats of these people as they stood; needed for all whose first fact is not a sign-up
 */
export async function recordSeats(
  ctx: Ctx,
  facts: readonly NewFact[],
  before: ReadonlyMap<string, Seat>,
): Promise<Map<string, Seat>> {
  const after = new Map(before)
  for (const { verdict, fact } of await record(ctx, facts)) {
    const seat = verdict === 'accepted' && fact.personId ? applySeatFact(after.get(fact.personId), fact) : undefined
    if (seat) after.set(fact.personId!, seat)
  }
  return after
}
