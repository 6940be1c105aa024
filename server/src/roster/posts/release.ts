import { hoursWords } from '@muster/core/roster/ask-sentences.ts'
import { POST_SENTENCES } from '@muster/core/roster/post-sentences.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Told, tellPeople } from '../../people/messages.ts'
import { type Ctx, changed, changedFor } from '../../platform/context.ts'
import { endShiftWork } from '../asks/over.ts'
import { holdPosts } from '../locks.ts'

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
    select s.id, s.post_id from shift s
     where s.tenant = ${tenant} and not s.cancelled and ${which} order by s.id for no key update`.execute(ctx.tx)
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  await sql`
    update shift set cancelled = true, version = version + 1
     where tenant = ${tenant} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  const freed = await takeOff(ctx, ids)
  await endShiftWork(ctx, ids)
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

/**
 * Ends shifts now that are under way, or that somebody has come to early: people are free for other places from this minute
 * on. One that went on past its plan keeps its planned end; one that people came to before midnight is of the day on which they
 * stood there.
 */
async function endNow(ctx: Ctx, shiftIds: readonly string[], reason: string): Promise<void> {
  const { tenant } = ctx.tenant
  const begun = sql`${ctx.now}::timestamptz - interval '1 minute'`
  await endShiftWork(ctx, shiftIds)
  const { rows } = await sql<Freed>`
    with ended as (
      update shift s set open_end = false, version = version + 1, ends_at = least(s.ends_at, ${ctx.now}),
             starts_at = least(s.starts_at, ${begun}), day = (least(s.starts_at, ${begun}) at time zone ${ctx.tenant.zone})::date
       where s.tenant = ${tenant} and s.id = any(${shiftIds}::uuid[])
      returning s.id, s.post_id, s.starts_at, s.ends_at),
    cut as (
      update assignment a set span = tstzrange(lower(a.span), ${ctx.now}), version = version + 1
       where a.tenant = ${tenant} and a.shift_id in (select id from ended) and a.ended_at is null
         and lower(a.span) < ${ctx.now} and upper(a.span) > ${ctx.now}),
    spared as (
      update assignment a set ended_at = ${ctx.now}, ended_why = 'cancelled', version = version + 1
       where a.tenant = ${tenant} and a.shift_id in (select id from ended) and a.ended_at is null
         and lower(a.span) >= ${ctx.now})
    select distinct on (a.person_id, e.post_id) a.person_id, e.post_id, po.name as post, po.territory, e.starts_at, e.ends_at
      from ended e
      join assignment a on a.tenant = ${tenant} and a.shift_id = e.id and a.ended_at is null
      join post po on po.tenant = ${tenant} and po.id = e.post_id`.execute(ctx.tx)
  await tellPeople(
    ctx,
    rows.map(({ person_id, post_id, post }) => ({
      personId: person_id,
      topic: `post/${post_id}`,
      ...POST_SENTENCES.endsNow(post, reason),
    })),
  )
  showPosts(
    ctx,
    rows.map(({ post_id }) => post_id),
    rows,
  )
}

interface Standing {
  readonly id: string
  readonly begun: boolean
}

/** Ends shifts that go on, and cancels those to come that nobody has come to; the caller holds them. */
async function endOrCancel(ctx: Ctx, shifts: readonly Standing[], reason: string): Promise<void> {
  const begun = shifts.filter(shift => shift.begun).map(({ id }) => id)
  const early = await comeTo(
    ctx,
    shifts.filter(shift => !shift.begun).map(({ id }) => id),
  )
  const ending = [...begun, ...early]
  if (ending.length > 0) await endNow(ctx, ending, reason)
  const others = shifts.map(({ id }) => id).filter(id => !ending.includes(id))
  await cancelShifts(ctx, sql`s.id = any(${others}::uuid[])`, reason)
}

/** To which of these shifts somebody has come. */
async function comeTo(ctx: Ctx, shiftIds: readonly string[]): Promise<string[]> {
  if (shiftIds.length === 0 || (await arrivedAt(ctx, shiftIds)) === 0) return []
  const found: string[] = []
  for (const id of shiftIds) if ((await arrivedAt(ctx, [id])) > 0) found.push(id)
  return found
}

/** How many people have come to any of these shifts: known to slices to the right of this one. */
export async function arrivedAt(ctx: Ctx, shiftIds: readonly string[]): Promise<number> {
  let count = 0
  for (const slice of ctx.house.slices) count += (await slice.arrived?.(ctx, shiftIds)) ?? 0
  return count
}

/** Shifts that are not over yet, held; open ends go on until somebody closes them. */
async function holdStanding(ctx: Ctx, which: RawBuilder<unknown>): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select s.id, s.starts_at < ${ctx.now} as begun from shift s
     where s.tenant = ${ctx.tenant.tenant} and not s.cancelled and (s.ends_at > ${ctx.now} or s.open_end) and ${which}
     order by s.id for no key update`.execute(ctx.tx)
  return rows
}

/** A shift was closed by its condition, as a slice to the right heard: the plan says so too. Said again, nothing happens. */
export async function closeShift(ctx: Ctx, shiftId: string, reason: string): Promise<void> {
  await endOrCancel(ctx, await holdStanding(ctx, sql`s.id = ${shiftId}`), reason)
}

/**
 * Closes open posts: shifts under way end now, those to come are cancelled, whoever stands there or was meant to come is
 * told.
 *
 * @returns how many were open
 */
export async function closePosts(ctx: Ctx, postIds: readonly string[], reason: string): Promise<number> {
  const { tenant } = ctx.tenant
  await holdPosts(ctx, postIds)
  const { rows } = await sql<{ id: string; territory: string }>`
    update post set state = 'closed', closed_at = ${ctx.now}, closed_why = ${reason}, version = version + 1
     where tenant = ${tenant} and id = any(${postIds}::uuid[]) and state = 'open' returning id, territory`.execute(
    ctx.tx,
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await endOrCancel(ctx, await holdStanding(ctx, sql`s.post_id = any(${ids}::uuid[])`), reason)
  changed(ctx, 'posts', ...ids.map(id => `post/${id}`), ...rows.map(({ territory }) => `duty/${territory}`))
  return ids.length
}

function showPosts(ctx: Ctx, postIds: readonly string[], freed: readonly Freed[]): void {
  changed(ctx, 'posts', ...postIds.map(id => `post/${id}`), ...freed.map(({ territory }) => `duty/${territory}`))
  changedFor(ctx, [...new Set(freed.map(({ person_id }) => person_id))], 'asks')
}
