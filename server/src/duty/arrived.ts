import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/** How many people have come to any of these shifts, whether they are there still or not. */
export async function arrived(ctx: Ctx, shiftIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct person_id)::int as people from turn
     where tenant = ${ctx.tenant.tenant} and shift_id = any(${[...shiftIds]}::uuid[]) and came_at is not null`.execute(
    ctx.tx,
  )
  return rows[0]?.people ?? 0
}
