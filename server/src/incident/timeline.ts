import { incident as problem } from '@muster/core/incident/problems.ts'
import type * as wire from '@muster/core/incident/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { z } from '@muster/core/platform/shapes.ts'
import { v7 } from 'uuid'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { openForUpdate } from './row.ts'

type Entry = z.infer<typeof wire.TimelineEntry>

/** Something that happened to an incident; without `at` it happens now, without `id` it gets one. */
export interface NewEntry {
  readonly incidentId: string
  readonly what: Entry['what']
  readonly zh: string
  readonly en: string
  readonly id?: string
  readonly at?: Date
}

/** Adds a line to the timeline, in the transaction of what it speaks of; slices to the right tell theirs by it, too. */
export async function addEntry(ctx: Ctx, { incidentId, what, zh, en, ...entry }: NewEntry): Promise<Entry> {
  const row = {
    id: entry.id ?? v7(),
    at: entry.at ?? ctx.now,
    what,
    zh,
    en,
    by: ctx.actor?.login ?? (ctx.language === 'zh' ? '系统' : 'system'),
  }
  const written = await ctx.tx
    .insertInto('incident_entry')
    .values({ tenant: ctx.tenant.tenant, incident_id: incidentId, recorded_at: ctx.now, ...row })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  // The id belongs to an entry of another incident: for this one, it does not exist.
  if (!written.numInsertedOrUpdatedRows) throw door('door/not-found')
  changed(ctx, `incident/${incidentId}`)
  return { ...row, at: row.at.toISOString() }
}

/** Writes into the timeline; the same id again answers the same entry. */
export async function note(ctx: Ctx, input: ParsedOf<typeof wire.note>): Promise<Entry> {
  const row = await openForUpdate(ctx, input.incidentId)
  const known = (await timelineOf(ctx, row.id)).find(entry => entry.id === input.id)
  if (known) return known
  const at = input.at ? new Date(input.at) : ctx.now
  if (at > ctx.now) throw problem('incident/not-yet', { at: minuteIn(ctx.tenant.zone, at) })
  const said = { zh: input.text, en: input.text }
  const entry = await addEntry(ctx, { incidentId: row.id, what: 'note', ...said, id: input.id, at })
  await audit(ctx, 'incident.noted', `incident/${row.id}`, { entry: entry.id })
  return entry
}

/** What happened to the incident, oldest first; what happened at one instant in the order of hearing. */
export async function timelineOf(ctx: Ctx, incidentId: string): Promise<Entry[]> {
  const rows = await ctx.tx
    .selectFrom('incident_entry')
    .select(['id', 'at', 'what', 'zh', 'en', 'by'])
    .where('tenant', '=', ctx.tenant.tenant)
    .where('incident_id', '=', incidentId)
    .orderBy('at')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  return rows.map(({ at, what, ...row }) => ({ ...row, at: at.toISOString(), what: what as Entry['what'] }))
}
