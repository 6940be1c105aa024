import { left, reportedIn } from '@muster/core/enrolment/kinds.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { hot } from '../platform/database/hot.ts'
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
    await sql`${hot}
      insert into report_in (tenant, fact_id, person_id, reported_as, territory, unit_id, incident_id, note, occurred_at, recorded_at)
      select ${tenant}, fact_id, person_id, reported_as, territory, unit_id, incident_id, note, occurred_at, recorded_at
        from json_to_recordset(${JSON.stringify(arrivals.map(asRow))}::json) as r (
          fact_id uuid, person_id uuid, reported_as text, territory text, unit_id uuid, incident_id uuid, note text,
          occurred_at timestamptz, recorded_at timestamptz)`.execute(ctx.tx)
  // NOTE: what supersedes always comes later, so adding first and ending afterwards is right for a whole batch.
  const ended = facts.flatMap(fact => fact.supersedes ?? [])
  if (ended.length > 0)
    await sql`${hot} delete from report_in where tenant = ${tenant} and fact_id = any(${ended}::uuid[])`.execute(ctx.tx)
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
