import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { SHIFT_SENTENCES } from '@muster/core/roster/ask-sentences.ts'
import { type Duty, guard, stops, type Verdict } from '@muster/core/roster/guard.ts'
import type * as wire from '@muster/core/roster/posts.wire.ts'
import { MOST_STOPPED } from '@muster/core/roster/posts.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import type { SafetyLimits } from '@muster/core/roster/safety.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { audit } from '../../audit/write.ts'
import { type Ctx, changedFor } from '../../platform/context.ts'
import { raise } from '../asks/raise.ts'
import { settleShortages } from '../asks/settle.ts'
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

/** People who are judged before others have their turn on the server: a year of shifts of one post has hundreds. */
const AT_ONCE = 25

/** Of whom the guard would say something new if shifts changed so; whatever was said before, in the same words, stands. */
export async function affected(ctx: Ctx, changes: readonly Change[]): Promise<Judged[]> {
  const byId = new Map(changes.map(change => [change.before.id, change]))
  const placed = Map.groupBy(await placedOn(ctx, [...byId.keys()]), one => one.person_id)
  const limits = await safetyLimits(ctx)
  const found: Judged[] = []
  const ids = [...placed.keys()]
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const people = await guardedPeople(ctx, ids.slice(at, at + AT_ONCE), around(changes))
    for (const person of people.values())
      for (const one of placed.get(person.id)!) {
        const verdicts = newTo(ctx, person, one, byId, limits)
        if (verdicts.length > 0) found.push({ ...byId.get(one.shift_id)!, placed: one, person, verdicts })
      }
  }
  return found.sort((a, b) => a.placed.from.getTime() - b.placed.from.getTime())
}

/** What the guard says of somebody on a changed shift and did not say before. */
function newTo(
  ctx: Ctx,
  person: GuardedPerson,
  one: Placed,
  changes: ReadonlyMap<string, Change>,
  limits: SafetyLimits,
): Verdict[] {
  const say = (when: keyof Change) =>
    guard(
      { ...person, spans: one.standby ? [] : spansThen(person.spans, changes, when, one.shift_id) },
      dutyOf(ctx, changes.get(one.shift_id)!, when, one),
      limits,
      ctx.tenant.zone,
    )
  const after = say('after')
  if (after.length === 0) return after
  const known = new Set(say('before').map(keyOf))
  return after.filter(verdict => !known.has(keyOf(verdict)))
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

/**
 * Whom a change touches, as a screen shows it before anything is changed.
 *
 * @throws Problem `roster/amend-many`
 */
export async function preview(ctx: Ctx, changes: readonly Change[]) {
  const all = await affected(ctx, changes)
  const stopped = stoppedOf(all)
  const rows = [...stopped, ...all.filter(one => !stopped.includes(one))].slice(0, MOST_STOPPED)
  return { rows: rows.map(asAffected), count: all.length }
}

/** @throws Problem `roster/amend-many` where they are more than one change decides about */
function stoppedOf(all: readonly Judged[]): Judged[] {
  const stopped = all.filter(({ verdicts }) => stops(verdicts))
  if (stopped.length > MOST_STOPPED) throw roster('roster/amend-many', { count: stopped.length, most: MOST_STOPPED })
  return stopped
}

const asAffected = ({ after, placed, person, verdicts }: Judged): wire.Affected => ({
  assignmentId: placed.id,
  shiftId: after.id,
  startsAt: after.starts_at.toISOString(),
  endsAt: after.ends_at.toISOString(),
  person: { id: person.id, name: person.name, volunteerNo: person.volunteerNo, unit: person.unit },
  standby: placed.standby,
  verdicts: [...verdicts],
})

type Answer = Pick<ParsedOf<typeof wire.amendShift>, 'release' | 'override'>

/** Those whom the guard would stop: who is taken off, and whose stops are lifted. */
interface Settled {
  readonly leaving: readonly Judged[]
  readonly staying: readonly Judged[]
}

/**
 * Decides what becomes of those whom the guard would stop, before anything is changed: the desk takes them off, or lifts
 * what can be lifted. The caller holds the shifts, and calls {@link keepSettled} when the change is made.
 *
 * @throws Problem `roster/amend-stops`, `roster/amend-firm`, `roster/amend-many`
 */
export async function settleStopped(
  ctx: Ctx,
  changes: readonly Change[],
  { release, override }: Answer,
): Promise<Settled> {
  const ids = changes.map(({ before }) => before.id)
  await holdPeople(ctx, [...new Set((await placedOn(ctx, ids)).map(one => one.person_id))])
  const stopped = stoppedOf(await affected(ctx, changes))
  const leaving = stopped.filter(({ placed }) => release.includes(placed.id))
  const staying = stopped.filter(one => !leaving.includes(one))
  const firm = staying.filter(({ verdicts }) => stops(verdicts, true))
  if (staying.length > 0 && !override) throw roster('roster/amend-stops', { count: staying.length })
  if (firm.length > 0) throw roster('roster/amend-firm', { count: firm.length })
  await takeOff(ctx, leaving)
  return { leaving, staying }
}

async function takeOff(ctx: Ctx, leaving: readonly Judged[]): Promise<void> {
  const why = Map.groupBy(leaving, ({ before, placed }) => leavingWhy(ctx, before, placed.standby))
  for (const [reason, people] of why)
    await endAssignments(
      ctx,
      people.map(({ placed }) => placed.id),
      reason,
    )
  for (const people of Map.groupBy(leaving, ({ before }) => before.id).values()) {
    const { before } = people[0]!
    const words = SHIFT_SENTENCES.takenOff(whereOf(ctx, before))
    await tellOfShift(
      ctx,
      before,
      people.map(({ placed }) => ({ personId: placed.person_id, words })),
    )
  }
  changedFor(
    ctx,
    leaving.map(({ placed }) => placed.person_id),
    'asks',
  )
}

/**
 * Keeps by whom stops were lifted and asks for relief, as when somebody is placed so; and writes who was taken off. NOTE: last
 * of all, for whoever writes into the audit holds it until the commit.
 */
export async function keepSettled(ctx: Ctx, { leaving, staying }: Settled, override: Answer['override']) {
  for (const [shiftId, people] of Map.groupBy(staying, ({ before }) => before.id)) {
    const shift = await shiftById(ctx, shiftId)
    const second = await secondName(ctx, shift, override!.second)
    for (const { placed, verdicts } of people) {
      const shortageId = (await openRelief(ctx, placed.id)) ?? v7()
      await raise(ctx, shift, { id: shortageId, people: 1, cause: 'relief', relieves: placed.id })
      const lifted = { assignmentId: placed.id, verdicts, reason: override!.reason, second, shortageId }
      await keepOverride(ctx, shift, lifted)
    }
  }
  for (const shiftId of new Set(leaving.map(({ before }) => before.id)))
    await settleShortages(ctx, await shiftById(ctx, shiftId))
  for (const { before, placed } of leaving)
    await audit(ctx, 'roster.taken-off', `assignment/${placed.id}`, { shift: before.id, person: placed.person_id })
}

/** The request for relief that stands already, from an earlier stop that was lifted. */
async function openRelief(ctx: Ctx, assignmentId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from shortage
     where tenant = ${ctx.tenant.tenant} and relieves = ${assignmentId} and state = 'open' limit 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}
