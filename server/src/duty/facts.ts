import * as care from '@muster/core/duty/care.wire.ts'
import { readCode } from '@muster/core/duty/codes.ts'
import { checkedIn, checkedOut, hurt, SAID_LEAVINGS, TURN_KINDS, ticked, tookBack } from '@muster/core/duty/kinds.ts'
import { duty } from '@muster/core/duty/problems.ts'
import * as wire from '@muster/core/duty/turns.wire.ts'
import { ledger } from '@muster/core/ledger/problems.ts'
import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import { orProblem, Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { text, z } from '@muster/core/platform/shapes.ts'
import { factById } from '../ledger/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { checkReach, scopeFor } from '../platform/door/reach.ts'
import type { FactAction, FactBatch, Sent, SentFact } from '../platform/slice.ts'
import { recordAct } from './acts.ts'
import { tellHurt } from './care.ts'
import { type Arriving, checkInAll, checkInOne } from './check-in.ts'
import { amongMany } from './following.ts'
import { withKnownOther } from './others.ts'
import { mustBeMine } from './own.ts'
import { dutyFact, occurred } from './record.ts'
import { shiftById } from './rows.ts'
import { mustKnow, vouchFor } from './vouching.ts'

/** Acts that a phone keeps in its outbox; what the server decides (a no-show, a closing) is not among them. */
const ACTS = [...TURN_KINDS.map(({ name }) => name), ticked.name].filter(name =>
  wire.ACTS.some(act => name === `duty.${act}`),
)

/** What phones send in batches: the same acts as behind the doors, from whoever did them, or from their captain. */
export const factActions: Readonly<Record<string, FactAction>> = {
  [checkedIn.name]: oneOf(arrived),
  [hurt.name]: oneOf(wasHurt),
  ...Object.fromEntries(ACTS.map(name => [name, oneOf(acted)])),
}

function oneOf(action: FactAction): FactAction {
  return (ctx, fact) => amongMany(ctx, () => action(ctx, { ...fact, occurredAt: occurred(ctx, fact.occurredAt) }))
}

/** At eight o'clock everybody checks in. */
export const factBatches: Readonly<Record<string, FactBatch>> = {
  [checkedIn.name]: sent => amongMany(sent[0]!.ctx, () => arrivedTogether(sent)),
}

/** Of a check-in a phone says only this; whether it proves anything is for the server to say. */
const Tap = z.object({ code: z.optional(text(120, 6)) })

async function arrived(ctx: Ctx, fact: SentFact): Promise<void> {
  const personId = needs(fact, 'personId', 'person')
  const own = personId === actorOf(ctx).personId
  const shiftId = own ? null : needs(fact, 'subjectId', 'subject')
  const vouched =
    shiftId === null ? false : await vouchFor(await reach(ctx, wire.checkInFor, shiftId), shiftId, personId)
  if (own) scopeFor(ctx, wire.checkIn)
  const arriving = arrivingOf({ ctx, fact }, own ? null : { vouched })
  if (own && !arriving.code) await mustBeMine(ctx, arriving.shiftId, personId)
  if (own) await mustBeOwnWord(ctx, fact)
  await checkInOne(ctx, arriving)
}

/** One's own arrivals with a code are decided together; those that need a look at who may are decided alone. */
async function arrivedTogether(sent: readonly Sent[]) {
  const arrivals = sent.map(one => {
    const arriving = orProblem(() => {
      scopeFor(one.ctx, wire.checkIn)
      return arrivingOf(one, null)
    })
    const own = one.fact.personId === one.ctx.actor?.personId
    const alone = arriving instanceof Problem || !own || !arriving.code || arriving.supersedes
    return alone ? undefined : arriving
  })
  const outcomes = await checkInAll(
    sent[0]!.ctx,
    arrivals.filter(one => one !== undefined),
  )
  return arrivals.map(one => one && outcomes.shift())
}

function arrivingOf({ ctx, fact }: Sent, byCaptain: Arriving['byCaptain']): Arriving {
  const { code = null } = payloadOf(Tap, fact)
  return {
    id: fact.id,
    personId: needs(fact, 'personId', 'person'),
    shiftId: (code && readCode(code)?.shiftId) ?? fact.subjectId ?? null,
    code: byCaptain ? null : code,
    byCaptain,
    occurredAt: occurred(ctx, fact.occurredAt),
    supersedes: fact.supersedes,
    accountId: actorOf(ctx).accountId,
  }
}

async function wasHurt(ctx: Ctx, fact: SentFact): Promise<void> {
  const personId = needs(fact, 'personId', 'person')
  const shiftId = needs(fact, 'subjectId', 'subject')
  const own = personId === actorOf(ctx).personId
  if (own) scopeFor(ctx, care.hurtOwn)
  else await reach(ctx, care.hurtFor, shiftId)
  const shift = own ? await mustBeMine(ctx, shiftId, personId) : await shiftById(ctx, shiftId)
  const said = payloadOf(hurt.payload, fact)
  await tellHurt(ctx, shift, personId, { ...said, id: fact.id, occurredAt: fact.occurredAt.toISOString() })
}

async function acted(ctx: Ctx, fact: SentFact): Promise<void> {
  const personId = needs(fact, 'personId', 'person')
  const shiftId = needs(fact, 'subjectId', 'subject')
  const own = personId === actorOf(ctx).personId
  if (own) scopeFor(ctx, wire.actOwn)
  else await mustKnow(await reach(ctx, wire.actFor, shiftId), shiftId, personId)
  if (own) await mustBeOwnWord(ctx, fact)
  const shift = own ? await mustBeMine(ctx, shiftId, personId) : await shiftById(ctx, shiftId)
  const { id, kind, occurredAt, supersedes } = fact
  const payload = kind === checkedOut.name ? payloadOf(LeftSaid, fact) : fact.payload
  const said = { ...dutyFact(shift, personId, { id, kind, payload, occurredAt }), ...(supersedes && { supersedes }) }
  await recordAct(ctx, shift, await withKnownOther(ctx, shift, said))
}

/** Why somebody left, as people say it; what the server says of itself comes from no phone. */
const LeftSaid = z.object({ why: z.enum(SAID_LEAVINGS) })

/** @returns the context in which it is within reach */
async function reach(ctx: Ctx, endpoint: Endpoint, shiftId: string): Promise<Ctx> {
  const reached = { ...ctx, scope: scopeFor(ctx, endpoint) }
  await checkReach(reached, endpoint, { shiftId })
  return reached
}

/**
 * People correct what they said themselves. What the captain or a desk noted, they correct.
 *
 * @throws Problem `duty/said-by-another`
 */
async function mustBeOwnWord(ctx: Ctx, { supersedes, kind }: SentFact): Promise<void> {
  // Which check-out is taken back is found by the server.
  if (!supersedes || kind === tookBack.name) return
  const corrected = await factById(ctx, supersedes)
  if (corrected && corrected.accountId !== actorOf(ctx).accountId) throw duty('duty/said-by-another')
}

function needs(fact: SentFact, key: 'personId' | 'subjectId', missing: string): string {
  const value = fact[key]
  if (!value) throw ledger('ledger/needs', { kind: fact.kind, missing })
  return value
}

function payloadOf<T extends z.core.$ZodType>(shape: T, { payload }: SentFact): z.core.output<T> {
  const result = z.safeParse(shape, payload)
  if (!result.success) throw door('door/bad-input', { count: result.error.issues.length, where: 'payload' })
  return result.data
}
