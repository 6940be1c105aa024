import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { boxSealed, tubeSealed } from '@muster/core/register/sampling/kinds.ts'
import type * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { POSTS } from '../../roster/posts/post-rows.ts'
import { postsWithin } from '../../roster/posts/reach.ts'
import { mustReadRound } from './rounds.ts'

interface Counted {
  readonly id: string | null
  readonly name: string
  readonly territory: string
  readonly samples: number
  readonly people: number
  readonly tubes: number
  readonly held: number
}

const sealsNow = (tenant: string, roundId: string) => sql`
  select tube, sealed_at from tube where tenant = ${tenant} and round_id = ${roundId}`

/** What was known then of sealings: a phone that was heard later may tell of an earlier one. */
const sealsAsOf = (tenant: string, roundId: string, at: Date) => sql`
  select x.tube, min(f.occurred_at) as sealed_at from fact f
   cross join lateral jsonb_array_elements_text(
     case f.kind when ${tubeSealed.name} then jsonb_build_array(f.payload ->> 'tube') else f.payload -> 'tubes' end) as x (tube)
   where f.tenant = ${tenant} and f.kind in (${tubeSealed.name}, ${boxSealed.name}) and f.recorded_at <= ${at}
     and f.recorded_at > (select created_at from sampling_round where tenant = ${tenant} and id = ${roundId})
     and f.payload ->> 'roundId' = ${roundId}
   group by x.tube`

/**
 * What stood at an instant, by post, and people counted once over all of them.
 * NOTE: the rule of `judgeTube` once more, over a whole round and as it was known then; a test compares the two.
 */
export async function roundFigures(ctx: Ctx, { roundId, asOf }: ParsedOf<typeof wire.roundFigures>) {
  const { tenant } = ctx.tenant
  const round = await mustReadRound(ctx, roundId)
  const at = asOf ? new Date(asOf) : ctx.now
  const { rows } = await sql<Counted>`
    with seals as (${asOf ? sealsAsOf(tenant, roundId, at) : sealsNow(tenant, roundId)}),
    known as (
      select s.id, s.tube, s.post_id, s.at, s.who, s.waits is not null and (s.settled_at is null or s.settled_at > ${at}) as waiting,
             seals.sealed_at is not null and s.at > seals.sealed_at as after_sealing
        from sample s left join seals on seals.tube = s.tube
       where s.tenant = ${tenant} and s.round_id = ${roundId} and s.heard_at <= ${at} and (s.ended_at is null or s.ended_at > ${at})),
    firsts as (
      select *, row_number() over (partition by tube, who, waiting, after_sealing order by at, id) as same from known),
    ranked as (
      select *, count(*) filter (where not waiting and not after_sealing and same = 1)
                  over (partition by tube order by at, id rows unbounded preceding) as nth from firsts),
    judged as (
      select post_id, tube, who, not waiting and not after_sealing and same = 1 and nth <= ${round.tube_size} as stands from ranked)
    select po.id, min(po.name) as name, min(t.code) as territory,
           count(*) filter (where stands)::int as samples, count(distinct who) filter (where stands)::int as people,
           count(distinct tube) filter (where stands)::int as tubes, count(*) filter (where not stands)::int as held
      from ${POSTS(tenant)} join judged on judged.post_id = po.id
     where po.tenant = ${tenant} and ${postsWithin(ctx)}
     group by grouping sets ((po.id), ()) order by min(po.name), po.id`.execute(ctx.tx)
  const all = rows.find(({ id }) => id === null)
  return {
    asOf: at.toISOString(),
    samples: all?.samples ?? 0,
    people: all?.people ?? 0,
    tubes: all?.tubes ?? 0,
    held: all?.held ?? 0,
    rows: rows.flatMap(({ id, name, ...row }) => (id ? [{ post: { id, name }, ...row }] : [])),
  }
}
