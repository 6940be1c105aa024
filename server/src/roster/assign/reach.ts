import { sql } from 'kysely'
import { peopleWithin } from '../../people/reach.ts'
import type { Ctx } from '../../platform/context.ts'
import { outOfReach } from '../../platform/door/reach.ts'
import type { Whereabouts } from '../../platform/slice.ts'
import type { ShiftRow } from './shift.ts'

/** An assignment is at a post, which its territory and its captain command, and of a person, who has a unit. */
export async function assignmentWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ person_id: string; unit: string; territory: string; team: string | null }>`
    select a.person_id, u.path as unit, t.path as territory, g.path as team
      from assignment a
      join person p on p.tenant = ${tenant} and p.id = a.person_id
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
      join shift s on s.tenant = ${tenant} and s.id = a.shift_id
      join post po on po.tenant = ${tenant} and po.id = s.post_id
      join territory t on t.tenant = ${tenant} and t.code = po.territory
      left join team g on g.tenant = ${tenant} and g.id = po.team_id
     where a.tenant = ${tenant} and a.id = ${id}`.execute(ctx.tx)
  const [row] = rows
  return row
    ? {
        personIds: [row.person_id],
        unitPaths: [row.unit],
        territoryPaths: [row.territory],
        teamPaths: row.team ? [row.team] : [],
      }
    : null
}

/** A shift is where its post is, and with the team that stands there. */
export const shiftPlace = (shift: ShiftRow): Whereabouts => ({
  territoryPaths: [shift.territory_path],
  teamPaths: shift.team_path ? [shift.team_path] : [],
})

/**
 * Whom the asker may place on a shift: their own people, those who are in the post's team, those seconded to where the
 * post is, and those who reported in there.
 */
export async function reachedPeople(ctx: Ctx, shift: ShiftRow, personIds: readonly string[]): Promise<string[]> {
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ id: string }>`
    select p.id
      from person p
      join unit u on u.tenant = ${tenant} and u.id = p.unit_id
      left join territory t on t.tenant = ${tenant} and t.code = p.residence
     where p.tenant = ${tenant} and p.id = any(${personIds}::uuid[]) and (${peopleWithin(ctx)}
        or exists (
          select from team_member m join team g on g.tenant = ${tenant} and g.id = m.team_id
           where m.tenant = ${tenant} and m.person_id = p.id and starts_with(g.path, ${shift.team_path ?? 'none'}))
        or exists (
          select from secondment c join territory h on h.tenant = ${tenant} and h.code = c.territory
           where c.tenant = ${tenant} and c.person_id = p.id and c.state <> 'ended'
             and c.during @> tstzrange(${shift.report_at}, ${shift.ends_at}) and starts_with(${shift.territory_path}, h.path))
        or exists (
          select from report_in r join territory h on h.tenant = ${tenant} and h.code = r.territory
           where r.tenant = ${tenant} and r.person_id = p.id
             and (starts_with(h.path, ${shift.territory_path}) or starts_with(${shift.territory_path}, h.path))))`.execute(
    ctx.tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * The same for one person.
 *
 * @throws Problem `door/not-found`
 */
export async function mustReachPerson(ctx: Ctx, shift: ShiftRow, personId: string): Promise<void> {
  if ((await reachedPeople(ctx, shift, [personId])).length === 0) throw outOfReach()
}
