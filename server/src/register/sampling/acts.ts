import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import {
  boxHanded,
  boxSealed,
  sampled,
  sampleSettled,
  sampleWithdrawn,
  tubeSealed,
} from '@muster/core/register/sampling/kinds.ts'
import type * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import * as registerWire from '@muster/core/register/wire.ts'
import { readPayload, subjectOf } from '../../ledger/said.ts'
import { heardBefore, lockLedger, record } from '../../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'
import { outOfReach, scopeFor } from '../../platform/door/reach.ts'
import type { FactAction, SentFact } from '../../platform/slice.ts'
import { onTime } from '../enter.ts'
import { runsPost } from '../reach.ts'
import { roundAt, waitsFor } from './rows.ts'
import { sampleById, takeSample, withdrawSample } from './take.ts'

/** What phones keep in their outbox. */
export const factActions: Readonly<Record<string, FactAction>> = {
  [sampled.name]: (ctx, fact) => takeSample(allowed(ctx), fact),
  [sampleWithdrawn.name]: (ctx, fact) => withdrawSample(allowed(ctx), fact),
  [tubeSealed.name]: (ctx, fact) => onTubes(allowed(ctx), tubeSealed, fact),
  [boxSealed.name]: (ctx, fact) => onTubes(allowed(ctx), boxSealed, fact),
  [boxHanded.name]: (ctx, fact) => onTubes(allowed(ctx), boxHanded, fact),
}

const allowed = (ctx: Ctx): Ctx => ({ ...ctx, scope: scopeFor(ctx, registerWire.enter) })

/** Tubes are sealed, boxed and handed over by those who stand at a post of the round, or run it. @throws Problem `door/not-found` */
async function onTubes(
  ctx: Ctx,
  kind: typeof tubeSealed | typeof boxSealed | typeof boxHanded,
  fact: SentFact,
): Promise<void> {
  const stamp = await lockLedger(ctx)
  const postId = subjectOf(fact)
  if (await heardBefore(ctx, { id: fact.id, kind: kind.name, subjectId: postId })) return
  const { skewed: _, ...said } = readPayload(kind.payload, fact)
  const { round, territory } = await roundAt(ctx, said.roundId, postId)
  const { at, skew } = onTime(fact.occurredAt, stamp)
  const waits = await waitsFor(ctx, round, { postId, personId: actorOf(ctx).personId, at, stamp })
  if (waits === 'not-on-post') throw door('door/not-found')
  const about = { territory, subjectId: postId, incidentId: round.incident_id }
  await record(ctx, [{ id: fact.id, kind: kind.name, occurredAt: at, ...about, payload: { ...said, ...skew } }])
  changed(ctx, `sampling/${postId}`)
}

/** Lets a held sample count where its tube has room, says that the person is to come again, or that they came. @throws Problem `register/not-held` */
export async function settleSample(ctx: Ctx, input: ParsedOf<typeof wire.settleSample>) {
  await lockLedger(ctx)
  const sample = await sampleById(ctx, input.sampleId)
  if (sample.round_id !== input.roundId || !(await runsPost(ctx, sample.post_id))) throw outOfReach()
  const about = { territory: sample.territory, subjectId: sample.post_id }
  if (await heardBefore(ctx, { id: input.id, kind: sampleSettled.name, ...about })) return { done: true as const }
  if (sample.state !== 'held' && !(sample.state === 'again' && input.how === 'came')) throw problem('register/not-held')
  // What its tube has no room for no word can let in.
  if (input.how === 'counts' && !sample.waits) throw problem('register/not-held')
  const payload = { roundId: sample.round_id, sampleId: sample.id, how: input.how }
  await record(ctx, [{ id: input.id, kind: sampleSettled.name, ...about, payload }])
  await ctx.house.audit(ctx, sampleSettled.name, `sample/${sample.id}`, { how: input.how })
  changed(ctx, `sampling/${sample.post_id}`)
  return { done: true as const }
}
