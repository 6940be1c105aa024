import { tidyNumber } from '@muster/core/people/tidy.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { ASK_SENTENCES as say } from '@muster/core/roster/ask-sentences.ts'
import type * as wire from '@muster/core/roster/asks.wire.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../audit/write.ts'
import { type Ctx, personOf } from '../../platform/context.ts'
import { assignmentById, lockedAssignment } from '../assign/rows.ts'
import { briefOf, mustGoOn, type ShiftRow, shiftById, shiftsWhere } from '../assign/shift.ts'
import { whereOf } from '../assign/tell.ts'
import { ask, endAsks } from './ask.ts'
import { asksWhere } from './rows.ts'

const MOST_ASKED = 50

/** A shift of somebody else at the same post, for which one's own could be swapped. */
interface Partner {
  readonly assignmentId: string
  readonly personId: string
  readonly volunteerNumber: string
  readonly shift: ShiftRow
}

/** With whom my shift can be swapped: others at the same post, at other hours still to come. */
export async function swapPartners(ctx: Ctx, { assignmentId }: { assignmentId: string }) {
  const { shift } = await mine(ctx, assignmentId)
  const found = await partners(ctx, shift)
  return {
    rows: found.map(one => ({
      assignmentId: one.assignmentId,
      volunteerNumber: one.volunteerNumber,
      shift: briefOf(one.shift),
    })),
  }
}

/** Asks one, or all who stand at the same post, for a swap; the same id again asks nobody twice. */
export async function offerSwap(ctx: Ctx, input: ParsedOf<typeof wire.offerSwap>) {
  const { shift } = await mineToGive(ctx, input.assignmentId)
  if (await knownRound(ctx, input.id)) return { asked: await askedIn(ctx, input.id) }
  const others = (await partners(ctx, shift)).filter(
    one => input.withAssignmentId === undefined || one.assignmentId === input.withAssignmentId,
  )
  if (others.length === 0) throw roster('roster/no-partner')
  const round = {
    id: input.id,
    kind: 'swap',
    until: untilOf(ctx, input.until, shift),
    givesId: input.assignmentId,
  } as const
  await ask(
    ctx,
    round,
    others.map(({ personId, assignmentId, shift: theirs }) => ({
      personId,
      againstId: assignmentId,
      words: say.swap(whereOf(ctx, shift), whereOf(ctx, theirs)),
    })),
  )
  await audit(ctx, 'roster.swap-offered', `assignment/${input.assignmentId}`, { asked: others.length })
  return { asked: others.length }
}

/** Asks one by number, or the post's pool, to take my shift. */
export async function giveAway(ctx: Ctx, input: ParsedOf<typeof wire.giveAway>) {
  const { shift } = await mineToGive(ctx, input.assignmentId)
  if (await knownRound(ctx, input.id)) return { asked: await askedIn(ctx, input.id) }
  const people = await pool(ctx, shift, input.toVolunteerNo ?? null)
  if (people.length === 0) throw roster('roster/no-partner')
  const round = {
    id: input.id,
    kind: 'give',
    until: untilOf(ctx, input.until, shift),
    givesId: input.assignmentId,
  } as const
  const words = say.give(whereOf(ctx, shift))
  await ask(
    ctx,
    { ...round, shiftId: shift.id },
    people.map(personId => ({ personId, words })),
  )
  await audit(ctx, 'roster.give-away-offered', `assignment/${input.assignmentId}`, { asked: people.length })
  return { asked: people.length }
}

/** Takes back what I offered; whoever was asked no longer sees it. */
export async function keepShift(ctx: Ctx, { assignmentId }: { assignmentId: string }) {
  await mine(ctx, assignmentId)
  const spared = await endAsks(ctx, sql`k.gives_id = ${assignmentId}`)
  if (spared.length > 0) await audit(ctx, 'roster.offer-taken-back', `assignment/${assignmentId}`, {})
  return { done: true as const }
}

