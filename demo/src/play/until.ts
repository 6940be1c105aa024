import { setTimeout as pause } from 'node:timers/promises'

/** What time brings comes within a second or two; a busy machine may take longer. */
const PATIENCE = 30_000

/** Looks again and again until there is something to see. @returns null when nothing came in time */
export async function until<T>(look: () => Promise<T | null | undefined>): Promise<T | null> {
  const began = performance.now()
  for (;;) {
    const seen = await look()
    if (seen !== null && seen !== undefined) return seen
    if (performance.now() - began > PATIENCE) return null
    await pause(100)
  }
}
