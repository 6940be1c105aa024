import { sql } from 'kysely'
import { type Ctx, personOf } from '../platform/context.ts'
import { badgeToken } from './badge.ts'
import { placesByCode, placesInOrder } from './places.ts'
import { asReports, type ReportRow, reportColumns } from './reports.ts'

interface Self {
  readonly residence: string | null
  readonly partners: string[] | null
  readonly left_at: Date | null
}

/** My reports that stand, where else I may report, and my badge. */
export async function mine(ctx: Ctx) {
  const { tenant } = ctx.tenant
  const personId = personOf(ctx)
  const { rows } = await sql<ReportRow>`
    select ${reportColumns}
      from report_in r
      join fact f on f.tenant = r.tenant and f.id = r.fact_id
      join unit u on u.tenant = f.tenant and u.id = f.unit_id
      left join person p on p.tenant = f.tenant and p.id = f.person_id
     where r.tenant = ${tenant} and r.person_id = ${personId}
     order by f.seq`.execute(ctx.tx)
  const { rows: selves } = await sql<Self>`
    select p.residence, p.left_at,
           (select array_agg(m.territory) from unit_partner m
             where m.tenant = ${tenant} and m.unit_id = any(string_to_array(rtrim(u.path, '/'), '/')::uuid[])) as partners
      from person p join unit u on u.tenant = p.tenant and u.id = p.unit_id
     where p.tenant = ${tenant} and p.id = ${personId}`.execute(ctx.tx)
  const { residence = null, partners = null, left_at: leftAt = null } = selves[0] ?? {}
  const home = residence ? await placesByCode(ctx, [residence]) : null
  return {
    rows: await asReports(ctx, rows),
    residence: (residence && home?.get(residence)) || null,
    partners: await placesInOrder(ctx, partners ?? []),
    badge: leftAt ? null : await badgeToken(ctx, personId),
  }
}
