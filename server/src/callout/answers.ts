import type { Seat } from '@muster/core/callout/seat.ts'
import type { Answer } from '@muster/core/callout/seats.wire.ts'
import { about, standingSentence } from '@muster/core/callout/sentences.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { tellPeople } from '../people/messages.ts'
import { type Ctx, personOf } from '../platform/context.ts'
import { type CallRow, callById } from './calls.ts'
import { seatOf } from './projection.ts'
import { iso, when } from './when.ts'

/** What a person sees of their own answer. */
export function answerOf(ctx: Ctx, call: CallRow, seat: Seat | null, ahead: number | null = null): Answer {
  return {
    state: seat?.state ?? 'none',
    place: seat?.place ?? null,
    rank: seat?.rank ?? null,
    heldUntil: iso(seat?.heldUntil ?? null),
    ...sentence(ctx, call, seat, ahead),
  }
}

function sentence(ctx: Ctx, call: CallRow, seat: Seat | null, ahead: number | null): Words {
  return standingSentence({
    state: seat?.state ?? 'none',
    place: seat?.place ?? null,
    rank: seat?.rank ?? null,
    ahead,
    heldUntil: when(ctx, seat?.heldUntil ?? null),
    muster: { point: call.muster_point, at: when(ctx, call.muster_at) },
  })
}

/** My answer to a call, with how many stand before me on the reserve. */
export async function myAnswer(ctx: Ctx, { callId }: { callId: string }): Promise<Answer> {
  const call = await callById(ctx, callId)
  const { seat, ahead } = await seatOf(ctx, callId, personOf(ctx))
  return answerOf(ctx, call, seat, ahead)
}

/** Tells people where they stand now, in the transaction that put them there. */
export async function tellStanding(
  ctx: Ctx,
  call: CallRow,
  people: readonly { personId: string; seat: Seat }[],
): Promise<void> {
  await tell(
    ctx,
    call,
    people.map(({ personId, seat }) => ({ personId, words: sentence(ctx, call, seat, null) })),
  )
}

/** Messages about a call open it. */
export async function tell(
  ctx: Ctx,
  call: CallRow,
  messages: readonly { personId: string; words: Words }[],
): Promise<void> {
  const topic = `call/${call.id}`
  await tellPeople(
    ctx,
    messages.map(({ personId, words }) => ({ personId, topic, ...about(call.title, words) })),
  )
}
