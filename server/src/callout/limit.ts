import { door } from '@muster/core/platform/problems.ts'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/**
 * Strangers may write here: the door counts them by address, this counts them by link, so that a flood from many
 * addresses ends as well. Each server process counts for itself.
 */
const BY_LINK = new RateLimiterMemory({ points: 1000, duration: 600 })

/** @throws Problem `door/too-many` */
export async function mustNotFlood(link: string): Promise<void> {
  try {
    await BY_LINK.consume(link)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw door('door/too-many', { seconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
  }
}
