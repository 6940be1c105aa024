import { lineState } from '@muster/core/duty/lines.ts'
import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { type Ctx, personOf } from '../platform/context.ts'
import { safetyLimits } from '../roster/assign/limits.ts'
import { type Around, around } from './around.ts'
import { type DutyShift, shiftById, shiftsById, wirePost, wireShift } from './rows.ts'
import { namesOn, sayable } from './sayable.ts'
import { openingOf } from './sheet.ts'
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
  return {
    now: ctx.now.toISOString(),
    rows: await asMine(ctx, [...shifts.values()], personId),
    hours: await hoursOf(ctx, personId),
  }
}

/** One shift as one of those on it sees it. */
export async function myShift(ctx: Ctx, shiftId: string, personId = personOf(ctx)): Promise<MyShift> {
  const [mine] = await asMine(ctx, [await shiftById(ctx, shiftId)], personId)
  return mine!
}

async function asMine(ctx: Ctx, shifts: readonly DutyShift[], personId: string): Promise<MyShift[]> {
  const { suitMinutes } = await safetyLimits(ctx)
  const me = shifts.map(({ id }) => ({ shift_id: id, person_id: personId }))
  const found = await around(ctx, shifts, async there => {
    const people = [...me, ...there]
    return namesOn(ctx, people, await sayable(ctx, people, { beside: true }))
  })
  return found.map(one => mineOf(ctx, one, personId, suitMinutes))
}

function mineOf(ctx: Ctx, { shift, planned, turns, names, before, next }: Around, personId: string, suitMost: number) {
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
    suitMost: shift.suit_minutes ?? suitMost,
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
