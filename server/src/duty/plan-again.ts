import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { settleShortages } from '../roster/asks/settle.ts'
import { roomOn } from '../roster/assign/place.ts'
import { shiftById } from '../roster/assign/shift.ts'
import { follow } from './following.ts'

/**
 * Whoever left has no assignment any more; when they had not left after all, it lives again, unless somebody else has the
 * place, or they were sent elsewhere.
 */
export const planAgain = (ctx: Ctx, shiftId: string, personId: string): Promise<void> =>
  // A desk may be sending the person elsewhere at this moment.
  follow(ctx, { shiftIds: [shiftId], personIds: [personId] }, async () => {
    const { tenant } = ctx.tenant
    const shift = await shiftById(ctx, shiftId)
    if ((await roomOn(ctx, shift)) <= 0) return
    await sql`
      update assignment a set ended_at = null, ended_why = null, version = version + 1
       where a.tenant = ${tenant}
         and a.id = (select id from assignment where tenant = ${tenant} and shift_id = ${shiftId} and person_id = ${personId}
                        and ended_why = 'relieved' and not standby order by ended_at desc limit 1)
         and not exists (select from assignment o where o.tenant = ${tenant} and o.person_id = ${personId}
                            and o.ended_at is null and not o.standby and o.span && a.span)`.execute(ctx.tx)
    await settleShortages(ctx, shift)
  })
