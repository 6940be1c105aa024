import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type { Named } from '@muster/core/roster/answering.wire.ts'
import type * as wire from '@muster/core/roster/control.wire.ts'
import { territory as territoryProblem } from '@muster/core/territory/problems.ts'
import { type RawBuilder, sql } from 'kysely'
import { pageOf } from '../../people/rows.ts'
import type { Ctx } from '../../platform/context.ts'
import { literally } from '../../platform/database/like.ts'
import { within } from '../../platform/door/within.ts'
import { asSite, belowPlace, readSites } from '../posts/site-rows.ts'
import { ANSWERING_NOW, NAMED, namedNow } from './named.ts'
import { asControl, CONTROLS, controlById, IN_FORCE, readControls } from './rows.ts'

const USUAL_PAGE = 100
/** How many zones the page of a wide place shows. */
const MOST_SHOWN = 200

/** The control zones within reach: those that lapsed, then those in force, then prepared, then lifted; the newest first. */
export async function controls(ctx: Ctx, input: ParsedOf<typeof wire.controls>) {
  const { tenant } = ctx.tenant
  const limit = input.limit ?? USUAL_PAGE
  const found = sql.join(
    [
      within(ctx.scope, { territoryPath: sql.ref('t.path') }),
      ...(input.incidentId ? [sql`c.incident_id = ${input.incidentId}`] : []),
      ...(input.territory ? [belowPlace(ctx, input.territory)] : []),
      ...(input.state ? [inState(ctx, input.state)] : []),
      ...(input.search ? [sql`c.name ilike ${`%${literally(input.search)}%`}`] : []),
    ],
    sql` and `,
  )
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${CONTROLS(tenant)} where c.tenant = ${tenant} and ${found}`.execute(ctx.tx)
  const order = sql`case when ${inState(ctx, 'lapsed')} then 0 when ${IN_FORCE(ctx)} then 1 when c.ended_at is null then 2 else 3 end,
    -extract(epoch from coalesce(c.since, c.created_at)), c.id`
  const after = input.after
    ? sql`(${order}) > (select ${order} from ${CONTROLS(tenant)} where c.tenant = ${tenant} and c.id::text = ${input.after})`
    : sql`true`
  const read = await readControls(ctx, sql`${found} and ${after}`, sql`order by ${order} limit ${limit + 1}`)
  const page = pageOf(read, limit, row => row.id)
  return { ...page, rows: page.rows.map(row => asControl(ctx, row)), total: rows[0]?.total ?? 0 }
}

function inState(ctx: Ctx, state: wire.Control['state']): RawBuilder<boolean> {
  if (state === 'ended') return sql`c.ended_at is not null`
  if (state === 'prepared') return sql`(c.ended_at is null and c.level is null)`
  if (state === 'in-force') return IN_FORCE(ctx)
  return sql`(c.ended_at is null and c.level is not null and not ${IN_FORCE(ctx)})`
}

/** One control zone: its sites with their owners and posts, who answers for it, and its history, the newest line first. */
export async function control(ctx: Ctx, { controlId }: { controlId: string }): Promise<wire.ControlPage> {
  const row = await controlById(ctx, controlId)
  return {
    control: asControl(ctx, row),
    sites: await sitesOf(ctx, controlId),
    answering: await namedNow(ctx, sql`a.what = 'control' and a.what_id = ${controlId}`),
    history: await historyOf(ctx, controlId),
  }
}

async function sitesOf(ctx: Ctx, controlId: string): Promise<wire.ControlPage['sites']> {
  const { tenant } = ctx.tenant
  const inside = sql`s.id in (select site_id from control_site where tenant = ${tenant} and control_id = ${controlId})`
  const sites = await readSites(ctx, inside)
  const { rows } = await sql<{ id: string; owner: Named | null; post: { id: string; name: string } | null }>`
    select s.id,
           (select ${NAMED} from ${ANSWERING_NOW(tenant)}
             where a.tenant = ${tenant} and a.what = 'site' and a.what_id = s.id::text and a.kind = 'owner' and a.until is null) as owner,
           (select jsonb_build_object('id', po.id, 'name', po.name) from post po
             where po.tenant = ${tenant} and po.site_id = s.id and po.state = 'open'
             order by po.control_id is not distinct from ${controlId}::uuid desc, po.created_at, po.id limit 1) as post
      from site s where s.tenant = ${tenant} and ${inside}`.execute(ctx.tx)
  const beside = new Map(rows.map(({ id, ...row }) => [id, row]))
  return sites.map(site => ({ site: asSite(site), ...beside.get(site.id)! }))
}

async function historyOf(ctx: Ctx, controlId: string): Promise<wire.ControlPage['history']> {
  const rows = await ctx.tx
    .selectFrom('control_entry')
    .select(['id', 'at', 'what', 'zh', 'en', 'by', 'batch_id'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('control_id', '=', controlId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ at, what, batch_id, ...row }) => ({
    ...row,
    at: at.toISOString(),
    what: what as wire.ControlPage['history'][number]['what'],
    batchId: batch_id,
  }))
}

/** What holds in a place, in what it lies in, and in what lies in it: for residents, without anybody's name. */
export async function measures(ctx: Ctx, { territory }: ParsedOf<typeof wire.measures>) {
  const { tenant } = ctx.tenant
  const [place] = (
    await sql<{ code: string; name: string; path: string; trail: string[] }>`
      select t.code, t.name, t.path, (select array_agg(a.name order by length(a.path)) from territory a
         where a.tenant = ${tenant} and a.code = any(string_to_array(rtrim(t.path, '/'), '/'))) as trail
        from territory t where t.tenant = ${tenant} and t.code = ${territory} and t.valid_to is null`.execute(ctx.tx)
  ).rows
  if (!place) throw territoryProblem('territory/unknown', { code: territory })
  const holding = await readControls(
    ctx,
    sql`c.ended_at is null and c.level is not null and (starts_with(${place.path}, t.path) or starts_with(t.path, ${place.path}))`,
    sql`order by t.path, c.name, c.id limit ${MOST_SHOWN}`,
  )
  const places = await placesOf(
    ctx,
    holding.map(({ id }) => id),
  )
  return {
    tenantName: ctx.tenant.name,
    rehearsal: ctx.tenant.rehearsal,
    zone: ctx.tenant.zone,
    territory: { code: place.code, name: place.name },
    trail: place.trail,
    asOf: ctx.now.toISOString(),
    rows: holding.map(row => publicMeasure(ctx, row, places.get(row.id) ?? [])),
  }
}

function publicMeasure(ctx: Ctx, row: Parameters<typeof asControl>[1], places: string[]) {
  const { name, levelWords, tone, state, measures, basis, issuer, contact, since, endsOn, reviewOn } = asControl(
    ctx,
    row,
  )
  return {
    title: name,
    level: levelWords!,
    tone,
    state: state === 'lapsed' ? ('lapsed' as const) : ('in-force' as const),
    measures,
    basis: basis!,
    issuer: issuer!,
    contact,
    since: since!,
    endsOn: endsOn!,
    reviewOn: reviewOn!,
    places,
  }
}

/** Compounds and buildings of control zones, by zone. */
async function placesOf(ctx: Ctx, controlIds: readonly string[]): Promise<Map<string, string[]>> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ control_id: string; names: string[] }>`
    select x.control_id, array_agg(case when up.id is null then s.name else up.name || ' ' || s.name end
             order by coalesce(up.name, s.name), lpad(coalesce(substring(s.name from '\\d+'), ''), 9, '0'), s.name) as names
      from control_site x
      join site s on s.tenant = ${tenant} and s.id = x.site_id
      left join site up on up.tenant = ${tenant} and up.id = s.parent
     where x.tenant = ${tenant} and x.control_id = any(${controlIds}::uuid[]) group by x.control_id`.execute(ctx.tx)
  return new Map(rows.map(({ control_id, names }) => [control_id, names]))
}
