import type { Problem } from '@muster/core/platform/problem.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import { FIRM, guard, stops, type Verdict } from '@muster/core/roster/guard.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { personForUpdate } from '../../people/find.ts'
import type { Ctx } from '../../platform/context.ts'
import { reaches } from '../../platform/door/reach.ts'
import { guardedPeople, type ShiftSpan } from './guarded.ts'
import { safetyLimits } from './limits.ts'
import { shiftPlace } from './reach.ts'
import { endReliefOf } from './rows.ts'
import { asDuty, hoursLeft, hoursOf, mustGoOn, type ShiftRow, shiftsWhere } from './shift.ts'

/** Somebody to be put on a shift, and by what. */
export interface Placing {
  readonly id: string
  readonly personId: string
  readonly standby?: boolean
  readonly basis: 'DUTY_ORDER' | 'VOLUNTARY'
  readonly source: 'desk' | 'refill' | 'swap' | 'offer'
  /** The account; null by the person's own consent. */
  readonly by: string | null
  /** Stops are lifted by a reason and a second name. */
  readonly lifted?: boolean
  /** The places are counted by the caller: in a swap the number stays the same. */
  readonly counted?: boolean
  /** The shift they leave for this one. */
  readonly leaves?: string
}

/**
 * Puts a person on a shift whose row the caller holds. The person's row is held from here on, so that two desks decide
 * one after the other; the guard sees what is true then.
 *
 * @returns warnings, and stops that were lifted
 * @throws Problem `roster/guard-stops`, `roster/guard-firm`, `roster/elsewhere-then`, `roster/shift-full`,
 *   `roster/shift-over`, `roster/on-it-already`
 */
export async function place(ctx: Ctx, shift: ShiftRow, placing: Placing): Promise<Verdict[]> {
  mustGoOn(ctx, shift)
  const { personId, standby = false } = placing
  await personForUpdate(ctx, personId)
  if (!standby && !placing.counted) await mustHaveRoom(ctx, shift)
  const verdicts = await judgeOne(ctx, shift, placing)
  if (!standby) await mustBeFree(ctx, shift, personId)
  refuseStops(verdicts, placing.lifted ?? false)
  await insert(ctx, shift, placing)
  return verdicts
}

/** What the guard says of one person on a shift. */
async function judgeOne(ctx: Ctx, shift: ShiftRow, { personId, standby = false, leaves }: Placing): Promise<Verdict[]> {
  const people = await judge(ctx, shift, [personId], {
    standby,
    ...(leaves && { leaving: { personId, shiftId: leaves } }),
  })
  return people.get(personId)?.verdicts ?? []
}

/** How people would be placed: on standby nobody serves, so other duties do not count; what somebody leaves counts until now. */
interface How {
  readonly standby?: boolean
  readonly leaving?: { readonly personId: string; readonly shiftId: string }
}

/** What the guard says of people on a shift, with what it knows of them. */
export async function judge(
  ctx: Ctx,
  shift: ShiftRow,
  personIds: readonly string[],
  { standby = false, leaving }: How = {},
) {
  const duty = asDuty(ctx, shift)
  const limits = await safetyLimits(ctx)
  const people = await guardedPeople(ctx, personIds, duty, shift.id)
  return new Map(
    [...people].map(([id, person]) => {
      const own = leaving?.personId === id ? untilNow(ctx, person.spans, leaving.shiftId) : person.spans
      const verdicts = guard({ ...person, spans: standby ? [] : own }, duty, limits, ctx.tenant.zone)
      return [id, { person, verdicts }]
    }),
  )
}

/** The same stretches, of one shift only what has been served of it; whoever never came there has served nothing. */
function untilNow({ now }: Ctx, spans: readonly ShiftSpan[], shiftId: string): ShiftSpan[] {
  const at = now.getTime()
  return spans
    .filter(span => span.shiftId !== shiftId || span.served)
    .map(span => (span.shiftId === shiftId ? { ...span, until: Math.min(span.until, at) } : span))
    .filter(({ from, until }) => from < until)
}

