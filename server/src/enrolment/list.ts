import type * as wire from '@muster/core/enrolment/wire.ts'
import type { Report } from '@muster/core/enrolment/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { literally } from '../platform/database/like.ts'
import { instantOf } from './instant.ts'
import { asReports, type ReportRow, reportColumns } from './reports.ts'
import { standingThen } from './standing-then.ts'

const USUAL_LIMIT = 50

/** The people behind a figure, the report heard last first. */
export async function list(
  ctx: Ctx,
  input: ParsedOf<typeof wire.list>,
): Promise<{ rows: Report[]; next: string | null; total: number }> {
  const { asOf } = instantOf(ctx, input.asOf)
  const limit = input.limit ?? USUAL_LIMIT
  const { at, seq } = cursorOf(input.after)
  const searched = input.search
    ? sql`join person p on p.tenant = ${ctx.tenant.tenant} and p.id = s.person_id and ${named(input.search)}`
    : sql``
  const { rows } = await sql<ReportRow & { seq: number; total: number }>`
    with ${await standingThen(ctx, { ...input, asOf })},
    found as materialized (select s.id, s.recorded_at from standing s ${searched}),
    older as (select id from found where recorded_at < ${at} order by recorded_at desc fetch first ${limit + 1} rows with ties),
    near as (select id from found where recorded_at = ${at} union all select id from older),
    page as (
      select f.* from near cross join lateral (
          select * from fact x where x.tenant = ${ctx.tenant.tenant} and x.id = near.id offset 0) f
       where f.seq < ${seq} order by f.seq desc limit ${limit + 1})
    select f.seq, ${reportColumns}, (select count(*)::int from found) as total
      from page f
      join unit u on u.tenant = ${ctx.tenant.tenant} and u.id = f.unit_id
      left join person p on p.tenant = ${ctx.tenant.tenant} and p.id = f.person_id
     order by f.seq desc`.execute(ctx.tx)
  const page = rows.slice(0, limit)
  return {
    rows: await asReports(ctx, page),
    next: rows.length > limit ? cursorAt(page.at(-1)!) : null,
    total: rows[0]?.total ?? 0,
  }
}

/**
 * Where a page ends: the stamp and the number of its last report. The order is that of the numbers, which is also that
 * of the stamps; by the stamp it is known which few numbers must be looked up. Several reports may share one stamp.
 */
const cursorAt = ({ recorded_at, seq }: { recorded_at: Date; seq: number }) => `${recorded_at.getTime()}.${seq}`

/** Where the next page begins; what is no such place is the beginning of the list. */
function cursorOf(after: string | undefined): { at: Date; seq: number } {
  const [, at, seq] = /^(\d{1,14})\.(\d{1,15})$/.exec(after ?? '') ?? [null, END_OF_TIME, Number.MAX_SAFE_INTEGER]
  return { at: new Date(Number(at)), seq: Number(seq) }
}

const END_OF_TIME = Date.UTC(9999, 0)

function named(search: string) {
  const half = `%${literally(search)}%`
  return sql<boolean>`(p.name like ${half} or p.volunteer_no ilike ${half} or p.pinyin ilike ${half})`
}
