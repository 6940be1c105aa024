import { sql } from 'kysely'
import { type Ctx, personOf } from '../../platform/context.ts'
import { myPosts } from '../mine.ts'
import { readRounds } from './rows.ts'

/** How far back a phone keeps tubes that are closed: for the box they go into. */
const BEFORE_MS = 12 * 3_600_000

interface TubeRow {
  readonly tube: string
  readonly sealed_at: Date | null
  readonly box: string | null
  readonly recalled: boolean
  readonly samples: { readonly id: string; readonly at: string }[]
}

/** What a phone at a sampling desk needs to go on without a line. */
export async function mySampling(ctx: Ctx) {
  personOf(ctx)
  const { tenant } = ctx.tenant
  const rows = []
  const incidents = new Set<string>()
  for (const post of await myPosts(ctx)) {
    const rounds = await readRounds(
      ctx,
      sql`r.closed_at is null and i.closed_at is null and exists (
        select from sampling_post x where x.tenant = ${tenant} and x.round_id = r.id and x.post_id = ${post.id})`,
    )
    for (const round of rounds) {
      incidents.add(round.incident_id)
      const tubes = await tubesAt(ctx, round.id, post.id)
      rows.push({
        post,
        round: {
          id: round.id,
          name: round.name,
          tubeSize: round.tube_size,
          sameHousehold: round.same_household,
        },
        tubes: tubes.map(({ tube, sealed_at, box, recalled, samples }) => ({
          tube,
          sealedAt: sealed_at?.toISOString() ?? null,
          box,
          recalled,
          samples: samples.map(({ id, at }) => ({ id, at: new Date(at).toISOString() })),
        })),
        held: await heldAt(ctx, round.id, post.id),
      })
    }
  }
  return { rows, keys: await keys(ctx), revoked: await revoked(ctx, [...incidents]) }
}

async function tubesAt(ctx: Ctx, roundId: string, postId: string): Promise<TubeRow[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<TubeRow>`
    select tu.tube, tu.sealed_at, tu.box, tu.recall_id is not null as recalled,
           coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'at', s.at) order by s.at, s.id) from sample s
              where s.tenant = ${tenant} and s.round_id = tu.round_id and s.tube = tu.tube and s.state = 'stands'), '[]') as samples
      from tube tu
     where tu.tenant = ${tenant} and tu.round_id = ${roundId} and tu.post_id = ${postId}
       and (tu.sealed_at is null or tu.box is null or tu.recall_id is not null) and (tu.first_at is null or tu.first_at > ${new Date(ctx.now.getTime() - BEFORE_MS)})
     order by tu.first_at desc nulls first, tu.tube limit 200`.execute(ctx.tx)
  return rows
}

async function heldAt(ctx: Ctx, roundId: string, postId: string): Promise<number> {
  const { rows } = await sql<{ held: number }>`
    select count(*)::int as held from sample
     where tenant = ${ctx.tenant.tenant} and round_id = ${roundId} and post_id = ${postId} and state = 'held'`.execute(
    ctx.tx,
  )
  return rows[0]!.held
}

/** Public: what they prove stands on no paper but the city's. */
async function keys(ctx: Ctx): Promise<{ id: string; publicKey: string }[]> {
  const { rows } = await sql<{ id: string; publicKey: string }>`
    select id, public_key as "publicKey" from code_key where tenant = ${ctx.tenant.tenant} order by made_at`.execute(
    ctx.tx,
  )
  return rows
}

async function revoked(ctx: Ctx, incidentIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from resident_code
     where tenant = ${ctx.tenant.tenant} and incident_id = any(${incidentIds}::uuid[]) and revoked_at is not null
     order by revoked_at desc limit 5000`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}
