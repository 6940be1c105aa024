import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { enrolment } from '@muster/core/enrolment/problems.ts'
import * as wire from '@muster/core/enrolment/wire.ts'
import { ledger } from '@muster/core/ledger/problems.ts'
import { orProblem, Problem } from '@muster/core/platform/problem.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { record } from '../ledger/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { partOutOfReach, reaches, scopeFor } from '../platform/door/reach.ts'
import type { FactAction, FactBatch, Sent, SentFact } from '../platform/slice.ts'
import { type Arriving, enrol, enrolAll, leave, type Permission } from './enrol.ts'

/** Reports and ends that devices send in batches; `send` holds the ledger's lock. */
export const factActions: Readonly<Record<string, FactAction>> = {
  [reportedIn.name]: reported,
  [left.name]: ended,
}

/** Reports come by the thousand: those of different people are decided together. */
export const factBatches: Readonly<Record<string, FactBatch>> = { [reportedIn.name]: reportedTogether }

async function reported(ctx: Ctx, fact: SentFact): Promise<void> {
  await enrol(ctx, arrivingOf(fact), ownOrReceived(ctx, fact.personId!))
}

async function reportedTogether(sent: readonly Sent[]) {
  const arrivals = sent.map(({ fact }) => orProblem(() => arrivingOf(fact)))
  const readable = sent.flatMap(({ ctx }, nth) => {
    const arriving = arrivals[nth]!
    if (arriving instanceof Problem) return []
    return [{ ctx, arriving, permit: ownOrReceived(ctx, arriving.personId) }]
  })
  const outcomes = await enrolAll(sent[0]!.ctx, readable)
  return arrivals.map(arriving => (arriving instanceof Problem ? arriving : outcomes.shift()!))
}

function arrivingOf(fact: SentFact): Arriving {
  const { id, kind, personId, territory, occurredAt, incidentId, supersedes } = fact
  if (!personId || !territory)
    throw ledger('ledger/needs', {
      kind,
      missing: [!personId && 'person', !territory && 'territory'].filter(Boolean).join(', '),
    })
  return { id, personId, territory, occurredAt, incidentId, supersedes, ...payloadOf(reportedIn.payload, fact) }
}

async function ended(ctx: Ctx, fact: SentFact): Promise<void> {
  const { id, personId, supersedes, occurredAt } = fact
  if (!personId) return void (await record(ctx, [fact]))
  if (!supersedes) throw enrolment('enrolment/not-reported')
  const payload = payloadOf(left.payload, fact)
  await leave(ctx, { id, personId, reportId: supersedes, occurredAt, ...payload }, ownOrReceived(ctx, personId))
}

/** People speak for themselves; a desk speaks for those at its counter. Elsewhere looks like not existing. */
function ownOrReceived(ctx: Ctx, personId: string): Permission {
  return (...paths) => {
    const own = personId === actorOf(ctx).personId
    const scope = scopeFor(ctx, own ? wire.reportIn : wire.receive)
    const territoryPaths = paths.filter(path => path !== null)
    if (own || reaches(scope, { territoryPaths })) return
    throw territoryPaths.length > 0 ? partOutOfReach(ctx) : door('door/not-found')
  }
}

function payloadOf<P extends z.core.$ZodType>(shape: P, fact: SentFact): z.core.output<P> {
  const result = z.safeParse(shape, fact.payload)
  if (result.success) return result.data
  const where = result.error.issues.map(issue => `payload.${issue.path.join('.')}`).join(', ')
  throw door('door/bad-input', { count: result.error.issues.length, where })
}
