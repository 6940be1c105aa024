import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { MOST_SHIFT_HOURS } from '@muster/core/roster/layout.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { pageOf } from '../../people/rows.ts'
import type { Ctx } from '../../platform/context.ts'
import { literally } from '../../platform/database/like.ts'
import { ASSIGNED, asPost, POSTS, postById, readPosts, readShifts } from './post-rows.ts'
import { postsWithin } from './reach.ts'
import { belowPlace, byNumber } from './site-rows.ts'

const USUAL_PAGE = 100
const HOUR = 60 * 60_000

interface Counted {
  readonly id: string
  readonly now_needed: number
  readonly now_assigned: number
  readonly now_missing: number
  readonly soon_needed: number
  readonly soon_assigned: number
  readonly soon_missing: number
  readonly gap_from: Date | null
  readonly total: number
}

/** The posts within reach, those that miss somebody now first, then those that will within the hours asked for. */
export async function posts(ctx: Ctx, input: ParsedOf<typeof wire.posts>) {
  const limit = input.limit ?? USUAL_PAGE
  const counted = await countGaps(ctx, input, limit + 1)
  const { rows, next } = pageOf(counted, limit, row => row.id)
  const ids = rows.map(({ id }) => id)
  const byId = new Map((await readPosts(ctx, sql`po.id = any(${ids}::uuid[])`)).map(post => [post.id, asPost(post)]))
  return {
    rows: rows.map(row => ({ ...byId.get(row.id)!, ...gapsOf(row) })),
    next,
    total: counted[0]?.total ?? 0,
    asOf: ctx.now.toISOString(),
  }
}

const gapsOf = (row: Counted) => ({
  now: { needed: row.now_needed, assigned: row.now_assigned, missing: row.now_missing },
  soon: { needed: row.soon_needed, assigned: row.soon_assigned, missing: row.soon_missing },
  gapFrom: row.gap_from?.toISOString() ?? null,
})

/**
 * People too many on one shift fill no gap on another: what is missing is counted shift by shift. A page begins after the
 * place at which its cursor's post stands now.
 */
async function countGaps(ctx: Ctx, input: ParsedOf<typeof wire.posts>, limit: number): Promise<Counted[]> {
  const { tenant } = ctx.tenant
  const until = new Date(ctx.now.getTime() + input.hours * HOUR)
  const since = new Date(ctx.now.getTime() - (MOST_SHIFT_HOURS + 1) * HOUR)
  const { rows } = await sql<Counted>`
    with found as materialized (
      select po.id, t.path, po.name from ${POSTS(tenant)} where po.tenant = ${tenant} and ${asked(ctx, input)}),
    near as (
      select s.post_id, s.starts_at, s.starts_at <= ${ctx.now} as now, s.people, least(n.assigned, s.people) as assigned
        from shift s cross join ${ASSIGNED(tenant)}
       where s.tenant = ${tenant} and not s.cancelled and s.starts_at > ${since} and s.starts_at < ${until}
         and s.ends_at > ${ctx.now} and s.post_id in (select id from found)),
    summed as (
      select post_id,
             sum(people) filter (where now)::int as now_needed, sum(assigned) filter (where now)::int as now_assigned,
             sum(people) filter (where not now)::int as soon_needed,
             sum(assigned) filter (where not now)::int as soon_assigned,
             min(starts_at) filter (where assigned < people) as gap_from
        from near group by post_id),
    ranked as (
      select f.id, coalesce(now_needed, 0) as now_needed, coalesce(now_assigned, 0) as now_assigned,
             coalesce(now_needed - now_assigned, 0) as now_missing, coalesce(soon_needed, 0) as soon_needed,
             coalesce(soon_assigned, 0) as soon_assigned, coalesce(soon_needed - soon_assigned, 0) as soon_missing,
             gap_from, count(*) over ()::int as total,
             row_number() over (order by coalesce(now_needed - now_assigned, 0) desc,
               coalesce(soon_needed - soon_assigned, 0) desc, f.path, ${byNumber(sql`f.name`)}, f.id) as nth
        from found f left join summed on summed.post_id = f.id)
    select * from ranked
     where nth > coalesce((select nth from ranked where id::text = ${input.after ?? ''}), 0)
     order by nth limit ${limit}`.execute(ctx.tx)
  return rows
}

/** The conditions of a list of posts; only open ones unless asked otherwise. */
function asked(ctx: Ctx, input: ParsedOf<typeof wire.posts>): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  const conditions = [
    postsWithin(ctx),
    sql`po.state = ${input.state ?? 'open'}`,
    ...(input.incidentId ? [sql`po.incident_id = ${input.incidentId}`] : []),
    ...(input.territory ? [belowPlace(ctx, input.territory)] : []),
    ...(input.kind ? [sql`po.kind = ${input.kind}`] : []),
    ...(input.search ? [sql`po.name ilike ${`%${literally(input.search)}%`}`] : []),
    ...(input.siteId
      ? [
          sql`(po.site_id = ${input.siteId} or exists (
            select from post_site x where x.tenant = ${tenant} and x.post_id = po.id and x.site_id = ${input.siteId}))`,
        ]
      : []),
  ]
  return sql.join(conditions, sql` and `)
}

const SHOWN_BEFORE = 24 * HOUR
const SHOWN_AFTER = 8 * 24 * HOUR

/** One post with the shifts that touch a span. */
export async function post(ctx: Ctx, input: ParsedOf<typeof wire.post>) {
  const row = await postById(ctx, input.postId)
  const from = input.from ? new Date(input.from) : new Date(ctx.now.getTime() - SHOWN_BEFORE)
  const until = input.until ? new Date(input.until) : new Date(ctx.now.getTime() + SHOWN_AFTER)
  const shifts = await readShifts(ctx, sql`s.post_id = ${row.id} and s.starts_at < ${until} and s.ends_at > ${from}`)
  return {
    post: asPost(row),
    closedAt: row.closedAt?.toISOString() ?? null,
    closedWhy: row.closedWhy,
    from: from.toISOString(),
    until: until.toISOString(),
    shifts,
  }
}
