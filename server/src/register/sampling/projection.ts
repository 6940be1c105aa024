import {
  boxHanded,
  boxSealed,
  recallCalled,
  recallUndone,
  sampled,
  sampleSettled,
  sampleWithdrawn,
  tubeRecalled,
  tubeResult,
  tubeSealed,
} from '@muster/core/register/sampling/kinds.ts'
import { judgeTube } from '@muster/core/register/sampling/tube.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Projection, RecordedFact } from '../../platform/slice.ts'

/** Samples, tubes and boxes are what facts say of them. Of a tube everything is judged anew whenever one fact about it is heard. */
export const samplingProjection: Projection = {
  tables: ['sample', 'tube', 'tube_box'],
  kinds: [
    sampled,
    sampleWithdrawn,
    sampleSettled,
    tubeSealed,
    boxSealed,
    boxHanded,
    tubeResult,
    tubeRecalled,
    recallUndone,
    recallCalled,
  ].map(({ name }) => name),
  apply,
}

async function apply(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const touched = new Tubes()
  for (const fact of facts) if (JUDGED.has(fact.kind)) touched.add(fact)
  await addSamples(
    ctx,
    facts.filter(({ kind }) => kind === sampled.name),
  )
  await touched.open(ctx)
  for (const fact of facts) await STEPS[fact.kind]?.(ctx, fact, touched)
  await touched.judge(ctx)
}

/** After these a tube is judged anew; a result or a recall changes nothing of who stands in it. */
const JUDGED: ReadonlySet<string> = new Set([sampled.name, tubeSealed.name])

/** What each fact changes, one after another: a recall after its undoing is another one than before. */
const STEPS: Readonly<Record<string, (ctx: Ctx, fact: RecordedFact, touched: Tubes) => Promise<unknown>>> = {
  [sampled.name]: endSample,
  [sampleWithdrawn.name]: endSample,
  [sampleSettled.name]: settle,
  [tubeSealed.name]: seal,
  [boxSealed.name]: box,
  [boxHanded.name]: hand,
  [tubeResult.name]: tellResult,
  [tubeRecalled.name]: recall,
  [recallUndone.name]: undoRecall,
  [recallCalled.name]: called,
}

interface TubeKey {
  readonly roundId: string
  readonly tube: string
  readonly postId: string
  readonly territory: string
}

/** The tubes that some facts are about, each handled with all others at once. */
class Tubes {
  readonly all = new Map<string, TubeKey>()

  add({ payload, subjectId, territory }: RecordedFact, tube = String(payload.tube)): void {
    const roundId = String(payload.roundId)
    const key = `${roundId} ${tube}`
    // The first post holds, as it does for facts that come one by one.
    if (!this.all.has(key)) this.all.set(key, { roundId, tube, postId: subjectId!, territory: territory! })
  }

  /** Each has a row, whatever is heard of it first. */
  async open(ctx: Ctx): Promise<void> {
    if (this.all.size === 0) return
    const keys = [...this.all.values()]
    await sql`
      insert into tube (tenant, round_id, tube, post_id, territory, samples, waiting)
      select ${ctx.tenant.tenant}, x.*, 0, 0 from unnest(
        ${keys.map(({ roundId }) => roundId)}::uuid[], ${keys.map(({ tube }) => tube)}::text[],
        ${keys.map(({ postId }) => postId)}::uuid[], ${keys.map(({ territory }) => territory)}::text[]) as x
      on conflict (tenant, round_id, tube) do nothing`.execute(ctx.tx)
  }

  async judge(ctx: Ctx): Promise<void> {
    if (this.all.size > 0) await judgeAll(ctx, [...this.all.values()])
  }
}

interface Sampled {
  readonly id: string
  readonly round_id: string
  readonly tube: string
  readonly at: Date
  readonly who: string
  readonly waits: string | null
  readonly settled_at: Date | null
}
interface Sealed {
  readonly round_id: string
  readonly tube: string
  readonly size: number
  readonly sealed_at: Date | null
}