/** An assignment of my own, and its shift. @throws Problem `door/not-found` */
export async function mine(ctx: Ctx, assignmentId: string) {
  const found = await assignmentById(ctx, assignmentId)
  if (found.person.id !== personOf(ctx)) throw door('door/not-found')
  return { found, shift: await shiftById(ctx, found.shiftId) }
}

/** @throws Problem `roster/shift-over` for what has begun, has ended, or was standby only */
async function mineToGive(ctx: Ctx, assignmentId: string): Promise<{ shift: ShiftRow }> {
  const { shift } = await mine(ctx, assignmentId)
  const row = await lockedAssignment(ctx, assignmentId)
  mustGoOn(ctx, shift)
  if (row.ended_at || row.standby || shift.starts_at <= ctx.now) throw roster('roster/shift-over')
  return { shift }
}

/** An ask for a shift ends when its people report. */
const untilOf = (ctx: Ctx, until: string, shift: ShiftRow): Date => {
  const end = new Date(Math.min(new Date(until).getTime(), shift.report_at.getTime()))
  if (end <= ctx.now) throw roster('roster/time-past')
  return end
}

const knownRound = async (ctx: Ctx, id: string): Promise<boolean> => (await askedIn(ctx, id)) > 0
const askedIn = async (ctx: Ctx, roundId: string): Promise<number> =>
  (await asksWhere(ctx, sql`k.round_id = ${roundId}`)).length

async function partners(ctx: Ctx, shift: ShiftRow): Promise<Partner[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<Omit<Partner, 'shift'> & { shift_id: string }>`
    select a.id as "assignmentId", a.person_id as "personId", p.volunteer_no as "volunteerNumber", a.shift_id
      from shift s
      join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and a.ended_at is null and not a.standby
      join person p on p.tenant = ${tenant} and p.id = a.person_id and p.left_at is null
     where s.tenant = ${tenant} and s.post_id = ${shift.post_id} and s.id <> ${shift.id} and not s.cancelled
       and s.starts_at > ${ctx.now} and a.person_id <> ${personOf(ctx)}
     order by s.starts_at, p.volunteer_no limit ${MOST_ASKED}`.execute(ctx.tx)
  const shifts = await shiftsWhere(ctx, sql`s.id = any(${rows.map(row => row.shift_id)}::uuid[])`)
  const byId = new Map(shifts.map(one => [one.id, one]))
  return rows.map(({ shift_id, ...row }) => ({ ...row, shift: byId.get(shift_id)! }))
}

/** Who else stands at this post this fortnight, and who is in its team; not whoever is on that very shift. */
async function pool(ctx: Ctx, shift: ShiftRow, volunteerNo: string | null): Promise<string[]> {
  const { tenant } = ctx.tenant
  const number = volunteerNo ? tidyNumber(volunteerNo) : null
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
     where p.tenant = ${tenant} and p.left_at is null and p.id <> ${personOf(ctx)}
       and (${number}::text is null or p.volunteer_no = ${number})
       and (p.id in (
              select a.person_id from shift s
                join assignment a on a.tenant = ${tenant} and a.shift_id = s.id and (a.ended_at is null or a.ended_why = 'relieved')
               where s.tenant = ${tenant} and s.post_id = ${shift.post_id}
                 and s.starts_at between ${shift.starts_at}::timestamptz - interval '14 days' and ${shift.starts_at}::timestamptz + interval '14 days')
            or p.id in (
              select m.person_id from team_member m join team g on g.tenant = ${tenant} and g.id = m.team_id
               where m.tenant = ${tenant} and starts_with(g.path, ${shift.team_path ?? 'none'})))
       and not exists (
         select from assignment a where a.tenant = ${tenant} and a.shift_id = ${shift.id} and a.person_id = p.id and a.ended_at is null)
     order by p.volunteer_no limit ${MOST_ASKED}`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}
