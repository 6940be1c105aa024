import { roster } from '@muster/core/roster/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** What PostgreSQL says when one person would be in two places. */
const OVERLAPS = '23P01'

/**
 * The hours of people follow those of their shift and post: from reporting to the end.
 *
 * @param which over `shift s` and its `post po`
 * @throws Problem `roster/hours-overlap` when somebody would be in two places at a time
 */
export async function moveSpans(ctx: Ctx, which: RawBuilder<unknown>): Promise<void> {
  const { tenant } = ctx.tenant
  const wanted = sql`
    select a.id, a.person_id, tstzrange(s.starts_at - make_interval(mins => po.report_minutes), s.ends_at) as span
      from shift s
      join post po on po.tenant = ${tenant} and po.id = s.post_id
      join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and a.ended_at is null
     where s.tenant = ${tenant} and not s.cancelled and ${which}`
  const { rows } = await sql<{ count: number }>`
    with wanted as (${wanted})
    select count(distinct w.person_id)::int as count from wanted w
      join assignment o on o.tenant = ${tenant} and o.person_id = w.person_id and o.ended_at is null and not o.standby
       and o.span && w.span and o.id not in (select id from wanted)
      join assignment a on a.tenant = ${tenant} and a.id = w.id and not a.standby`.execute(ctx.tx)
  const count = rows[0]?.count ?? 0
  if (count > 0) throw roster('roster/hours-overlap', { count })
  try {
    await sql`
      update assignment a set span = w.span, version = a.version + 1 from (${wanted}) w
       where a.tenant = ${tenant} and a.id = w.id and a.span <> w.span`.execute(ctx.tx)
  } catch (error) {
    // Somebody was placed elsewhere since we looked, or two shifts of this very post would overlap.
    if ((error as { code?: string }).code === OVERLAPS) throw roster('roster/hours-overlap', { count: 1 })
    throw error
  }
}

/** Another report time of a post: for the shifts to come. */
export const moveReportTimes = (ctx: Ctx, postId: string, minutes: number): Promise<void> =>
  moveSpans(
    ctx,
    sql`s.post_id = ${postId} and s.starts_at - make_interval(mins => ${minutes}::int) > ${ctx.now} and lower(a.span) > ${ctx.now}`,
  )
