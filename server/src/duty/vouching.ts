import { duty } from '@muster/core/duty/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { reaches } from '../platform/door/reach.ts'
import { reachedPeople, shiftPlace } from '../roster/assign/reach.ts'
import { type ShiftRow, shiftById } from '../roster/assign/shift.ts'
import { isPlacedAt } from './sayable.ts'

/**
 * Whether the word of whoever acts is enough that this person stands at the shift's post: a desk of the place has the last
 * word; a captain speaks for people who are placed there or came with a code, and for their own.
 */
export async function vouchFor(ctx: Ctx, shiftId: string, personId: string): Promise<boolean> {
  const shift = await shiftById(ctx, shiftId)
  return isOwnGround(ctx, shift) || (await isKnown(ctx, shift, personId))
}

/**
 * People of whom nobody knows anything at this post are nobody's to note things of.
 *
 * @throws Problem `duty/who`
 */
export async function mustKnow(ctx: Ctx, shiftId: string, personId: string): Promise<void> {
  if (!(await isKnown(ctx, await shiftById(ctx, shiftId), personId, true))) throw duty('duty/who')
}

/** Whether the reader looks at a shift because of its place or its team, not because people of theirs stand there. */
export const leads = async (ctx: Ctx, shiftId: string): Promise<boolean> =>
  reaches({ ...ctx.scope, unitPaths: [], personId: null }, shiftPlace(await shiftById(ctx, shiftId)))

/** By their place, not by a team: the desks that answer for it. */
const isOwnGround = ({ scope }: Ctx, shift: ShiftRow): boolean =>
  reaches({ ...scope, teamPaths: [], unitPaths: [], personId: null }, { territoryPaths: [shift.territory_path] })

/** @param unproven whoever stands there by an unproven word counts as well */
async function isKnown(ctx: Ctx, shift: ShiftRow, personId: string, unproven = false): Promise<boolean> {
  const { tenant } = ctx.tenant
  const { rows } = await sql`
    select where ${isPlacedAt(tenant, sql`${shift.id}::uuid`, sql`${personId}::uuid`)}
    union all
    select from turn where tenant = ${tenant} and shift_id = ${shift.id} and person_id = ${personId} and (proven or ${unproven})
     limit 1`.execute(ctx.tx)
  return rows.length > 0 || (await reachedPeople(ctx, shift, [personId])).length > 0
}
