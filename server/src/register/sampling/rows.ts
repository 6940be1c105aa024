import { minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { register as problem } from '@muster/core/register/problems.ts'
import type { SAMPLE_WAITS } from '@muster/core/register/sampling/kinds.ts'
import { sampling } from '@muster/core/register/sampling/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Whereabouts } from '../../platform/slice.ts'
import { LATE_MS } from '../enter.ts'
import { runsPost, wasAtPost } from '../reach.ts'

/** A round with the path of whoever keeps it. */
export interface RoundRow {
  readonly id: string
  readonly incident_id: string
  readonly incident_closed_at: Date | null
  readonly territory: { readonly code: string; readonly name: string }
  readonly path: string
  readonly name: string
  readonly territories: string[]
  readonly starts_at: Date
  readonly ends_at: Date
  readonly tube_size: number
  readonly same_household: boolean
  readonly late_minutes: number
  readonly kept_days: number
  readonly salt: Buffer | null
  readonly closed_at: Date | null
  readonly erased_at: Date | null
  readonly version: number
}

/** Rounds `r` by a condition. */
export async function readRounds(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  tail: RawBuilder<unknown> = sql`order by r.starts_at, r.id`,
): Promise<RoundRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<RoundRow>`
    select r.id, r.incident_id, i.closed_at as incident_closed_at, jsonb_build_object('code', t.code, 'name', t.name) as territory, t.path,
           r.name, r.territories, r.starts_at, r.ends_at, r.tube_size, r.same_household, r.late_minutes, r.kept_days, r.salt, r.closed_at, r.erased_at, r.version
      from sampling_round r
      join incident i on i.tenant = ${tenant} and i.id = r.incident_id
      join territory t on t.tenant = ${tenant} and t.code = r.territory
     where r.tenant = ${tenant} and ${where} ${tail}`.execute(ctx.tx)
  return rows
}

/** @throws Problem `door/not-found` */
export async function roundById(ctx: Ctx, id: string, tail?: RawBuilder<unknown>): Promise<RoundRow> {
  const [row] = await readRounds(ctx, sql`r.id = ${id}`, tail)
  if (!row) throw door('door/not-found')
  return row
}

/** A round is changed by whoever keeps it. */
export async function roundWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const [row] = await readRounds(ctx, sql`r.id = ${id}`)
  return row ? { territoryPaths: [row.path] } : null
}

/** The round that takes samples at this post, and where the post is. @throws Problem `register/no-such-round` */
export async function roundAt(
  ctx: Ctx,
  roundId: string,
  postId: string,
): Promise<{ round: RoundRow; territory: string }> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ territory: string }>`
    select po.territory from sampling_post x join post po on po.tenant = ${tenant} and po.id = x.post_id
     where x.tenant = ${tenant} and x.round_id = ${roundId} and x.post_id = ${postId}`.execute(ctx.tx)
  const [round] = rows[0] ? await readRounds(ctx, sql`r.id = ${roundId}`) : []
  if (!round) throw sampling('register/no-such-round')
  return { round, territory: rows[0]!.territory }
}

/** When a round ended: by itself or with its incident; null while it runs. */
export const endOf = ({ closed_at, incident_closed_at }: RoundRow): Date | null =>
  [closed_at, incident_closed_at].filter(at => at !== null).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null

/** @throws Problem `register/closed` once a round has ended */
export function mustRun(ctx: Ctx, round: RoundRow): void {
  const ended = endOf(round) ?? round.erased_at
  if (ended) throw problem('register/closed', { name: round.name, closedAt: minuteIn(ctx.tenant.zone, ended) })
}

/** Why what somebody wrote down at a post waits for a desk; null when it counts at once. @throws Problem `register/closed` */
export async function waitsFor(
  ctx: Ctx,
  round: RoundRow,
  of: { readonly postId: string; readonly personId: string | null; readonly at: Date; readonly stamp: Date },
): Promise<(typeof SAMPLE_WAITS)[number] | null> {
  const ended = endOf(round)
  if (ended && of.stamp.getTime() - ended.getTime() > LATE_MS)
    throw problem('register/closed', { name: round.name, closedAt: minuteIn(ctx.tenant.zone, ended) })
  if (ended && of.at > ended) return 'after-closing'
  // Nearly all who write stand there: they are asked about first.
  if (await wasAtPost(ctx, of.personId, of.postId, of.at)) return null
  return (await runsPost(ctx, of.postId)) ? null : 'not-on-post'
}
