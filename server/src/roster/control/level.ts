import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/roster/control.wire.ts'
import { decideReview, levelOf } from '@muster/core/roster/control-rules.ts'
import { CONTROL_SENTENCES as say } from '@muster/core/roster/control-sentences.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'
import { openIncident } from '../posts/posts.ts'
import { change, heldControl, mustHaveLevel, putIn, refuseTexts, sitesFit } from './actions.ts'
import { addEntry } from './history.ts'
import { control } from './list.ts'
import { carryOut, layOn, type Plan, planLevel } from './make.ts'
import { asControl, type ControlRow, controlById, controlForUpdate, levelWordsOf, todayOf } from './rows.ts'

/** What a change of level would make. */
export async function previewLevel(ctx: Ctx, input: ParsedOf<typeof wire.previewLevel>) {
  const row = await controlById(ctx, input.controlId)
  const level = levelOf(row.incident_kind, row.scale, input.level)
  const today = todayOf(ctx)
  const until = decideReview(today, row.ends_on && row.ends_on > today ? row.ends_on : '9999-12-31', input.reviewOn)
  const plan = await planLevel(ctx, row, level, until)
  return { ...countsOf(plan), names: plan.make.map(({ name }) => name[ctx.language]) }
}

const countsOf = ({ make, shifts, people, untouched }: Plan) => ({
  posts: make.length,
  shifts: [...shifts.values()].flat().length,
  people,
  untouched,
})

/**
 * Sets the level with its measures, basis, end and review date, and makes in the same transaction the posts and shifts that
 * it needs. What runs there stays as it is. The same batch again answers what was made.
 */
export async function changeControlLevel(ctx: Ctx, input: ParsedOf<typeof wire.changeControlLevel>) {
  refuseTexts(input)
  const before = await controlForUpdate(ctx, input.controlId)
  const known = await madeBefore(ctx, before.id, input.batchId)
  if (known) return { ...(await control(ctx, { controlId: before.id })), made: known }
  const row = await heldControl(ctx, input.controlId, input.version)
  await openIncident(ctx, row.incident_id)
  const level = levelOf(row.incident_kind, row.scale, input.level)
  if (row.level === level.key) throw roster('roster/level-same', { level: level.words.zh })
  const reviewOn = decideReview(todayOf(ctx), input.endsOn, input.reviewOn)
  const { measures, basis, issuer, contact = null, endsOn } = input
  const held = { level: level.key, since: ctx.now, measures, basis, issuer, contact }
  await change(ctx, row, { ...held, ends_on: endsOn, review_on: reviewOn })
  const plan = await planLevel(ctx, row, level, reviewOn)
  const made = await carryOut(ctx, row, level, input.batchId, plan)
  const words = say.level(levelWordsOf(row), level.words, input.reason, made)
  await addEntry(ctx, await controlById(ctx, row.id), 'level', words, input.batchId)
  await audit(ctx, 'roster.control-level', `control/${row.id}`, {
    from: row.level,
    to: level.key,
    ...made,
    basis,
    reviewOn,
  })
  return { ...(await control(ctx, { controlId: row.id })), made: countsOf(plan) }
}

/** What an act made that was sent before; null when it is new. */
async function madeBefore(ctx: Ctx, controlId: string, batchId: string) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ posts: number; shifts: number; people: number; untouched: number }>`
    select (select count(*)::int from post where tenant = ${tenant} and batch_id = ${batchId}) as posts,
           (select count(*)::int from shift where tenant = ${tenant} and batch_id = ${batchId}) as shifts,
           (select coalesce(sum(people), 0)::int from shift where tenant = ${tenant} and batch_id = ${batchId}) as people,
           (select count(*)::int from post where tenant = ${tenant} and control_id = ${controlId} and state = 'open'
               and batch_id is distinct from ${batchId}) as untouched
      from control_entry where tenant = ${tenant} and control_id = ${controlId} and batch_id = ${batchId}`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** Sets the sites of a zone. What joins one in force gets its posts; what leaves keeps them until the desk closes them. */
export async function setControlSites(ctx: Ctx, input: ParsedOf<typeof wire.setControlSites>) {
  const { controlId, version, batchId, siteIds } = input
  const before = await controlForUpdate(ctx, controlId)
  const known = await madeBefore(ctx, controlId, batchId)
  if (known) return { ...(await control(ctx, { controlId })), made: known }
  const row = await heldControl(ctx, controlId, version)
  await sitesFit(ctx, { code: row.territory, name: row.place, path: row.path }, siteIds)
  const inside = (await control(ctx, { controlId })).sites.map(({ site }) => site.id)
  const joined = siteIds.filter(id => !inside.includes(id))
  const left = inside.filter(id => !siteIds.includes(id))
  await takeOut(ctx, controlId, left)
  await putIn(ctx, controlId, joined)
  await change(ctx, row, {})
  const made = await makeForJoined(ctx, before, batchId)
  const words = say.sites(new Set(joined).size, left.length, made)
  await addEntry(ctx, await controlById(ctx, controlId), 'sites', words, made.posts > 0 ? batchId : null)
  await audit(ctx, 'roster.control-sites', `control/${controlId}`, {
    joined: joined.length,
    left: left.length,
    ...made,
  })
  return { ...(await control(ctx, { controlId })), made }
}

async function makeForJoined(ctx: Ctx, row: ControlRow, batchId: string): Promise<{ posts: number; shifts: number }> {
  const { state, reviewOn, level } = asControl(ctx, row)
  if (state !== 'in-force') return { posts: 0, shifts: 0 }
  const wanted = levelOf(row.incident_kind, row.scale, level!)
  const plan = await planLevel(ctx, row, wanted, reviewOn!)
  return plan.make.length > 0 ? carryOut(ctx, row, wanted, batchId, plan) : { posts: 0, shifts: 0 }
}

async function takeOut(ctx: Ctx, controlId: string, siteIds: readonly string[]): Promise<void> {
  if (siteIds.length === 0) return
  await ctx.tx
    .deleteFrom('control_site')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('control_id', '=', controlId)
    .where('site_id', 'in', [...siteIds])
    .execute()
}

/** Looked at again and still needed: it holds on, and its posts get shifts until the next review. */
export async function renewControl(ctx: Ctx, input: ParsedOf<typeof wire.renewControl>) {
  refuseTexts(input)
  const before = await controlForUpdate(ctx, input.controlId)
  const known = await madeBefore(ctx, before.id, input.batchId)
  if (known) return { ...(await control(ctx, { controlId: before.id })), made: known }
  const row = await heldControl(ctx, input.controlId, input.version)
  mustHaveLevel(row)
  const endsOn = input.endsOn ?? row.ends_on!
  const reviewOn = decideReview(todayOf(ctx), endsOn, input.reviewOn)
  await change(ctx, row, { review_on: reviewOn, ends_on: endsOn })
  const level = levelOf(row.incident_kind, row.scale, row.level!)
  const made = { posts: 0, shifts: await layOn(ctx, row, level, input.batchId, reviewOn) }
  const words = say.reviewed(reviewOn, input.reason, made)
  await addEntry(ctx, await controlById(ctx, row.id), 'reviewed', words, made.shifts > 0 ? input.batchId : null)
  await audit(ctx, 'roster.control-reviewed', `control/${row.id}`, { reviewOn, endsOn, ...made })
  changed(ctx, `control/${row.id}`)
  return { ...(await control(ctx, { controlId: row.id })), made }
}