/** @throws Problem `roster/guard-stops`, or `roster/guard-firm` for what no second name lifts */
export function refuseStops(verdicts: readonly Verdict[], lifted: boolean): void {
  if (!stops(verdicts, lifted)) return
  const firm = verdicts.filter(({ level, rule }) => level === 'stop' && FIRM.includes(rule))
  const against = firm.length > 0 ? firm : verdicts.filter(({ level }) => level === 'stop')
  const reasons = { whyZh: against.map(({ zh }) => zh).join('；'), whyEn: against.map(({ en }) => en).join('; ') }
  throw firm.length > 0 ? roster('roster/guard-firm', reasons) : roster('roster/guard-stops', reasons)
}

/** How many more people a shift takes: its own number, less those who are placed. */
export async function roomOn(ctx: Ctx, shift: ShiftRow): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    select count(*) as taken from assignment
     where tenant = ${ctx.tenant.tenant} and shift_id = ${shift.id} and ended_at is null and not standby`.execute(
    ctx.tx,
  )
  return shift.people - rows[0]!.taken
}

/** @throws Problem `roster/shift-full` */
export async function mustHaveRoom(ctx: Ctx, shift: ShiftRow): Promise<void> {
  if ((await roomOn(ctx, shift)) <= 0) throw roster('roster/shift-full', { people: shift.people })
}

/** Not on this shift already, and nowhere else at its hours. */
async function mustBeFree(ctx: Ctx, shift: ShiftRow, personId: string): Promise<void> {
  const { from, until } = hoursLeft(ctx, shift)
  const { rows } = await sql<{ shift_id: string }>`
    select shift_id from assignment
     where tenant = ${ctx.tenant.tenant} and person_id = ${personId} and ended_at is null and not standby
       and (span && tstzrange(${from}, ${until}) or shift_id = ${shift.id})
     limit 1`.execute(ctx.tx)
  if (!rows[0]) return
  if (rows[0].shift_id === shift.id) throw roster('roster/on-it-already')
  const [other] = await shiftsWhere(ctx, sql`s.id = ${rows[0].shift_id}`)
  throw elsewhereThen(ctx, other!, personId)
}

function elsewhereThen(ctx: Ctx, other: ShiftRow, personId: string): Problem {
  const hours = hoursOf(ctx, other)
  const post = postWords(ctx, other, personId)
  return roster('roster/elsewhere-then', { hoursZh: hours.zh, hoursEn: hours.en, postZh: post.zh, postEn: post.en })
}

/** Names the post of somebody's other shift to those who may see it: the same city part, or the person. */
export const postWords = (ctx: Ctx, other: ShiftRow, personId: string): Words =>
  reaches(ctx.scope, { ...shiftPlace(other), personIds: [personId] })
    ? { zh: `“${other.post_name}”`, en: `“${other.post_name}”` }
    : { zh: '另一岗位', en: 'another post' }

/**
 * Whoever was on standby here stands here now. NOTE: the constraint of the table is the last word: somebody who writes
 * assignments without holding the person's row may have been faster.
 */
async function insert(ctx: Ctx, shift: ShiftRow, placing: Placing): Promise<void> {
  const { tenant } = ctx.tenant
  const { id, personId, standby = false, basis, source, by } = placing
  const { from, until } = hoursLeft(ctx, shift)
  const { rows: waiting } = await sql<{ id: string }>`
    update assignment set ended_at = ${ctx.now}, ended_why = 'stood-down', version = version + 1
     where tenant = ${tenant} and shift_id = ${shift.id} and person_id = ${personId} and ended_at is null and standby
    returning id`.execute(ctx.tx)
  if (standby && waiting.length > 0) throw roster('roster/on-it-already')
  await endReliefOf(
    ctx,
    waiting.map(one => one.id),
  )
  try {
    await sql`
      insert into assignment (tenant, id, shift_id, person_id, span, standby, basis, source, assigned_by, assigned_at, told_at, version)
      values (${tenant}, ${id}, ${shift.id}, ${personId}, tstzrange(${from}, ${until}), ${standby}, ${basis},
              ${source}, ${by}, ${ctx.now}, ${ctx.now}, 1)`.execute(ctx.tx)
  } catch (error) {
    if (!isExcluded(error)) throw error
    const { zh, en } = hoursOf(ctx, shift)
    throw roster('roster/elsewhere-then', { hoursZh: zh, hoursEn: en, postZh: '另一岗位', postEn: 'another post' })
  }
}

/** Whether a row was refused because its person stands elsewhere then: PostgreSQL's word for a violated exclusion constraint. */
export const isExcluded = (error: unknown): boolean => (error as { code?: string }).code === '23P01'
