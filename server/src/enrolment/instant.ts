import type { Ctx } from '../platform/context.ts'

/** The instant a figure speaks of: now unless asked otherwise. A time to come knows no more than now. */
export function instantOf(ctx: Ctx, asOf: string | undefined): { asOf: Date; live: boolean } {
  const asked = asOf ? new Date(asOf) : ctx.now
  return asked < ctx.now ? { asOf: asked, live: false } : { asOf: ctx.now, live: true }
}
