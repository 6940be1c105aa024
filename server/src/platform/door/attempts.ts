import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import type { Ctx } from '../context.ts'
import { wasOutside } from './reach.ts'

const MINUTE_MS = 60_000
/** Pairs of account and endpoint that are remembered before those that are over are forgotten. */
const MANY = 1000

/** Whether a refusal is one that the audit should hold: somebody tried to change or to carry away what they do not reach. */
export function isAttempt(error: unknown, endpoint: Endpoint): boolean {
  return (endpoint.method !== 'get' || endpoint.gives === 'file') && wasOutside(error)
}

/**
 * Notes attempts outside reach in the audit. Each account's at each endpoint once a minute: the audit of a city has one
 * writer at a time, and nobody should be able to keep it busy.
 */
export function attemptsOf() {
  const noted = new Map<string, number>()
  return async (ctx: Ctx, endpoint: Endpoint, input: Record<string, unknown>): Promise<void> => {
    const now = ctx.real.getTime()
    const key = `${ctx.tenant.tenant} ${ctx.actor?.accountId ?? ''} ${endpoint.name}`
    if (now - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return
    if (noted.size >= MANY) for (const [one, at] of noted) if (now - at >= MINUTE_MS) noted.delete(one)
    noted.set(key, now)
    await ctx.house.audit(ctx, 'access.out-of-reach', subjectOf(endpoint, input), { endpoint: endpoint.name })
  }
}

function subjectOf({ reach, name }: Endpoint, input: Record<string, unknown>): string {
  return typeof reach === 'object' ? `${reach.kind}/${String(input[reach.field])}` : `endpoint/${name}`
}
