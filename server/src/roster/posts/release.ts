import { hoursWords } from '@muster/core/roster/ask-sentences.ts'
import { POST_SENTENCES } from '@muster/core/roster/post-sentences.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Told, tellPeople } from '../../people/messages.ts'
import { type Ctx, changed, changedFor } from '../../platform/context.ts'

/** A shift that somebody was meant to stand on. */
interface Freed {
  readonly person_id: string
  readonly post_id: string
  readonly post: string
  readonly territory: string
  readonly starts_at: Date
  readonly ends_at: Date
}

/**
 * Cancels shifts, takes their people off and tells each of them once.
 *
 * @param which over `shift s`: only such that nobody has come to
 * @returns how many shifts were cancelled
 */
export async function cancelShifts(ctx: Ctx, which: RawBuilder<unknown>, reason: string): Promise<number> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; post_id: string }>`
    update shift s set cancelled = true, version = version + 1
     where s.tenant = ${tenant} and not s.cancelled and ${which} returning s.id, s.post_id`.execute(ctx.tx)
  if (rows.length === 0) return 0
  const freed = await takeOff(
    ctx,
    rows.map(({ id }) => id),
  )
  await tellPeople(ctx, cancelledMessages(ctx, freed, reason))
  showPosts(
    ctx,
    rows.map(({ post_id }) => post_id),
    freed,
  )
  return rows.length
}

async function takeOff(ctx: Ctx, shiftIds: readonly string[]): Promise<Freed[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Freed>`
    with ended as (
      update assignment a set ended_at = ${ctx.now}, ended_why = 'cancelled', version = version + 1
       where a.tenant = ${tenant} and a.shift_id = any(${shiftIds}::uuid[]) and a.ended_at is null
      returning a.person_id, a.shift_id)
    select e.person_id, s.post_id, po.name as post, po.territory, s.starts_at, s.ends_at
      from ended e
      join shift s on s.tenant = ${tenant} and s.id = e.shift_id
      join post po on po.tenant = ${tenant} and po.id = s.post_id
     order by s.starts_at, s.id`.execute(ctx.tx)
  return rows
}

/** One message for each person and post, which names the first shift and how many there are. */
function cancelledMessages(ctx: Ctx, freed: readonly Freed[], reason: string): Told[] {
  const groups = Map.groupBy(freed, ({ person_id, post_id }) => `${person_id} ${post_id}`)
  return [...groups.values()].map(shifts => {
    const [{ person_id, post_id, post, starts_at, ends_at }] = shifts as [Freed]
    const hours = hoursWords(ctx.tenant.zone, starts_at, ends_at)
    const words = POST_SENTENCES.cancelled({ post, hours, count: shifts.length }, reason)
    return { personId: person_id, topic: `post/${post_id}`, ...words }
  })
}

/** Ends the shifts under way at these posts now: people are free for other places from this minute on. */
async function endRunning(ctx: Ctx, postIds: readonly string[], reason: string): Promise<void> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Freed>`
    with ended as (
      update shift s set ends_at = ${ctx.now}, version = version + 1
       where s.tenant = ${tenant} and s.post_id = any(${postIds}::uuid[]) and not s.cancelled
         and s.starts_at < ${ctx.now} and s.ends_at > ${ctx.now}
      returning s.id, s.post_id, s.starts_at, s.ends_at),
    freed as (
      update assignment a set span = tstzrange(least(lower(a.span), ${ctx.now}), ${ctx.now}), version = version + 1
       where a.tenant = ${tenant} and a.shift_id in (select id from ended) and a.ended_at is null
      returning a.person_id, a.shift_id, a.standby)
    select distinct on (f.person_id, e.post_id) f.person_id, e.post_id, po.name as post, po.territory, e.starts_at, e.ends_at
      from freed f
      join ended e on e.id = f.shift_id
      join post po on po.tenant = ${tenant} and po.id = e.post_id`.execute(ctx.tx)
  await tellPeople(
    ctx,
    rows.map(({ person_id, post_id, post }) => ({
      personId: person_id,
      topic: `post/${post_id}`,
      ...POST_SENTENCES.endsNow(post, reason),
    })),
  )
  showPosts(ctx, postIds, rows)
}

/**
 * Closes open posts: shifts under way end now, those to come are cancelled, whoever stands there or was meant to come is
 * told. Also for slices to the right, when a post closes by its condition.
 *
 * @returns how many were open
 */
export async function closePosts(ctx: Ctx, postIds: readonly string[], reason: string): Promise<number> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; territory: string }>`
    update post set state = 'closed', closed_at = ${ctx.now}, closed_why = ${reason}, version = version + 1
     where tenant = ${tenant} and id = any(${postIds}::uuid[]) and state = 'open' returning id, territory`.execute(
    ctx.tx,
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await endRunning(ctx, ids, reason)
  await cancelShifts(ctx, sql`s.post_id = any(${ids}::uuid[]) and s.starts_at >= ${ctx.now}`, reason)
  changed(ctx, 'posts', ...ids.map(id => `post/${id}`), ...rows.map(({ territory }) => `duty/${territory}`))
  return ids.length
}

function showPosts(ctx: Ctx, postIds: readonly string[], freed: readonly Freed[]): void {
  changed(ctx, 'posts', ...postIds.map(id => `post/${id}`), ...freed.map(({ territory }) => `duty/${territory}`))
  changedFor(ctx, [...new Set(freed.map(({ person_id }) => person_id))], 'asks')
}
