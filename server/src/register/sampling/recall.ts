import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import {
  type CALL_OUTCOMES,
  recallCalled,
  recallUndone,
  tubeRecalled,
  tubeResult,
} from '@muster/core/register/sampling/kinds.ts'
import { sampling } from '@muster/core/register/sampling/problems.ts'
import type * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import { factById, heardBefore, lockLedger, type NewFact, record } from '../../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'
import { POSTS } from '../../roster/posts/post-rows.ts'
import { postsWithin } from '../../roster/posts/reach.ts'
import { AGAIN_SINCE, NAMED } from './held.ts'

/** A recall is taken back for so long, while nobody was called. */
const UNDO_MS = 10 * 60_000
/** Whoever has claimed somebody to call has so long to note what came of it. */
const CLAIM_MS = 10 * 60_000

interface TubeRow {
  readonly tube: string
  readonly post_id: string
  readonly post: string
  readonly territory: string
  readonly incident_id: string
  readonly samples: number
  readonly result: 'clear' | 'again' | null
  readonly recall_id: string | null
  readonly recalled_at: Date | null
}

/** Tubes at posts within reach; anything else is not there. */
async function tubesWhere(ctx: Ctx, roundId: string, where: RawBuilder<unknown>): Promise<TubeRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<TubeRow>`
    select tu.tube, tu.post_id, po.name as post, tu.territory, r.incident_id, tu.samples, tu.result, tu.recall_id, tu.recalled_at
      from ${POSTS(tenant)} join tube tu on tu.tenant = ${tenant} and tu.post_id = po.id
      join sampling_round r on r.tenant = ${tenant} and r.id = tu.round_id
     where po.tenant = ${tenant} and tu.round_id = ${roundId} and ${where} and ${postsWithin(ctx)}`.execute(ctx.tx)
  return rows
}

/** @throws Problem `register/no-such-tube` */
async function tubeWhere(ctx: Ctx, roundId: string, where: RawBuilder<unknown>, label: string): Promise<TubeRow> {
  const [tube] = await tubesWhere(ctx, roundId, where)
  if (!tube) throw sampling('register/no-such-tube', { tube: label })
  return tube
}

const about = (roundId: string, { tube, territory, post_id, incident_id }: TubeRow) => ({
  territory,
  subjectId: post_id,
  incidentId: incident_id,
  payload: { roundId, tube },
})

/** The server's own recall. NOTE: under an id of its own, so that it does not say where it comes from. */
const decidedRecall = (of: ReturnType<typeof about>): NewFact => ({
  id: v7(),
  kind: tubeRecalled.name,
  ...of,
  decided: true,
})

/** Recalls a tube; one that is recalled already stays so under the recall that stands. */
export async function recallTube(ctx: Ctx, { roundId, id, tube: label }: ParsedOf<typeof wire.recallTube>) {
  await lockLedger(ctx)
  const tube = await tubeWhere(ctx, roundId, sql`tu.tube = ${label}`, label)
  const fact = { id, kind: tubeRecalled.name, ...about(roundId, tube) }
  if (!tube.recall_id && !(await heardBefore(ctx, fact))) {
    await record(ctx, [fact])
    await audit(ctx, tubeRecalled.name, `tube/${label}`, { round: roundId, people: tube.samples })
    changed(ctx, `sampling/${tube.post_id}`)
  }
  return { recallId: tube.recall_id ?? id, people: tube.samples }
}

/**
 * Takes back a recall of one's own. A tube that the laboratory wants again meanwhile is recalled anew at once: a refusal
 * would tell the result. @throws Problem `register/too-late-to-undo`
 */
