import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { dayNumber } from '@muster/core/platform/wall-clock.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type * as wire from '@muster/core/roster/rota.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { pageOf } from '../../people/rows.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { within } from '../../platform/door/within.ts'
import { holdPosts } from '../locks.ts'
import { newestBuild } from './build/rows.ts'
import { askableToday, mustReachPool } from './pool.ts'
import { postsOf, ROTAS, type RotaRow, readRotas, rotaById, rotaForUpdate } from './rows.ts'

/** The longest rota and the longest board, in days. */
const MOST_DAYS = 63
const USUAL_LIMIT = 50

type Body = Omit<ParsedOf<typeof wire.create>, 'code' | 'id'>

/** Creates a rota for a territory and its posts; the same id again answers the same rota. */
export async function create(ctx: Ctx, input: ParsedOf<typeof wire.create>): Promise<wire.Rota> {
  const { code, id, ...body } = input
  await mustBeRight(ctx, code, body)
  const added = await ctx.tx
    .insertInto('rota')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      territory: code,
      ...columnsOf(body),
      draft: 0,
      published: 0,
      version: 1,
      created_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) {
    await setPosts(ctx, id, body)
    await audit(ctx, 'roster.rota-created', `rota/${id}`, { territory: code, ...saidOf(body) })
    changed(ctx, `rota/${id}`, 'rotas')
  }
  // The id is known, but as another place's.
  if ((await rotaById(ctx, id)).territory !== code) throw door('door/not-found')
  return get(ctx, { rotaId: id })
}

/** Changes a rota by version. What its draft holds of posts and days that it loses is gone with them. */
export async function amend(ctx: Ctx, input: ParsedOf<typeof wire.amend>): Promise<wire.Rota> {
  const { rotaId, version, ...body } = input
  const rota = await rotaForUpdate(ctx, rotaId)
  if (rota.version !== version) throw door('door/changed-meanwhile', { current: rota.version, seen: version })
  await mustBeRight(ctx, rota.territory, body)
  await ctx.tx
    .updateTable('rota')
    .set({ ...columnsOf(body), version: version + 1, draft: rota.draft + 1 })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', rotaId)
    .execute()
  await setPosts(ctx, rotaId, body)
  const { numAffectedRows: lost } = await sql`
    delete from draft_cell c where c.tenant = ${ctx.tenant.tenant} and c.rota_id = ${rotaId} and not exists (
      select from shift s join rota_post rp on rp.tenant = s.tenant and rp.post_id = s.post_id and rp.days @> s.day
       where s.tenant = ${ctx.tenant.tenant} and s.id = c.shift_id and rp.rota_id = c.rota_id)`.execute(ctx.tx)
  await audit(ctx, 'roster.rota-amended', `rota/${rotaId}`, {
    version: version + 1,
    ...saidOf(body),
    lostCells: Number(lost ?? 0),
  })
  changed(ctx, `rota/${rotaId}`, 'rotas')
  return get(ctx, { rotaId })
}

/** What the audit keeps of a rota: whose people on which days by which rules; what single people wished stays in the rota. */
const saidOf = ({ from, to, postIds, pool, settings, wishes }: Body) => ({
  from,
  to,
  posts: postIds.length,
  pool,
  settings,
  wishes: wishes.length,
})

function columnsOf({ name, from, to, pool, settings, wishes }: Body) {
  return {
    name,
    days: daysOf(from, to),
    call_ids: [...new Set(pool.callIds)],
    team_ids: [...new Set(pool.teamIds)],
    unit_ids: [...new Set(pool.unitIds)],
    territories: [...new Set(pool.territories)],
    settings: JSON.stringify(settings),
    wishes: JSON.stringify(wishes),
  }
}

const daysOf = (from: string, to: string): string => `[${from},${to}]`

/** @throws Problem `roster/rota-days` */
export function mustBeDays({ from, to }: { from: string; to: string }, most = MOST_DAYS): void {
  const days = dayNumber(to) - dayNumber(from) + 1
  if (!(days >= 1 && days <= most)) throw roster('roster/rota-days', { most })
}

/** Posts lie in the rota's territory, and the pool within the desk's reach. @throws Problem `door/not-found`, `roster/rota-days` */
async function mustBeRight(ctx: Ctx, code: string, body: Body): Promise<void> {
  mustBeDays(body)
  const ids = [...new Set(body.postIds)]
  const { rows } = await sql<{ posts: number }>`
    select count(*) as posts from post p
      join territory w on w.tenant = p.tenant and w.code = p.territory
      join territory t on t.tenant = w.tenant and starts_with(w.path, t.path)
     where p.tenant = ${ctx.tenant.tenant} and p.id = any(${ids}::uuid[]) and t.code = ${code}`.execute(ctx.tx)
  if (rows[0]!.posts !== ids.length) throw door('door/not-found')
  await mustReachPool(ctx, body.pool)
}

