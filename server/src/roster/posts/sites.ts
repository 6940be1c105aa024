import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type * as wire from '@muster/core/roster/sites.wire.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { placesWithin } from './reach.ts'
import { asSite, readSites, type SiteRow } from './site-rows.ts'

type NewSite = ParsedOf<typeof wire.createSites>['rows'][number]

/** Adds sites: all of them or none. Those that are known are answered as they stand. */
export async function createSites(ctx: Ctx, { rows }: ParsedOf<typeof wire.createSites>) {
  refuseIdNumbers(Object.fromEntries(rows.map(({ name }, nth) => [`名称 ${nth + 1}`, name])))
  await placesWithin(
    ctx,
    rows.map(({ territory }) => territory),
  )
  await parentsFit(ctx, rows)
  const added = await insert(ctx, rows)
  if (added.length > 0) {
    await audit(ctx, 'roster.sites-added', 'sites', { count: added.length, ids: added.slice(0, 20) })
    changed(ctx, 'sites')
  }
  const ids = rows.map(({ id }) => id)
  const found = await readSites(ctx, sql`s.id = any(${ids}::uuid[])`)
  // An id that was sent before with a site of a place out of reach.
  await placesWithin(
    ctx,
    found.map(({ territory }) => territory.code),
  )
  const byId = new Map(found.map(site => [site.id, asSite(site)]))
  return { rows: ids.map(id => byId.get(id)!) }
}

/** Whoever comes with the same list may bring a compound and its buildings: compounds go in first. */
async function insert(ctx: Ctx, rows: readonly NewSite[]): Promise<string[]> {
  const values = rows
    .toSorted((a, b) => Number(Boolean(a.parentId)) - Number(Boolean(b.parentId)))
    .map(({ id, territory, kind, name, parentId, households }) => ({
      tenant: ctx.tenant.tenant,
      id,
      territory,
      kind,
      name,
      parent: parentId ?? null,
      households: households ?? null,
      version: 1,
      created_at: ctx.now,
    }))
  const added = await ctx.tx
    .insertInto('site')
    .values(values)
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .returning('id')
    .execute()
  return added.map(({ id }) => id)
}

/** What something belongs to is a compound of the same place, there already or in the same list. */
async function parentsFit(ctx: Ctx, rows: readonly NewSite[]): Promise<void> {
  const asked = [...new Set(rows.flatMap(({ parentId }) => parentId ?? []))]
  if (asked.length === 0) return
  const known = await readSites(ctx, sql`s.id = any(${asked}::uuid[])`)
  const parents = new Map([
    ...rows.map(row => [row.id, { kind: row.kind, territory: row.territory, of: row.parentId ?? null }] as const),
    ...known.map(
      site => [site.id, { kind: site.kind, territory: site.territory.code, of: site.parent?.id ?? null }] as const,
    ),
  ])
  for (const { parentId, territory, name, id } of rows) {
    if (!parentId) continue
    const parent = parents.get(parentId)
    if (!parent || parentId === id || parent.kind !== 'compound' || parent.of || parent.territory !== territory)
      throw roster('roster/site-parent', { name })
  }
}

/** Changes a site, by the version that was seen. */
export async function amendSite(ctx: Ctx, input: ParsedOf<typeof wire.amendSite>): Promise<wire.Site> {
  refuseIdNumbers({ 名称: input.name })
  const site = await siteForUpdate(ctx, input.siteId, input.version)
  const row = { ...input, id: site.id, territory: site.territory.code }
  await parentsFit(ctx, [row])
  const set = {
    kind: input.kind,
    name: input.name,
    parent: input.parentId ?? null,
    households: input.households ?? null,
  }
  await change(ctx, site, set)
  await audit(ctx, 'roster.site-amended', `site/${site.id}`, { name: set.name, kind: set.kind })
  return siteById(ctx, site.id)
}

/** Closes a site that nothing open needs any more. */
export async function closeSite(ctx: Ctx, { siteId, version }: ParsedOf<typeof wire.closeSite>): Promise<wire.Site> {
  const site = await siteForUpdate(ctx, siteId, version)
  if (site.closed) return asSite(site)
  const { posts, controls } = await usesOf(ctx, siteId)
  if (posts + controls > 0) throw roster('roster/site-in-use', { name: site.name, posts, controls })
  await change(ctx, site, { closed_at: ctx.now })
  await audit(ctx, 'roster.site-closed', `site/${siteId}`, {})
  return siteById(ctx, siteId)
}

async function usesOf(ctx: Ctx, siteId: string): Promise<{ posts: number; controls: number }> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ posts: number; controls: number }>`
    select (select count(*)::int from post po where po.tenant = ${tenant} and po.state = 'open'
              and (po.site_id = ${siteId} or exists (
                select from post_site x where x.tenant = ${tenant} and x.post_id = po.id and x.site_id = ${siteId}))) as posts,
           (select count(*)::int from control_site x join control c on c.tenant = ${tenant} and c.id = x.control_id
             where x.tenant = ${tenant} and x.site_id = ${siteId} and c.ended_at is null) as controls`.execute(ctx.tx)
  return rows[0]!
}

/** @throws Problem `door/not-found`, `door/changed-meanwhile` */
async function siteForUpdate(ctx: Ctx, id: string, seen: number): Promise<SiteRow> {
  const [site] = await readSites(ctx, sql`s.id = ${id}`, sql`for update of s`)
  if (!site) throw door('door/not-found')
  if (site.version !== seen) throw door('door/changed-meanwhile', { current: site.version, seen })
  return site
}

async function siteById(ctx: Ctx, id: string): Promise<wire.Site> {
  const [site] = await readSites(ctx, sql`s.id = ${id}`)
  if (!site) throw door('door/not-found')
  return asSite(site)
}

async function change(ctx: Ctx, { id, version }: SiteRow, set: Record<string, unknown>): Promise<void> {
  await ctx.tx
    .updateTable('site')
    .set({ ...set, version: version + 1 })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .execute()
  changed(ctx, 'sites')
}
