import type { Report } from '@muster/core/enrolment/wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { placesByCode } from './places.ts'

/** A report as the database gives it. */
export interface ReportRow {
  readonly id: string
  readonly reported_as: Report['as']
  readonly note: string | null
  readonly territory: string
  readonly occurred_at: Date
  readonly recorded_at: Date
  readonly person_id: string
  readonly name: string | null
  readonly volunteer_no: string | null
  readonly unit_id: string
  readonly unit: string
}

/** What {@link ReportRow} holds, of the facts `f`, people `p` and units `u` of a query. */
export const reportColumns: RawBuilder<unknown> = sql`
  f.id, f.payload->>'as' as reported_as, f.payload->>'note' as note, f.territory, f.occurred_at, f.recorded_at,
  f.person_id, p.name, p.volunteer_no, f.unit_id, u.name as unit`

/** Rows as they travel. Somebody who was erased keeps the report, but has no name any more. */
export async function asReports(ctx: Ctx, rows: readonly ReportRow[]): Promise<Report[]> {
  const places = await placesByCode(
    ctx,
    rows.map(row => row.territory),
  )
  return rows.map(row => ({
    id: row.id,
    as: row.reported_as,
    community: places.get(row.territory) ?? null,
    at: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    note: row.note,
    person: {
      id: row.person_id,
      name: row.name,
      volunteerNo: row.volunteer_no ?? '',
      unit: { id: row.unit_id, name: row.unit },
    },
  }))
}

/** One report as it was recorded, standing or not. @throws Problem `door/not-found` */
export async function reportById(ctx: Ctx, id: string): Promise<Report> {
  const report = (await reportsById(ctx, [id])).get(id)
  if (!report) throw door('door/not-found')
  return report
}

/** Reports as they were recorded, standing or not, by their ids. */
export async function reportsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Report>> {
  const { rows } = await sql<ReportRow>`
    select ${reportColumns}
      from fact f
      join unit u on u.tenant = f.tenant and u.id = f.unit_id
      left join person p on p.tenant = f.tenant and p.id = f.person_id
     where f.tenant = ${ctx.tenant.tenant} and f.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map((await asReports(ctx, rows)).map(report => [report.id, report]))
}
