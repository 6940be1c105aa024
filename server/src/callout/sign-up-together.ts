import type * as wire from '@muster/core/callout/seats.wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { lockLedger } from '../ledger/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import type { Asked } from '../platform/slice.ts'
import { answerOf } from './answers.ts'
import { type CallWithOpenings, callWithOpenings } from './calls.ts'
import { type SignedUp, type SignUp, signUpPeople, tapOf } from './sign-up.ts'

/** Many taps at once, decided call by call in order of arrival; undefined for those who must be decided alone. */
export async function signUpTogether(asked: readonly Asked<typeof wire.signUp>[]) {
  const taps = asked
    .filter(({ ctx }) => ctx.actor?.personId)
    .map(({ ctx, input }) => ({ ctx, callId: input.callId, tap: tapOf(ctx, input) }))
  const outcomes = await signUpAll(taps)
  return asked.map(({ ctx }) => {
    const one = ctx.actor?.personId ? outcomes.shift() : undefined
    return one && (one.problem ?? answerOf(ctx, one.call, one.seat))
  })
}

/** A tap among many. */
export interface Tap {
  readonly ctx: Ctx
  readonly callId: string
  readonly tap: SignUp
}

/**
 * Decides the taps of many people, each for themselves, call by call. Undefined for those whom the call does not
 * address and for calls that are not there: whether they may know of it is a question for the whole door.
 */
export async function signUpAll(
  taps: readonly Tap[],
): Promise<((SignedUp & { readonly call: CallWithOpenings }) | undefined)[]> {
  const answers: ((SignedUp & { readonly call: CallWithOpenings }) | undefined)[] = []
  if (taps[0]) await lockLedger(taps[0].ctx)
  for (const [callId, own] of Map.groupBy(taps.entries(), ([, { callId }]) => callId)) {
    const call = await unlessRefused(callWithOpenings(own[0]![1].ctx, callId, own.length + 1))
    // Of a draft nobody addressed may know.
    if (!call?.published_at) continue
    const entries = own.map(([, { ctx, tap }]) => ({ ...tap, accountId: actorOf(ctx).accountId }))
    const signed = await signUpPeople(own[0]![1].ctx, call, entries, 'self')
    for (const [at, [nth]] of own.entries()) {
      const unknown = UNKNOWN.has(signed[at]!.problem?.slug ?? '')
      answers[nth] = unknown ? undefined : { ...signed[at]!, call }
    }
  }
  return taps.map((_, nth) => answers[nth])
}

const UNKNOWN = new Set(['door/not-found', 'callout/not-addressed'])

const unlessRefused = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: unknown) => {
    if (error instanceof Problem) return undefined
    throw error
  })
