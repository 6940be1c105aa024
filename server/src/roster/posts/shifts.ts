import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayIn } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { hoursWords } from '@muster/core/roster/ask-sentences.ts'
import { hoursFit, MOST_SHIFT_HOURS } from '@muster/core/roster/layout.ts'
import { POST_SENTENCES } from '@muster/core/roster/post-sentences.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { lockLedger } from '../../ledger/write.ts'
import { tellPeople } from '../../people/messages.ts'
import { type Ctx, changedFor } from '../../platform/context.ts'
import { moveShortages, settleShortages } from '../asks/settle.ts'
import { shiftById as placingOf } from '../assign/shift.ts'
import { holdShifts } from '../locks.ts'
import { type Change, keepSettled, preview, settleStopped } from './amended.ts'
import { asShift, mustHaveSeen, openPost, openPostForUpdate, readShifts } from './post-rows.ts'
import { postChanged } from './posts.ts'
import { arrivedAt, cancelShifts } from './release.ts'
import { moveSpans } from './spans.ts'

type Body = Pick<
  ParsedOf<typeof wire.addShift>,
  'role' | 'skills' | 'startsAt' | 'endsAt' | 'openEnd' | 'people' | 'standby'
>

/** Adds one shift to an open post; the same id again answers the same shift. */
export async function addShift(ctx: Ctx, input: ParsedOf<typeof wire.addShift>): Promise<Shift> {
  const { postId, id, ...body } = input
  const post = await openPostForUpdate(ctx, postId)
  const row = columnsOf(ctx, body)
  const { numInsertedOrUpdatedRows: added } = await ctx.tx
    .insertInto('shift')
    .values({
      tenant: ctx.tenant.tenant,
      id,
      post_id: postId,
      ...row,
      cancelled: false,
      version: 1,
      created_at: ctx.now,
    })
    .onConflict(conflict => conflict.columns(['tenant', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  const shift = await shiftById(ctx, id)
  // The id belongs to a shift of another post: for this one, it does not exist.
  if (shift.postId !== postId) throw door('door/not-found')
  if (added) {
    await audit(ctx, 'roster.shift-added', `shift/${id}`, { post: postId, day: row.day, people: body.people })
    postChanged(ctx, postId, post.territory.code)
  }
  return shift
}

/**
 * Changes a shift. People keep their place on it, with its new hours, and are told of them; whom the guard stops then, the
 * desk must take off or answer for.
 */
export async function amendShift(ctx: Ctx, input: ParsedOf<typeof wire.amendShift>): Promise<Shift> {
  const { shiftId, version, release, override, ...body } = input
  // Whoever checks in at this moment has come, or comes to a shift that is no more.
  await lockLedger(ctx)
  const { shift, post } = await shiftForUpdate(ctx, shiftId)
  mustHaveSeen(shift, version)
  const row = columnsOf(ctx, body)
  const starts = row.starts_at.toISOString() !== shift.startsAt
  if (starts) await nobodyThere(ctx, shiftId)
  const change = await changeTo(ctx, shiftId, row)
  const settled = await settleStopped(ctx, [change], { release, override })
  await mustHavePlaces(ctx, shiftId, body.people)
  await ctx.tx
    .updateTable('shift')
    .set({ ...row, version: version + 1 })
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', shiftId)
    .execute()
  if (starts || row.ends_at.toISOString() !== shift.endsAt) {
    await moveSpans(ctx, sql`s.id = ${shiftId}`, sql`${change.before.report_at}::timestamptz`)
    await tellOfHours(ctx, shift, post.name, row)
  }
  await moveShortages(ctx, change)
  await settleShortages(ctx, await placingOf(ctx, shiftId))
  await keepSettled(ctx, settled, override)
  const hours = { from: [shift.startsAt, shift.endsAt], to: [body.startsAt, body.endsAt] }
  await audit(ctx, 'roster.shift-amended', `shift/${shiftId}`, { version: version + 1, people: body.people, ...hours })
  postChanged(ctx, post.id, post.territory.code)
  return shiftById(ctx, shiftId)
}

/** Of whom the guard would say something new. It only reads, so nobody waits for it. */
export async function previewAmendShift(ctx: Ctx, { shiftId, ...body }: ParsedOf<typeof wire.previewAmendShift>) {
  const { postId } = await standingShift(ctx, shiftId)
  await openPost(ctx, postId)
  const change = await changeTo(ctx, shiftId, columnsOf(ctx, body))
  return preview(ctx, [change])
}

/** The shift as it is, and with what is said of it. */
async function changeTo(ctx: Ctx, shiftId: string, row: ReturnType<typeof columnsOf>): Promise<Change> {
  const before = await placingOf(ctx, shiftId)
  const earlier = before.starts_at.getTime() - before.report_at.getTime()
  return { before, after: { ...before, ...row, report_at: new Date(row.starts_at.getTime() - earlier) } }
}

/** @throws Problem `roster/fewer-than-assigned` */
async function mustHavePlaces(ctx: Ctx, shiftId: string, people: number): Promise<void> {
  const [{ assigned }] = (await readShifts(ctx, sql`s.id = ${shiftId}`)) as [wire.ShiftLine]
  if (people < assigned) throw roster('roster/fewer-than-assigned', { assigned })
}

async function tellOfHours(
  ctx: Ctx,
  before: wire.ShiftLine,
  post: string,
  after: { starts_at: Date; ends_at: Date },
): Promise<void> {
  const assigned = await ctx.tx
    .selectFrom('assignment')
    .select('person_id')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('shift_id', '=', before.id)
    .where('ended_at', 'is', null)
    .execute()
  const { zone } = ctx.tenant
  const from = hoursWords(zone, new Date(before.startsAt), new Date(before.endsAt))
  const words = POST_SENTENCES.moved(post, from, hoursWords(zone, after.starts_at, after.ends_at))
  const people = assigned.map(({ person_id }) => person_id)
  await tellPeople(
    ctx,
    people.map(personId => ({ personId, topic: `post/${before.postId}`, ...words })),
  )
  changedFor(ctx, people, 'asks')
}

/** Cancels a shift that nobody has come to. */
export async function cancelShift(ctx: Ctx, input: ParsedOf<typeof wire.cancelShift>): Promise<Shift> {
  refuseIdNumbers({ 原因: input.reason })
  await lockLedger(ctx)
  const { shift } = await shiftForUpdate(ctx, input.shiftId)
  mustHaveSeen(shift, input.version)
  await nobodyThere(ctx, shift.id)
  await cancelShifts(ctx, sql`s.id = ${shift.id}`, input.reason)
  await audit(ctx, 'roster.shift-cancelled', `shift/${shift.id}`, { reason: input.reason })
  return shiftById(ctx, shift.id)
}

/** Asked of the slices that know who came. @throws Problem `roster/people-there` */
async function nobodyThere(ctx: Ctx, shiftId: string): Promise<void> {
  const count = await arrivedAt(ctx, [shiftId])
  if (count > 0) throw roster('roster/people-there', { count })
}

/** Its post is held first: whoever closes the post and whoever changes its shifts come one after the other. */
async function shiftForUpdate(ctx: Ctx, id: string) {
  const postId = (await shiftById(ctx, id)).postId
  const post = await openPostForUpdate(ctx, postId)
  await holdShifts(ctx, [id])
  return { shift: await standingShift(ctx, id), post }
}

/** @throws Problem `door/not-found`, `roster/shift-cancelled` */
async function standingShift(ctx: Ctx, id: string): Promise<wire.ShiftLine> {
  const [shift] = await readShifts(ctx, sql`s.id = ${id}`)
  if (!shift) throw door('door/not-found')
  if (shift.cancelled) throw roster('roster/shift-cancelled')
  return shift
}

async function shiftById(ctx: Ctx, id: string): Promise<Shift> {
  const [shift] = await readShifts(ctx, sql`s.id = ${id}`)
  if (!shift) throw door('door/not-found')
  return asShift(shift)
}

function columnsOf(ctx: Ctx, { role, skills, startsAt, endsAt, openEnd, people, standby }: Body) {
  refuseIdNumbers({ 岗位角色: role })
  const [starts_at, ends_at] = [new Date(startsAt), new Date(endsAt)]
  if (!hoursFit(starts_at, ends_at)) throw roster('roster/shift-hours', { hours: MOST_SHIFT_HOURS })
  const day = dayIn(ctx.tenant.zone, starts_at)
  return { role, skills: [...new Set(skills)], starts_at, ends_at, day, open_end: openEnd, people, standby }
}
