import { lineState } from '@muster/core/duty/lines.ts'
import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { type Ctx, personOf } from '../platform/context.ts'
import { safetyLimits } from '../roster/assign/limits.ts'
import { type DutyShift, shiftById, shiftsById, wirePost, wireShift } from './rows.ts'
import { around, openingOf } from './sheet.ts'
import { hoursOf, turnRows, wireTurn } from './turn-rows.ts'

const HOUR = 60 * 60_000
/** What a phone keeps for use without signal. */
const [BACK, AHEAD] = [18 * HOUR, 48 * HOUR]

/**
 * My shifts, from the one I may still be on to those of the day after tomorrow. Whoever was given up is welcome as long as the
 * shift runs.
 */
export async function myDuty(ctx: Ctx) {
  const personId = personOf(ctx)
  const { rows } = await sql<{ shift_id: string }>`
    select a.shift_id from assignment a
     where a.tenant = ${ctx.tenant.tenant} and a.person_id = ${personId} and a.ended_at is null
       and a.span && tstzrange(${new Date(ctx.now.getTime() - BACK)}, ${new Date(ctx.now.getTime() + AHEAD)})
    union
    select a.shift_id from assignment a join shift s on s.tenant = ${ctx.tenant.tenant} and s.id = a.shift_id
     where a.tenant = ${ctx.tenant.tenant} and a.person_id = ${personId} and a.ended_why = 'no-show' and not s.cancelled
       and (s.ends_at > ${ctx.now} or s.open_end)
    union
    select tu.shift_id from turn tu
     where tu.tenant = ${ctx.tenant.tenant} and tu.person_id = ${personId}
       and (tu.state = 'on' or coalesce(tu.came_at, tu.left_at) > ${new Date(ctx.now.getTime() - BACK)})`.execute(
    ctx.tx,
  )
  const shifts = await shiftsById(
    ctx,
    rows.map(row => row.shift_id),
  )
  const mine: MyShift[] = []
  for (const shift of shifts.values()) mine.push(await asMine(ctx, shift, personId))
  return { now: ctx.now.toISOString(), rows: mine, hours: await hoursOf(ctx, personId) }
}

/** One shift as one of those on it sees it. */
export const myShift = async (ctx: Ctx, shiftId: string, personId = personOf(ctx)): Promise<MyShift> =>
  asMine(ctx, await shiftById(ctx, shiftId), personId)

async function asMine(ctx: Ctx, shift: DutyShift, personId: string): Promise<MyShift> {
  const { planned, turns, names, before, next } = await around(ctx, shift, { beside: true })
  const plan = planned.find(one => one.person_id === personId) ?? null
  const turn = turns.findLast(one => one.person_id === personId) ?? null
  const person = names.get(personId)
  if (!person) throw door('door/not-found')
  return {
    person,
    post: wirePost(ctx, shift),
    shift: wireShift(shift),
    assignmentId: plan?.id ?? null,
    standby: plan?.standby ?? false,
    reportAt: (plan?.report_at ?? turn?.due_at)?.toISOString() ?? null,
    state: lineState({ now: ctx.now, reportAt: plan?.report_at ?? null, standby: plan?.standby ?? false }, turn),
    turn: turn && wireTurn(turn, ctx.now),
    opening: openingOf(ctx, shift),
    before,
    next,
    suitMost: shift.suit_minutes ?? (await safetyLimits(ctx)).suitMinutes,
    closedAt: shift.closed_at?.toISOString() ?? null,
  }
}

/** Whether I am on this shift already, for certain. */
export async function isHere(ctx: Ctx, shiftId: string, personId: string): Promise<boolean> {
  const rows = await turnRows(
    ctx,
    sql`tu.shift_id = ${shiftId} and tu.person_id = ${personId} and tu.state = 'on' and tu.proven`,
  )
  return rows.length > 0
}