/** Judges what stands in some tubes and writes it down. */
async function judgeAll(ctx: Ctx, keys: readonly TubeKey[]): Promise<void> {
  const { tenant } = ctx.tenant
  const these = sql`unnest(${keys.map(({ roundId }) => roundId)}::uuid[], ${keys.map(({ tube }) => tube)}::text[]) as k (round_id, tube)`
  // Asked in one breath: the second waits for no answer to the first.
  const [{ rows: known }, { rows: samples }] = await Promise.all([
    sql<Sealed>`
      select tu.round_id, tu.tube, r.tube_size as size, tu.sealed_at from ${these}
        join tube tu on tu.tenant = ${tenant} and tu.round_id = k.round_id and tu.tube = k.tube
        join sampling_round r on r.tenant = ${tenant} and r.id = tu.round_id`.execute(ctx.tx),
    sql<Sampled>`
      select s.id, s.round_id, s.tube, s.at, s.who, s.waits, s.settled_at from ${these}
        join sample s on s.tenant = ${tenant} and s.round_id = k.round_id and s.tube = k.tube
       where s.ended_at is null`.execute(ctx.tx),
  ])
  const inside = Map.groupBy(samples, keyOf)
  const held = new Map(known.flatMap(tube => heldIn(tube, inside.get(keyOf(tube)) ?? [])))
  if (held.size > 0)
    await sql`
      update sample set state = case when x.held is null then 'stands' else 'held' end, held = x.held
        from unnest(${[...held.keys()]}::uuid[], ${[...held.values()]}::text[]) as x (id, held)
       where sample.tenant = ${tenant} and sample.id = x.id`.execute(ctx.tx)
  await sql`
    update tube set samples = n.samples, waiting = n.waiting, first_at = n.first_at,
           post_id = coalesce(n.post_id, tube.post_id), territory = coalesce(n.territory, tube.territory)
      from ${these} cross join lateral (
           select count(*) filter (where state = 'stands')::int as samples, count(*) filter (where state = 'held')::int as waiting,
                  min(at) filter (where state = 'stands') as first_at, (array_agg(post_id order by at, id))[1] as post_id,
                  (array_agg(territory order by at, id))[1] as territory
             from sample where tenant = ${tenant} and round_id = k.round_id and tube = k.tube) n
     where tube.tenant = ${tenant} and tube.round_id = k.round_id and tube.tube = k.tube`.execute(ctx.tx)
}

const keyOf = ({ round_id, tube }: Pick<Sealed, 'round_id' | 'tube'>): string => `${round_id} ${tube}`

/** Of each sample in a tube why it is held, or null. */
function heldIn({ size, sealed_at }: Sealed, samples: readonly Sampled[]): (readonly [string, string | null])[] {
  const counting = samples.filter(({ waits, settled_at }) => waits === null || settled_at !== null)
  const verdicts = judgeTube(
    { size, sealedAt: sealed_at?.getTime() ?? null },
    counting.map(({ id, at, who }) => ({ id, at: at.getTime(), who })),
  )
  return samples.map(({ id, waits }) => [id, verdicts.has(id) ? verdicts.get(id)! : waits] as const)
}

async function addSamples(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(({ id, subjectId, territory, occurredAt, recordedAt, accountId, payload }) => ({
    id,
    round_id: payload.roundId,
    tube: payload.tube,
    post_id: subjectId,
    territory,
    at: occurredAt,
    heard_at: recordedAt,
    account_id: accountId,
    who: payload.who,
    home: payload.home ?? null,
    via: payload.via,
    waits: payload.waits ?? null,
  }))
  await sql`
    insert into sample (tenant, id, round_id, tube, post_id, territory, at, heard_at, account_id, who, home, via, waits, state)
    select ${ctx.tenant.tenant}, r.*, 'stands' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, round_id uuid, tube text, post_id uuid, territory text, at timestamptz, heard_at timestamptz, account_id uuid,
      who text, home text, via text, waits text)`.execute(ctx.tx)
}

/** A sample that was taken back, or is in another tube by now. */
async function endSample(ctx: Ctx, fact: RecordedFact, touched: Tubes): Promise<void> {
  const state = fact.kind === sampleWithdrawn.name ? 'withdrawn' : 'moved'
  if (fact.supersedes) await endOne(ctx, { id: fact.supersedes, state, fact }, touched)
}

async function endOne(
  ctx: Ctx,
  { id, state, fact }: { id: string; state: string; fact: RecordedFact },
  touched: Tubes,
): Promise<void> {
  const { rows } = await sql<{ tube: string }>`
    update sample set state = ${state}, held = null, ended_at = coalesce(ended_at, ${fact.recordedAt})
     where tenant = ${ctx.tenant.tenant} and id = ${id} returning tube`.execute(ctx.tx)
  if (rows[0]) touched.add(fact, rows[0].tube)
}

async function settle(ctx: Ctx, fact: RecordedFact, touched: Tubes): Promise<void> {
  const id = String(fact.payload.sampleId)
  const { how } = fact.payload
  if (how !== 'counts') return endOne(ctx, { id, state: how === 'came' ? 'moved' : 'again', fact }, touched)
  const { rows } = await sql<{ tube: string }>`
    update sample set settled_at = ${fact.recordedAt} where tenant = ${ctx.tenant.tenant} and id = ${id} returning tube`.execute(
    ctx.tx,
  )
  if (rows[0]) touched.add(fact, rows[0].tube)
}

