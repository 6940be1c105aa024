import { ledger } from '@muster/core/ledger/problems.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { done, type HELD_FOR, Visited, withdrawn } from '@muster/core/visit/kinds.ts'
import { visit as problem } from '@muster/core/visit/problems.ts'
import { sql } from 'kysely'
import { readPayload, subjectOf } from '../ledger/said.ts'
import { heardBefore, lockLedger, record } from '../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import type { SentFact } from '../platform/slice.ts'
import { LATE_MS, OWN_MS, onTime } from '../register/enter.ts'
import { runsPost, wasAtPost } from '../register/reach.ts'
import { type SweepRow, sweepById } from './rows.ts'

/**
 * Takes a visit in. One by somebody who was not meant to be there, or after the end of the sweep, stands beside its door
 * and leaves it unknown. What corrects a visit happened when that one did; where it may not be corrected any more, it is a
 * visit of its own: nobody's knock is lost.
 *
 * @throws Problem `visit/not-on-roll`, `visit/closed`, `visit/not-heard-yet`
 */
export async function tellVisit(ctx: Ctx, fact: SentFact): Promise<void> {
  const householdId = subjectOf(fact)
  const stamp = await lockLedger(ctx)
  if (await heardBefore(ctx, { id: fact.id, kind: done.name, subjectId: householdId })) return
  const said = readPayload(Visited, fact)
  const sweep = await sweepById(ctx, said.sweepId)
  const territory = await doorOf(ctx, sweep, householdId)
  mustBeInTime(ctx, sweep, stamp)
  const corrected = fact.supersedes ? await correctable(ctx, sweep, fact.supersedes, stamp) : null
  const { at, skew } = onTime(corrected?.at ?? fact.occurredAt, stamp)
  const held = await heldFor(ctx, sweep, at)
  const payload = { ...said, ...skew, ...(held && { held }) }
  const about = { territory, subjectId: householdId, incidentId: sweep.incident_id }
  const corrects = corrected && { supersedes: corrected.id }
  await record(ctx, [{ id: fact.id, kind: done.name, occurredAt: at, ...about, ...corrects, payload }])
  changed(ctx, `sweep/${sweep.id}`)
}

const Withdrawn = z.pick(withdrawn.payload, { sweepId: true })

/** Takes a visit back. @throws Problem `visit/closed`, `visit/not-yours`, `visit/not-heard-yet` */
export async function takeBack(ctx: Ctx, fact: SentFact): Promise<void> {
  const householdId = subjectOf(fact)
  const stamp = await lockLedger(ctx)
  if (await heardBefore(ctx, { id: fact.id, kind: withdrawn.name, subjectId: householdId })) return
  const { sweepId } = readPayload(Withdrawn, fact)
  const sweep = await sweepById(ctx, sweepId)
  const territory = await doorOf(ctx, sweep, householdId)
  if (!fact.supersedes) throw ledger('ledger/needs', { kind: withdrawn.name, missing: 'supersedes' })
  mustBeInTime(ctx, sweep, stamp)
  const visit = await heardVisit(ctx, sweep, fact.supersedes)
  if (!(await isChangeable(ctx, sweep, visit, stamp))) throw problem('visit/not-yours')
  if (visit.ended_at) throw ledger('ledger/superseded')
  const { at, skew } = onTime(fact.occurredAt, stamp)
  const about = { territory, subjectId: householdId, incidentId: sweep.incident_id, supersedes: fact.supersedes }
  await record(ctx, [{ id: fact.id, kind: withdrawn.name, occurredAt: at, ...about, payload: { sweepId, ...skew } }])
  changed(ctx, `sweep/${sweep.id}`)
}

/** Where a door of the sweep is; one that has gone since was there when somebody knocked. @throws Problem `visit/not-on-roll` */
export async function doorOf(ctx: Ctx, sweep: SweepRow, householdId: string): Promise<string> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ territory: string }>`
    select s.territory from household h
      join sweep_site x on x.tenant = ${tenant} and x.sweep_id = ${sweep.id} and x.site_id = h.site_id
      join site s on s.tenant = ${tenant} and s.id = h.site_id
     where h.tenant = ${tenant} and h.id = ${householdId}`.execute(ctx.tx)
  if (!rows[0]) throw problem('visit/not-on-roll', { name: sweep.name })
  return rows[0].territory
}

/** @throws Problem `visit/closed` once what phones held should long have come */
export function mustBeInTime(ctx: Ctx, { name, ended_at }: SweepRow, stamp: Date): void {
  if (ended_at && stamp.getTime() - ended_at.getTime() > LATE_MS)
    throw problem('visit/closed', { name, closedAt: minuteIn(ctx.tenant.zone, ended_at) })
}

async function heldFor(ctx: Ctx, sweep: SweepRow, at: Date): Promise<(typeof HELD_FOR)[number] | null> {
  if (sweep.ended_at && at > sweep.ended_at) return 'after-closing'
  return (await mayWork(ctx, sweep, at)) ? null : 'not-on-post'
}

/** Whether the actor runs the sweep's post, or was meant to be there at that time. */
export const mayWork = async (ctx: Ctx, { post }: SweepRow, at: Date): Promise<boolean> =>
  (await runsPost(ctx, post.id)) || wasAtPost(ctx, actorOf(ctx).personId, post.id, at)

interface HeardVisit {
  readonly id: string
  readonly account_id: string | null
  readonly at: Date
  readonly heard_at: Date
  readonly ended_at: Date | null
}

/** @throws Problem `visit/not-heard-yet` */
async function heardVisit(ctx: Ctx, sweep: SweepRow, visitId: string): Promise<HeardVisit> {
  const { rows } = await sql<HeardVisit>`
    select id, account_id, at, heard_at, ended_at from visit
     where tenant = ${ctx.tenant.tenant} and id = ${visitId} and sweep_id = ${sweep.id}`.execute(ctx.tx)
  if (!rows[0]) throw problem('visit/not-heard-yet')
  return rows[0]
}

/** Own visits of the last day, and all of a post that the actor runs. */
async function isChangeable(ctx: Ctx, sweep: SweepRow, visit: HeardVisit, stamp: Date): Promise<boolean> {
  const own = visit.account_id === actorOf(ctx).accountId && stamp.getTime() - visit.heard_at.getTime() <= OWN_MS
  return own || runsPost(ctx, sweep.post.id)
}

/** The visit that is corrected, if it still may be. @throws Problem `visit/not-heard-yet` */
async function correctable(ctx: Ctx, sweep: SweepRow, visitId: string, stamp: Date): Promise<HeardVisit | null> {
  const visit = await heardVisit(ctx, sweep, visitId)
  return !visit.ended_at && (await isChangeable(ctx, sweep, visit, stamp)) ? visit : null
}
