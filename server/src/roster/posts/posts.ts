import { incident as incidentProblem } from '@muster/core/incident/problems.ts'
import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { type PostDefaults, postDefaults } from '@muster/core/roster/defaults.ts'
import { keptLine } from '@muster/core/roster/pack-lines.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type { Post } from '@muster/core/roster/shapes.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { incidentById } from '../../incident/row.ts'
import { lockLedger } from '../../ledger/write.ts'
import { insist, teamWhereabouts } from '../../people/reach.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { shiftsWhere } from '../assign/shift.ts'
import { holdShifts } from '../locks.ts'
import { type Change, keepSettled, preview, settleStopped } from './amended.ts'
import { asPost, mustHaveSeen, openPost, openPostForUpdate, type PostRow, postById } from './post-rows.ts'
import { type Place, placeWithin, postWhereabouts } from './reach.ts'
import { closePosts } from './release.ts'
import { readSites } from './site-rows.ts'
import { moveReportTimes } from './spans.ts'

type Body = Omit<ParsedOf<typeof wire.createPost>, 'id' | 'incidentId' | 'territory' | 'kind'>

/** Sets a post up; what is left out comes from the hazard pack. The same id again answers the same post. */
export async function createPost(ctx: Ctx, input: ParsedOf<typeof wire.createPost>): Promise<Post> {
  const { id, incidentId = null, territory, kind, ...body } = input
  refuseTexts(body)
  if (await postWhereabouts(ctx, id)) return knownPost(ctx, id)
  const place = await placeWithin(ctx, territory)
  const incident = incidentId ? await openIncident(ctx, incidentId) : null
  await sitesFit(ctx, place, body)
  if (body.teamId) await insist(ctx, teamWhereabouts(ctx, body.teamId))
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('post')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      incident_id: incidentId,
      territory,
      kind,
      ...columnsOf(merged({ ...NOTHING, ...postDefaults(incident?.kind ?? null, kind) }, body)),
      state: 'open',
      version: 1,
      created_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  if (!added) return knownPost(ctx, id)
  await serve(ctx, id, body.serves ?? [])
  await audit(ctx, 'roster.post-set-up', `post/${id}`, { kind, name: body.name, territory })
  postChanged(ctx, id, territory)
  return asPost(await postById(ctx, id))
}

/** The post of an id that was sent before, also at this very moment. */
async function knownPost(ctx: Ctx, id: string): Promise<Post> {
  await insist(ctx, postWhereabouts(ctx, id))
  return asPost(await postById(ctx, id))
}

/** An incident that still runs. @throws Problem `door/not-found`, `incident/closed` */
export async function openIncident(ctx: Ctx, id: string) {
  const incident = await incidentById(ctx, id)
  if (!incident) throw door('door/not-found')
  const { name, closed_at } = incident
  if (closed_at) throw incidentProblem('incident/closed', { name, at: minuteIn(ctx.tenant.zone, closed_at) })
  return incident
}

/**
 * Changes a post by the version that was seen; what is left out stays. Whom the guard stops under another danger, suit, skill
 * or report time, the desk must take off or answer for.
 */
export async function amendPost(ctx: Ctx, input: ParsedOf<typeof wire.amendPost>): Promise<Post> {
  const { postId, version, release, override, ...body } = input
  refuseTexts(body)
  const row = await openPostForUpdate(ctx, postId)
  mustHaveSeen(row, version)
  const place = { code: row.territory.code, name: row.territory.name, path: row.path }
  await sitesFit(ctx, place, body)
  if (body.teamId && body.teamId !== row.team?.id) await insist(ctx, teamWhereabouts(ctx, body.teamId))
  const said = saidOf(row, body)
  const changes = await changesOf(ctx, row, said)
  await holdShifts(
    ctx,
    changes.map(({ before }) => before.id),
  )
  const settled = await settleStopped(ctx, changes, { release, override })
  await ctx.tx
    .updateTable('post')
    .set({ ...columnsOf(said), version: row.version + 1 })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', postId)
    .execute()
  if (body.serves) await serve(ctx, postId, body.serves)
  if (said.reportMinutes !== row.reportMinutes)
    await moveReportTimes(ctx, postId, row.reportMinutes, said.reportMinutes)
  await keepSettled(ctx, settled, override)
  await audit(ctx, 'roster.post-amended', `post/${postId}`, { version: row.version + 1, changed: Object.keys(body) })
  postChanged(ctx, postId, row.territory.code)
  return asPost(await postById(ctx, postId))
}

