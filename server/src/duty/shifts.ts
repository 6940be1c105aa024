import type * as wire from '@muster/core/duty/captain.wire.ts'
import type { ShiftOnDay } from '@muster/core/duty/captain.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { insidePosts, type PostNameRow, shiftsSince, whoIsThere, wirePostName } from './boards.ts'

interface Row extends PostNameRow {
  readonly id: string
  readonly role: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly open_end: boolean
  readonly closed_at: Date | null
  readonly people: number
  readonly present: number
  readonly unproven: number
  readonly expected: number
  readonly late: number
  readonly no_shows: number
  readonly asking: number
}

const HOUR = 60 * 60_000

/** Shifts at the reader's posts around now, in the order in which they begin. */
export async function shifts(ctx: Ctx, { back, hours, limit, postId, ...inside }: ParsedOf<typeof wire.shifts>) {
  const { tenant } = ctx.tenant
  const since = new Date(ctx.now.getTime() - back * HOUR)
  const until = new Date(ctx.now.getTime() + hours * HOUR)
  const { rows } = await sql<Row>`
    with ${insidePosts(ctx, inside)},
    live as materialized (
      select s.id, s.role, s.starts_at, s.ends_at, s.open_end, s.people, o.closed_at, posts.*
        from posts join ${shiftsSince(ctx, new Date(since.getTime() - 48 * HOUR))} s on s.post_id = posts.post_id and s.starts_at < ${until}
        left join opening o on o.tenant = ${tenant} and o.shift_id = s.id
       where ${postId ? sql`posts.post_id = ${postId}` : sql`true`}
         and (coalesce(o.closed_at, s.ends_at) > ${since} or (s.open_end and o.closed_at is null)
           or s.id in (select tu.shift_id from turn tu where tu.tenant = ${tenant} and tu.state = 'on' and tu.post_id in (select post_id from posts)))
       order by s.starts_at, s.id limit ${limit}),
    ${whoIsThere(ctx)},
    coming as materialized (
      select a.shift_id, count(*)::int as expected, count(*) filter (where lower(a.span) <= ${ctx.now})::int as late
        from assignment a
       where a.tenant = ${tenant} and a.ended_at is null and not a.standby and a.shift_id in (select id from live)
         and not exists (select from turn tu where tu.tenant = ${tenant} and tu.shift_id = a.shift_id and tu.person_id = a.person_id)
       group by a.shift_id),
    gone as materialized (
      select tu.shift_id, count(distinct tu.person_id)::int as no_shows from turn tu
       where tu.tenant = ${tenant} and tu.state = 'no-show' and tu.shift_id in (select id from live) group by tu.shift_id),
    asked as materialized (
      select shift_id, sum(people - found)::int as asking from shortage
       where tenant = ${tenant} and state = 'open' and shift_id in (select id from live) group by shift_id)
    select live.*, coalesce(there.present, 0) + coalesce(stays.staying, 0) as present, coalesce(there.unproven, 0) as unproven,
           coalesce(coming.expected, 0) as expected, coalesce(coming.late, 0) as late, coalesce(gone.no_shows, 0) as no_shows,
           coalesce(asked.asking, 0) as asking
      from live left join there on there.shift_id = live.id left join stays on stays.shift_id = live.id
           left join coming on coming.shift_id = live.id left join gone on gone.shift_id = live.id left join asked on asked.shift_id = live.id
     order by live.starts_at, live.id`.execute(ctx.tx)
  return { asOf: ctx.now.toISOString(), rows: rows.map(row => onDay(row, ctx.now)) }
}

function onDay(row: Row, now: Date): ShiftOnDay {
  const over = row.closed_at !== null || (!row.open_end && row.ends_at <= now)
  const { present, unproven, expected, late, asking } = row
  const counted = row.starts_at > now ? present + expected : present
  return {
    post: wirePostName(row),
    shiftId: row.id,
    role: row.role,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    openEnd: row.open_end,
    need: row.people,
    present,
    unproven,
    expected,
    late,
    noShows: row.no_shows,
    overdue: over ? present + unproven : 0,
    missing: over ? 0 : Math.max(0, row.people - counted),
    asking,
    closedAt: row.closed_at?.toISOString() ?? null,
  }
}
