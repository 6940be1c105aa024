import { ledger } from '@muster/core/ledger/problems.ts'
import { door } from '@muster/core/platform/problems.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import { sampled, sampleWithdrawn } from '@muster/core/register/sampling/kinds.ts'
import { Sampling, Withdrawing } from '@muster/core/register/sampling/rounds.wire.ts'
import { sql } from 'kysely'
import { readPayload, subjectOf } from '../../ledger/said.ts'
import { heardBefore, lockLedger, record } from '../../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'
import type { SentFact } from '../../platform/slice.ts'
import { OWN_MS, onTime } from '../enter.ts'
import { runsPost } from '../reach.ts'
import { type RoundRow, roundAt, waitsFor } from './rows.ts'
import { identify, type Named, type Who } from './who.ts'

/** A sample as it stands. */
export interface SampleRow {
  readonly id: string
  readonly round_id: string
  readonly tube: string
  readonly post_id: string
  readonly territory: string
  readonly at: Date
  readonly heard_at: Date
  readonly account_id: string | null
  readonly who: string
  readonly home: string | null
  readonly via: Who['via']
  readonly waits: string | null
  readonly ended_at: Date | null
  readonly state: 'stands' | 'held' | 'again' | 'withdrawn' | 'moved'
}

/** @throws Problem `door/not-found` */
export async function sampleById(ctx: Ctx, id: string): Promise<SampleRow> {
  const { rows } = await sql<SampleRow>`
    select id, round_id, tube, post_id, territory, at, heard_at, account_id, who, home, via, waits, ended_at, state
      from sample where tenant = ${ctx.tenant.tenant} and id = ${id}`.execute(ctx.tx)
  if (!rows[0]) throw door('door/not-found')
  return rows[0]
}

/**
 * Takes a sample in. It is in the tube whatever the server thinks of it: what does not fit is held for somebody, refused is
 * only what says nothing. With `supersedes` it is the same swab under another label, or another person.
 *
 * @throws Problem `register/no-such-round`, `register/nobody-named`, `register/closed`, `register/not-yours`, `ledger/superseded`
 */
export async function takeSample(ctx: Ctx, fact: SentFact): Promise<void> {
  const stamp = await lockLedger(ctx)
  const postId = subjectOf(fact)
  if (await heardBefore(ctx, { id: fact.id, kind: sampled.name, subjectId: postId })) return
  const { roundId, tube, ...named } = readPayload(Sampling, fact)
  const { round, territory } = await roundAt(ctx, roundId, postId)
  const corrected = fact.supersedes ? await changeable(ctx, fact.supersedes, roundId) : null
  const { at, skew } = onTime(corrected?.at ?? fact.occurredAt, stamp)
  const who = await whoIsMeant(ctx, round, { ...named, tube, instead: corrected?.id }, corrected)
  const waits =
    (await waitsFor(ctx, round, { postId, personId: actorOf(ctx).personId, at, stamp })) ?? (who.doubtful && 'code')
  await keepApart(ctx, { sampleId: fact.id, round, corrected }, who)
  const payload = {
    roundId,
    tube,
    via: who.via,
    who: who.who,
    ...(who.home && { home: who.home }),
    ...(waits && { waits }),
    ...skew,
  }
  const about = { territory, subjectId: postId, incidentId: round.incident_id }
  const corrects = corrected && { supersedes: corrected.id }
  await record(ctx, [{ id: fact.id, kind: sampled.name, occurredAt: at, ...about, ...corrects, payload }])
  if (named.homeServiceId) await served(ctx, roundId, named.homeServiceId)
  changed(ctx, `sampling/${postId}`)
}

/** A sample that is only moved to another tube is of the same person. */
async function whoIsMeant(ctx: Ctx, round: RoundRow, named: Named, corrected: SampleRow | null): Promise<Who | Moved> {
  const says = named.code ?? named.residentId ?? named.name ?? named.homeServiceId
  if (!corrected || says) return identify(ctx, round, named)
  const { who, home, via, waits } = corrected
  return { who, ...(home && { home }), via, doubtful: waits === 'code', apart: null }
}
type Moved = Omit<Who, 'apart'> & { readonly apart: null }

/** Names stand apart from the ledger; of a round that was erased none is kept. */
async function keepApart(
  ctx: Ctx,
  { sampleId, round, corrected }: { sampleId: string; round: RoundRow; corrected: SampleRow | null },
  { apart }: Who | Moved,
): Promise<void> {
  const { tenant } = ctx.tenant
  if (!apart && corrected) {
    await sql`
      update sample_private set sample_id = ${sampleId} where tenant = ${tenant} and sample_id = ${corrected.id}`.execute(
      ctx.tx,
    )
    return
  }
  if (corrected) await dropApart(ctx, corrected.id)
  if (!apart || !round.salt) return
  await sql`
    insert into sample_private (tenant, sample_id, round_id, resident_id, name, door)
    values (${tenant}, ${sampleId}, ${round.id}, ${apart.residentId}, ${apart.name}, ${apart.door})
    on conflict (tenant, sample_id) do nothing`.execute(ctx.tx)
}

const dropApart = (ctx: Ctx, sampleId: string) =>
  sql`delete from sample_private where tenant = ${ctx.tenant.tenant} and sample_id = ${sampleId}`.execute(ctx.tx)

const served = (ctx: Ctx, roundId: string, id: string) =>
  sql`
    update home_service set state = 'served', ended_at = ${ctx.now}
     where tenant = ${ctx.tenant.tenant} and round_id = ${roundId} and id = ${id} and state = 'open'`.execute(ctx.tx)

/** One's own sample of the last day, or one of a post that one runs. @throws Problem `register/not-yours`, `ledger/superseded` */
async function changeable(ctx: Ctx, id: string, roundId: string): Promise<SampleRow> {
  const sample = await sampleById(ctx, id)
  if (sample.round_id !== roundId) throw door('door/not-found')
  const own = sample.account_id === actorOf(ctx).accountId && ctx.now.getTime() - sample.heard_at.getTime() <= OWN_MS
  if (!own && !(await runsPost(ctx, sample.post_id))) throw problem('register/not-yours')
  if (sample.ended_at) throw ledger('ledger/superseded')
  return sample
}

/** It was a slip: no swab is in the tube. @throws Problem as {@link changeable} */
export async function withdrawSample(ctx: Ctx, fact: SentFact): Promise<void> {
  const stamp = await lockLedger(ctx)
  const postId = subjectOf(fact)
  if (await heardBefore(ctx, { id: fact.id, kind: sampleWithdrawn.name, subjectId: postId })) return
  const { sampleId } = readPayload(Withdrawing, fact)
  const known = await sampleById(ctx, sampleId)
  const sample = await changeable(ctx, sampleId, known.round_id)
  const { at, skew } = onTime(fact.occurredAt, stamp)
  const payload = { roundId: sample.round_id, sampleId, ...skew }
  const about = { territory: sample.territory, subjectId: sample.post_id, supersedes: sample.id }
  await record(ctx, [{ id: fact.id, kind: sampleWithdrawn.name, occurredAt: at, ...about, payload }])
  await dropApart(ctx, sampleId)
  changed(ctx, `sampling/${sample.post_id}`)
}
