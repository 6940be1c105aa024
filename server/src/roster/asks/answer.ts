import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { OUTCOMES } from '@muster/core/roster/ask-sentences.ts'
import type * as wire from '@muster/core/roster/asks.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Ctx, changed, changedFor, personOf } from '../../platform/context.ts'
import { place, roomOn } from '../assign/place.ts'
import { lockedShift, type ShiftRow, shiftChanged } from '../assign/shift.ts'
import { accept, endAsks, standing } from './ask.ts'
import { type AskRow, asksWhere, lockedShortage } from './rows.ts'
import { foundOne, relieve, settleShortages } from './settle.ts'
import { takeOver } from './take-over.ts'

type Outcome = keyof typeof OUTCOMES
type Input = ParsedOf<typeof wire.answerAsk>

/**
 * Answers what I am asked. A yes is decided under the lock of what it is about, so that the first one wins; a no only
 * spares me the question, and nothing else in the house ever knows of it.
 */
export async function answerAsk(ctx: Ctx, { askId, yes }: Input) {
  const outcome = yes ? await sayYes(ctx, askId) : await putAway(ctx, askId)
  return { outcome, ...OUTCOMES[outcome] }
}

/** NOTE: no audit line, no topic for others, no message: what must not be seen is not written. */
async function putAway(ctx: Ctx, askId: string): Promise<Outcome> {
  await sql`
    update ask set put_away = true
     where tenant = ${ctx.tenant.tenant} and id = ${askId} and person_id = ${personOf(ctx)} and state = 'open'`.execute(
    ctx.tx,
  )
  changedFor(ctx, [personOf(ctx)], 'asks')
  return 'put-away'
}

const DONE = { take: 'taken', swap: 'swapped', give: 'taken', join: 'joined' } as const

async function sayYes(ctx: Ctx, askId: string): Promise<Outcome> {
  const [seen] = await asksWhere(ctx, sql`k.id = ${askId} and k.person_id = ${personOf(ctx)}`)
  if (!seen) throw door('door/not-found')
  const won =
    seen.kind === 'join'
      ? await join(ctx, seen)
      : seen.kind === 'take'
        ? await take(ctx, seen)
        : await takeOver(ctx, seen)
  return won ? DONE[seen.kind] : 'late'
}

/** A shift that people are asked for: by a shortage, or by a desk that asks some. The shift's row decides who is first. */
async function take(ctx: Ctx, ask: AskRow): Promise<boolean> {
  const shift = await lockedShift(ctx, ask.shift_id!)
  const shortage = ask.shortage_id ? await lockedShortage(ctx, ask.shortage_id) : null
  const state = await standing(ctx, ask)
  if (state !== 'open' || (shortage && shortage.state !== 'open')) return state === 'yes'
  if (!shortage?.relieves && (await roomOn(ctx, shift)) <= 0) return false
  if (shortage) await relieve(ctx, shortage, shift)
  const id = v7()
  await placeByConsent(ctx, shift, { id, personId: ask.person_id, source: shortage ? 'refill' : 'offer' })
  await accept(ctx, ask, { assignment: id, shift: shift.id })
  if (shortage) await foundOne(ctx, shortage, shift)
  await settleShortages(ctx, shift)
  if (!shortage) await endOthers(ctx, shift)
  shiftChanged(ctx, shift, [ask.person_id])
  return true
}

const placeByConsent = (
  ctx: Ctx,
  shift: ShiftRow,
  one: { id: string; personId: string; source: 'refill' | 'offer' },
): Promise<unknown> => place(ctx, shift, { ...one, basis: 'VOLUNTARY', by: null })

/** Others who were asked for a shift that is full now need not answer any more. */
async function endOthers(ctx: Ctx, shift: ShiftRow): Promise<void> {
  await endAsks(
    ctx,
    sql`k.shift_id = ${shift.id} and k.kind = 'take' and k.shortage_id is null and (
      select count(*) from assignment a
       where a.tenant = ${ctx.tenant.tenant} and a.shift_id = ${shift.id} and a.ended_at is null and not a.standby) >= ${shift.people}`,
  )
}

/** Back into a team that was woken. */
async function join(ctx: Ctx, ask: AskRow): Promise<boolean> {
  await sql`select from ask where tenant = ${ctx.tenant.tenant} and id = ${ask.id} for no key update`.execute(ctx.tx)
  const state = await standing(ctx, ask)
  if (state !== 'open') return state === 'yes'
  await sql`
    insert into renewed (tenant, renewal_id, person_id, at)
    values (${ctx.tenant.tenant}, ${ask.renewal_id}, ${ask.person_id}, ${ctx.now}) on conflict do nothing`.execute(
    ctx.tx,
  )
  await accept(ctx, ask, { renewal: ask.renewal_id })
  const { rows } = await sql<{ team_id: string }>`
    select team_id from renewal where tenant = ${ctx.tenant.tenant} and id = ${ask.renewal_id}`.execute(ctx.tx)
  changed(ctx, `team/${rows[0]!.team_id}`)
  changedFor(ctx, [ask.person_id], 'asks')
  return true
}
