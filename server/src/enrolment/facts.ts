import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { enrolment } from '@muster/core/enrolment/problems.ts'
import * as wire from '@muster/core/enrolment/wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { record } from '../ledger/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { reaches, scopeFor } from '../platform/door/reach.ts'
import type { FactAction, SentFact } from '../platform/slice.ts'
import { enrol, leave, type Permission } from './enrol.ts'

/** Reports and ends that devices send in batches; `send` holds the ledger's lock. */
export const factActions: Readonly<Record<string, FactAction>> = {
  [reportedIn.name]: reported,
  [left.name]: ended,
}

async function reported(ctx: Ctx, fact: SentFact): Promise<void> {
  const { personId, territory } = fact
  // NOTE: the ledger knows what the kind needs, and says so.
  if (!personId || !territory) return void (await record(ctx, [fact]))
  const payload = payloadOf(reportedIn.payload, fact)
  const { id, occurredAt, incidentId, supersedes } = fact
  const arriving = { id, personId, territory, occurredAt, incidentId, supersedes, ...payload }
  await enrol(ctx, arriving, ownOrReceived(ctx, personId))
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
    if (!own && !reaches(scope, { territoryPaths })) throw door('door/not-found')
  }
}

function payloadOf<P extends z.core.$ZodType>(shape: P, fact: SentFact): z.core.output<P> {
  const result = z.safeParse(shape, fact.payload)
  if (result.success) return result.data
  const where = result.error.issues.map(issue => `payload.${issue.path.join('.')}`).join(', ')
  throw door('door/bad-input', { count: result.error.issues.length, where })
}
