import { servedMinutes } from '@muster/core/duty/turns.ts'
import type * as wire from '@muster/core/duty/turns.wire.ts'
import type { Record } from '@muster/core/duty/turns.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { type Ctx, personOf } from '../platform/context.ts'
import { namesOf } from './names.ts'
import { shiftsById, wirePost } from './rows.ts'
import { hoursOf, stretchOf, turnRows, wireTurn } from './turn-rows.ts'

/** My record of service. */
export const myRecord = (ctx: Ctx, input: ParsedOf<typeof wire.myRecord>): Promise<Record> =>
  record(ctx, { ...input, personId: personOf(ctx) })

/** What somebody has served: stretches on posts, each counted for the day of its shift; travel is in none. */
export async function record(ctx: Ctx, { personId, from, to }: ParsedOf<typeof wire.record>): Promise<Record> {
  const person = (await namesOf(ctx, [personId])).get(personId)
  if (!person) throw door('door/not-found')
  const turns = await turnRows(ctx, sql`tu.person_id = ${personId} and tu.came_at is not null`)
  const shifts = await shiftsById(
    ctx,
    turns.map(turn => turn.shift_id),
  )
  const inSpan = turns.filter(turn => {
    const { day } = shifts.get(turn.shift_id)!
    return (!from || day >= from) && (!to || day <= to)
  })
  const segments = inSpan.map(turn => {
    const shift = shifts.get(turn.shift_id)!
    const { name, id, territory, site } = wirePost(shift)
    return { turn: wireTurn(turn, ctx.now), day: shift.day, role: shift.role, post: { id, name }, territory, site }
  })
  return {
    person,
    segments,
    minutes: servedMinutes(inSpan.map(stretchOf), new Date(0), ctx.now),
    hours: await hoursOf(ctx, personId),
  }
}
