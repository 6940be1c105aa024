import type { Ctx } from '../platform/context.ts'
import type { Whereabouts } from '../platform/slice.ts'

/** A territory is where it is. */
export async function whereabouts(ctx: Ctx, code: string): Promise<Whereabouts | null> {
  const row = await ctx.tx
    .selectFrom('territory')
    .select('path')
    .where('tenant', '=', ctx.tenant.tenant)
    .where('code', '=', code)
    .executeTakeFirst()
  return row ? { territoryPaths: [row.path] } : null
}
