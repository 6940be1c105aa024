import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Whereabouts } from '../../platform/slice.ts'
import { shiftPlace } from '../assign/reach.ts'
import { shiftsWhere } from '../assign/shift.ts'

/** An ask is the asked person's alone: nobody else can open it, or tell from it whether it was answered. */
export async function askWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const row = await ctx.tx
    .selectFrom('ask')
    .select('person_id')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { personIds: [row.person_id] } : null
}

/** A shortage is where its shift is. */
export async function shortageWhereabouts(ctx: Ctx, id: string): Promise<Whereabouts | null> {
  const { tenant } = ctx.tenant
  const [shift] = await shiftsWhere(
    ctx,
    sql`s.id = (select shift_id from shortage where tenant = ${tenant} and id = ${id})`,
  )
  return shift ? shiftPlace(shift) : null
}
