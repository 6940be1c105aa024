import { hoursWords, instantWords } from '@muster/core/roster/ask-sentences.ts'
import { POST_SENTENCES as say } from '@muster/core/roster/post-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { tellPeople } from '../../people/messages.ts'
import type { Ctx } from '../../platform/context.ts'

/** What PostgreSQL says when one person would be in two places. */
const OVERLAPS = '23P01'

/**
 * The hours of people follow those of their shift and post: from reporting to the end. Whoever joined a shift under way keeps
 * the minute at which they did.
 *
 * @param which over `shift s`, its `post po` and `assignment a`
 * @param reported when people of `s` reported until now
 * @throws Problem `roster/hours-overlap` when somebody would be in two places at a time
 */
export async function moveSpans(ctx: Ctx, which: RawBuilder<unknown>, reported: RawBuilder<unknown>): Promise<void> {
  const { tenant } = ctx.tenant
  const reports = sql`s.starts_at - make_interval(mins => po.report_minutes)`
  const from = sql`case when lower(a.span) > ${reported} then greatest(lower(a.span), ${reports}) else ${reports} end`
  const wanted = sql`
    select a.id, a.person_id, tstzrange(least(${from}, s.ends_at - interval '1 minute'), s.ends_at) as span
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

/** Another report time of a post, for the shifts to come: each is told once. @param before minutes before the start until now */
export async function moveReportTimes(ctx: Ctx, postId: string, before: number, minutes: number): Promise<void> {
  const ahead = sql`s.post_id = ${postId} and s.starts_at - make_interval(mins => ${minutes}::int) > ${ctx.now} and lower(a.span) > ${ctx.now}`
  await moveSpans(ctx, ahead, sql`s.starts_at - make_interval(mins => ${before}::int)`)
  const { tenant } = ctx.tenant
  const { rows } = await sql<Reporting>`
    select distinct on (a.person_id) a.person_id, po.name as post, s.starts_at, s.ends_at, lower(a.span) as report_at,
           count(*) over (partition by a.person_id)::int as count
      from shift s
      join post po on po.tenant = ${tenant} and po.id = s.post_id
      join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and a.ended_at is null
     where s.tenant = ${tenant} and not s.cancelled and s.post_id = ${postId} and lower(a.span) > ${ctx.now}
     order by a.person_id, s.starts_at`.execute(ctx.tx)
  const { zone } = ctx.tenant
  await tellPeople(
    ctx,
    rows.map(({ person_id, post, starts_at, ends_at, report_at, count }) => ({
      personId: person_id,
      topic: `post/${postId}`,
      ...say.reportMoved({ post, hours: hoursWords(zone, starts_at, ends_at), count }, instantWords(zone, report_at)),
    })),
  )
}

/** The next shift of somebody at a post, and how many there are. */
interface Reporting {
  readonly person_id: string
  readonly post: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly report_at: Date
  readonly count: number
}
