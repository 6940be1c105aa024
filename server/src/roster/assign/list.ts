import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import type * as wire from '@muster/core/roster/assign.wire.ts'
import { minutesInDay } from '@muster/core/roster/guard.ts'
import type { Assignment } from '@muster/core/roster/shapes.ts'
import { sql } from 'kysely'
import { type Ctx, personOf } from '../../platform/context.ts'
import { reaches } from '../../platform/door/reach.ts'
import { within } from '../../platform/door/within.ts'
import { spansOf } from './guarded.ts'
import { judge } from './place.ts'
import { reachedPeople, shiftPlace } from './reach.ts'
import { assignmentsWhere } from './rows.ts'
import { asDuty, briefOf, shiftById, shiftsWhere } from './shift.ts'

const DAY = 24 * 60 * 60_000

/** Who is on a shift, standby last. A unit that only has people there sees its own. */
export async function assignments(ctx: Ctx, { shiftId }: { shiftId: string }) {
  const wholeShift = reaches(ctx.scope, shiftPlace(await shiftById(ctx, shiftId)))
  const seen = wholeShift ? sql`true` : within(ctx.scope, { unitPath: sql.ref('u.path') })
  return { rows: await assignmentsWhere(ctx, sql`a.shift_id = ${shiftId} and a.ended_at is null and ${seen}`) }
}

/** What the guard says of people before anybody is placed; whom the asker does not reach is left out. */
export async function judgePeople(ctx: Ctx, { shiftId, personIds, instead }: ParsedOf<typeof wire.judge>) {
  const shift = await shiftById(ctx, shiftId)
  const [leaves] = instead ? await assignmentsWhere(ctx, sql`a.id = ${instead} and a.ended_at is null`) : []
  const leaving = leaves && { personId: leaves.person.id, shiftId: leaves.shiftId }
  const found = await judge(ctx, shift, await reachedPeople(ctx, shift, personIds), { ...(leaving && { leaving }) })
  return {
    rows: personIds.flatMap(id => {
      const one = found.get(id)
      if (!one) return []
      const { name, volunteerNo, unit, spans } = one.person
      const minutesBefore = minutesInDay(spans, asDuty(ctx, shift).from)
      return [{ person: { id, name, volunteerNo, unit }, minutesBefore, verdicts: one.verdicts }]
    }),
  }
}

interface MyRow {
  readonly id: string
  readonly shift_id: string
  readonly standby: boolean
  readonly basis: Assignment['basis']
  readonly beyond: boolean
}

/** My shifts from yesterday on, and how long I have been on duty in the last 24 h. */
export async function myShifts(ctx: Ctx) {
  const { tenant } = ctx.tenant
  const personId = personOf(ctx)
  const { rows } = await sql<MyRow>`
    select a.id, a.shift_id, a.standby, a.basis, exists (
             select from override o where o.tenant = ${tenant} and o.assignment_id = a.id and o.objected_at is null) as beyond
      from assignment a
     where tenant = ${tenant} and person_id = ${personId} and ended_at is null
       and upper(span) > ${new Date(ctx.now.getTime() - DAY)} order by lower(span), id limit 200`.execute(ctx.tx)
  const shifts = await shiftsWhere(ctx, sql`s.id = any(${rows.map(row => row.shift_id)}::uuid[])`)
  const byId = new Map(shifts.map(shift => [shift.id, briefOf(shift)]))
  const offers = await offersOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return {
    rows: rows.map(row => ({
      assignmentId: row.id,
      standby: row.standby,
      basis: row.basis,
      beyond: row.beyond,
      shift: byId.get(row.shift_id)!,
      offered: offers.get(row.id) ?? null,
    })),
    minutesToday: (await minutesToday(ctx, [personId])).get(personId) ?? 0,
  }
}

/** What is offered to others and still open. Whoever put the question away counts as asked: not even a number tells of a no. */
async function offersOf(ctx: Ctx, assignmentIds: readonly string[]) {
  const { rows } = await sql<{ id: string; asked: number; until: Date }>`
    select k.gives_id as id, count(*)::int as asked, max(k.until) as until from ask k
     where k.tenant = ${ctx.tenant.tenant} and k.state = 'open' and k.until > ${ctx.now} and k.gives_id = any(${assignmentIds}::uuid[])
     group by k.gives_id`.execute(ctx.tx)
  return new Map(rows.map(({ id, asked, until }) => [id, { asked, until: until.toISOString() }]))
}

/** Minutes on duty in the 24 h until now, of people who have any. */
export async function minutesToday(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, number>> {
  const now = ctx.now.getTime()
  const spans = await spansOf(ctx, personIds, new Date(now - DAY), ctx.now)
  return new Map([...spans].map(([id, list]) => [id, Math.round(minutesInDay(list, now))]))
}
