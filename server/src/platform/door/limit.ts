import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import { door } from '@muster/core/platform/problems.ts'
import type { onRequestAsyncHookHandler } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const MINUTE = 60

/**
 * Keeps one address from asking a door that is open to anyone more often than its contract says.
 * NOTE: counted in each server process for itself: it is there against floods, not for an exact count.
 *
 * @returns undefined where the contract sets no limit
 */
export function limiter({ name, perMinute }: Endpoint): onRequestAsyncHookHandler | undefined {
  if (!perMinute) return undefined
  const counter = new RateLimiterMemory({ keyPrefix: name, points: perMinute, duration: MINUTE })
  return async request => {
    const from = addressKey(request.ip)
    if (!from) return
    try {
      await counter.consume(from)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw door('door/too-many', { seconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
    }
  }
}

/**
 * Whom an address stands for: of IPv6 the /64 that one customer gets. Nobody for the machine itself: behind a proxy that
 * we are not told to trust, everybody would be one, and one of them could shut out all others.
 */
export function addressKey(ip: string): string | null {
  const plain = ip.replace(/^::ffff:/i, '')
  if (plain === '::1' || plain.startsWith('127.')) return null
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain
}
