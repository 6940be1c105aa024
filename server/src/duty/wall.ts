import type * as wire from '@muster/core/duty/boards.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { POST_NAME, type PostNameRow, postOfShift, postsInside, wirePostName } from './boards.ts'

interface Row extends PostNameRow {
  readonly id: string
  readonly at: Date
  readonly what: 'arrivals' | 'relief' | 'start' | 'end'
  readonly count: number
  readonly people: number
}

/** Most lines that a wall can show. */
const MOST = 60

/** Arrivals of the last minutes, and what begins, ends and is relieved in the next: places and numbers, no names. */
export async function wall(ctx: Ctx, { minutes, ...inside }: ParsedOf<typeof wire.wall>) {
  const { tenant } = ctx.tenant
  const [since, until] = [-minutes, minutes].map(by => new Date(ctx.now.getTime() + by * 60_000))
  const { rows } = await sql<Row>`
    with near as materialized (
      select s.id, s.role, s.starts_at, s.ends_at, s.open_end, s.people, ${POST_NAME}
        from shift s ${postOfShift(tenant)}
       where s.tenant = ${tenant} and not s.cancelled and s.starts_at <= ${until} and s.starts_at > ${since}::timestamptz - interval '1 day'
         and s.ends_at > ${since} and ${postsInside(ctx, inside)}),
    turns as (
      select tu.shift_id, max(tu.came_at) filter (where tu.came_at > ${since}) as at, count(*) filter (where tu.came_at > ${since}) as news,
             count(*) filter (where tu.state = 'on') as here
        from turn tu where tu.tenant = ${tenant} and tu.proven and tu.shift_id in (select id from near) group by tu.shift_id)
    select near.*, 'arrivals' as what, turns.at, turns.news as count from near join turns on turns.shift_id = near.id and turns.news > 0
    union all
    select near.*, case when exists (select from near o where o.post_id = near.post_id and o.role = near.role and o.id <> near.id
                                        and o.ends_at between near.starts_at - interval '1 hour' and near.starts_at + interval '1 hour')
                   then 'relief' else 'start' end, near.starts_at, coalesce(turns.here, 0)
      from near left join turns on turns.shift_id = near.id where near.starts_at between ${ctx.now} and ${until}
    union all
    select near.*, 'end', near.ends_at, coalesce(turns.here, 0)
      from near left join turns on turns.shift_id = near.id where near.ends_at between ${ctx.now} and ${until} and not near.open_end
    order by at desc, what, post_name, id limit ${MOST}`.execute(ctx.tx)
  const lines = rows.map(row => ({
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
    select count(*) filter (where tu.state = 'on' and tu.proven) as "onDuty",
           count(*) filter (where tu.state = 'on' and tu.suit_since is not null) as "inSuit",
           count(*) filter (where tu.came_at > ${since} and tu.proven) as arrived,
           count(*) filter (where tu.left_at > ${since}) as left,
           count(*) filter (where tu.state = 'no-show' and s.ends_at > ${since}) as "noShows",
           count(distinct (a.person_id, a.shift_id)) filter (where tu.state in ('on', 'left')) as refilled
      from turn tu join shift s on s.tenant = ${tenant} and s.id = tu.shift_id ${postOfShift(tenant)}
      left join assignment a on a.tenant = ${tenant} and a.shift_id = tu.shift_id and a.person_id = tu.person_id and a.source in ('refill', 'offer')
     where tu.tenant = ${tenant} and (tu.state = 'on' or s.ends_at > ${since}) and s.starts_at > ${since}::timestamptz - interval '3 days'
       and ${postsInside(ctx, inside)}`.execute(ctx.tx)
  return rows[0]!
}
