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
  fill,
}

async function apply(ctx: Ctx, facts: readonly RecordedFact[]): Promise<void> {
  const { tenant } = ctx.tenant
  const arrivals = facts.filter(fact => fact.kind === reportedIn.name)
  if (arrivals.length > 0) await add(ctx, arrivals)
  // NOTE: what supersedes always comes later, so adding first and ending afterwards is right for a whole batch.
  const ended = facts.flatMap(fact => fact.supersedes ?? [])
  if (ended.length > 0)
    await sql`${hot} delete from report_in where tenant = ${tenant} and fact_id = any(${ended}::uuid[])`.execute(ctx.tx)
}

/** NOTE: columns as arrays: PostgreSQL takes a third less time for them than for rows as JSON. */
async function add(ctx: Ctx, arrivals: readonly RecordedFact[]): Promise<void> {
  const said = arrivals.map(fact => fact.payload as { as: string; note?: string })
  await sql`${hot}
    insert into report_in (tenant, fact_id, person_id, reported_as, territory, unit_id, incident_id, note, occurred_at, recorded_at)
    select ${ctx.tenant.tenant}, fact_id, person_id, reported_as, territory, unit_id, incident_id, note, occurred_at, recorded_at
      from unnest(${arrivals.map(({ id }) => id)}::uuid[], ${arrivals.map(({ personId }) => personId)}::uuid[],
                  ${said.map(({ as }) => as)}::text[], ${arrivals.map(({ territory }) => territory)}::text[],
                  ${arrivals.map(({ unitId }) => unitId)}::uuid[], ${arrivals.map(({ incidentId }) => incidentId)}::uuid[],
                  ${said.map(({ note }) => note ?? null)}::text[], ${arrivals.map(({ occurredAt }) => occurredAt)}::timestamptz[],
                  ${arrivals.map(({ recordedAt }) => recordedAt)}::timestamptz[])
        as r (fact_id, person_id, reported_as, territory, unit_id, incident_id, note, occurred_at, recorded_at)`.execute(
    ctx.tx,
  )
}

/** All reports that nothing has superseded, with one statement. */
async function fill(ctx: Ctx): Promise<number> {
  const { tenant } = ctx.tenant
  await sql`
    insert into report_in (tenant, fact_id, person_id, reported_as, territory, unit_id, incident_id, note, occurred_at, recorded_at)
    select f.tenant, f.id, f.person_id, f.payload->>'as', f.territory, f.unit_id, f.incident_id, f.payload->>'note', f.occurred_at, f.recorded_at
      from fact f
     where f.tenant = ${tenant} and f.kind = ${reportedIn.name}
       and not exists (
         select from fact later where later.tenant = ${tenant} and later.supersedes = f.id and later.kind in (${reportedIn.name}, ${left.name}))`.execute(
    ctx.tx,
  )
  const { rows } = await sql<{ facts: number }>`
    select count(*)::int as facts from fact where tenant = ${tenant} and kind in (${reportedIn.name}, ${left.name})`.execute(
    ctx.tx,
  )
  return rows[0]?.facts ?? 0
}
