import { door } from '@muster/core/platform/problems.ts'
import { territory as territoryProblem } from '@muster/core/territory/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { outOfReach, reaches } from '../../platform/door/reach.ts'
import { within } from '../../platform/door/within.ts'
import type { Whereabouts } from '../../platform/slice.ts'

/** How long after its end a unit still sees a shift of its people. */
const SEEN_AFTER_MS = 24 * 60 * 60_000
const lately = (now: Date): RawBuilder<boolean> =>
  sql<boolean>`upper(a.span) > ${new Date(now.getTime() - SEEN_AFTER_MS)}`

/**
 * The condition that keeps a query inside the actor's scope, for a `post po` with its `territory t` and perhaps its
 * `team g`. The territory owns the post and the unit its people: both see it (属地管理), the unit as long as its people
 * stand there.
 */
export function postsWithin({
  scope,
  now,
  tenant: { tenant },
}: Pick<Ctx, 'scope' | 'now' | 'tenant'>): RawBuilder<boolean> {
  const own = within(scope, { territoryPath: sql.ref('t.path'), teamPath: sql.ref('g.path') })
  if (scope.tenant || scope.unitPaths.length === 0) return own
  return sql<boolean>`(${own} is true or po.id in (
    select s.post_id from unit u
      join person p on p.tenant = ${tenant} and p.unit_id = u.id
      join assignment a on a.tenant = ${tenant} and a.person_id = p.id and a.ended_at is null and ${lately(now)}
      join shift s on s.tenant = ${tenant} and s.id = a.shift_id
     where u.tenant = ${tenant} and ${within(scope, { unitPath: sql.ref('u.path') })}))`
}

/** A site is where its territory is. */
export async function siteWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ path: string }>`
    select t.path from site s join territory t on t.tenant = ${ctx.tenant.tenant} and t.code = s.territory
     where s.tenant = ${ctx.tenant.tenant} and s.id = ${id}`.execute(ctx.tx)
  return rows[0] ? { territoryPaths: [rows[0].path] } : null
}

/** A post is its territory's, its team's, and for looking also theirs whose people stand there. */
export const postWhereabouts = (ctx: Ctx, id: string): Promise<Whereabouts | null> =>
  whereIsPost(ctx, sql`po.id = ${id}`, sql`s.post_id = ${id}`)

/** A shift is where its post is, and of the units whose people are on that very shift. */
export const shiftWhereabouts = (ctx: Ctx, id: string): Promise<Whereabouts | null> =>
  whereIsPost(
    ctx,
    sql`po.id = (select s.post_id from shift s where s.tenant = ${ctx.tenant.tenant} and s.id = ${id})`,
    sql`s.id = ${id}`,
  )

async function whereIsPost(
  ctx: Ctx,
  condition: RawBuilder<unknown>,
  shifts: RawBuilder<unknown>,
): Promise<Whereabouts | null> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ path: string; team_path: string | null }>`
    select t.path, g.path as team_path from post po
      join territory t on t.tenant = ${tenant} and t.code = po.territory
      left join team g on g.tenant = ${tenant} and g.id = po.team_id
     where po.tenant = ${tenant} and ${condition}`.execute(ctx.tx)
  const [row] = rows
  if (!row) return null
  const unitPaths = ctx.scope.unitPaths.length > 0 ? await unitsAt(ctx, shifts) : []
  return { territoryPaths: [row.path], teamPaths: row.team_path ? [row.team_path] : [], unitPaths }
}

async function unitsAt(ctx: Ctx, shifts: RawBuilder<unknown>): Promise<string[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ path: string }>`
    select distinct u.path from shift s
      join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and a.ended_at is null and ${lately(ctx.now)}
      join person p on p.tenant = ${tenant} and p.id = a.person_id
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
     where s.tenant = ${tenant} and ${shifts}`.execute(ctx.tx)
  return rows.map(({ path }) => path)
}

/** A place by code, in use and within reach. */
export interface Place {
  readonly code: string
  readonly name: string
  readonly path: string
}

/**
 * Places by code, each within reach.
 *
 * @throws Problem `territory/unknown`, and `door/not-found` out of reach
 */
export async function placesWithin(ctx: Ctx, codes: readonly string[]): Promise<Map<string, Place>> {
  const { rows } = await sql<Place>`
    select code, name, path from territory
     where tenant = ${ctx.tenant.tenant} and code = any(${[...new Set(codes)]}::text[]) and valid_to is null`.execute(
    ctx.tx,
  )
  const found = new Map(rows.map(row => [row.code, row]))
  for (const code of codes) {
    const place = found.get(code)
    if (!place) throw territoryProblem('territory/unknown', { code })
    if (!reaches(ctx.scope, { territoryPaths: [place.path] })) throw outOfReach()
  }
  return found
}

/** One place, within reach. @throws Problem `territory/unknown`, `door/not-found` */
export async function placeWithin(ctx: Ctx, code: string): Promise<Place> {
  const place = (await placesWithin(ctx, [code])).get(code)
  if (!place) throw door('door/not-found')
  return place
}
