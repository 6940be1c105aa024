import { createHash } from 'node:crypto'

/** Names things: the same instant and the same words give the same id, in this run and in any later one. */
export type Ids = (instant: string, ...what: readonly (string | number)[]) => string

/**
 * Ids in the layout of UUIDv7 (RFC 9562, 5.7) whose random part is a digest: lists sorted by id stay in the order of
 * the rehearsed day, and a replay that was cut off goes on with the ids it began with, so that nothing is doubled.
 */
export const idsOf =
  (seed: string): Ids =>
  (instant, ...what) => {
    const digest = createHash('sha256')
      .update([seed, instant, ...what].join('\n'))
      .digest('hex')
    const time = new Date(instant).getTime().toString(16).padStart(12, '0')
    const variant = '89ab'.charAt(Number.parseInt(digest.charAt(3), 16) % 4)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`
  }
