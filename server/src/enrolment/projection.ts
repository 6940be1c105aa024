import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import type { Ctx } from '../platform/context.ts'
import type { Projection, RecordedFact } from '../platform/slice.ts'

/** The reports that stand now: what the desk and the person's own page look at. */
export const standingReports: Projection = {
  tables: ['report_in'],
  kinds: [reportedIn.name, left.name],
  apply,
}

async function apply(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const { tenant } = ctx.tenant
  const arrivals = facts.filter(fact => fact.kind === reportedIn.name)
  if (arrivals.length > 0)
    await ctx.tx
      .insertInto('report_in')
      .values(arrivals.map(fact => ({ tenant, ...asRow(fact) })))
      .execute()
  // NOTE: what supersedes always comes later, so adding first and ending afterwards is right for a whole batch.
  const ended = facts.flatMap(fact => fact.supersedes ?? [])
  if (ended.length > 0)
    await ctx.tx.deleteFrom('report_in').where('tenant', '=', tenant).where('fact_id', 'in', ended).execute()
}

function asRow(fact: RecordedFact) {
  const { as, note } = fact.payload as { as: string; note?: string }
  return {
    fact_id: fact.id,
    person_id: fact.personId!,
    reported_as: as,
    territory: fact.territory!,
    unit_id: fact.unitId!,
    incident_id: fact.incidentId,
    note: note ?? null,
    occurred_at: fact.occurredAt,
    recorded_at: fact.recordedAt,
  }
}
