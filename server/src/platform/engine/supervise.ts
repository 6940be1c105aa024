import { setTimeout as pause } from 'node:timers/promises'
import { type Launched, type LaunchOrder, launch } from './launch.ts'
import { clearOrphan } from './postmaster.ts'

/** What happened to PostgreSQL while it should have been running. Times in milliseconds. */
export type EngineEvent =
  | { readonly kind: 'crashed'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'restarted'; readonly downFor: number; readonly tries: number }
  | { readonly kind: 'restart-failed'; readonly error: unknown; readonly nextTryIn: number }

/** Waits between restarts, in milliseconds: at once, then patient; the last one for as long as it takes. */
const BACK_OFF = [0, 200, 500, 1_000, 2_000, 5_000, 10_000]
/** A run this long was a good one: the next crash starts counting anew. */
const GOOD_RUN = 60_000

/** Keeps one PostgreSQL running: when it dies unasked it is started again, without end (a full disk gets room again). */
export function supervise(first: Launched, order: LaunchOrder, tell: (event: EngineEvent) => void) {
  const ending = new AbortController()
  let now: Launched | undefined = first
  const watch = async () => {
    let tries = 0
    while (now) {
      const began = performance.now()
      await now.exited
      if (ending.signal.aborted) return
      const { exitCode, signalCode } = now.child
      now = undefined
      if (performance.now() - began > GOOD_RUN) tries = 0
      tell({ kind: 'crashed', code: exitCode, signal: signalCode })
      const back = await startAgain(order, tell, ending.signal, tries)
      now = back?.launched
      tries = back?.tries ?? 0
      if (ending.signal.aborted) return // `end` stops what came up meanwhile
    }
  }
  const watching = watch()
  return {
    pid: () => now?.pid,
    /** No more restarts; stops what runs, also what is just being started. */
    async end(stop: (pid: number) => Promise<void>): Promise<void> {
      ending.abort()
      if (!now) await watching
      if (!now) return
      now.child.ref()
      await stop(now.pid)
      await now.exited
    },
  }
}

async function startAgain(
  order: LaunchOrder,
  tell: (event: EngineEvent) => void,
  signal: AbortSignal,
  before: number,
): Promise<{ launched: Launched; tries: number } | undefined> {
  const fell = performance.now()
  for (let tries = before; ; ) {
    const wait = BACK_OFF[Math.min(tries, BACK_OFF.length - 1)] ?? 0
    await pause(wait, undefined, { signal }).catch(() => {})
    if (signal.aborted) return undefined
    tries++
    try {
      await clearOrphan(order.place, order.binaries, order.log)
      const launched = await launch(order)
      tell({ kind: 'restarted', downFor: Math.round(performance.now() - fell), tries })
      return { launched, tries }
    } catch (error) {
      tell({ kind: 'restart-failed', error, nextTryIn: BACK_OFF[Math.min(tries, BACK_OFF.length - 1)] ?? 0 })
    }
  }
}
