import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import type { Ctx } from '../context.ts'
import { wasOutside } from './reach.ts'

const MINUTE_MS = 60_000
/** Most that is noted of one account in a minute: each line makes the servers look the city's sessions up again. */
const OF_ONE_ACCOUNT = 5

/** Whether a refusal is one that the audit should hold: somebody tried to change or to carry away what they do not reach. */
export function isAttempt(error: unknown, endpoint: Endpoint): boolean {
  return (endpoint.method !== 'get' || endpoint.gives === 'file') && wasOutside(error)
}

/**
 * Notes attempts outside reach in the audit. Each account's at each endpoint once a minute, and a few in all: the audit
 * of a city has one writer at a time, and nobody should be able to keep it busy.
 */
export function attemptsOf() {
  /** What was noted in this minute, by account. */
  const noted = new Map<string, Set<string>>()
  let since = 0
  return async (ctx: Ctx, endpoint: Endpoint, input: Record<string, unknown>): Promise<void> => {
    const now = ctx.real.getTime()
    if (Math.abs(now - since) >= MINUTE_MS) {
      noted.clear()
      since = now
    }
    const account = `${ctx.tenant.tenant} ${ctx.actor?.accountId ?? ''}`
    const own = noted.get(account) ?? new Set()
    if (own.has(endpoint.name) || own.size >= OF_ONE_ACCOUNT) return
    noted.set(account, own.add(endpoint.name))
    try {
      await ctx.house.audit(ctx, 'access.out-of-reach', subjectOf(endpoint, input), { endpoint: endpoint.name })
    } catch (error) {
      own.delete(endpoint.name)
      throw error
    }
  }
}

function subjectOf({ reach, name }: Endpoint, input: Record<string, unknown>): string {
  return typeof reach === 'object' ? `${reach.kind}/${String(input[reach.field])}` : `endpoint/${name}`
}
