import { randomBytes } from 'node:crypto'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { outOfReach, reaches } from '../../platform/door/reach.ts'
import { POSTS } from '../../roster/posts/post-rows.ts'
import { placesWithin, placeWithin, postsWithin } from '../../roster/posts/reach.ts'
import { type RoundRow, readRounds, roundById } from './rows.ts'

/** The rounds of an incident that take samples somewhere within reach, or are kept by the reader. */
export async function rounds(ctx: Ctx, { incidentId }: { incidentId: string }): Promise<{ rows: wire.Round[] }> {
  const rows: wire.Round[] = []
  for (const row of await readRounds(ctx, sql`r.incident_id = ${incidentId}`)) {
    const round = await roundOf(ctx, row)
    if (keeps(ctx, row) || round.posts.length > 0) rows.push(round)
  }
  return { rows }
}

/** @throws Problem `door/not-found` out of reach */
export const round = async (ctx: Ctx, { roundId }: { roundId: string }): Promise<wire.Round> =>
  roundOf(ctx, await mustReadRound(ctx, roundId))

const keeps = (ctx: Ctx, { path }: RoundRow): boolean => reaches(ctx.scope, { territoryPaths: [path] })

/** @throws Problem `door/not-found` to whoever neither keeps the round nor runs a post of it */
export async function mustReadRound(ctx: Ctx, roundId: string): Promise<RoundRow> {
  const round = await roundById(ctx, roundId)
  if (!keeps(ctx, round) && (await postsOf(ctx, round)).length === 0) throw outOfReach()
  return round
}

/** Opens a round at some posts. The same id again answers the same round. */
export async function openRound(ctx: Ctx, input: ParsedOf<typeof wire.openRound>): Promise<wire.Round> {
  const { tenant } = ctx.tenant
  const [known] = await readRounds(ctx, sql`r.id = ${input.id}`)
  if (known) return roundOf(ctx, await mustReadRound(ctx, known.id))
  const keeper = await placeWithin(ctx, input.territory)
  await placesWithin(ctx, input.territories)
  await mustReachPosts(ctx, input.postIds)
  await sql`
    insert into sampling_round (tenant, id, incident_id, territory, name, territories, starts_at, ends_at, tube_size, same_household,
                                late_minutes, kept_days, salt, version, created_at)
    values (${tenant}, ${input.id}, ${input.incidentId}, ${keeper.code}, ${input.name}, ${input.territories}, ${input.startsAt}, ${input.endsAt},
            ${input.tubeSize}, ${input.sameHousehold}, ${input.lateMinutes}, ${input.keptDays}, ${randomBytes(32)}, 1, ${ctx.now})`.execute(
    ctx.tx,
  )
  await sql`
    insert into sampling_post (tenant, round_id, post_id, batches, called, version)
    select ${tenant}, ${input.id}, x, '[]', 0, 1 from unnest(${[...new Set(input.postIds)]}::uuid[]) as x`.execute(
    ctx.tx,
  )
  await audit(ctx, 'register.round-opened', `round/${input.id}`, { posts: input.postIds.length, size: input.tubeSize })
  changed(ctx, 'sampling')
  return roundOf(ctx, await roundById(ctx, input.id))
}

async function mustReachPosts(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  const { tenant } = ctx.tenant
  const { rows } = await sql`
    select from ${POSTS(tenant)} where po.tenant = ${tenant} and po.id = any(${wanted}::uuid[]) and ${postsWithin(ctx)}`.execute(
    ctx.tx,
  )
  if (rows.length < wanted.length) throw outOfReach()
}

/** Ends a round; what phones still held is taken in for five days. */
export async function closeRound(ctx: Ctx, input: ParsedOf<typeof wire.closeRound>): Promise<wire.Round> {
  const round = await roundById(ctx, input.roundId, sql`for update of r`)
  if (round.closed_at) return roundOf(ctx, round)
  if (round.version !== input.version)
    throw door('door/changed-meanwhile', { current: round.version, seen: input.version })
  await sql`
    update sampling_round set closed_at = ${ctx.now}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and id = ${round.id}`.execute(ctx.tx)
  await audit(ctx, 'register.round-closed', `round/${round.id}`, {})
  changed(ctx, 'sampling')
  return roundOf(ctx, await roundById(ctx, round.id))
}

async function postsOf(ctx: Ctx, { id }: Pick<RoundRow, 'id'>): Promise<{ id: string; name: string }[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; name: string }>`
    select po.id, po.name from ${POSTS(tenant)} join sampling_post x on x.tenant = ${tenant} and x.post_id = po.id
     where po.tenant = ${tenant} and x.round_id = ${id} and ${postsWithin(ctx)} order by po.name, po.id`.execute(ctx.tx)
  return rows
}

async function roundOf(ctx: Ctx, row: RoundRow): Promise<wire.Round> {
  return {
    id: row.id,
    incidentId: row.incident_id,
    territory: row.territory,
    name: row.name,
    territories: row.territories,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    tubeSize: row.tube_size,
    sameHousehold: row.same_household,
    lateMinutes: row.late_minutes,
    keptDays: row.kept_days,
    posts: await postsOf(ctx, row),
    closed: row.closed_at !== null,
    version: row.version,
  }
}
