import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { POSTS } from '../../roster/posts/post-rows.ts'
import { postsWithin } from '../../roster/posts/reach.ts'
import { mustReadRound } from './rounds.ts'

const MOST = 2_000

/** A tube that is not at the laboratory so long after its first sample, or came later than that; what has a result is there. */
const LATE = (tenant: string, now: Date): RawBuilder<boolean> => sql<boolean>`
  (tu.result is null and tu.first_at is not null and coalesce((select (b.hands -> 'laboratory/took' ->> 'at')::timestamptz from tube_box b
     where b.tenant = ${tenant} and b.round_id = tu.round_id and b.box = tu.box), ${now}) > tu.first_at + make_interval(mins => r.late_minutes))`

type TubeRow = Omit<wire.Tube, 'firstAt' | 'sealedAt' | 'recalledAt'> & {
  readonly firstAt: Date | null
  readonly sealedAt: Date | null
  readonly recalledAt: Date | null
}

/** Tubes of a round at the posts within reach, the first one first. */
export async function tubes(
  ctx: Ctx,
  input: ParsedOf<typeof wire.tubes>,
): Promise<{ rows: wire.Tube[]; total: number }> {
  const { tenant } = ctx.tenant
  await mustReadRound(ctx, input.roundId)
  const only = {
    open: sql`tu.sealed_at is null`,
    late: LATE(tenant, ctx.now),
    recalled: sql`tu.recall_id is not null`,
    all: sql`true`,
  }[input.only ?? 'all']
  const { rows } = await sql<TubeRow & { readonly all: number }>`
    select count(*) over ()::int as all, tu.tube, jsonb_build_object('id', po.id, 'name', po.name) as post, tu.samples, tu.waiting, tu.first_at as "firstAt",
           tu.sealed_at as "sealedAt", tu.box, ${LATE(tenant, ctx.now)} as late, tu.recall_id as "recallId", tu.recalled_at as "recalledAt"
      from ${POSTS(tenant)} join tube tu on tu.tenant = ${tenant} and tu.post_id = po.id
      join sampling_round r on r.tenant = ${tenant} and r.id = tu.round_id
     where po.tenant = ${tenant} and tu.round_id = ${input.roundId} and (${input.postId ?? null}::uuid is null or po.id = ${input.postId ?? null})
       and (${input.tube ?? null}::text is null or tu.tube = ${input.tube ?? null}) and ${postsWithin(ctx)} and ${only} order by tu.first_at, tu.tube limit ${MOST}`.execute(
    ctx.tx,
  )
  const said = (at: Date | null) => at?.toISOString() ?? null
  return {
    total: rows[0]?.all ?? 0,
    rows: rows.map(({ all: _, ...row }) => ({
      ...row,
      firstAt: said(row.firstAt),
      sealedAt: said(row.sealedAt),
      recalledAt: said(row.recalledAt),
    })),
  }
}

interface BoxRow {
  readonly box: string
  readonly post: { readonly id: string; readonly name: string }
  readonly tubes: number
  readonly sealed_at: Date | null
  readonly hands: Readonly<Record<string, { readonly at: string; readonly tubes: number }>>
}

/** Boxes of a round that were filled within reach, with both sides of each hand-over. */
export async function boxes(ctx: Ctx, { roundId }: { roundId: string }): Promise<{ rows: wire.Box[] }> {
  const { tenant } = ctx.tenant
  await mustReadRound(ctx, roundId)
  const { rows } = await sql<BoxRow>`
    select b.box, jsonb_build_object('id', po.id, 'name', po.name) as post, b.tubes, b.sealed_at, b.hands
      from ${POSTS(tenant)} join tube_box b on b.tenant = ${tenant} and b.post_id = po.id
     where po.tenant = ${tenant} and b.round_id = ${roundId} and ${postsWithin(ctx)} order by b.sealed_at, b.box limit ${MOST}`.execute(
    ctx.tx,
  )
  return {
    rows: rows.map(({ box, post, tubes: inside, sealed_at, hands }) => {
      const all = Object.entries(hands).map(([key, said]) => {
        const [leg, side] = key.split('/') as [wire.Box['hands'][number]['leg'], wire.Box['hands'][number]['side']]
        return { leg, side, ...said }
      })
      return {
        box,
        post,
        tubes: inside,
        sealedAt: sealed_at?.toISOString() ?? null,
        hands: all.toSorted((a, b) => a.at.localeCompare(b.at)),
        differs: all.some(({ tubes: counted }) => counted !== inside),
      }
    }),
  }
}
