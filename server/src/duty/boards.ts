import type * as wire from '@muster/core/duty/boards.wire.ts'
import type { Gap } from '@muster/core/duty/boards.wire.ts'
import { byUrgency, gapAction } from '@muster/core/duty/gaps.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { within } from '../platform/door/within.ts'

/** What a board is narrowed to, beside the reader's reach. */
export interface Inside {
  readonly territory?: string | undefined
  readonly incidentId?: string | undefined
}

/** A post `p` in its territory `t`, led by a team `g`: inside the reader's reach and what the board is about. */
export const postsInside = (ctx: Ctx, inside: Inside): RawBuilder<boolean> =>
  sql<boolean>`(${within(ctx.scope, POST_SIDES)} and ${narrowed(ctx, inside)})`

/** By what a post `p` is reached. */
export const POST_SIDES = { territoryPath: sql.ref('t.path'), teamPath: sql.ref('g.path') }

/** What the board is about, whoever looks. */
export function narrowed(ctx: Ctx, { territory, incidentId }: Inside): RawBuilder<boolean> {
  const top = sql`(select path from territory where tenant = ${ctx.tenant.tenant} and code = ${territory ?? null})`
  return sql<boolean>`(${territory ? sql`starts_with(t.path, ${top})` : sql`true`}
    and ${incidentId ? sql`p.incident_id = ${incidentId}` : sql`true`})`
}

/** What stands beside a post `p`: its territory, its site, its team. */
export const besidePost = (tenant: string) => sql`
  join territory t on t.tenant = ${tenant} and t.code = p.territory
  left join site si on si.tenant = ${tenant} and si.id = p.site_id
  left join team g on g.tenant = ${tenant} and g.id = p.team_id`

/** Columns by which a board names a post. */
export const POST_NAME = sql`p.id as post_id, p.name as post_name, p.territory, t.name as territory_name, p.site_id, si.name as site_name, p.danger, p.command`

export interface PostNameRow {
  readonly post_id: string
  readonly post_name: string
  readonly territory: string
  readonly territory_name: string
  readonly site_id: string | null
  readonly site_name: string | null
  readonly danger: boolean
  readonly command: boolean
}

export const wirePostName = (row: PostNameRow) => ({
  id: row.post_id,
  name: row.post_name,
  territory: { code: row.territory, name: row.territory_name },
  site: row.site_id ? { id: row.site_id, name: row.site_name! } : null,
  danger: row.danger,
  command: row.command,
})

/** Open posts `posts` that the reader reaches and the board is about: few of them, and the rest is looked up by them. */
export const insidePosts = (ctx: Ctx, inside: Inside) => sql`
    posts as materialized (
      select ${POST_NAME}
        from post p ${besidePost(ctx.tenant.tenant)}
       where p.tenant = ${ctx.tenant.tenant} and p.state = 'open' and ${postsInside(ctx, inside)})`

/** No shift is longer than a day; only where the end is open it goes on. */
export const LONGEST = 2 * 24 * 60 * 60_000

/** Shifts that began since an instant, and those whose end is open: however long ago they began, they run until somebody closes them. */
export const shiftsSince = (ctx: Ctx, since: Date): RawBuilder<unknown> => sql`(
      select * from shift where tenant = ${ctx.tenant.tenant} and not cancelled and starts_at > ${since}
      union all
      select * from shift where tenant = ${ctx.tenant.tenant} and not cancelled and starts_at <= ${since} and open_end)`

/**
 * Shifts `live` of {@link insidePosts} that run now, or begin before an instant, with who is `there`, and who `stays` over
 * from the shift before. Covered is only who checked in for certain and has not left.
 */
export function liveShifts(ctx: Ctx, inside: Inside, until: Date): RawBuilder<unknown> {
  const { tenant } = ctx.tenant
  return sql`
    ${insidePosts(ctx, inside)},
    live as materialized (
      select s.id, s.role, s.starts_at, s.ends_at, s.people, posts.*
        from posts join ${shiftsSince(ctx, new Date(ctx.now.getTime() - LONGEST))} s on s.post_id = posts.post_id
         and s.starts_at < ${until} and (s.ends_at > ${ctx.now} or s.open_end)
       where not exists (select from opening o where o.tenant = ${tenant} and o.shift_id = s.id and o.closed_at is not null)),
    ${whoIsThere(ctx)}`
}

