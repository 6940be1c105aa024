import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { type Duty, guard, stops, type Verdict } from '@muster/core/roster/guard.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import { type Ctx, changedFor } from '../../platform/context.ts'
import { raise } from '../asks/raise.ts'
import { type GuardedPerson, guardedPeople, type ShiftSpan } from '../assign/guarded.ts'
import { safetyLimits } from '../assign/limits.ts'
import { keepOverride, secondName } from '../assign/override.ts'
import { endAssignments, leavingWhy } from '../assign/rows.ts'
import { type ShiftRow, shiftById } from '../assign/shift.ts'
import { tellOfShift, whereOf } from '../assign/tell.ts'
import { holdPeople } from '../locks.ts'

/** A shift as it is, and as it would be. */
export interface Change {
  readonly before: ShiftRow
  readonly after: ShiftRow
}

interface Placed {
  readonly id: string
  readonly shift_id: string
  readonly person_id: string
  readonly standby: boolean
  readonly from: Date
}

/** Somebody who is placed, with what the guard says of them only under the change. */
export interface Judged extends Change {
  readonly placed: Placed
  readonly person: GuardedPerson
  readonly verdicts: readonly Verdict[]
}

/** Of whom the guard would say something new if shifts changed so; whatever was said before, in the same words, stands. */
export async function affected(ctx: Ctx, changes: readonly Change[]): Promise<Judged[]> {
  const byId = new Map(changes.map(change => [change.before.id, change]))
  const placed = await placedOn(ctx, [...byId.keys()])
  if (placed.length === 0) return []
  const people = await guardedPeople(ctx, [...new Set(placed.map(one => one.person_id))], around(changes))
  const limits = await safetyLimits(ctx)
  return placed.flatMap((one): Judged[] => {
    const [person, change] = [people.get(one.person_id), byId.get(one.shift_id)!]
    if (!person) return []
    const say = (when: keyof Change) =>
      guard(
        { ...person, spans: one.standby ? [] : spansThen(person.spans, byId, when, one.shift_id) },
        dutyOf(ctx, change, when, one),
        limits,
        ctx.tenant.zone,
      )
    const known = new Set(say('before').map(keyOf))
    const verdicts = say('after').filter(verdict => !known.has(keyOf(verdict)))
    return verdicts.length > 0 ? [{ ...change, placed: one, person, verdicts }] : []
  })
}

const keyOf = ({ rule, level, zh }: Verdict): string => `${rule} ${level} ${zh}`

const around = (changes: readonly Change[]) => {
  const shifts = changes.flatMap(({ before, after }) => [before, after])
  return {
    from: Math.min(...shifts.map(({ report_at }) => report_at.getTime())),
    until: Math.max(...shifts.map(({ ends_at }) => ends_at.getTime())),
  }
}

async function placedOn(ctx: Ctx, shiftIds: readonly string[]): Promise<Placed[]> {
  const { rows } = await sql<Placed>`
    select a.id, a.shift_id, a.person_id, a.standby, lower(a.span) as from from assignment a
     where a.tenant = ${ctx.tenant.tenant} and a.shift_id = any(${shiftIds}::uuid[]) and a.ended_at is null
     order by lower(a.span), a.id`.execute(ctx.tx)
  return rows
}

/** A person's other stretches; those on shifts that change with this one are as long as they would be. */
const spansThen = (
  spans: readonly ShiftSpan[],
  changes: ReadonlyMap<string, Change>,
  when: keyof Change,
  shiftId: string,
): ShiftSpan[] =>
  spans
    .filter(span => span.shiftId !== shiftId)
    .map(span => {
      const shift = changes.get(span.shiftId)?.[when]
      return shift ? { ...span, from: shift.report_at.getTime(), until: shift.ends_at.getTime() } : span
    })

/** The hours of somebody on a shift; who joined it under way did not serve what lay before. */
function dutyOf(ctx: Ctx, change: Change, when: keyof Change, { from }: Placed): Duty {
  const shift = change[when]
  const joinedLate = from > change.before.report_at && from > shift.report_at
  return {
    from: (joinedLate ? from : shift.report_at).getTime(),
    until: Math.max(shift.ends_at.getTime(), ctx.now.getTime()),
    day: shift.day,
    danger: shift.danger,
    suitMinutes: shift.suit_minutes,
    skills: [shift.post_skills, shift.skills],
  }
}

/** As a screen shows it before anything is changed. */
export const asAffected = ({ after, placed, person, verdicts }: Judged): wire.Affected => ({
  assignmentId: placed.id,
  shiftId: after.id,
  startsAt: after.starts_at.toISOString(),
  endsAt: after.ends_at.toISOString(),
  person: { id: person.id, name: person.name, volunteerNo: person.volunteerNo, unit: person.unit },
  standby: placed.standby,
  verdicts: [...verdicts],
})

type Answer = Pick<ParsedOf<typeof wire.amendShift>, 'release' | 'override'>

/**
 * Decides what becomes of those whom the guard would stop, before anything is changed: the desk takes them off, or lifts
 * what can be lifted. The caller holds the shifts.
 *
 * @returns whose stops are lifted: {@link keepLifted} when the change is made
 * @throws Problem `roster/amend-stops`, `roster/amend-firm`
 */
export async function settleStopped(ctx: Ctx, changes: readonly Change[], { release, override }: Answer) {
  const ids = changes.map(({ before }) => before.id)
  await holdPeople(ctx, [...new Set((await placedOn(ctx, ids)).map(one => one.person_id))])
  const stopped = (await affected(ctx, changes)).filter(({ verdicts }) => stops(verdicts))
  const leaving = stopped.filter(({ placed }) => release.includes(placed.id))
  const staying = stopped.filter(one => !leaving.includes(one))
  const firm = staying.filter(({ verdicts }) => stops(verdicts, true))
  if (staying.length > 0 && !override) throw roster('roster/amend-stops', { count: staying.length })
  if (firm.length > 0) throw roster('roster/amend-firm', { count: firm.length })
  for (const one of leaving) await takeOff(ctx, one)
  return staying
}

async function takeOff(ctx: Ctx, { before, placed }: Judged): Promise<void> {
  await endAssignments(ctx, [placed.id], leavingWhy(ctx, before, placed.standby))
  await tellOfShift(ctx, before, [
    { personId: placed.person_id, words: SHIFT_SENTENCES.takenOff(whereOf(ctx, before)) },
  ])
  changedFor(ctx, [placed.person_id], 'asks')
  await audit(ctx, 'roster.taken-off', `assignment/${placed.id}`, { shift: before.id, person: placed.person_id })
}

/** Keeps by whom stops were lifted, and asks for relief, as when somebody is placed so. */
export async function keepLifted(ctx: Ctx, lifted: readonly Judged[], override: Answer['override']): Promise<void> {
  for (const { before, placed, verdicts } of lifted) {
    const shift = await shiftById(ctx, before.id)
    const second = await secondName(ctx, shift, override!.second)
    const shortageId = (await openRelief(ctx, placed.id)) ?? v7()
    await raise(ctx, shift, { id: shortageId, people: 1, cause: 'relief', relieves: placed.id })
    await keepOverride(ctx, shift, {
      assignmentId: placed.id,
      verdicts,
      reason: override!.reason,
      second,
      shortageId,
    })
  }
}

/** The request for relief that stands already, from an earlier stop that was lifted. */
async function openRelief(ctx: Ctx, assignmentId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from shortage
     where tenant = ${ctx.tenant.tenant} and relieves = ${assignmentId} and state = 'open' limit 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}
