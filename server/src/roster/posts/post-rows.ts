import { minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { saidLine } from '@muster/core/roster/pack-lines.ts'
import type { ShiftLine } from '@muster/core/roster/posts.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type { Post, Shift } from '@muster/core/roster/shapes.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** A post with the path of its territory. */
export type PostRow = Post & {
  readonly path: string
  readonly closedAt: Date | null
  readonly closedWhy: string | null
}

/** Posts `po` with their territory `t`, site `si` and team `g`. */
export const POSTS = (tenant: string) => sql`post po
  join territory t on t.tenant = ${tenant} and t.code = po.territory
  left join site si on si.tenant = ${tenant} and si.id = po.site_id
  left join team g on g.tenant = ${tenant} and g.id = po.team_id`

const COLUMNS = (tenant: string) => sql`
  po.id, po.incident_id as "incidentId", jsonb_build_object('code', t.code, 'name', t.name) as territory,
  case when si.id is not null then jsonb_build_object('id', si.id, 'name', si.name) end as site, po.kind, po.name,
  po.danger, po.command, po.skills, po.equipment, po.checklist, po.report_minutes as "reportMinutes", po.briefing,
  po.suit_minutes as "suitMinutes", po.closes_when as "closesWhen",
  case when g.id is not null then jsonb_build_object('id', g.id, 'name', g.name) end as team,
  coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name, x.id)
     from post_site ps join site x on x.tenant = ${tenant} and x.id = ps.site_id
    where ps.tenant = ${tenant} and ps.post_id = po.id), '[]') as serves,
  po.state, po.version, t.path, po.closed_at as "closedAt", po.closed_why as "closedWhy"`

/** Posts by a condition on {@link POSTS}, their lines in the reader's language. */
export async function readPosts(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by t.path, po.name, po.id`,
): Promise<PostRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<PostRow>`
    select ${COLUMNS(tenant)} from ${POSTS(tenant)} where po.tenant = ${tenant} and ${where} ${tail}`.execute(ctx.tx)
  const say = (line: string) => saidLine(line, ctx.language)
  return rows.map(row => ({
    ...row,
    equipment: row.equipment.map(say),
    checklist: row.checklist.map(say),
    closesWhen: row.closesWhen && say(row.closesWhen),
  }))
}

/** A post as it travels. */
export const asPost = ({ path: _, closedAt: __, closedWhy: ___, ...post }: PostRow): Post => post

/** @throws Problem `door/not-found` */
export async function postById(ctx: Ctx, id: string): Promise<PostRow> {
  const [post] = await readPosts(ctx, sql`po.id = ${id}`)
  if (!post) throw door('door/not-found')
  return post
}

/** Holds a post until the commit. @throws Problem `door/not-found`, `roster/post-closed` */
export const openPostForUpdate = (ctx: Ctx, id: string): Promise<PostRow> =>
  openPost(ctx, id, sql`for no key update of po`)

/** A post that is only looked at. @throws Problem `door/not-found`, `roster/post-closed` */
export async function openPost(ctx: Ctx, id: string, tail?: RawBuilder<unknown>): Promise<PostRow> {
  const [post] = await readPosts(ctx, sql`po.id = ${id}`, tail)
  if (!post) throw door('door/not-found')
  mustBeOpen(ctx, post)
  return post
}

/** @throws Problem `roster/post-closed` */
export function mustBeOpen(ctx: Ctx, { name, closedAt }: PostRow): void {
  if (closedAt) throw roster('roster/post-closed', { name, at: minuteIn(ctx.tenant.zone, closedAt) })
}

/** @throws Problem `door/changed-meanwhile` when the reader saw another version */
export function mustHaveSeen({ version }: { readonly version: number }, seen: number): void {
  if (version !== seen) throw door('door/changed-meanwhile', { current: version, seen })
}

type ShiftRow = Omit<ShiftLine, 'startsAt' | 'endsAt'> & { readonly startsAt: Date; readonly endsAt: Date }

/** How many are meant to come to a shift `s`, and how many are asked to be ready. */
export const ASSIGNED = (tenant: string) => sql`lateral (
  select count(*) filter (where not a.standby)::int as assigned, count(*) filter (where a.standby)::int as on_standby
    from assignment a where a.tenant = ${tenant} and a.shift_id = s.id and a.ended_at is null) n`

/** Shifts by a condition on `shift s`, the earliest first. */
export async function readShifts(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql``,
): Promise<ShiftLine[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<ShiftRow>`
    select s.id, s.post_id as "postId", s.role, s.skills, s.starts_at as "startsAt", s.ends_at as "endsAt", s.day,
           s.open_end as "openEnd", s.people, s.standby, s.cancelled, s.version, n.assigned, n.on_standby as "onStandby"
      from shift s cross join ${ASSIGNED(tenant)}
     where s.tenant = ${tenant} and ${where} order by s.starts_at, s.role, s.id ${tail}`.execute(ctx.tx)
  return rows.map(row => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }))
}

/** A shift as it travels. */
export const asShift = ({ assigned: _, onStandby: __, ...shift }: ShiftLine): Shift => shift
