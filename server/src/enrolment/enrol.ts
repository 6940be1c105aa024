import { decideReport } from '@muster/core/enrolment/decide.ts'
import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { enrolment } from '@muster/core/enrolment/problems.ts'
import { orProblem, Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { territory } from '@muster/core/territory/problems.ts'
import { factById, factsById, lockLedger, type NewFact, type Recorded, record, recordEach } from '../ledger/write.ts'
import { actorOf, type Ctx, changed } from '../platform/context.ts'
import { type Looked, lookAtArrivals, type Seen, standingReport } from './look.ts'

/** Somebody reports in, or moves a report when it supersedes one. */
export interface Arriving extends Looked, z.infer<typeof reportedIn.payload> {
  readonly id: string
  readonly as: z.infer<typeof reportedIn.payload>['as']
  readonly occurredAt?: Date | undefined
}

/** Whether whoever sends may do this at one of these places, by their paths; throws when not. */
export type Permission = (...paths: (string | null)[]) => void

/**
 * Decides about a report and records it. The caller holds the ledger's lock, so what is decided stays true.
 *
 * @throws Problem `door/not-found`, `territory/unknown`, `enrolment/…`, and those of the ledger
 */
export async function enrol(ctx: Ctx, arriving: Arriving, permit: Permission): Promise<void> {
  const [outcome] = await enrolAll(ctx, [{ ctx, arriving, permit }])
  if (outcome instanceof Problem) throw outcome
}

/** One report among many: who brings it, and whether they may. */
export interface Enrolling {
  readonly ctx: Ctx
  readonly arriving: Arriving
  readonly permit: Permission
}

/** The same for reports of different people, with as many statements as for one. Answers in their order. */
export async function enrolAll(ctx: Ctx, enrolling: readonly Enrolling[]): Promise<(Recorded | Problem)[]> {
  const arrivals = enrolling.map(({ arriving }) => arriving)
  const ids = arrivals.map(({ id }) => id)
  // NOTE: asked in one breath, answered in order: the lock first.
  const [, seen, known] = await Promise.all([lockLedger(ctx), lookAtArrivals(ctx, arrivals), factsById(ctx, ids)])
  const decided = enrolling.map((one, nth) => judge(one, seen[nth], known))
  const facts = decided.filter((one): one is NewFact => !(one instanceof Problem))
  const recorded = await recordEach(ctx, facts, known)
  if (facts.length > 0) changed(ctx, 'enrolment')
  return decided.map(one => (one instanceof Problem ? one : recorded.shift()!))
}

const judge = ({ ctx, arriving, permit }: Enrolling, seen: Seen | undefined, known: ReadonlyMap<string, unknown>) =>
  orProblem((): NewFact => {
    if (!seen) throw door('door/not-found')
    permit(seen.path, seen.old_path)
    if (!known.has(arriving.id)) decide(arriving, seen)
    const { as, note, occurredAt, ...fact } = arriving
    const said = { ...fact, ...(occurredAt && { occurredAt }), payload: { as, ...(note && { note }) } }
    return { ...said, kind: reportedIn.name, unitId: seen.unit_id, accountId: actorOf(ctx).accountId }
  })

function decide(arriving: Arriving, seen: Seen): void {
  const { community, level, unit, partner, there } = seen
  if (!community || !level) throw territory('territory/unknown', { code: arriving.territory })
  if (!seen.incident) throw door('door/not-found')
  if (arriving.supersedes && !seen.old_path) throw enrolment('enrolment/not-reported')
  decideReport({ as: arriving.as, unit, community: { name: community, level }, partner, there })
}

/** Somebody leaves the community of a report. */
export interface Leaving extends z.infer<typeof left.payload> {
  readonly id: string
  readonly personId: string
  readonly reportId: string
  readonly occurredAt?: Date | undefined
}

/**
 * Ends a report. The end names the place and the unit of the report, so that whoever saw it come sees it go.
 *
 * @throws Problem `enrolment/not-reported`, and those of the ledger
 */
export async function leave(ctx: Ctx, leaving: Leaving, permit: Permission): Promise<void> {
  const { id, personId, reportId, occurredAt, reason } = leaving
  const known = await factById(ctx, id)
  const report = known
    ? { territory: known.territory, unit_id: known.unitId, incident_id: known.incidentId }
    : await stands(ctx, reportId, personId, permit)
  await record(ctx, [
    {
      id,
      kind: left.name,
      personId,
      supersedes: reportId,
      ...(report.territory && { territory: report.territory }),
      ...(report.unit_id && { unitId: report.unit_id }),
      ...(report.incident_id && { incidentId: report.incident_id }),
      ...(occurredAt && { occurredAt }),
      payload: { ...(reason && { reason }) },
    },
  ])
  changed(ctx, 'enrolment')
}

async function stands(ctx: Ctx, reportId: string, personId: string, permit: Permission) {
  const report = await standingReport(ctx, reportId, personId)
  if (!report) throw enrolment('enrolment/not-reported')
  permit(report.path)
  return report
}
