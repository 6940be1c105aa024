import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import { tidyName, tidyText } from '@muster/core/people/tidy.ts'
import type { OutputOf, ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type * as wire from '@muster/core/register/sampling/residents.wire.ts'
import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { reaches } from '../../platform/door/reach.ts'
import { within } from '../../platform/door/within.ts'
import { POSTS } from '../../roster/posts/post-rows.ts'
import { placeWithin, postsWithin } from '../../roster/posts/reach.ts'
import { mustReadRound } from './rounds.ts'
import { mustRun } from './rows.ts'

type Line = OutputOf<typeof wire.askHomeService>
type LineRow = Omit<Line, 'askedAt'> & { readonly askedAt: Date }

const MOST = 500

async function lines(ctx: Ctx, where: RawBuilder<unknown>): Promise<Line[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<LineRow>`
    select h.id, jsonb_build_object('code', t.code, 'name', t.name) as territory, h.asked_by as "askedBy", h.name, h.door, h.asked_at as "askedAt", h.state
      from home_service h join territory t on t.tenant = ${tenant} and t.code = h.territory
     where h.tenant = ${tenant} and ${where} and ${servedFrom(ctx)} order by h.door, h.id limit ${MOST}`.execute(ctx.tx)
  return rows.map(row => ({ ...row, askedAt: row.askedAt.toISOString() }))
}

/** A line is its place's, and theirs whose post of the round stands there. */
const servedFrom = (ctx: Ctx) => sql<boolean>`(${within(ctx.scope, { territoryPath: sql.ref('t.path') })} or exists (
  select from ${POSTS(ctx.tenant.tenant)} join sampling_post x on x.tenant = ${ctx.tenant.tenant} and x.post_id = po.id
   where po.tenant = ${ctx.tenant.tenant} and x.round_id = h.round_id and po.territory = h.territory and ${postsWithin(ctx)}))`

/** Who is visited at home in a round. */
export async function homeService(ctx: Ctx, { roundId, state }: ParsedOf<typeof wire.homeService>) {
  await mustReadRound(ctx, roundId)
  const where = sql`h.round_id = ${roundId} and h.state = ${state ?? 'open'}`
  const rows = await lines(ctx, where)
  return { rows, total: rows.length < MOST ? rows.length : await totalOf(ctx, where) }
}

async function totalOf(ctx: Ctx, where: RawBuilder<unknown>): Promise<number> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from home_service h join territory t on t.tenant = ${tenant} and t.code = h.territory
     where h.tenant = ${tenant} and ${where} and ${servedFrom(ctx)}`.execute(ctx.tx)
  return rows[0]!.total
}

async function lineById(ctx: Ctx, roundId: string, id: string): Promise<Line> {
  const [line] = await lines(ctx, sql`h.id = ${id} and h.round_id = ${roundId}`)
  if (!line) throw door('door/not-found')
  return line
}

/** Puts somebody on the list of a round that runs. The same id again answers the same line. @throws Problem `register/closed` */
export async function askHomeService(ctx: Ctx, input: ParsedOf<typeof wire.askHomeService>): Promise<Line> {
  const round = await mustReadRound(ctx, input.roundId)
  mustRun(ctx, round)
  refuseIdNumbers({ 姓名: input.name, 门牌: input.door })
  const territory = reaches(ctx.scope, { territoryPaths: [round.path] })
    ? input.territory
    : await ownPlace(ctx, input.roundId, input.territory)
  await sql`
    insert into home_service (tenant, id, round_id, territory, asked_by, name, door, asked_at, state)
    values (${ctx.tenant.tenant}, ${input.id}, ${input.roundId}, ${territory}, ${input.askedBy}, ${tidyName(input.name)}, ${tidyText(input.door)}, ${ctx.now}, 'open')
    on conflict (tenant, id) do nothing`.execute(ctx.tx)
  await audit(ctx, 'register.home-service-asked', `home-service/${input.id}`, { by: input.askedBy })
  changed(ctx, 'sampling')
  return lineById(ctx, input.roundId, input.id)
}

/** The place of a post of the round within reach, or one that is in reach by itself. @throws Problem `door/not-found` */
async function ownPlace(ctx: Ctx, roundId: string, territory: string): Promise<string> {
  const { tenant } = ctx.tenant
  const { rows } = await sql`
    select from ${POSTS(tenant)} join sampling_post x on x.tenant = ${tenant} and x.post_id = po.id
     where po.tenant = ${tenant} and x.round_id = ${roundId} and po.territory = ${territory} and ${postsWithin(ctx)} limit 1`.execute(
    ctx.tx,
  )
  return rows.length > 0 ? territory : (await placeWithin(ctx, territory)).code
}

/** A line ends, once. */
export async function endHomeService(ctx: Ctx, input: ParsedOf<typeof wire.endHomeService>): Promise<Line> {
  await lineById(ctx, input.roundId, input.homeServiceId)
  await sql`
    update home_service set state = ${input.how}, ended_at = ${ctx.now}
     where tenant = ${ctx.tenant.tenant} and id = ${input.homeServiceId} and state = 'open'`.execute(ctx.tx)
  changed(ctx, 'sampling')
  return lineById(ctx, input.roundId, input.homeServiceId)
}
