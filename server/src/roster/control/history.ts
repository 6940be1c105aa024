import type { Words } from '@muster/core/platform/shapes.ts'
import type { ControlPage } from '@muster/core/roster/control.wire.ts'
import { CONTROL_SENTENCES } from '@muster/core/roster/control-sentences.ts'
import { v7 } from 'uuid'
import { addEntry as addToTimeline } from '../../incident/timeline.ts'
import type { Ctx } from '../../platform/context.ts'
import type { ControlRow } from './rows.ts'

export type EntryKind = ControlPage['history'][number]['what']

/**
 * Adds a line to a zone's history: what happened, in words, and all that is in force from then on. The incident's timeline
 * tells of it, too, so that command reads one story. Nothing is ever changed there.
 *
 * @param control as it stands after the change
 */
export async function addEntry(
  ctx: Ctx,
  control: ControlRow,
  what: EntryKind,
  words: Words,
  batchId: string | null = null,
): Promise<void> {
  await ctx.tx
    .insertInto('control_entry')
    .values({
      tenant: ctx.tenant.tenant,
      id: v7(),
      control_id: control.id,
      at: ctx.now,
      what,
      level: control.level,
      measures: control.measures,
      basis: control.basis,
      issuer: control.issuer,
      ends_on: control.ends_on,
      review_on: control.review_on,
      ...words,
      by: ctx.actor?.login ?? (ctx.language === 'zh' ? '系统' : 'system'),
      batch_id: batchId,
    })
    .execute()
  if (what !== 'level' && what !== 'ended') return
  const told = CONTROL_SENTENCES.timeline(control.name, words)
  await addToTimeline(ctx, { incidentId: control.incident_id, what: 'note', ...told })
}
