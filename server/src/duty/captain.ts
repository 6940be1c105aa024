import { checkedOut, closed, noShow as noShowKind } from '@muster/core/duty/kinds.ts'
import { duty } from '@muster/core/duty/problems.ts'
import type * as wire from '@muster/core/duty/turns.wire.ts'
import type { Sheet } from '@muster/core/duty/turns.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { heardBefore, lockLedger } from '../ledger/write.ts'
import { isOnRoster, personByVolunteerNo } from '../people/find.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { lockedShift } from '../roster/assign/shift.ts'
import { tellOfShift, whereOf } from '../roster/assign/tell.ts'
import { closeShift } from '../roster/posts/release.ts'
import { act, decideNoShows } from './acts.ts'
import { checkInOne } from './check-in.ts'
import { codeAt } from './codes.ts'
import { plannedOn } from './plan.ts'
import { dutyFact, occurred, recordDuty } from './record.ts'
import { shiftById } from './rows.ts'
import { callOf } from './sayable.ts'
import { sheet } from './sheet.ts'
import { turnRows } from './turn-rows.ts'
import { mustKnow, vouchFor } from './vouching.ts'

/** The code on the captain's screen. */
export async function code(ctx: Ctx, { shiftId }: { shiftId: string }) {
  const { tenant } = ctx.tenant
  const shift = await shiftById(ctx, shiftId)
  const { rows } = await sql<{ badge_key: Buffer }>`select badge_key from tenant where tenant = ${tenant}`.execute(
    ctx.tx,
  )
  const now = codeAt(rows[0]!.badge_key, { tenant, postId: shift.post_id, shiftId }, ctx.now)
  return { ...now, until: now.until.toISOString() }
}

/** The captain sees somebody at the post, whether they are meant to be there or not. */
export async function checkInFor(ctx: Ctx, input: ParsedOf<typeof wire.checkInFor>): Promise<Sheet> {
  const { id, shiftId, personId: said, volunteerNo, occurredAt } = input
  const personId = said ?? (volunteerNo ? await personByVolunteerNo(ctx, volunteerNo) : null)
  if (!personId || !(await isOnRoster(ctx, personId))) throw duty('duty/who')
  const when = occurredAt ? { occurredAt: occurred(ctx, new Date(occurredAt)) } : {}
  const byCaptain = { vouched: await vouchFor(ctx, shiftId, personId) }
  const arriving = { id, personId, shiftId, code: null, byCaptain, accountId: actorOf(ctx).accountId, ...when }
  await checkInOne(ctx, arriving)
  return sheet(ctx, { shiftId })
}

/** What somebody does on post, noted by the captain: for those without a phone. */
export async function actFor(ctx: Ctx, input: ParsedOf<typeof wire.actFor>): Promise<Sheet> {
  const shift = await shiftById(ctx, input.shiftId)
  await mustKnow(ctx, input.shiftId, input.personId)
  await act(ctx, shift, input.personId, input)
  return sheet(ctx, input)
}

/** The captain says that somebody will not come: there is no need to wait. */
export async function noShow(ctx: Ctx, { id, shiftId, personId }: ParsedOf<typeof wire.noShow>): Promise<Sheet> {
  await lockLedger(ctx)
  const shift = await shiftById(ctx, shiftId)
  if (await heardBefore(ctx, { id, kind: noShowKind.name, personId, subjectId: shiftId }))
    return sheet(ctx, { shiftId })
  const turns = await turnRows(ctx, sql`tu.shift_id = ${shiftId} and tu.person_id = ${personId} and tu.proven`)
  if (turns.length > 0) throw duty('duty/is-here', { name: await callOf(ctx, shiftId, personId) })
  const planned = await plannedOn(ctx, [shiftId])
  if (!planned.some(one => one.person_id === personId)) throw duty('duty/not-planned')
  await decideNoShows(ctx, [{ id, shift, personId }], 'captain')
  await ctx.house.audit(ctx, 'duty.no-show-said', `shift/${shiftId}`, { person: personId })
  return sheet(ctx, { shiftId })
}

/** “Queue empty”: whoever is there checks out with it. */
export async function close(ctx: Ctx, input: ParsedOf<typeof wire.close>): Promise<Sheet> {
  await lockLedger(ctx)
  const shift = await shiftById(ctx, input.shiftId)
  if (await heardBefore(ctx, { id: input.id, kind: closed.name, subjectId: shift.id })) return sheet(ctx, input)
  const at = input.occurredAt ? occurred(ctx, new Date(input.occurredAt)) : ctx.now
  const here = await turnRows(ctx, sql`tu.shift_id = ${shift.id} and tu.state = 'on' and tu.came_at <= ${at}`)
  await recordDuty(
    ctx,
    [shift],
    [
      {
        id: input.id,
        kind: closed.name,
        subjectId: shift.id,
        territory: shift.territory,
        payload: { reason: input.reason },
        occurredAt: at,
      },
      ...here.map(({ person_id }) =>
        dutyFact(shift, person_id, { id: v7(), kind: checkedOut.name, payload: { why: 'closed' }, occurredAt: at }),
      ),
    ],
  )
  await standDown(ctx, shift.id, input.reason)
  await ctx.house.audit(ctx, 'duty.closed', `shift/${shift.id}`, { reason: input.reason, people: here.length })
  return sheet(ctx, input)
}

/** Whoever was still meant to come need not, and nobody is looked for or asked any more. */
async function standDown(ctx: Ctx, shiftId: string, reason: string): Promise<void> {
  const shift = await lockedShift(ctx, shiftId)
  const here = new Set(
    (await turnRows(ctx, sql`tu.shift_id = ${shiftId} and tu.came_at is not null`)).map(row => row.person_id),
  )
  const { rows } = await sql<{ person_id: string }>`
    update assignment set ended_at = ${ctx.now}, ended_why = 'relieved', version = version + 1
     where tenant = ${ctx.tenant.tenant} and shift_id = ${shiftId} and ended_at is null and not standby returning person_id`.execute(
    ctx.tx,
  )
  const expected = rows.map(row => row.person_id).filter(id => !here.has(id))
  const words = SHIFT_SENTENCES.takenOff(whereOf(ctx, shift))
  await tellOfShift(
    ctx,
    shift,
    expected.map(personId => ({ personId, words })),
  )
  await closeShift(ctx, shiftId, reason)
}
