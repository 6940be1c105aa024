import { rollCall } from '@muster/core/callout/departure.wire.ts'
import { rolled, signedUp } from '@muster/core/callout/kinds.ts'
import * as seats from '@muster/core/callout/seats.wire.ts'
import { ledger } from '@muster/core/ledger/problems.ts'
import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import { orProblem, Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { lockLedger, outcomeOf } from '../ledger/write.ts'
import { type Ctx, personOf } from '../platform/context.ts'
import { scopeFor } from '../platform/door/reach.ts'
import type { FactAction, FactBatch, Sent, SentFact } from '../platform/slice.ts'
import { callById } from './calls.ts'
import { withdrawOwn } from './leaving.ts'
import { mustLead, whereIsCall } from './reach.ts'
import { markPresent } from './roll-call.ts'
import { lockedCall, type SignUp, signUpPeople } from './sign-up.ts'
import { signUpAll, type Tap } from './sign-up-together.ts'

/** What a phone's outbox may hold: the same acts as behind the doors, decided when they arrive. */
export const factActions: Readonly<Record<string, FactAction>> = {
  'callout.signed-up': async (ctx, fact) => {
    const own = await reachedBy(ctx, seats.signUp, fact)
    const call = await lockedCall(own, subjectOf(fact), 1)
    const [answer] = await signUpPeople(own, call, [tapOf({ ctx: own, fact })], 'self')
    if (answer!.problem) throw answer!.problem
  },
  'callout.withdrew': async (ctx, fact) => {
    const own = await reachedBy(ctx, seats.withdrawAnswer, fact)
    mustBeOwn(own, fact)
    await withdrawOwn(own, subjectOf(fact), { id: fact.id, occurredAt: fact.occurredAt })
  },
  'callout.rolled': async (ctx, fact) => {
    const own = await reachedBy(ctx, rollCall, fact)
    const { at, present } = payloadOf(rolled.payload, fact)
    if (!fact.personId) throw ledger('ledger/needs', { kind: fact.kind, missing: 'person' })
    await lockLedger(own)
    const call = await callById(own, subjectOf(fact))
    await mustLead(own, call)
    await markPresent(own, call, at, [{ id: fact.id, personId: fact.personId, present, occurredAt: fact.occurredAt }])
  },
}

/** Sign-ups come by the thousand: those of different people are decided together. */
export const factBatches: Readonly<Record<string, FactBatch>> = {
  'callout.signed-up': async sent => {
    const taps = sent.map(one => readable(one))
    const outcomes = await signUpAll(taps.filter(tap => tap !== undefined))
    return taps.map((tap, nth) => {
      const outcome = tap && outcomes.shift()
      return outcome && (outcome.problem ?? outcomeOf(tap.ctx, sent[nth]!.fact.id))
    })
  },
}

/** A tap that came in a batch; undefined where something is amiss, which is then said by deciding it alone. */
function readable({ ctx, fact }: Sent): Tap | undefined {
  const tap = orProblem(() => {
    scopeFor(ctx, seats.signUp)
    return { ctx, callId: subjectOf(fact), tap: tapOf({ ctx, fact }) }
  })
  return tap instanceof Problem ? undefined : tap
}

function tapOf({ ctx, fact }: Sent): SignUp {
  mustBeOwn(ctx, fact)
  const { id, occurredAt } = fact
  return { id, personId: personOf(ctx), via: 'tap', occurredAt, ...payloadOf(TAP, fact) }
}

/** Of a sign-up a phone says only this; by what way it came is for the server to say. */
const TAP = z.pick(signedUp.payload, { fit: true, note: true })

/** The same actor, with the reach that the door of this act would have given; outside it, the call does not exist. */
async function reachedBy(ctx: Ctx, endpoint: Endpoint, fact: SentFact): Promise<Ctx> {
  const own: Ctx = { ...ctx, scope: scopeFor(ctx, endpoint) }
  if (!(await whereIsCall(own, subjectOf(fact)))) throw door('door/not-found')
  return own
}

function subjectOf({ kind, subjectId }: SentFact): string {
  if (!subjectId) throw ledger('ledger/needs', { kind, missing: 'subject' })
  return subjectId
}

function mustBeOwn(ctx: Ctx, { personId }: SentFact): void {
  if (personId !== personOf(ctx)) throw door('door/not-found')
}

function payloadOf<T extends z.core.$ZodType>(shape: T, { payload }: SentFact): z.core.output<T> {
  const result = z.safeParse(shape, payload)
  if (!result.success) throw door('door/bad-input', { count: result.error.issues.length, where: 'payload' })
  return result.data
}
