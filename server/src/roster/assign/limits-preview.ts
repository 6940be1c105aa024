import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayIn, daysAfter } from '@muster/core/platform/moment.ts'
import { type Guarded, guard, stops, type Verdict } from '@muster/core/roster/guard.ts'
import type { SafetyLimits } from '@muster/core/roster/safety.ts'
import {
  LIMITS_LOOK_DAYS,
  MOST_LOOKED_AT,
  type previewSafetyLimits as wirePreview,
} from '@muster/core/roster/safety.wire.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { type GuardedPerson, guardedPeople } from './guarded.ts'
import { mustBeSound, safetyLimits } from './limits.ts'
import { asDuty, type ShiftRow, shiftsWhere } from './shift.ts'

const DAY = 24 * 60 * 60_000
/** How many of those that would be stopped are named. */
const NAMED = 50

interface Place {
  readonly id: string
  readonly shift_id: string
  readonly person_id: string
}

/** Which places on shifts of the days to come other limits would stop, or let be. Nothing is changed. */
export async function previewSafetyLimits(ctx: Ctx, limits: ParsedOf<typeof wirePreview>) {
  mustBeSound(limits)
  const through = daysAfter(dayIn(ctx.tenant.zone, ctx.now), LIMITS_LOOK_DAYS)
  const { places, count } = await placesToCome(ctx)
  const shifts = new Map((await shiftsOf(ctx, places)).map(shift => [shift.id, shift]))
  const people = await peopleOf(ctx, places)
  const now = await safetyLimits(ctx)
  const told: { place: Place; shift: ShiftRow; person: GuardedPerson; was: boolean; will: Verdict[] }[] = []
  for (const place of places) {
    const [shift, person] = [shifts.get(place.shift_id), people.get(place.person_id)]
    if (!shift || !person) continue
    const judged = (by: SafetyLimits) => guard(without(person, shift.id), asDuty(ctx, shift), by, ctx.tenant.zone)
    told.push({ place, shift, person, was: stops(judged(now)), will: judged(limits) })
  }
  const stopped = told.filter(({ was, will }) => !was && stops(will))
  return {
    places: count,
    looked: places.length,
    through,
    stopped: stopped.length,
    eased: told.filter(({ was, will }) => was && !stops(will)).length,
    rows: stopped.slice(0, NAMED).map(({ place, shift, person, will }) => ({
      assignmentId: place.id,
      person: { id: person.id, name: person.name, volunteerNo: person.volunteerNo, unit: person.unit },
      postId: shift.post_id,
      post: shift.post_name,
      startsAt: shift.starts_at.toISOString(),
      endsAt: shift.ends_at.toISOString(),
      ...wordsOf(will),
    })),
  }
}

/** A shift is no reason against itself. */
const without = ({ spans, ...person }: GuardedPerson, shiftId: string): Guarded => ({
  ...person,
  spans: spans.filter(span => span.shiftId !== shiftId),
})

function wordsOf(verdicts: readonly Verdict[]) {
  const against = verdicts.filter(({ level }) => level === 'stop')
  return { zh: against.map(({ zh }) => zh).join('；'), en: against.map(({ en }) => en).join('; ') }
}

/** Places on shifts that have not begun, the next first. */
async function placesToCome(ctx: Ctx): Promise<{ places: Place[]; count: number }> {
  const until = new Date(ctx.now.getTime() + LIMITS_LOOK_DAYS * DAY)
  const { rows } = await sql<Place & { count: number }>`
    select a.id, a.shift_id, a.person_id, count(*) over ()::int as count from assignment a
     where a.tenant = ${ctx.tenant.tenant} and a.ended_at is null and not a.standby
       and lower(a.span) > ${ctx.now} and lower(a.span) < ${until}
     order by lower(a.span), a.id limit ${MOST_LOOKED_AT}`.execute(ctx.tx)
  return { places: rows, count: rows[0]?.count ?? 0 }
}

const shiftsOf = (ctx: Ctx, places: readonly Place[]): Promise<ShiftRow[]> =>
  shiftsWhere(ctx, sql`s.id = any(${[...new Set(places.map(({ shift_id }) => shift_id))]}::uuid[])`)

const peopleOf = (ctx: Ctx, places: readonly Place[]) =>
  guardedPeople(ctx, [...new Set(places.map(({ person_id }) => person_id))], {
    from: ctx.now.getTime(),
    until: ctx.now.getTime() + LIMITS_LOOK_DAYS * DAY,
  })