/** For shifts `live` of {@link insidePosts}: who is `there` on each, and who `stays` over from the shift before. */
export const whoIsThere = (ctx: Ctx): RawBuilder<unknown> => {
  const { tenant } = ctx.tenant
  return sql`
    there as materialized (
      select tu.shift_id, count(*) filter (where tu.proven)::int as present, count(*) filter (where not tu.proven)::int as unproven,
             count(*) filter (where tu.proven and tu.stayed_at is not null)::int as staying
        from turn tu where tu.tenant = ${tenant} and tu.state = 'on' and tu.post_id in (select post_id from posts) group by tu.shift_id),
    stays as materialized (
      select s.id as shift_id, sum(there.staying)::int as staying
        from live s join shift o on o.tenant = ${tenant} and o.post_id = s.post_id and o.role = s.role and o.id <> s.id
         and o.ends_at between s.starts_at - interval '1 hour' and s.starts_at + interval '1 hour'
        join there on there.shift_id = o.id and there.staying > 0
       where s.starts_at <= ${ctx.now} group by s.id)`
}

interface GapRow extends PostNameRow {
  readonly id: string
  readonly role: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly people: number
  readonly present: number
  readonly expected: number
  readonly unproven: number
  readonly asking: number
}

/** Posts that are short now or will be: gaps first, the most urgent on top. */
export async function gaps(ctx: Ctx, { hours, limit, ...inside }: ParsedOf<typeof wire.gaps>) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<GapRow>`
    with ${liveShifts(ctx, inside, new Date(ctx.now.getTime() + hours * 3_600_000))},
    short as materialized (
      select live.*, coalesce(there.present, 0) + coalesce(stays.staying, 0) as present, coalesce(there.unproven, 0) as unproven
        from live left join there on there.shift_id = live.id left join stays on stays.shift_id = live.id
       where live.people > coalesce(there.present, 0) + coalesce(stays.staying, 0)),
    coming as materialized (
      select a.shift_id, count(*)::int as expected
        from assignment a
       where a.tenant = ${tenant} and a.ended_at is null and not a.standby and a.shift_id in (select id from short)
         and not exists (select from turn tu where tu.tenant = ${tenant} and tu.shift_id = a.shift_id and tu.person_id = a.person_id)
       group by a.shift_id),
    asked as materialized (
      select shift_id, sum(people - found)::int as asking from shortage where tenant = ${tenant} and state = 'open' group by shift_id)
    select * from (
      select short.*, coalesce(coming.expected, 0) as expected, coalesce(asked.asking, 0) as asking
        from short left join coming on coming.shift_id = short.id left join asked on asked.shift_id = short.id) gap
     where people > case when starts_at <= ${ctx.now} then present else present + expected end`.execute(ctx.tx)
  const all = rows.map(row => gapOf(ctx, row)).toSorted(byUrgency)
  const sum = (list: readonly Gap[]) => ({
    posts: new Set(list.map(({ post }) => post.id)).size,
    people: list.reduce((n, { missing }) => n + missing, 0),
  })
  return {
    asOf: ctx.now.toISOString(),
    now: sum(all.filter(({ minutes }) => minutes >= 0)),
    coming: sum(all.filter(({ minutes }) => minutes < 0)),
    rows: all.slice(0, limit),
  }
}

function gapOf(ctx: Ctx, row: GapRow): Gap {
  const minutes = Math.floor((ctx.now.getTime() - row.starts_at.getTime()) / 60_000)
  const missing = row.people - row.present - (minutes < 0 ? row.expected : 0)
  const { present, expected, unproven, asking } = row
  return {
    post: wirePostName(row),
    shiftId: row.id,
    role: row.role,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    minutes,
    need: row.people,
    present,
    expected,
    unproven,
    missing,
    asking,
    action: gapAction({
      minutes,
      missing,
      expected,
      unproven,
      asking,
    }),
  }
}
