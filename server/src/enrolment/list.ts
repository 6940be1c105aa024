import type * as wire from '@muster/core/enrolment/wire.ts'
import type { Report } from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { instantOf } from './instant.ts'
import { asReports, type ReportRow, reportColumns } from './reports.ts'
import { standingAsOf } from './standing.ts'

const USUAL_LIMIT = 50

/** The people behind a figure, the report heard last first. */
export async function list(
  ctx: Ctx,
  input: ParsedOf<typeof wire.list>,
): Promise<{ rows: Report[]; next: string | null; total: number }> {
  const { asOf } = instantOf(ctx, input.asOf)
  const limit = input.limit ?? USUAL_LIMIT
  const before = /^\d{1,18}$/.test(input.after ?? '') ? Number(input.after) : Number.MAX_SAFE_INTEGER
  const searched = input.search
    ? sql`join person p on p.tenant = ${ctx.tenant.tenant} and p.id = s.person_id and ${named(input.search)}`
    : sql``
  const { rows } = await sql<ReportRow & { seq: number; total: number }>`
    with ${standingAsOf(ctx, { ...input, asOf })},
    found as materialized (select s.id, s.seq from standing s ${searched}),
    page as (select * from found where seq < ${before} order by seq desc limit ${limit + 1})
    select page.seq, ${reportColumns}, (select count(*)::int from found) as total
      from page
      join fact f on f.tenant = ${ctx.tenant.tenant} and f.id = page.id
      join unit u on u.tenant = f.tenant and u.id = f.unit_id
      left join person p on p.tenant = f.tenant and p.id = f.person_id
     order by page.seq desc`.execute(ctx.tx)
  const page = rows.slice(0, limit)
  return {
    rows: await asReports(ctx, page),
    next: rows.length > limit ? String(page.at(-1)!.seq) : null,
    total: rows[0]?.total ?? 0,
  }
}

function named(search: string) {
  const half = `%${literally(search)}%`
  return sql<boolean>`(p.name like ${half} or p.volunteer_no ilike ${half} or p.pinyin ilike ${half})`
}
