import { refuseIdNumbers } from '@muster/core/people/rules.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import { roster } from '@muster/core/roster/problems.ts'
import { beyondBounds, SAFETY, type SafetyLimits, withinBounds } from '@muster/core/roster/safety.ts'
import type * as wire from '@muster/core/roster/safety.wire.ts'
import { audit } from '../../audit/write.ts'
import { type Ctx, changed } from '../../platform/context.ts'

/** The city's limits: those of the house where it has said nothing else, and never looser. Version 0: never changed. */
export async function safetyLimits(ctx: Ctx): Promise<SafetyLimits & { version: number }> {
  const row = await ctx.tx
    .selectFrom('safety_limit')
    .select(['limits', 'version'])
    .where('tenant', '=', ctx.tenant.tenant)
    .executeTakeFirst()
  const own = row?.limits as Partial<SafetyLimits> | undefined
  return { ...withinBounds({ ...SAFETY, ...own }), version: row?.version ?? 0 }
}

/** @throws Problem `roster/limits-crossed`, or `roster/limit-beyond` for what the house or the law does not accept */
export function mustBeSound(limits: SafetyLimits): void {
  mustAgree(limits)
  const beyond = beyondBounds(limits)
  if (!beyond) return
  const { name, unit, least, most, why } = beyond
  throw roster('roster/limit-beyond', {
    nameZh: name.zh,
    nameEn: name.en,
    unitZh: unit.zh,
    unitEn: unit.en,
    whyZh: why.zh,
    whyEn: why.en,
    least,
    most,
  })
}

/** A warning comes before its stop, and a pause is shorter than a rest. @throws Problem `roster/limits-crossed` */
export function mustAgree({ warnMinutes, mostMinutes, pauseMinutes, restMinutes }: SafetyLimits): void {
  if (warnMinutes > mostMinutes || pauseMinutes > restMinutes) throw roster('roster/limits-crossed')
}

/** Changes the city's limits; the audit keeps which, from what, to what, and why. */
export async function setSafetyLimits(ctx: Ctx, { version, reason, ...limits }: ParsedOf<typeof wire.setSafetyLimits>) {
  refuseIdNumbers({ 理由: reason })
  mustBeSound(limits)
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
  await audit(ctx, 'roster.limits-changed', `tenant/${ctx.tenant.tenant}`, { ...changes, reason })
  changed(ctx, 'safety-limits')
  return safetyLimits(ctx)
}
