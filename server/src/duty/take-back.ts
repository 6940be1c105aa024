import { checkedOut } from '@muster/core/duty/kinds.ts'
import { duty } from '@muster/core/duty/problems.ts'
import { TAKE_BACK_MINUTES } from '@muster/core/duty/turns.wire.ts'
import type { Problem } from '@muster/core/platform/problem.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { heardBefore, type NewFact } from '../ledger/write.ts'
import { actorOf, type Ctx } from '../platform/context.ts'
import { reaches } from '../platform/door/reach.ts'
import { shiftPlace } from '../roster/assign/reach.ts'
import { shiftById } from '../roster/assign/shift.ts'
import { planAgain } from './plan-again.ts'
import { recordDuty } from './record.ts'
import type { DutyShift } from './rows.ts'
import { callOf } from './sayable.ts'
import { type TurnRow, turnRows } from './turn-rows.ts'

/**
 * A check-out that was a slip is taken back: the turn goes on, and the plan with it where nobody else has the place by
 * now. Which check-out is meant is found here, whatever a phone says. The caller holds the ledger.
 *
 * @throws Problem `duty/not-left`, `duty/left-for-good`, `duty/is-elsewhere`, `duty/is-at-another-post`, `duty/said-by-another`
 */
export async function takeBack(ctx: Ctx, shift: DutyShift, fact: NewFact): Promise<void> {
  if (await heardBefore(ctx, fact)) return
  const personId = fact.personId!
  const turns = await turnRows(
    ctx,
    sql`tu.person_id = ${personId} and (tu.shift_id = ${shift.id} or tu.proven and (tu.left_at is null or tu.left_at > ${lately(ctx)}))`,
  )
  const name = () => callOf(ctx, shift.id, personId)
  const last = turns.findLast(turn => turn.shift_id === shift.id)
  if (last?.state !== 'left' || !last.left_at) throw duty('duty/not-left', { name: await name() })
  const { left_at: left } = last
  const elsewhere = turns.find(turn => turn.shift_id !== shift.id && turn.came_at && (turn.left_at ?? ctx.now) > left)
  if (elsewhere) throw await isElsewhere(ctx, elsewhere, await name())
  if (isForGood(ctx, shift, last)) throw duty('duty/left-for-good', { minutes: TAKE_BACK_MINUTES })
  const { supersedes: _, ...said } = fact
  const slips = await checkOutsOf(ctx, shift, personId, last)
  const { accountId, personId: self } = actorOf(ctx)
  // Whom the captain checked out, the captain lets back in.
  if (personId === self && slips.some(slip => slip.account_id !== accountId)) throw duty('duty/said-by-another')
  // Somebody may have been checked out twice, by phone and by captain: the first carries the id that was sent.
  await recordDuty(
    ctx,
    [shift],
    slips.map(({ id }, nth) => ({ ...said, id: nth === 0 ? fact.id : v7(), supersedes: id })),
  )
  await planAgain(ctx, shift.id, personId)
}

const lately = (ctx: Ctx): Date => new Date(ctx.now.getTime() - TAKE_BACK_MINUTES * 60_000)

function isForGood(ctx: Ctx, shift: DutyShift, { left_at }: TurnRow): boolean {
  const over = shift.closed_at !== null || shift.cancelled || (!shift.open_end && shift.ends_at <= ctx.now)
  return over || left_at! < lately(ctx)
}

/** The other post is named to the person, and to whom it is in reach of. */
async function isElsewhere(ctx: Ctx, { shift_id, person_id }: TurnRow, name: string): Promise<Problem> {
  const shift = await shiftById(ctx, shift_id)
  const isToBeNamed = person_id === actorOf(ctx).personId || reaches(ctx.scope, shiftPlace(shift))
  return isToBeNamed
    ? duty('duty/is-elsewhere', { name, post: shift.post_name })
    : duty('duty/is-at-another-post', { name })
}

/** The check-outs that end a turn and stand. */
async function checkOutsOf(ctx: Ctx, shift: DutyShift, personId: string, { came_at }: TurnRow) {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string; account_id: string | null }>`
    select f.id, f.account_id from fact f
     where f.tenant = ${tenant} and f.subject_id = ${shift.id} and f.person_id = ${personId} and f.kind = ${checkedOut.name}
       and ${came_at ? sql`f.occurred_at >= ${came_at}` : sql`true`}
       and not exists (select from fact later where later.tenant = ${tenant} and later.supersedes = f.id)
     order by f.occurred_at, f.id`.execute(ctx.tx)
  return rows
}