/** @throws Problem `roster/post-in-another-rota` */
async function setPosts(ctx: Ctx, rotaId: string, { postIds, from, to }: Body): Promise<void> {
  const { tenant } = ctx.tenant
  const ids = [...new Set(postIds)]
  // Whoever takes the same post at the same moment waits here, and then finds ours.
  await holdPosts(ctx, ids)
  const { rows } = await sql<{ post: string; rota: string }>`
    select p.name as post, r.name as rota from rota_post rp
      join rota r on r.tenant = rp.tenant and r.id = rp.rota_id
      join post p on p.tenant = rp.tenant and p.id = rp.post_id
     where rp.tenant = ${tenant} and rp.post_id = any(${ids}::uuid[]) and rp.rota_id <> ${rotaId} and rp.days && ${daysOf(from, to)}::daterange
     order by p.name limit 1`.execute(ctx.tx)
  if (rows[0]) throw roster('roster/post-in-another-rota', rows[0])
  await sql`delete from rota_post where tenant = ${tenant} and rota_id = ${rotaId}`.execute(ctx.tx)
  await sql`
    insert into rota_post (tenant, rota_id, post_id, days)
    select ${tenant}, ${rotaId}, unnest(${ids}::uuid[]), ${daysOf(from, to)}::daterange`.execute(ctx.tx)
}

/** One rota. @throws Problem `door/not-found` */
export async function get(ctx: Ctx, { rotaId }: { rotaId: string }): Promise<wire.Rota> {
  const row = await rotaById(ctx, rotaId)
  const { wishes, pool, settings, draft } = row
  return {
    ...headOf(row),
    posts: await postsOf(ctx, rotaId),
    pool,
    settings,
    wishes: [...wishes],
    people: await askableToday(ctx, pool),
    draft,
    build: await newestBuild(ctx, rotaId),
  }
}

const headOf = (row: RotaRow) => ({
  id: row.id,
  name: row.name,
  territory: { code: row.territory, name: row.territory_name },
  from: row.from,
  to: row.to,
  published: row.published_at ? { number: row.published, at: row.published_at.toISOString() } : null,
  version: row.version,
})

/** Rotas within reach, the latest days first. */
export async function list(ctx: Ctx, input: ParsedOf<typeof wire.list>) {
  const limit = input.limit ?? USUAL_LIMIT
  const { tenant } = ctx.tenant
  const conditions = [sql`r.tenant = ${tenant}`, within(ctx.scope, { territoryPath: sql.ref('t.path') })]
  if (input.territory)
    conditions.push(
      sql`starts_with(t.path, (select path from territory where tenant = ${tenant} and code = ${input.territory}))`,
    )
  if (input.day) conditions.push(sql`r.days @> ${input.day}::date`)
  if (input.search) conditions.push(sql`strpos(lower(r.name), lower(${input.search})) > 0`)
  const all = sql.join(conditions, sql` and `)
  const [, day, id] = /^(\d{4}-\d\d-\d\d)_([0-9a-f-]{36})$/.exec(input.after ?? '') ?? []
  const after = day && id ? sql`(lower(r.days), r.id) < (${day}::date, ${id}::uuid)` : sql`true`
  const rows = await readRotas(
    ctx,
    sql`${all} and ${after}`,
    sql`order by lower(r.days) desc, r.id desc limit ${limit + 1}`,
  )
  const posts = await postCounts(ctx, rows)
  const { rows: totals } = await sql<{ total: number }>`select count(*) as total from ${ROTAS} where ${all}`.execute(
    ctx.tx,
  )
  const page = pageOf(rows, limit, row => `${row.from}_${row.id}`)
  return {
    rows: page.rows.map(row => ({ ...headOf(row), posts: posts.get(row.id) ?? 0 })),
    next: page.next,
    total: totals[0]!.total,
  }
}

async function postCounts(ctx: Ctx, rotas: readonly RotaRow[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; posts: number }>`
    select rota_id as id, count(*) as posts from rota_post
     where tenant = ${ctx.tenant.tenant} and rota_id = any(${rotas.map(({ id }) => id)}::uuid[]) group by 1`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ id, posts }) => [id, posts]))
}
