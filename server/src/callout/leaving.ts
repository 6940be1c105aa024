import { callout } from '@muster/core/callout/problems.ts'
import { holds } from '@muster/core/callout/rules.ts'
import { hasPlace, type Seat, stands } from '@muster/core/callout/seat.ts'
import type * as wire from '@muster/core/callout/seats.wire.ts'
import { stoodDownSentence } from '@muster/core/callout/sentences.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { lockLedger, type NewFact } from '../ledger/write.ts'
import { isOnRoster } from '../people/find.ts'
import { type Ctx, personOf } from '../platform/context.ts'
import { answerOf, tell } from './answers.ts'
import { type CallRow, callById, callChanged, notOpen } from './calls.ts'
import { heardBefore, recordSeats, seatFact } from './decide.ts'
import { seatOf } from './projection.ts'
import { mustIssue } from './reach.ts'
import { fillVacancies } from './vacancies.ts'

/** Taking back one's answer; a place that frees up goes to the reserve at once. */
export async function withdrawAnswer(ctx: Ctx, input: ParsedOf<typeof wire.withdrawAnswer>): Promise<wire.Answer> {
  return withdrawOwn(ctx, input.callId, { id: input.id })
}

/** The same for a fact out of a phone's outbox, which knows when it happened. */
export async function withdrawOwn(
  ctx: Ctx,
  callId: string,
  said: { id: string; occurredAt?: Date },
): Promise<wire.Answer> {
  const { call, seat, known } = await ownSeat(ctx, callId, { id: said.id, kind: 'callout.withdrew' })
  if (known || seat?.state === 'withdrawn') return answerOf(ctx, call, seat)
  if (!stands(seat)) throw callout('callout/not-signed-up', { title: call.title })
  if (call.state === 'departed' || call.state === 'withdrawn') throw notOpen(call)
  const after = await leave(
    ctx,
    call,
    seat!,
    seatFact(call, personOf(ctx), { ...said, kind: 'callout.withdrew', payload: {} }),
  )
  return answerOf(ctx, call, after)
}

/** Takes or declines a held place; who has left the roster meanwhile can only decline. */
export async function answerHold(ctx: Ctx, input: ParsedOf<typeof wire.answerHold>): Promise<wire.Answer> {
  const kind = input.accept ? 'callout.confirmed' : 'callout.declined'
  const { call, seat, known } = await ownSeat(ctx, input.callId, { id: input.id, kind })
  if (known) return answerOf(ctx, call, seat)
  if (!holds(seat, ctx.now)) throw callout('callout/no-hold')
  const personId = personOf(ctx)
  if (!input.accept) {
    const declined = seatFact(call, personId, { id: input.id, kind, payload: {} })
    return answerOf(ctx, call, await leave(ctx, call, seat!, declined, false))
  }
  if (!(await isOnRoster(ctx, personId))) throw callout('callout/not-addressed')
  const payload = { place: seat!.place }
  const taken = seatFact(call, personId, { id: input.id, kind, payload })
  const after = await recordSeats(ctx, [taken], new Map([[personId, seat!]]))
  callChanged(ctx, call.id)
  return answerOf(ctx, call, after.get(personId)!)
}

/** The desk asks somebody not to come; they are told at once, and the place goes to the reserve. */
export async function standDown(ctx: Ctx, input: ParsedOf<typeof wire.standDown>) {
  await lockLedger(ctx)
  const call = await callById(ctx, input.callId)
  mustIssue(ctx, call)
  const { seat } = await seatOf(ctx, call.id, input.personId)
  if (!seat) throw door('door/not-found')
  const said = { id: input.id, kind: 'callout.stood-down', personId: input.personId }
  // Sent again after the person came back: what was said then was about the seat they had then.
  if ((await heardBefore(ctx, call, said)) || !stands(seat)) return { done: true as const }
  const reason = input.reason ?? null
  const payload = reason ? { reason } : {}
  const fact = seatFact(call, input.personId, { ...said, payload })
  await leave(ctx, call, seat, fact)
  await tell(ctx, call, [{ personId: input.personId, words: stoodDownSentence(reason) }])
  return { done: true as const }
}

async function leave(ctx: Ctx, call: CallRow, seat: Seat, fact: NewFact, fresh = true): Promise<Seat> {
  const after = await recordSeats(ctx, [fact], new Map([[fact.personId!, seat]]))
  callChanged(ctx, call.id)
  if (hasPlace(seat)) await fillVacancies(ctx, call.id, fresh)
  return after.get(fact.personId!)!
}

/** The actor's own seat, locked, and whether this very act was heard before. */
async function ownSeat(ctx: Ctx, callId: string, act: { id: string; kind: string }) {
  await lockLedger(ctx)
  const call = await callById(ctx, callId)
  const personId = personOf(ctx)
  const { seat } = await seatOf(ctx, callId, personId)
  return { call, seat, known: await heardBefore(ctx, call, { ...act, personId }) }
}
