import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type * as wire from '@muster/core/roster/control.wire.ts'
import { scaleOf } from '@muster/core/roster/control-rules.ts'
import { CONTROL_SENTENCES as say } from '@muster/core/roster/control-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { lockLedger } from '../../ledger/write.ts'
import { insist } from '../../people/reach.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { mustHaveSeen } from '../posts/post-rows.ts'
import { openIncident } from '../posts/posts.ts'
import { type Place, placeWithin } from '../posts/reach.ts'
import { closePosts } from '../posts/release.ts'
import { readSites } from '../posts/site-rows.ts'
import { addEntry, type EntryKind } from './history.ts'
import { control } from './list.ts'
import { asControl, type ControlRow, controlById, controlForUpdate, controlWhereabouts, todayOf } from './rows.ts'

/** Prepares a zone. It holds nothing until a level is set; the same id again answers the same zone. */
export async function createControl(ctx: Ctx, input: ParsedOf<typeof wire.createControl>): Promise<wire.Control> {
  refuseIdNumbers({ 名称: input.name })
  if (await controlWhereabouts(ctx, input.id)) return knownControl(ctx, input.id)
  const place = await placeWithin(ctx, input.territory)
  const incident = await openIncident(ctx, input.incidentId)
  scaleOf(incident.kind, input.scale)
  await sitesFit(ctx, place, input.siteIds)
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('control')
    .values({
      tenant: ctx.tenant.tenant,
      id: input.id,
      incident_id: input.incidentId,
      territory: input.territory,
      name: input.name,
      scale: input.scale,
      measures: [],
      version: 1,
      created_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  if (!added) return knownControl(ctx, input.id)
  await putIn(ctx, input.id, input.siteIds)
  await note(ctx, input.id, 'prepared', say.prepared(input.siteIds.length))
  await audit(ctx, 'roster.control-prepared', `control/${input.id}`, { name: input.name, territory: input.territory })
  return asControl(ctx, await controlById(ctx, input.id))
}

/** The zone of an id that was sent before, also at this very moment. */
async function knownControl(ctx: Ctx, id: string): Promise<wire.Control> {
  await insist(ctx, controlWhereabouts(ctx, id))
  return asControl(ctx, await controlById(ctx, id))
}

/** Changes the words of a control that holds; its level, review date and posts stay. */
export async function amendControl(ctx: Ctx, input: ParsedOf<typeof wire.amendControl>): Promise<wire.Control> {
  const { controlId, version, name, measures, basis, issuer, contact = null, endsOn } = input
  refuseTexts(input)
  const row = await heldControl(ctx, controlId, version)
  mustHaveLevel(row)
  if (endsOn < todayOf(ctx)) throw roster('roster/ends-before')
  const reviewOn = row.review_on! < endsOn ? row.review_on! : endsOn
  await change(ctx, row, { name, measures, basis, issuer, contact, ends_on: endsOn, review_on: reviewOn })
  await note(ctx, controlId, 'amended', say.amended())
  await audit(ctx, 'roster.control-amended', `control/${controlId}`, { version: version + 1 })
  return asControl(ctx, await controlById(ctx, controlId))
}

/** Lifts a control; its posts run on unless they are to be closed with it. */
export async function endControl(ctx: Ctx, input: ParsedOf<typeof wire.endControl>): Promise<wire.ControlPage> {
  refuseIdNumbers({ 原因: input.reason })
  await lockLedger(ctx)
  const row = await heldControl(ctx, input.controlId, input.version)
  await change(ctx, row, { ended_at: ctx.now })
  const closed = input.closePosts ? await closePosts(ctx, await ownPosts(ctx, row.id), input.reason) : 0
  await note(ctx, row.id, 'ended', say.ended(input.reason, closed))
  await audit(ctx, 'roster.control-lifted', `control/${row.id}`, { reason: input.reason, posts: closed })
  return control(ctx, { controlId: row.id })
}

async function ownPosts(ctx: Ctx, controlId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('post')
    .select('id')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('control_id', '=', controlId)
    .where('state', '=', 'open')
    .execute()
  return rows.map(({ id }) => id)
}

/** Sites of a zone lie in its territory and are in use. @throws Problem `roster/site-elsewhere`, `door/not-found` */
export async function sitesFit(ctx: Ctx, place: Place, ids: readonly string[]): Promise<void> {
  const found = new Map((await readSites(ctx, sql`s.id = any(${[...ids]}::uuid[])`)).map(site => [site.id, site]))
  for (const id of ids) {
    const site = found.get(id)
    if (!site) throw door('door/not-found')
    if (site.closed || !site.path.startsWith(place.path))
      throw roster('roster/site-elsewhere', { name: site.name, place: place.name })
  }
}

/** Puts sites into a zone. */
export async function putIn(ctx: Ctx, controlId: string, siteIds: readonly string[]): Promise<void> {
  if (siteIds.length === 0) return
  const rows = [...new Set(siteIds)].map(site_id => ({
    tenant: ctx.tenant.tenant,
    control_id: controlId,
    site_id,
    since: ctx.now,
  }))
  await ctx.tx.insertInto('control_site').values(rows).execute()
}

/** A control held until the commit, as the reader saw it. @throws Problem `roster/control-ended`, `door/changed-meanwhile` */
export async function heldControl(ctx: Ctx, id: string, seen: number): Promise<ControlRow> {
  const row = await controlForUpdate(ctx, id)
  mustHaveSeen(row, seen)
  return row
}

/** @throws Problem `roster/control-prepared` */
export function mustHaveLevel({ name, level }: ControlRow): void {
  if (level === null) throw roster('roster/control-prepared', { name })
}

/** No text about a zone holds an identity number. */
export function refuseTexts(texts: {
  readonly name?: string
  readonly measures?: readonly string[]
  readonly basis?: string
  readonly issuer?: string
  readonly contact?: string | null | undefined
  readonly reason?: string
}): void {
  const { name, measures, basis, issuer, contact, reason } = texts
  refuseIdNumbers({
    名称: name,
    措施: measures?.join('；'),
    依据: basis,
    发布机关: issuer,
    咨询: contact,
    原因: reason,
  })
}

type Columns = Partial<Omit<ControlRow, 'id' | 'version'>>

/** Changes a control and counts its version. */
export async function change(ctx: Ctx, { id, version, territory }: ControlRow, set: Columns): Promise<void> {
  await ctx.tx
    .updateTable('control')
    .set({ ...set, version: version + 1 })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .execute()
  changed(ctx, 'controls', `control/${id}`, `duty/${territory}`)
}

/** A line of the history, with what is in force from then on. */
async function note(ctx: Ctx, id: string, what: EntryKind, words: { zh: string; en: string }): Promise<void> {
  await addEntry(ctx, await controlById(ctx, id), what, words)
  changed(ctx, 'controls', `control/${id}`)
}
