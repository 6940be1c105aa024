import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** What a report is decided by, read with one statement for a whole batch: they come by the thousand. */
export interface Seen {
  readonly unit_id: string
  readonly unit: string
  readonly community: string | null
  readonly level: string | null
  readonly path: string | null
  readonly partner: boolean
  readonly there: boolean
  readonly incident: boolean
  /** Where the report stands that is to be moved; null when it does not stand. */
  readonly old_path: string | null
}

export interface Looked {
  readonly id: string
  readonly personId: string
  readonly territory: string
  readonly incidentId?: string | undefined
  readonly supersedes?: string | undefined
}

/** Reads what decides about reports, in their order; undefined where nobody of that id is on the roster. */
export async function lookAtArrivals(ctx: Ctx, arrivals: readonly Looked[]): Promise<(Seen | undefined)[]> {
  const asked = arrivals.map(({ id, personId, territory, incidentId, supersedes }, nth) => {
    return { nth, id, person: personId, code: territory, incident: incidentId, old: supersedes }
  })
  const { rows } = await sql<Seen & { nth: number }>`
    select a.nth, p.unit_id, u.name as unit, t.name as community, t.level, t.path,
           exists (select from unit_partner m where m.tenant = ${ctx.tenant.tenant} and m.territory = t.code
                      and m.unit_id = any(string_to_array(rtrim(u.path, '/'), '/')::uuid[])) as partner,
           exists (select from report_in r where r.tenant = ${ctx.tenant.tenant} and r.person_id = p.id and r.territory = t.code
                      and r.fact_id is distinct from a.old) as there,
           a.incident is null or exists (select from incident i where i.tenant = ${ctx.tenant.tenant} and i.id = a.incident) as incident,
           (select o.path from report_in r join territory o on o.tenant = r.tenant and o.code = r.territory
             where r.tenant = ${ctx.tenant.tenant} and r.fact_id = a.old and r.person_id = p.id) as old_path
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (nth int, id uuid, person uuid, code text, incident uuid, old uuid)
      join person p on p.tenant = ${ctx.tenant.tenant} and p.id = a.person and p.left_at is null
      join unit u on u.tenant = p.tenant and u.id = p.unit_id
      left join territory t on t.tenant = p.tenant and t.code = a.code and t.valid_to is null`.execute(ctx.tx)
  const seen = new Map(rows.map(row => [row.nth, row]))
  return arrivals.map((_, nth) => seen.get(nth))
}

/** A report that stands, with what its end copies from it. */
export interface Standing {
  readonly territory: string
  readonly unit_id: string
  readonly incident_id: string | null
  readonly path: string
}

/** The person's report of that id, if it stands. */
export async function standingReport(ctx: Ctx, reportId: string, personId: string): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select r.territory, r.unit_id, r.incident_id, t.path
      from report_in r join territory t on t.tenant = r.tenant and t.code = r.territory
     where r.tenant = ${ctx.tenant.tenant} and r.fact_id = ${reportId} and r.person_id = ${personId}`.execute(ctx.tx)
  return rows[0] ?? null
}
