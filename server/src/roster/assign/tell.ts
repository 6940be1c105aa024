import type { Words } from '@muster/core/platform/shapes.ts'
import { instantWords, type Where } from '@muster/core/roster/ask-sentences.ts'
import { sql } from 'kysely'
import { tellPeople } from '../../people/messages.ts'
import type { Ctx } from '../../platform/context.ts'
import { hoursOf, type ShiftRow } from './shift.ts'

/** Where and when a shift is, for sentences. */
export const whereOf = (ctx: Ctx, shift: ShiftRow): Where => ({
  post: shift.post_name,
  hours: hoursOf(ctx, shift),
  reportAt: instantWords(ctx.tenant.zone, shift.report_at),
})

/** Tells people something about a shift; the message opens it. */
export const tellOfShift = (
  ctx: Ctx,
  shift: Pick<ShiftRow, 'id'>,
  people: readonly { readonly personId: string; readonly words: Words }[],
): Promise<void> =>
  tellPeople(
    ctx,
    people.map(({ personId, words }) => ({ personId, topic: `shift/${shift.id}`, ...words })),
  )

/** The captains of a post's team, or of the teams above it. */
export async function captainsOf(ctx: Ctx, shift: ShiftRow): Promise<string[]> {
  if (!shift.team_path) return []
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string }>`
    select distinct p.id
      from team g
      join team_member m on m.tenant = ${tenant} and m.team_id = g.id and 'captain' = any(m.roles)
      join person p on p.tenant = ${tenant} and p.id = m.person_id and p.left_at is null
     where g.tenant = ${tenant} and starts_with(${shift.team_path}, g.path)`.execute(ctx.tx)
  return rows.map(({ id }) => id)
}