export async function undoRecall(ctx: Ctx, { roundId, recallId, id }: ParsedOf<typeof wire.undoRecall>) {
  const stamp = await lockLedger(ctx)
  const known = await factById(ctx, id)
  if (known?.kind === recallUndone.name && known.supersedes === recallId) return { done: true as const }
  const tube = await recalled(ctx, roundId, recallId)
  const { rows: called } = await sql`
    select from sample where tenant = ${ctx.tenant.tenant} and round_id = ${roundId} and tube = ${tube.tube} and outcome is not null
    union all
    select from recall_claim where tenant = ${ctx.tenant.tenant} and recall_id = ${recallId} limit 1`.execute(ctx.tx)
  if (called.length > 0 || stamp.getTime() - tube.recalled_at!.getTime() > UNDO_MS)
    throw sampling('register/too-late-to-undo')
  if ((await factById(ctx, recallId))?.accountId !== actorOf(ctx).accountId) throw sampling('register/not-your-recall')
  const { payload, ...rest } = about(roundId, tube)
  const fact: NewFact = {
    id,
    kind: recallUndone.name,
    ...rest,
    supersedes: recallId,
    payload: { ...payload, recallId },
  }
  await record(ctx, [fact])
  if (tube.result === 'again') await record(ctx, [decidedRecall({ payload, ...rest })])
  await audit(ctx, recallUndone.name, `tube/${tube.tube}`, { round: roundId })
  changed(ctx, `sampling/${tube.post_id}`)
  return { done: true as const }
}

const recalled = (ctx: Ctx, roundId: string, recallId: string): Promise<TubeRow> =>
  tubeWhere(ctx, roundId, sql`tu.recall_id = ${recallId}`, '–')

interface PersonRow {
  readonly sampleId: string
  readonly name: string | null
  readonly door: string | null
  readonly outcome: (typeof CALL_OUTCOMES)[number] | null
  readonly account_id: string | null
  readonly again: boolean
}

/** Who is in a recalled tube; numbers are told one by one. */
export async function recallList(ctx: Ctx, { roundId, recallId }: ParsedOf<typeof wire.recallList>) {
  const { tenant } = ctx.tenant
  const { tube, post_id, post, recalled_at } = await recalled(ctx, roundId, recallId)
  const { rows } = await sql<PersonRow>`
    select s.id as "sampleId", coalesce(p.name, re.name) as name, coalesce(p.door, re.door) as door, s.outcome, c.account_id, ${AGAIN_SINCE(tenant)} as again
      from sample s ${NAMED(tenant)}
      left join recall_claim c on c.tenant = ${tenant} and c.sample_id = s.id and c.recall_id = ${recallId} and c.until > ${ctx.now}
     where s.tenant = ${tenant} and s.round_id = ${roundId} and s.tube = ${tube} and s.state in ('stands', 'held', 'again')
     order by coalesce(p.door, re.door), s.at, s.id`.execute(ctx.tx)
  const mine = actorOf(ctx).accountId
  return {
    tube,
    post: { id: post_id, name: post },
    recalledAt: recalled_at!.toISOString(),
    rows: rows.map(({ account_id, ...row }) => ({
      ...row,
      claimed: account_id === null ? ('no' as const) : account_id === mine ? ('me' as const) : ('other' as const),
    })),
  }
}

/** A sample of a recalled tube within reach. @throws Problem `register/no-such-tube` */
async function personIn(ctx: Ctx, roundId: string, recallId: string, sampleId: string): Promise<TubeRow> {
  const tube = await recalled(ctx, roundId, recallId)
  const { rows } = await sql`
    select from sample where tenant = ${ctx.tenant.tenant} and id = ${sampleId} and round_id = ${roundId} and tube = ${tube.tube}`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw sampling('register/no-such-tube', { tube: tube.tube })
  return tube
}

