import { roster } from '@muster/core/roster/problems.ts'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { ShiftRow } from './shift.ts'

/**
 * A team that was woken has nobody before they say yes: a member is placed at its posts by their own word only, or by
 * order.
 *
 * @throws Problem `roster/not-consented`
 */
export async function mustHaveConsented(ctx: Ctx, shift: ShiftRow, personId: string): Promise<void> {
  if (!shift.team_path) return
  const { tenant } = ctx.tenant
  const { rows } = await sql<{ team: string; consented: boolean }>`
    select top.name as team,
           exists (select from renewed y where y.tenant = ${tenant} and y.renewal_id = r.id and y.person_id = ${personId}) as consented
      from renewal r
      join team top on top.tenant = ${tenant} and top.id = r.team_id
     where r.tenant = ${tenant} and starts_with(${shift.team_path}, top.path)
       and exists (select from team_member m join team g on g.tenant = ${tenant} and g.id = m.team_id
                    where m.tenant = ${tenant} and m.person_id = ${personId} and starts_with(g.path, top.path))
     order by r.at desc limit 1`.execute(ctx.tx)
  const [row] = rows
  if (row && !row.consented) throw roster('roster/not-consented', { team: row.team })
}
