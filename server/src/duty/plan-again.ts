import { checkedIn, checkedOut, noShow } from '@muster/core/duty/kinds.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Ctx, changed } from '../platform/context.ts'
import { raise } from '../roster/asks/raise.ts'
import { settleShortages } from '../roster/asks/settle.ts'
import { roomOn } from '../roster/assign/place.ts'
import { goesOn, type ShiftRow, shiftById } from '../roster/assign/shift.ts'
import { follow } from './following.ts'
import { shiftById as dutyShiftById, isGoingOn } from './rows.ts'

/**
 * Whoever left, or did not come, has no assignment any more; when they are here after all, it lives again, unless somebody
 * else has the place, or they were sent elsewhere.
 */
export const planAgain = (ctx: Ctx, shiftId: string, personId: string): Promise<void> =>
  // A desk may be sending the person elsewhere at this moment.
  follow(ctx, { shiftIds: [shiftId], personIds: [personId] }, async () => {
    const shift = await shiftById(ctx, shiftId)
    if (!goesOn(ctx, shift) || !isGoingOn(ctx, await dutyShiftById(ctx, shiftId))) return
    if ((await roomOn(ctx, shift)) <= 0) return
    const revived = await revive(ctx, shiftId, personId)
    if (revived) await relieveAgain(ctx, shift, revived)
    await settleShortages(ctx, shift)
  })

/** What ends a place here, beside whoever decides about places: a leaving, a coming elsewhere, a no-show. */
const ENDINGS = [checkedIn, checkedOut, noShow].map(({ name }) => name)

/**
 * The newest place of theirs, where a fact ended it, in its own transaction: what a desk took, or they gave up themselves, stays
 * with whoever decided it.
 *
 * @returns its id
 */
async function revive(ctx: Ctx, shiftId: string, personId: string): Promise<string | null> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string }>`
    update assignment a set ended_at = null, ended_why = null, version = version + 1
     where a.tenant = ${tenant}
       and a.id = (select id from assignment where tenant = ${tenant} and shift_id = ${shiftId} and person_id = ${personId}
                      and not standby order by ended_at desc nulls first limit 1)
       and a.ended_why in ('relieved', 'no-show')
       and exists (select from fact f where f.tenant = ${tenant} and f.person_id = ${personId} and f.recorded_at = a.ended_at
                      and f.kind = any(${ENDINGS}::text[]))
       and not exists (select from assignment o where o.tenant = ${tenant} and o.person_id = ${personId}
                          and o.ended_at is null and not o.standby and o.span && a.span)
    returning a.id`.execute(ctx.tx)
  return rows[0]?.id ?? null
}

/** Whoever stands there beyond a limit is to be relieved, as before they left: by the same request, where it is still theirs alone. */
async function relieveAgain(ctx: Ctx, shift: ShiftRow, assignmentId: string): Promise<void> {
  const { tenant } = ctx.tenant
  const { rows: lifted } = await sql<{ shortage_id: string }>`
    select shortage_id from override
     where tenant = ${tenant} and assignment_id = ${assignmentId} and objected_at is null`.execute(ctx.tx)
  if (!lifted[0]) return
  const { rows: same } = await sql`
    update shortage set relieves = ${assignmentId}, version = version + 1
     where tenant = ${tenant} and id = ${lifted[0].shortage_id} and state = 'open' and relieves is null and people = 1
    returning id`.execute(ctx.tx)
  if (same.length > 0) return changed(ctx, 'shortages')
  const id = v7()
  await raise(ctx, shift, { id, people: 1, cause: 'relief', relieves: assignmentId })
  await sql`
    update override set shortage_id = ${id} where tenant = ${tenant} and assignment_id = ${assignmentId}`.execute(
    ctx.tx,
  )
}
