import { door } from '@muster/core/platform/problems.ts'
import type { FastifyInstance } from 'fastify'

/** Longest time that a server which is to stop still answers, in milliseconds. */
const AT_MOST_MS = 10_000

/** Who was just answered may be about to ask again on the same connection, and shall be told so in words. */
const QUIET_MS = 100
/** A request whose sending had begun before the end may still come in and be refused in words. */
const HALF_SENT_MS = 2000

/** What stays open to the last: whether the server lives and is ready, and what it measures. */
const WATCHERS = /^\/(api\/health|metrics)\b/

/** Whether the server is on its way out, and how much it still answers. */
export class Drain {
  #closing = false
  #underWay = 0
  #ended = 0
  #empty: () => void = () => {}

  get closing(): boolean {
    return this.#closing
  }

  get underWay(): number {
    return this.#underWay
  }

  /** Counts a request until its answer is out or its connection gone. @returns ends it */
  enter(): () => void {
    this.#underWay += 1
    let over = false
    return () => {
      if (over) return
      over = true
      this.#underWay -= 1
      this.#ended = performance.now()
      if (this.#underWay === 0) this.#empty()
    }
  }

  /** Takes nothing more in, and resolves when everything is answered and nobody asks any more, or the time is up. */
  async close(atMost = AT_MOST_MS): Promise<void> {
    this.#closing = true
    const end = performance.now() + atMost
    for (let now = performance.now(); now < end; now = performance.now()) {
      const quiet = this.#ended + QUIET_MS - now
      if (this.#underWay === 0 && quiet <= 0) return
      const wait = Math.min(this.#underWay > 0 ? end - now : quiet, end - now)
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, wait)
        this.#empty = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
}

/**
 * Stops without cutting anybody off: whoever comes now is asked to come back (another server, or this one started anew,
 * has them then), what is under way is answered, and only then the connections are closed.
 */
export function answerBeforeClosing(app: FastifyInstance, drain: Drain): void {
  app.addHook('onRequest', async (request, reply) => {
    if (drain.closing && !WATCHERS.test(request.url)) throw door('door/closing')
    // The live line stays open by design; it is ended, not waited for.
    if (request.routeOptions.url !== '/api/live') reply.raw.once('close', drain.enter())
  })
  app.addHook('preClose', async () => {
    await drain.close()
    // NOTE: the server now closes idle connections; what then still stands in a half-sent request has had its time.
    setTimeout(() => app.server.closeAllConnections(), HALF_SENT_MS).unref()
  })
}
