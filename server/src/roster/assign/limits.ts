import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { SAFETY, type SafetyLimits } from '@muster/core/roster/safety.ts'
import type * as wire from '@muster/core/roster/safety.wire.ts'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'

/** The city's limits: those of the house where it has said nothing else. Version 0: never changed. */
export async function safetyLimits(ctx: Ctx): Promise<SafetyLimits & { version: number }> {
  const row = await ctx.tx
    .selectFrom('safety_limit')
    .select(['limits', 'version'])
    .where('tenant', '=', ctx.tenant.tenant)
    .executeTakeFirst()
  return { ...SAFETY, ...(row?.limits as Partial<SafetyLimits> | undefined), version: row?.version ?? 0 }
}

/** Changes the city's limits; the audit keeps which, from what, to what. */
export async function setSafetyLimits(ctx: Ctx, { version, ...limits }: ParsedOf<typeof wire.setSafetyLimits>) {
  if (limits.warnMinutes > limits.mostMinutes || limits.pauseMinutes > limits.restMinutes)
    throw roster('roster/limits-crossed')
  const before = await safetyLimits(ctx)
  const row = { limits: JSON.stringify(limits), version: before.version + 1, set_at: ctx.now }
  const { numInsertedOrUpdatedRows: written } = await ctx.tx
    .insertInto('safety_limit')
    .values({ tenant: ctx.tenant.tenant, ...row })
    .onConflict(conflict => conflict.column('tenant').doUpdateSet(row).where('safety_limit.version', '=', version))
    .executeTakeFirstOrThrow()
  if (before.version !== version || !written)
    throw door('door/changed-meanwhile', { current: (await safetyLimits(ctx)).version, seen: version })
  const keys = Object.keys(limits) as (keyof SafetyLimits)[]
  const changes: Record<string, unknown> = {}
  for (const key of keys) if (limits[key] !== before[key]) changes[key] = { from: before[key], to: limits[key] }
  await audit(ctx, 'roster.limits-changed', `tenant/${ctx.tenant.tenant}`, changes)
  changed(ctx, 'safety-limits')
  return safetyLimits(ctx)
}
