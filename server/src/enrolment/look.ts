import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { hot } from '../platform/database/hot.ts'

/** What a report is decided by, read with one statement for a whole batch: they come by the thousand. */
export interface Seen {
  readonly unit_id: string
  readonly unit: string
  readonly community: string | null
  readonly level: string | null
  readonly path: string | null
  /** Asked only of who reports as a partner. */
  readonly partner: boolean
  readonly there: boolean
  readonly incident: boolean
  /** Where the report stands that is to be moved; null when it does not stand. */
  readonly old_path: string | null
}

export interface Looked {
  readonly personId: string
  readonly territory: string
  readonly as: string
  readonly incidentId?: string | undefined
  readonly supersedes?: string | undefined
}

/**
 * Reads what decides about reports, in their order; undefined where nobody of that id is on the roster.
 * NOTE: each is looked up by its keys (`lateral … offset 0`): a plan made while tables were small must serve large ones.
 */
export async function lookAtArrivals(ctx: Ctx, arrivals: readonly Looked[]): Promise<(Seen | undefined)[]> {
  const { tenant } = ctx.tenant
  const column = (name: keyof Looked) => arrivals.map(arrival => arrival[name])
  const { rows } = await sql<Seen & { nth: number }>`${hot}
    select a.nth, p.unit_id, u.name as unit, t.name as community, t.level, t.path,
           a.reported_as = 'partner' and exists (
             select from unit_partner m where m.tenant = ${tenant} and m.territory = t.code
                and m.unit_id = any(string_to_array(rtrim(u.path, '/'), '/')::uuid[])) as partner,
           exists (
             select from (select territory, fact_id from report_in where tenant = ${tenant} and person_id = p.id offset 0) r
              where r.territory = t.code and r.fact_id is distinct from a.old) as there,
           a.incident is null or exists (select from incident i where i.tenant = ${tenant} and i.id = a.incident) as incident,
           case when a.old is not null then (
             select o.path from (select territory, person_id from report_in where tenant = ${tenant} and fact_id = a.old offset 0) r
               join territory o on o.tenant = ${tenant} and o.code = r.territory
              where r.person_id = p.id) end as old_path
      from unnest(${column('personId')}::uuid[], ${column('territory')}::text[], ${column('as')}::text[], ${column('incidentId')}::uuid[],
                  ${column('supersedes')}::uuid[]) with ordinality as a (person, code, reported_as, incident, old, nth)
      cross join lateral (
        select id, unit_id from person where tenant = ${tenant} and id = a.person and left_at is null offset 0) p
      cross join lateral (select name, path from unit where tenant = ${tenant} and id = p.unit_id offset 0) u
      left join lateral (
        select code, name, level, path from territory where tenant = ${tenant} and code = a.code and valid_to is null offset 0) t
        on true`.execute(ctx.tx)
  const seen = new Map(rows.map(row => [row.nth, row]))
  return arrivals.map((_, nth) => seen.get(nth + 1))
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
