import { Problem } from '@muster/core/platform/problem.ts'
import * as wire from '@muster/core/register/wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { actorOf, type Ctx } from '../platform/context.ts'
import { outOfReach, reaches, scopeFor } from '../platform/door/reach.ts'
import type { Whereabouts } from '../platform/slice.ts'
import { POSTS } from '../roster/posts/post-rows.ts'
import { postsWithin, postWhereabouts } from '../roster/posts/reach.ts'
import type { RegisterRow } from './rows.ts'

/** A register is changed by whoever keeps it. */
export async function registerWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ path: string }>`
    select t.path from register r join territory t on t.tenant = ${tenant} and t.code = r.territory
     where r.tenant = ${tenant} and r.id = ${id}`.execute(ctx.tx)
  return rows[0] ? { territoryPaths: [rows[0].path] } : null
}

/** An entry is where its post is. */
export async function entryWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { rows } = await sql<{ post_id: string }>`
    select post_id from entry where tenant = ${ctx.tenant.tenant} and id = ${id}`.execute(ctx.tx)
  return rows[0] ? postWhereabouts(ctx, rows[0].post_id) : null
}

/**
 * Whoever keeps a register reads all of it; whoever runs posts where it is kept reads those.
 *
 * @throws Problem `door/not-found` to everybody else
 */
export async function mustRead(ctx: Ctx, register: RegisterRow): Promise<void> {
  if (reaches(ctx.scope, { territoryPaths: [register.path] })) return
  const { tenant } = ctx.tenant
  const { rows } = await sql`
    select from ${POSTS(tenant)} join register_post x on x.tenant = ${tenant} and x.post_id = po.id
     where po.tenant = ${tenant} and x.register_id = ${register.id} and ${postsWithin(ctx)} limit 1`.execute(ctx.tx)
  if (rows.length === 0) throw outOfReach()
}

/** Whether the actor runs this post as a desk or its captain, whatever they do there just now. */
export async function runsPost(ctx: Ctx, postId: string): Promise<boolean> {
  const place = await postWhereabouts(ctx, postId)
  try {
    return place !== null && reaches(scopeFor(ctx, wire.settle), place)
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** Whoever reads a register, or stands now where it is kept, may look whether something was written down there. */
export async function mustWrite(ctx: Ctx, register: RegisterRow): Promise<void> {
  const { tenant } = ctx.tenant
  const kept = sql`select post_id from register_post where tenant = ${tenant} and register_id = ${register.id} and until is null`
  if (!(await wasAtOneOf(ctx, actorOf(ctx).personId, kept, ctx.now))) await mustRead(ctx, register)
}

const HOUR_MS = 3_600_000
/** What a phone takes with it: posts of yesterday, which may still be written up, to the day after tomorrow. */
const BEFORE_MS = 24 * HOUR_MS
const AFTER_MS = 48 * HOUR_MS

/** The condition on a post `po` that the actor stands there, stood there a day ago, or will within two days. */
export function ownPosts(ctx: Ctx): RawBuilder<boolean> {
  const { tenant } = ctx.tenant
  const { personId } = actorOf(ctx)
  const since = new Date(ctx.now.getTime() - BEFORE_MS)
  const span = sql`tstzrange(${since}, ${new Date(ctx.now.getTime() + AFTER_MS)})`
  return sql<boolean>`po.id in (
      select s.post_id from assignment a join shift s on s.tenant = ${tenant} and s.id = a.shift_id
       where a.tenant = ${tenant} and a.person_id = ${personId} and a.ended_at is null and a.span && ${span}
      union select tu.post_id from turn tu
       where tu.tenant = ${tenant} and tu.person_id = ${personId} and tu.came_at > ${since})`
}

/** People come early and stay a little: an hour on both sides of what was planned or served. */
const MARGIN = '1 hour'

/** Whether this person was meant to be at the post at that time, or was there. */
export const wasAtPost = (ctx: Ctx, personId: string | null, postId: string, at: Date): Promise<boolean> =>
  wasAtOneOf(ctx, personId, sql`${postId}::uuid`, at)

const wasAtOneOf = async (ctx: Ctx, personId: string | null, posts: RawBuilder<unknown>, at: Date): Promise<boolean> =>
  (await momentsAt(ctx, personId, posts, [at])).size > 0

/** At which of these moments this person was meant to be at the post, or was there: instants in milliseconds. */
export const momentsAtPost = (ctx: Ctx, personId: string | null, postId: string, moments: readonly Date[]) =>
  momentsAt(ctx, personId, sql`${postId}::uuid`, moments)

async function momentsAt(
  ctx: Ctx,
  personId: string | null,
  posts: RawBuilder<unknown>,
  moments: readonly Date[],
): Promise<ReadonlySet<number>> {
  const { tenant } = ctx.tenant
  const [from, to] = [sql`m.at - ${MARGIN}::interval`, sql`m.at + ${MARGIN}::interval`]
  const { rows } = await sql<{ at: Date }>`
    select m.at from unnest(${moments}::timestamptz[]) as m (at)
     where exists (
       select from turn where tenant = ${tenant} and person_id = ${personId} and post_id in (${posts})
          and came_at <= ${to} and coalesce(left_at, 'infinity') >= ${from})
        or exists (
       select from assignment a join shift s on s.tenant = ${tenant} and s.id = a.shift_id
        where a.tenant = ${tenant} and a.person_id = ${personId} and s.post_id in (${posts}) and a.span && tstzrange(${from}, ${to})
          and coalesce(a.ended_at, 'infinity') >= m.at)`.execute(ctx.tx)
  return new Set(rows.map(({ at }) => at.getTime()))
}
