import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type Batch, PACE_MINUTES, paceOf, waits } from '@muster/core/register/sampling/pace.ts'
import { sampling } from '@muster/core/register/sampling/problems.ts'
import type * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { sql } from 'kysely'
import { actorOf, type Ctx, changed } from '../../platform/context.ts'
import { outOfReach } from '../../platform/door/reach.ts'
import { runsPost, wasAtPost } from '../reach.ts'

interface CallingRow {
  readonly batches: readonly Batch[]
  readonly called: number
  readonly version: number
}

/** How far a post has called, how fast people go through, and when each building's turn comes. */
export async function calling(ctx: Ctx, { roundId, postId }: ParsedOf<typeof wire.calling>): Promise<wire.Calling> {
  const { personId } = actorOf(ctx)
  if (!(await runsPost(ctx, postId)) && !(await wasAtPost(ctx, personId, postId, ctx.now))) throw outOfReach()
  return callingOf(ctx, roundId, postId, await rowOf(ctx, roundId, postId))
}

async function callingOf(ctx: Ctx, roundId: string, postId: string, row: CallingRow): Promise<wire.Calling> {
  const { batches, called, version } = row
  const since = new Date(ctx.now.getTime() - PACE_MINUTES * 60_000)
  const { rows } = await sql<{ taken: number; lately: number; first: Date | null }>`
    select count(*)::int as taken, count(*) filter (where at > ${since})::int as lately, min(at) as first from sample
     where tenant = ${ctx.tenant.tenant} and round_id = ${roundId} and post_id = ${postId} and state = 'stands'`.execute(
    ctx.tx,
  )
  const { taken, lately, first } = rows[0]!
  const pace = first ? paceOf(lately, (ctx.now.getTime() - first.getTime()) / 60_000) : null
  const wait = waits(batches, { called, taken, pace })
  return { batches: batches.map((batch, nth) => ({ ...batch, wait: wait[nth]! })), called, taken, pace, version }
}

async function rowOf(ctx: Ctx, roundId: string, postId: string, tail = sql``): Promise<CallingRow> {
  const { rows } = await sql<CallingRow>`
    select batches, called, version from sampling_post
     where tenant = ${ctx.tenant.tenant} and round_id = ${roundId} and post_id = ${postId} ${tail}`.execute(ctx.tx)
  if (!rows[0]) throw sampling('register/no-such-round')
  return rows[0]
}

/** Calls the next building, or sets another order. @throws Problem `door/changed-meanwhile` */
export async function moveCalling(ctx: Ctx, input: ParsedOf<typeof wire.moveCalling>): Promise<wire.Calling> {
  const { roundId, postId } = input
  const row = await rowOf(ctx, roundId, postId, sql`for update`)
  if (row.version !== input.version) throw door('door/changed-meanwhile', { current: row.version, seen: input.version })
  const batches = input.batches ?? row.batches
  const called = Math.min(input.called, batches.length)
  await sql`
    update sampling_post set batches = ${JSON.stringify(batches)}::jsonb, called = ${called}, moved_at = ${ctx.now}, version = version + 1
     where tenant = ${ctx.tenant.tenant} and round_id = ${roundId} and post_id = ${postId}`.execute(ctx.tx)
  await ctx.house.audit(ctx, 'register.called', `post/${postId}`, { called })
  changed(ctx, `sampling/${postId}`)
  return callingOf(ctx, roundId, postId, { batches, called, version: row.version + 1 })
}
