import { access } from '@muster/core/access/problems.ts'
import type * as wire from '@muster/core/access/wire.ts'
import type { ParsedOf } from '@muster/core/platform/endpoint.ts'
import { audit } from '../audit/write.ts'
import { type Ctx, changed } from '../platform/context.ts'

/** Sets a rehearsal's clock: forward only, so that what was recorded stays before what comes. */
export async function setClock(ctx: Ctx, input: ParsedOf<typeof wire.setClock>) {
  if (!ctx.tenant.rehearsal) throw access('access/not-a-rehearsal')
  const at = new Date(input.at)
  const started = ctx.tenant.clock_at !== null
  if (started && at < ctx.now) throw access('access/clock-backwards', { now: ctx.now.toISOString() })
  await ctx.tx
    .updateTable('tenant')
    .set({ clock_at: at, clock_set: ctx.real, clock_speed: input.speed })
    .where('tenant', '=', ctx.tenant.tenant)
    .execute()
  await audit(ctx, 'access.clock-set', `tenant/${ctx.tenant.tenant}`, { at: input.at, speed: input.speed })
  changed(ctx, 'clock')
  return { now: input.at, speed: input.speed }
}
