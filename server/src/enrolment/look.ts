import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** What a report is decided by, read with one statement: batches bring hundreds of them. */
export interface Seen {
  readonly unit_id: string
  readonly unit: string
  readonly community: string | null
  readonly level: string | null
  readonly path: string | null
  /** The fact is in the ledger already. */
  readonly known: boolean
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

/** Reads what decides about a report; null when nobody of that id is on the roster. */
export async function lookAtArrival(ctx: Ctx, fact: Looked): Promise<Seen | null> {
  const old = fact.supersedes ?? null
  const { rows } = await sql<Seen>`
    select p.unit_id, u.name as unit, t.name as community, t.level, t.path,
           exists (select from fact f where f.tenant = p.tenant and f.id = ${fact.id}) as known,
           exists (select from unit_partner m where m.tenant = p.tenant and m.territory = t.code
                      and m.unit_id = any(string_to_array(rtrim(u.path, '/'), '/')::uuid[])) as partner,
           exists (select from report_in r where r.tenant = p.tenant and r.person_id = p.id and r.territory = t.code
                      and r.fact_id is distinct from ${old}::uuid) as there,
           ${fact.incidentId ?? null}::uuid is null
             or exists (select from incident i where i.tenant = p.tenant and i.id = ${fact.incidentId ?? null}::uuid) as incident,
           (select o.path from report_in r join territory o on o.tenant = r.tenant and o.code = r.territory
             where r.tenant = p.tenant and r.fact_id = ${old}::uuid and r.person_id = p.id) as old_path
      from person p
      join unit u on u.tenant = p.tenant and u.id = p.unit_id
      left join territory t on t.tenant = p.tenant and t.code = ${fact.territory} and t.valid_to is null
     where p.tenant = ${ctx.tenant.tenant} and p.id = ${fact.personId} and p.left_at is null`.execute(ctx.tx)
  return rows[0] ?? null
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
