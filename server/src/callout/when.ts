import { momentIn } from '@muster/core/platform/moment.ts'
import type { Words } from '@muster/core/platform/shapes.ts'
import type { Ctx } from '../platform/context.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** An instant as people of the city read it: 11月4日 16:20, 4 Nov 16:20. */
export function when(ctx: Ctx, instant: Date | null): Words | null {
  if (!instant) return null
  const { month, day, hour, minute } = momentIn(ctx.tenant.zone, instant)
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  return { zh: `${month}月${day}日 ${time}`, en: `${day} ${MONTHS[month - 1]!} ${time}` }
}

export const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null
