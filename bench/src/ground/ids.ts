import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(16 * 4096)
let used = pool.length

/** A new UUIDv7 (RFC 9562, 5.7) of a moment, as devices make them. */
export function newId(at: number): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.toString('hex', used, used + 10)
  used += 16
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`
}
