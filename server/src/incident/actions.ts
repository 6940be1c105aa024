import { incident as problem } from '@muster/core/incident/problems.ts'
import { decideLevel, decidePhase, levelWords } from '@muster/core/incident/rules.ts'
import * as say from '@muster/core/incident/sentences.ts'
import type * as wire from '@muster/core/incident/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { minuteIn } from '@muster/core/platform/moment.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { territory as territoryProblem } from '@muster/core/territory/problems.ts'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'
import { asIncident, incidentById, type Row, versionForUpdate } from './row.ts'
import { addEntry } from './timeline.ts'

/** Opens an incident; the same id again answers the same incident. */
export async function open(ctx: Ctx, input: ParsedOf<typeof wire.open>): Promise<wire.Incident> {
  const known = await incidentById(ctx, input.id)
  if (known) return asIncident(known)
  const level = input.level ? levelWords(input.kind, input.level) : null
  const startedAt = input.startedAt ? new Date(input.startedAt) : ctx.now
  if (startedAt > ctx.now) throw problem('incident/not-yet', { at: minuteIn(ctx.tenant.zone, startedAt) })
  const place = await placeName(ctx, input.territory)
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('incident')
    .values({
      tenant: ctx.tenant.tenant,
      id: input.id,
      kind: input.kind,
      name: input.name,
      territory: input.territory,
      level: input.level ?? null,
      started_at: startedAt,
      opened_at: ctx.now,
      version: 1,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  // Sent twice at the same moment: the other one has opened it meanwhile.
  if (!added) return asIncident((await incidentById(ctx, input.id))!)
  await addEntry(ctx, { incidentId: input.id, what: 'opened', ...say.opened(input.name, place, level), at: startedAt })
  await audit(ctx, 'incident.opened', `incident/${input.id}`, { kind: input.kind, level: input.level ?? null })
  return asIncident((await incidentById(ctx, input.id))!)
}

/** Changes the level, for a reason that stands in the timeline. */
export async function changeLevel(ctx: Ctx, input: ParsedOf<typeof wire.changeLevel>): Promise<wire.Incident> {
  const row = await versionForUpdate(ctx, input.incidentId, input.version)
  const to = decideLevel(row.kind, row.level, input.level)
  const from = row.level ? levelWords(row.kind, row.level) : null
  await audit(ctx, 'incident.level-changed', `incident/${row.id}`, { from: row.level, to: input.level })
  return change(ctx, row, { level: input.level }, 'level', say.levelChanged(from, to, input.reason))
}

/** Enters a phase of the hazard pack. */
export async function enterPhase(ctx: Ctx, input: ParsedOf<typeof wire.enterPhase>): Promise<wire.Incident> {
  const row = await versionForUpdate(ctx, input.incidentId, input.version)
  const words = decidePhase(row.kind, row.phase, input.phase)
  await audit(ctx, 'incident.phase-entered', `incident/${row.id}`, { from: row.phase, to: input.phase })
  return change(ctx, row, { phase: input.phase }, 'phase', say.phaseEntered(words))
}

/** Closes an incident on which no slice has open work. */
export async function close(ctx: Ctx, input: ParsedOf<typeof wire.close>): Promise<wire.Incident> {
  const row = await versionForUpdate(ctx, input.incidentId, input.version)
  const count = await openWork(ctx, row.id)
  if (count > 0) throw problem('incident/open-calls', { count })
  await audit(ctx, 'incident.closed', `incident/${row.id}`, { reason: input.reason })
  return change(ctx, row, { closed_at: ctx.now }, 'closed', say.closed(input.reason))
}

/** Asked of every slice, because work on an incident belongs to slices that this one does not know. */
async function openWork(ctx: Ctx, incidentId: string): Promise<number> {
  let count = 0
  for (const slice of ctx.house.slices) count += (await slice.openWork?.(ctx, incidentId)) ?? 0
  return count
}

async function change(
  ctx: Ctx,
  { id, version }: Row,
  set: { level: string } | { phase: string } | { closed_at: Date },
  what: 'level' | 'phase' | 'closed',
  words: Words,
): Promise<wire.Incident> {
  await ctx.tx
    .updateTable('incident')
    .set({ ...set, version: version + 1 })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .execute()
  await addEntry(ctx, { incidentId: id, what, ...words })
  changed(ctx, `incident/${id}`)
  return asIncident((await incidentById(ctx, id))!)
}

async function placeName(ctx: Ctx, code: string): Promise<string> {
  const place = await ctx.tx
    .selectFrom('territory')
    .select('name')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('code', '=', code)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (!place) throw territoryProblem('territory/unknown', { code })
  return place.name
}
