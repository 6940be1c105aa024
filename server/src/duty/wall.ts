import type * as wire from '@muster/core/duty/boards.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { insidePosts, type PostNameRow, shiftsSince, wirePostName } from './boards.ts'

interface Row extends PostNameRow {
  readonly id: string
  readonly at: Date
  readonly what: 'arrivals' | 'relief' | 'start' | 'end'
  readonly count: number
  readonly people: number
}

const DAY = 24 * 60 * 60_000
/** Most lines that a wall can show. */
const MOST = 60

/** Arrivals of the last minutes, and what begins, ends and is relieved in the next: places and numbers, no names. */
export async function wall(ctx: Ctx, { minutes, ...inside }: ParsedOf<typeof wire.wall>) {
  const { tenant } = ctx.tenant
  const [since, until] = [-minutes, minutes].map(by => new Date(ctx.now.getTime() + by * 60_000))
  const { rows } = await sql<Row>`
    with ${insidePosts(ctx, inside)},
    near as materialized (
      select s.id, s.role, s.starts_at, s.ends_at, s.open_end, s.people, posts.*
        from posts join ${shiftsSince(ctx, new Date(since!.getTime() - DAY))} s on s.post_id = posts.post_id
         and s.starts_at <= ${until} and (s.ends_at > ${since} or s.open_end)),
    turns as (
      select tu.shift_id, max(tu.came_at) filter (where tu.came_at > ${since}) as at, count(*) filter (where tu.came_at > ${since}) as news,
             count(*) filter (where tu.state = 'on') as here
        from turn tu where tu.tenant = ${tenant} and tu.proven and tu.shift_id in (select id from near) group by tu.shift_id),
    told as (
    select near.*, 'arrivals' as what, turns.at, turns.news as count from near join turns on turns.shift_id = near.id and turns.news > 0
    union all
    select near.*, case when exists (select from near o where o.post_id = near.post_id and o.role = near.role and o.id <> near.id
                                        and o.ends_at between near.starts_at - interval '1 hour' and near.starts_at + interval '1 hour')
                   then 'relief' else 'start' end, near.starts_at, coalesce(turns.here, 0)
      from near left join turns on turns.shift_id = near.id where near.starts_at between ${ctx.now} and ${until}
    union all
    select near.*, 'end', near.ends_at, coalesce(turns.here, 0)
      from near left join turns on turns.shift_id = near.id where near.ends_at between ${ctx.now} and ${until} and not near.open_end
)
    select * from told order by abs(extract(epoch from at - ${ctx.now}::timestamptz)), what, post_name, id limit ${MOST}`.execute(
    ctx.tx,
  )
  // What is nearest to now has room; it is shown by the clock.
  const inOrder = rows.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const lines = inOrder.map(row => ({
    at: row.at.toISOString(),
    what: row.what,
    post: wirePostName(row),
    shiftId: row.id,
    people: row.count,
    of: row.people,
  }))
  return { asOf: ctx.now.toISOString(), ...(await countsOf(ctx, inside, since!)), rows: lines }
}

interface Counts {
  readonly onDuty: number
  readonly inSuit: number
  readonly arrived: number
  readonly left: number
  readonly noShows: number
  readonly refilled: number
}

async function countsOf(ctx: Ctx, inside: { incidentId?: string | undefined }, since: Date): Promise<Counts> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Counts>`
    with ${insidePosts(ctx, inside)},
    near as materialized (
      select s.id from posts join ${shiftsSince(ctx, new Date(since.getTime() - DAY))} s on s.post_id = posts.post_id
         and s.starts_at <= ${ctx.now} and (s.ends_at > ${since} or s.open_end)),
    lately as materialized (
      select tu.shift_id, tu.person_id, tu.state, tu.proven, tu.came_at, tu.left_at
        from turn tu where tu.tenant = ${tenant} and tu.shift_id in (select id from near)),
    here as (
      select count(*) filter (where tu.proven) as on_duty, count(*) filter (where tu.proven and tu.suit_since is not null) as in_suit
        from turn tu where tu.tenant = ${tenant} and tu.state = 'on' and tu.post_id in (select post_id from posts))
    select (select on_duty from here) as "onDuty", (select in_suit from here) as "inSuit",
           count(*) filter (where came_at > ${since} and proven) as arrived, count(*) filter (where left_at > ${since} and proven) as left,
           count(*) filter (where state = 'no-show') as "noShows",
           (select count(*) from assignment a join lately l on l.shift_id = a.shift_id and l.person_id = a.person_id and l.proven
             where a.tenant = ${tenant} and a.source in ('refill', 'offer') and a.shift_id in (select id from near)) as refilled
      from lately`.execute(ctx.tx)
  return rows[0]!
}
