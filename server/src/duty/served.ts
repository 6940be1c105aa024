import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { Served } from '../platform/slice.ts'

/** Nobody stands at a post for longer than a day: after that somebody forgot to check out. */
const LONGEST = 24 * 60 * 60_000

/** What people really served, for the guard: breaks tire too, travel is in none, and neither is what nobody has seen. */
export async function served(
  ctx: Ctx,
  personIds: readonly string[],
  from: Date,
  until: Date,
): Promise<readonly Served[]> {
  const { tenant } = ctx.tenant
  const forgotten = new Date(ctx.now.getTime() - LONGEST)
  // Before that nothing can reach into these hours: a shift lasts a day at most, and whoever forgets to leave ends by rule.
  const since = new Date(from.getTime() - 3 * LONGEST)
  const { rows } = await sql<Served>`
    select tu.person_id as "personId", tu.shift_id as "shiftId", s.day, tu.came_at as from,
           case when tu.left_at is null and tu.came_at < ${forgotten} then greatest(s.ends_at, tu.came_at) else tu.left_at end as until,
           s.ends_at as "plannedEnd"
      from turn tu join shift s on s.tenant = ${tenant} and s.id = tu.shift_id
     where tu.tenant = ${tenant} and tu.proven and tu.person_id = any(${personIds}::uuid[])
       and tu.came_at < ${until} and (tu.came_at > ${since} or tu.state = 'on') and (tu.left_at is null or tu.left_at > ${from})`.execute(
    ctx.tx,
  )
  return rows
}
