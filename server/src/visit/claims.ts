import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { tidySheetNumber } from '@muster/core/register/sheet-number.ts'
import { Claimed, claimed, Released, released } from '@muster/core/visit/kinds.ts'
import { STATES, type State } from '@muster/core/visit/outcomes.ts'
import { visit as problem } from '@muster/core/visit/problems.ts'
import { CLAIM_MINUTES, type release as toRelease } from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import { audit } from '../audit/write.ts'
import { afterwards } from '../ledger/afterwards.ts'
import { readPayload, subjectOf } from '../ledger/said.ts'
import { heardBefore, lockLedger, record } from '../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { outOfReach } from '../platform/door/reach.ts'
import type { SentFact } from '../platform/slice.ts'
import { onTime } from '../register/enter.ts'
import { runsPost } from '../register/reach.ts'
import { type KnownList, knownOf } from './known.ts'
import { type SweepRow, sweepById } from './rows.ts'
import { mayWork, mustBeInTime } from './told.ts'

/**
 * Somebody takes a list: one that is free, or over from whoever holds it. A list nobody else works on is given again to
 * whoever asks twice.
 *
 * @throws Problem `visit/claimed`, `visit/wrong-code`, `visit/closed`, `door/not-found`
 */
export async function claim(ctx: Ctx, fact: SentFact): Promise<void> {
  const siteId = subjectOf(fact)
  const stamp = await lockLedger(ctx)
  if (await heardBefore(ctx, { id: fact.id, kind: claimed.name, subjectId: siteId })) return
  const { code, ...wanted } = readPayload(Claimed, fact)
  const sweep = await sweepById(ctx, wanted.sweepId)
  mustBeInTime(ctx, sweep, stamp)
  const { at, skew } = onTime(fact.occurredAt, stamp)
  if (!(await mayWork(ctx, sweep, at))) throw outOfReach()
  // A phone that wakes up a day later takes nothing from anybody, whoever holds it.
  if (stamp.getTime() - at.getTime() > CLAIM_MINUTES * 60_000) return
  const list = await listOf(ctx, sweep, { siteId, stair: wanted.stair, stamp })
  const from = list.claim && list.claim.account_id !== actorOf(ctx).accountId ? list.claim : null
  if (from && !wanted.over) throw problem('visit/claimed', { until: minuteIn(ctx.tenant.zone, from.until) })
  if (from) await mayTakeOver(ctx, sweep, code)
  const said = saidOf(list, wanted.said ?? [])
  const payload = { sweepId: sweep.id, stair: wanted.stair, ...(wanted.over && { over: true }), said, ...skew }
  await record(ctx, [{ id: fact.id, kind: claimed.name, occurredAt: at, ...aboutOf(sweep, siteId), payload }])
  if (wanted.over) await auditTakeOver(ctx, sweep, { siteId, stair: wanted.stair, stamp }, from?.account_id ?? null)
  changed(ctx, `sweep/${sweep.id}`)
}

interface Which {
  readonly siteId: string
  readonly stair: string
  /** By the ledger's clock, which may be ahead of this server's: what was just heard is known. */
  readonly stamp: Date
}

/** The list as it stands. @throws Problem `door/not-found` */
async function listOf(ctx: Ctx, sweep: SweepRow, { siteId, stair, stamp }: Which): Promise<KnownList> {
  const list = (await knownOf(ctx, sweep, stamp, siteId)).find(one => one.stair === stair)
  if (!list) throw door('door/not-found')
  return list
}

/** Only doors of the list that nothing was heard of can be said to be done. */
const saidOf = ({ doors }: KnownList, ids: readonly string[]): string[] =>
  doors.filter(({ id, visits }) => visits.length === 0 && ids.includes(id)).map(({ id }) => id)

/** @throws Problem `visit/wrong-code` for whoever neither runs the post nor holds its code */
async function mayTakeOver(ctx: Ctx, sweep: SweepRow, code: string | undefined): Promise<void> {
  if (await runsPost(ctx, sweep.post.id)) return
  if (!code || tidySheetNumber(code) !== sweep.code) throw problem('visit/wrong-code')
}

/** Who took what over, and how it stood: both hands are found in the ledger. */
async function auditTakeOver(ctx: Ctx, sweep: SweepRow, which: Which, from: string | null): Promise<void> {
  const { siteId, stair } = which
  const { doors } = await listOf(ctx, sweep, which)
  const count = (state: State) => doors.filter(one => one.state === state).length
  const counts = Object.fromEntries(STATES.map(state => [state, count(state)]))
  await afterwards(ctx, () => audit(ctx, 'visit.taken-over', `sweep/${sweep.id}`, { siteId, stair, from, ...counts }))
}

const aboutOf = ({ territory, incident_id }: SweepRow, siteId: string) => ({
  territory: territory.code,
  subjectId: siteId,
  incidentId: incident_id,
})

/** Whoever holds a list gives it back; whoever runs the post frees anybody's that they knew of. */
export async function giveBack(ctx: Ctx, fact: SentFact): Promise<void> {
  const siteId = subjectOf(fact)
  const stamp = await lockLedger(ctx)
  if (await heardBefore(ctx, { id: fact.id, kind: released.name, subjectId: siteId })) return
  const { sweepId, stair } = readPayload(Released, fact)
  const sweep = await sweepById(ctx, sweepId)
  // Nobody holds it any more, or somebody else does by now: what was meant has come true.
  const { rows } = await sql<{ account_id: string | null; heard_at: Date }>`
    select account_id, heard_at from claim
     where tenant = ${ctx.tenant.tenant} and sweep_id = ${sweepId} and site_id = ${siteId} and stair = ${stair} and ended_at is null`.execute(
    ctx.tx,
  )
  if (!rows[0]) return
  const { at, skew } = onTime(fact.occurredAt, stamp)
  const own = rows[0].account_id === actorOf(ctx).accountId
  if (!own && (rows[0].heard_at > at || !(await runsPost(ctx, sweep.post.id)))) return
  const payload = { sweepId, stair, ...skew }
  await record(ctx, [{ id: fact.id, kind: released.name, occurredAt: at, ...aboutOf(sweep, siteId), payload }])
  changed(ctx, `sweep/${sweepId}`)
}

/** A desk frees a list. */
export async function release(ctx: Ctx, { id, sweepId, siteId, stair }: ParsedOf<typeof toRelease>) {
  const payload = { sweepId, stair }
  const occurredAt = await lockLedger(ctx)
  await giveBack(ctx, { id, kind: released.name, occurredAt, subjectId: siteId, payload })
  await audit(ctx, 'visit.list-freed', `sweep/${sweepId}`, { siteId, stair })
  return { done: true as const }
}
