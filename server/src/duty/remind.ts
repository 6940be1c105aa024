import type * as wire from '@muster/core/duty/captain.wire.ts'
import { duty } from '@muster/core/duty/problems.ts'
import { reminderWords } from '@muster/core/duty/sentences.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { instantWords } from '@muster/core/roster/ask-sentences.ts'
import { sql } from 'kysely'
import { tellPeople } from '../people/messages.ts'
import type { Ctx } from '../platform/context.ts'
import { plannedOn } from './plan.ts'
import { shiftById } from './rows.ts'
import { callOf } from './sayable.ts'
import { turnRows } from './turn-rows.ts'

/** Within so many minutes the same reminder is not sent again, however often it is tapped. */
const APART = 5 * 60_000

/** A word to somebody who is expected and has not come. */
export async function remind(ctx: Ctx, { shiftId, personId }: ParsedOf<typeof wire.remind>) {
  const shift = await shiftById(ctx, shiftId)
  const here = await turnRows(
    ctx,
    sql`tu.shift_id = ${shiftId} and tu.person_id = ${personId} and tu.came_at is not null`,
  )
  if (here.length > 0) throw duty('duty/is-here', { name: await callOf(ctx, shiftId, personId) })
  const plan = (await plannedOn(ctx, [shiftId])).find(one => one.person_id === personId)
  if (!plan) throw duty('duty/not-planned')
  const told = {
    personId,
    topic: `shift/${shiftId}`,
    ...reminderWords(shift.post_name, instantWords(ctx.tenant.zone, plan.report_at)),
  }
  if (!(await wasTold(ctx, told))) await tellPeople(ctx, [told])
  return { done: true as const }
}

async function wasTold(ctx: Ctx, { personId, topic, zh }: { personId: string; topic: string; zh: string }) {
  const since = new Date(ctx.now.getTime() - APART)
  const { rows } = await sql`
    select from message
     where tenant = ${ctx.tenant.tenant} and person_id = ${personId} and at > ${since} and topic = ${topic} and zh = ${zh} limit 1`.execute(
    ctx.tx,
  )
  return rows.length > 0
}