/** Of whom the guard would say something new. It only reads, so nobody waits for it. */
export async function previewAmendPost(ctx: Ctx, { postId, ...body }: ParsedOf<typeof wire.previewAmendPost>) {
  const row = await openPost(ctx, postId)
  return preview(ctx, await changesOf(ctx, row, saidOf(row, body)))
}

const saidOf = (row: PostRow, body: Body): Said =>
  merged({ ...row, siteId: row.site?.id ?? null, teamId: row.team?.id ?? null }, body)

/** The shifts that go on or are to come, as the guard sees them now and would then; none where nothing changes for it. */
async function changesOf(ctx: Ctx, row: PostRow, said: Said): Promise<Change[]> {
  const guarded = ({ danger, suitMinutes, skills, reportMinutes }: Said | PostRow) =>
    JSON.stringify([danger, suitMinutes, skills, reportMinutes])
  if (guarded(row) === guarded(said)) return []
  const open = sql`s.post_id = ${row.id} and not s.cancelled and (s.ends_at > ${ctx.now} or s.open_end)`
  return (await shiftsWhere(ctx, open)).map(before => {
    const reports = new Date(before.starts_at.getTime() - said.reportMinutes * 60_000)
    const moves = before.report_at > ctx.now && reports > ctx.now
    const after = { ...before, danger: said.danger, suit_minutes: said.suitMinutes, post_skills: said.skills }
    return { before, after: { ...after, report_at: moves ? reports : before.report_at } }
  })
}

/** Closes a post for a reason that stands with it. */
export async function closePost(ctx: Ctx, input: ParsedOf<typeof wire.closePost>): Promise<Post> {
  refuseIdNumbers({ 原因: input.reason })
  await lockLedger(ctx)
  const row = await openPostForUpdate(ctx, input.postId)
  mustHaveSeen(row, input.version)
  await closePosts(ctx, [row.id], input.reason)
  await audit(ctx, 'roster.post-closed', `post/${row.id}`, { reason: input.reason })
  return asPost(await postById(ctx, row.id))
}

function refuseTexts({ name, briefing, closesWhen, checklist, equipment }: Body): void {
  refuseIdNumbers({ 名称: name, 交底: briefing, 撤岗条件: closesWhen })
  refuseIdNumbers({ 开岗清单: checklist?.join('；'), 装备: equipment?.join('；') })
}

/** Where it stands lies in its place; what it serves lies there or in the place beside it (below the same one). */
async function sitesFit(ctx: Ctx, place: Place, { siteId, serves }: Body): Promise<void> {
  const asked = [...new Set([...(siteId ? [siteId] : []), ...(serves ?? [])])]
  if (asked.length === 0) return
  const found = new Map((await readSites(ctx, sql`s.id = any(${asked}::uuid[])`)).map(site => [site.id, site]))
  const around = place.path.replace(/[^/]+\/$/, '') || place.path
  for (const id of asked) {
    const site = found.get(id)
    if (!site) throw door('door/not-found')
    const fits = site.path.startsWith(id === siteId ? place.path : around) && !site.closed
    if (!fits) throw roster('roster/site-elsewhere', { name: site.name, place: place.name })
  }
}

async function serve(ctx: Ctx, postId: string, siteIds: readonly string[]): Promise<void> {
  const { tenant } = ctx.tenant
  await ctx.tx.deleteFrom('post_site').where('tenant', '=', tenant).where('post_id', '=', postId).execute()
  if (siteIds.length === 0) return
  const rows = [...new Set(siteIds)].map(site_id => ({ tenant, post_id: postId, site_id }))
  await ctx.tx.insertInto('post_site').values(rows).execute()
}

/** All of a post that a desk decides about. */
type Said = Pick<Post, 'name' | 'briefing'> &
  PostDefaults & { readonly siteId: string | null; readonly teamId: string | null }
const NOTHING = { name: '', briefing: null, siteId: null, teamId: null }

/** What is said counts; what is left out stays as it was. */
const merged = (before: Said, body: Body): Said => ({
  ...before,
  ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
})

const columnsOf = (post: Said) => ({
  name: post.name,
  site_id: post.siteId,
  danger: post.danger,
  command: post.command,
  skills: [...new Set(post.skills)],
  equipment: post.equipment.map(keptLine),
  checklist: post.checklist.map(keptLine),
  report_minutes: post.reportMinutes,
  briefing: post.briefing,
  suit_minutes: post.suitMinutes,
  closes_when: post.closesWhen && keptLine(post.closesWhen),
  team_id: post.teamId,
})

/** Tells the screens that show this post, its list, or what happens in its place. */
export const postChanged = (ctx: Ctx, id: string, territory: string): void =>
  changed(ctx, 'posts', `post/${id}`, `duty/${territory}`)
