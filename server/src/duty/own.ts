import { readCode } from '@muster/core/duty/codes.ts'
import { duty } from '@muster/core/duty/problems.ts'
import type * as wire from '@muster/core/duty/turns.wire.ts'
import type { MyShift } from '@muster/core/duty/turns.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { actorOf, type Ctx, personOf } from '../platform/context.ts'
import { act } from './acts.ts'
import { checkInOne } from './check-in.ts'
import { isHere, myShift } from './mine.ts'
import { occurred } from './record.ts'
import { type DutyShift, shiftById } from './rows.ts'

/** I am here. Sent again while I am, it changes nothing. */
export async function checkIn(ctx: Ctx, input: ParsedOf<typeof wire.checkIn>): Promise<MyShift> {
  const personId = personOf(ctx)
  const { id, code = null, occurredAt } = input
  const shiftId = (code && readCode(code)?.shiftId) ?? input.shiftId ?? null
  if (shiftId && (await isHere(ctx, shiftId, personId))) return myShift(ctx, shiftId)
  if (!code && !shiftId) throw duty('duty/which-shift')
  // Without a code only those who are expected may say so: anybody else has to be seen there.
  if (!code) await mustBeMine(ctx, shiftId, personId)
  const when = occurredAt ? { occurredAt: occurred(ctx, new Date(occurredAt)) } : {}
  const arriving = { id, personId, shiftId, code, byCaptain: null, accountId: actorOf(ctx).accountId, ...when }
  const { fact } = await checkInOne(ctx, arriving)
  return myShift(ctx, fact.subjectId!)
}

/** What I do on post. */
export async function actOwn(ctx: Ctx, input: ParsedOf<typeof wire.actOwn>): Promise<MyShift> {
  const personId = personOf(ctx)
  await act(ctx, await mustBeMine(ctx, input.shiftId, personId), personId, input)
  return myShift(ctx, input.shiftId)
}

/**
 * A shift that this person is or was meant to be on, or has been on; any other is not there for them.
 *
 * @throws Problem `door/not-found`
 */
export async function mustBeMine(ctx: Ctx, shiftId: string | null, personId: string): Promise<DutyShift> {
  const { tenant } = ctx.tenant
  const { rows } = await sql`
    select from assignment where tenant = ${tenant} and shift_id = ${shiftId} and person_id = ${personId}
    union all
    select from turn where tenant = ${tenant} and shift_id = ${shiftId} and person_id = ${personId} limit 1`.execute(
    ctx.tx,
  )
  if (!shiftId || rows.length === 0) throw door('door/not-found')
  return shiftById(ctx, shiftId)
}
