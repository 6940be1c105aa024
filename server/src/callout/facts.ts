import { rollCall } from '@muster/core/callout/departure.wire.ts'
import { rolled, signedUp } from '@muster/core/callout/kinds.ts'
import * as seats from '@muster/core/callout/seats.wire.ts'
import { ledger } from '@muster/core/ledger/problems.ts'
import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { lockLedger } from '../ledger/write.ts'
import { type Ctx, personOf } from '../platform/context.ts'
import { scopeFor } from '../platform/door/reach.ts'
import type { FactAction, SentFact } from '../platform/slice.ts'
import { callById } from './calls.ts'
import { withdrawOwn } from './leaving.ts'
import { mustLead, whereIsCall } from './reach.ts'
import { markPresent } from './roll-call.ts'
import { lockedCall, signUpPeople } from './sign-up.ts'

/** What a phone's outbox may hold: the same acts as behind the doors, decided when they arrive. */
export const factActions: Readonly<Record<string, FactAction>> = {
  'callout.signed-up': async (ctx, fact) => {
    const own = await reachedBy(ctx, seats.signUp, fact)
    mustBeOwn(own, fact)
    const { fit, note } = payloadOf(signedUp.payload, fact)
    const call = await lockedCall(own, subjectOf(fact), 1)
    const { id, occurredAt } = fact
    const entry = { id, personId: personOf(own), via: 'tap' as const, fit, note, occurredAt }
    const [answer] = await signUpPeople(own, call, [entry], 'self')
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