const ofTube = (ctx: Ctx, { payload }: RecordedFact) =>
  sql`tenant = ${ctx.tenant.tenant} and round_id = ${payload.roundId} and tube = ${payload.tube}`

/** The earliest sealing holds: whoever seals again seals what is sealed. */
async function seal(ctx: Ctx, fact: RecordedFact): Promise<void> {
  await sql`
    update tube set sealed_at = least(sealed_at, ${fact.occurredAt}), sealed_heard = least(sealed_heard, ${fact.recordedAt})
     where ${ofTube(ctx, fact)}`.execute(ctx.tx)
}

/** The latest result holds. */
async function tellResult(ctx: Ctx, fact: RecordedFact): Promise<void> {
  await sql`
    update tube set result = ${fact.payload.result}, result_at = ${fact.occurredAt}
     where ${ofTube(ctx, fact)} and (result_at is null or result_at <= ${fact.occurredAt})`.execute(ctx.tx)
}

/** A recall that stands stays the one under which people are called. */
async function recall(ctx: Ctx, fact: RecordedFact): Promise<void> {
  await sql`
    update tube set recall_id = ${fact.id}, recalled_at = ${fact.occurredAt}
     where ${ofTube(ctx, fact)} and recall_id is null`.execute(ctx.tx)
}

async function undoRecall(ctx: Ctx, fact: RecordedFact): Promise<void> {
  await sql`
    update tube set recall_id = null, recalled_at = null
     where ${ofTube(ctx, fact)} and recall_id = ${fact.supersedes}`.execute(ctx.tx)
}

async function called(ctx: Ctx, { payload, occurredAt }: RecordedFact): Promise<void> {
  await sql`
    update sample set outcome = ${payload.outcome}, outcome_at = ${occurredAt}
     where tenant = ${ctx.tenant.tenant} and id = ${payload.sampleId} and (outcome_at is null or outcome_at <= ${occurredAt})`.execute(
    ctx.tx,
  )
}

async function openBox(ctx: Ctx, { payload, subjectId, territory }: RecordedFact): Promise<void> {
  await sql`
    insert into tube_box (tenant, round_id, box, post_id, territory, tubes, hands)
    values (${ctx.tenant.tenant}, ${payload.roundId}, ${payload.box}, ${subjectId}, ${territory}, 0, '{}')
    on conflict (tenant, round_id, box) do nothing`.execute(ctx.tx)
}

/** Tubes lie in the box into which they were put last, whoever is heard last; whoever puts them away has closed them. */
async function box(ctx: Ctx, fact: RecordedFact, touched: Tubes): Promise<void> {
  const { tenant } = ctx.tenant
  const { payload, occurredAt, recordedAt } = fact
  const labels = payload.tubes as string[]
  const inside = new Tubes()
  for (const tube of labels) {
    inside.add(fact, tube)
    touched.add(fact, tube)
  }
  await inside.open(ctx)
  await openBox(ctx, fact)
  const these = sql`tenant = ${tenant} and round_id = ${payload.roundId} and tube = any(${labels}::text[])`
  const { rows: before } = await sql<{ box: string }>`
    select distinct box from tube where ${these} and box is not null`.execute(ctx.tx)
  await sql`
    update tube set sealed_at = least(sealed_at, ${occurredAt}), sealed_heard = least(sealed_heard, ${recordedAt}),
           box = case when box_at > ${occurredAt} then box else ${payload.box} end, box_at = greatest(box_at, ${occurredAt})
     where ${these}`.execute(ctx.tx)
  await sql`
    update tube_box set sealed_at = least(sealed_at, ${occurredAt})
     where tenant = ${tenant} and round_id = ${payload.roundId} and box = ${payload.box}`.execute(ctx.tx)
  await sql`
    update tube_box b set tubes = (select count(*)::int from tube t where t.tenant = ${tenant} and t.round_id = b.round_id and t.box = b.box)
     where b.tenant = ${tenant} and b.round_id = ${payload.roundId} and b.box = any(${[payload.box, ...before.map(one => one.box)]}::text[])`.execute(
    ctx.tx,
  )
}

/** Of two who tell of one side the later hand-over holds. */
async function hand(ctx: Ctx, fact: RecordedFact): Promise<void> {
  const { payload, occurredAt } = fact
  await openBox(ctx, fact)
  const key = `${String(payload.leg)}/${String(payload.side)}`
  const said = { [key]: { at: occurredAt.toISOString(), tubes: payload.tubes } }
  await sql`
    update tube_box set hands = hands || ${JSON.stringify(said)}::jsonb
     where tenant = ${ctx.tenant.tenant} and round_id = ${payload.roundId} and box = ${payload.box}
       and ((hands -> ${key}) is null or (hands -> ${key} ->> 'at')::timestamptz <= ${occurredAt})`.execute(ctx.tx)
}
