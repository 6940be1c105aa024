import type * as wire from '@muster/core/register/sampling/rounds.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { POSTS } from '../../roster/posts/post-rows.ts'
import { postsWithin } from '../../roster/posts/reach.ts'
import { mustReadRound } from './rounds.ts'

type HeldRow = Omit<wire.Held, 'at'> & { readonly at: Date; readonly all: number }

/** Of whom a sample `s` is, with `p` beside it and perhaps a resident `re`. */
export const NAMED = (tenant: string) => sql`
  left join sample_private p on p.tenant = ${tenant} and p.sample_id = s.id
  left join resident re on re.tenant = ${tenant} and re.id = p.resident_id`

/** Whether the person of a sample `s` stands in a tube since. */
export const AGAIN_SINCE = (tenant: string) => sql<boolean>`
  exists (select from sample o where o.tenant = ${tenant} and o.round_id = s.round_id and o.who = s.who and o.state = 'stands' and o.at > s.at and o.id <> s.id)`

/** Who is still to be settled, or to be sampled again: until the person stands in another tube, somebody has this to do. */
export async function heldSamples(
  ctx: Ctx,
  { roundId }: { roundId: string },
): Promise<{ rows: wire.Held[]; total: number }> {
  const { tenant } = ctx.tenant
  await mustReadRound(ctx, roundId)
  const { rows } = await sql<HeldRow>`
    select count(*) over ()::int as all, s.id, s.tube, jsonb_build_object('id', po.id, 'name', po.name) as post, s.at, s.held as why, s.state = 'again' as again,
           coalesce(p.name, re.name) as name, coalesce(p.door, re.door) as door
      from ${POSTS(tenant)} join sample s on s.tenant = ${tenant} and s.post_id = po.id ${NAMED(tenant)}
     where po.tenant = ${tenant} and s.round_id = ${roundId} and s.state in ('held', 'again') and not ${AGAIN_SINCE(tenant)} and ${postsWithin(ctx)}
     order by s.at, s.id limit 500`.execute(ctx.tx)
  return { total: rows[0]?.all ?? 0, rows: rows.map(({ all: _, ...row }) => ({ ...row, at: row.at.toISOString() })) }
}
