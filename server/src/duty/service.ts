import { servedMinutes } from '@muster/core/duty/turns.ts'
import type * as wire from '@muster/core/duty/turns.wire.ts'
import { MOST_RECORD_DAYS, RECORD_DAYS, type Record } from '@muster/core/duty/turns.wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { dayIn, daysAfter } from '@muster/core/platform/moment.ts'
import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { type Ctx, personOf } from '../platform/context.ts'
import { namesOf } from './names.ts'
import { shiftsById, wirePost } from './rows.ts'
import { hoursOf, stretchOf, turnRows, wireTurn } from './turn-rows.ts'

/** My record of service. */
export const myRecord = (ctx: Ctx, input: ParsedOf<typeof wire.myRecord>): Promise<Record> =>
  record(ctx, { ...input, personId: personOf(ctx) })

/** What somebody has served: stretches on posts, each counted for the day of its shift; travel is in none, and what nobody has seen is listed without minutes. */
export async function record(ctx: Ctx, { personId, ...span }: ParsedOf<typeof wire.record>): Promise<Record> {
  const person = (await namesOf(ctx, [personId])).get(personId)
  if (!person) throw door('door/not-found')
  const { from, to } = daysOf(ctx, span)
  const turns = await turnRows(
    ctx,
    sql`tu.person_id = ${personId} and tu.came_at between ${at(daysAfter(from, -2))} and ${at(daysAfter(to, 4))}`,
  )
  const shifts = await shiftsById(
    ctx,
    turns.map(turn => turn.shift_id),
  )
  const inSpan = turns.filter(turn => {
    const { day } = shifts.get(turn.shift_id)!
    return day >= from && day <= to
  })
  const segments = inSpan.map(turn => {
    const shift = shifts.get(turn.shift_id)!
    const { name, id, territory, site } = wirePost(ctx, shift)
    return { turn: wireTurn(turn, ctx.now), day: shift.day, role: shift.role, post: { id, name }, territory, site }
  })
  const minutes = servedMinutes(inSpan.filter(({ proven }) => proven).map(stretchOf), new Date(0), ctx.now)
  return { person, from, to, segments, minutes, hours: await hoursOf(ctx, personId) }
}

/** Noon of a day, in UTC: near enough for whatever zone. */
const at = (day: string) => new Date(`${day}T12:00:00.000Z`)

/** The last three months unless told; never more than a year at once, the latest of it. */
function daysOf(ctx: Ctx, span: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  const to = span.to ?? daysAfter(dayIn(ctx.tenant.zone, ctx.now), 1)
  const from = span.from ?? daysAfter(to, -RECORD_DAYS)
  const first = daysAfter(to, -MOST_RECORD_DAYS)
  return { from: from > first ? from : first, to }
}