/** Takes one person to call and tells the number; the audit says that it was told. @throws Problem `register/claimed` */
export async function claimCall(ctx: Ctx, { roundId, recallId, sampleId }: ParsedOf<typeof wire.claimCall>) {
  const { tenant } = ctx.tenant
  const { accountId } = actorOf(ctx)
  const tube = await personIn(ctx, roundId, recallId, sampleId)
  const until = new Date(ctx.now.getTime() + CLAIM_MS)
  const { rows } = await sql`
    insert into recall_claim (tenant, sample_id, recall_id, account_id, until)
    values (${tenant}, ${sampleId}, ${recallId}, ${accountId}, ${until})
    on conflict (tenant, sample_id) do update set recall_id = excluded.recall_id, account_id = excluded.account_id, until = excluded.until
     where recall_claim.account_id = excluded.account_id or recall_claim.until <= ${ctx.now} or recall_claim.recall_id <> excluded.recall_id
    returning sample_id`.execute(ctx.tx)
  if (rows.length === 0) throw sampling('register/claimed')
  const { rows: numbers } = await sql<{ phone: string | null }>`
    select re.phone from sample s ${NAMED(tenant)} where s.tenant = ${tenant} and s.id = ${sampleId}`.execute(ctx.tx)
  await audit(ctx, 'register.number-told', `sample/${sampleId}`, { tube: tube.tube })
  changed(ctx, `sampling/${tube.post_id}`)
  return { until: until.toISOString(), phone: numbers[0]?.phone ?? null }
}

/** What came of a call, by whoever has claimed it. @throws Problem `register/not-claimed` */
export async function noteCall(ctx: Ctx, input: ParsedOf<typeof wire.noteCall>) {
  const { tenant } = ctx.tenant
  const { id, roundId, recallId, sampleId, outcome } = input
  await lockLedger(ctx)
  const tube = await personIn(ctx, roundId, recallId, sampleId)
  const { payload, ...rest } = about(roundId, tube)
  const fact = {
    id,
    kind: recallCalled.name,
    ...rest,
    payload: { roundId: payload.roundId, recallId, sampleId, outcome },
  }
  if (await heardBefore(ctx, fact)) return { done: true as const }
  const { numAffectedRows } = await sql`
    delete from recall_claim where tenant = ${tenant} and sample_id = ${sampleId} and recall_id = ${recallId}
       and account_id = ${actorOf(ctx).accountId} and until > ${ctx.now}`.execute(ctx.tx)
  if (!numAffectedRows) throw sampling('register/not-claimed')
  await record(ctx, [fact])
  changed(ctx, `sampling/${tube.post_id}`)
  return { done: true as const }
}

/** Results of a feed. A tube to be taken again is recalled by the server; whoever calls does not learn why. */
export async function tellResults(ctx: Ctx, { roundId, rows }: ParsedOf<typeof wire.tellResults>) {
  await lockLedger(ctx)
  const labels = rows.map(({ tube }) => tube)
  const tubes = new Map(
    (await tubesWhere(ctx, roundId, sql`tu.tube = any(${labels}::text[])`)).map(tu => [tu.tube, tu]),
  )
  const outcomes = await record(
    ctx,
    rows.flatMap(({ id, tube: label, result }): NewFact[] => {
      const tube = tubes.get(label)
      if (!tube) return []
      const { payload, ...rest } = about(roundId, tube)
      return [{ id, kind: tubeResult.name, ...rest, payload: { ...payload, result } }]
    }),
  )
  const told = outcomes.flatMap(({ verdict, fact }) => (verdict === 'accepted' ? [fact.payload] : []))
  const again = new Set(told.filter(({ result }) => result === 'again').map(({ tube }) => tube))
  const recalls = [...tubes.values()].filter(({ tube, recall_id }) => again.has(tube) && !recall_id)
  await record(
    ctx,
    recalls.map(tube => decidedRecall(about(roundId, tube))),
  )
  for (const postId of new Set(told.map(({ tube }) => tubes.get(String(tube))!.post_id)))
    changed(ctx, `sampling/${postId}`)
  await audit(ctx, 'register.results-told', `round/${roundId}`, { told: told.length })
  return { told: told.length, unknown: labels.filter(label => !tubes.has(label)) }
}
