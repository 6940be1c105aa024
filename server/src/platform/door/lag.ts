import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 20
const WINDOW_MS = 500
/** Beyond these means, in milliseconds, exports and then pictures are turned away before anything of them is read. */
export const LATE_MS = { export: 100, picture: 250 } as const

/** How late the event loop runs, in milliseconds: the mean of the last half second. */
export interface Lag {
  readonly ms: () => number
  readonly stop: () => void
}

/** Of a server that is never late: for tests, which load a machine as no city does. */
export const NEVER_LATE: Lag = { ms: () => 0, stop: () => {} }

/** Measures from now on. */
export function measureLag(): Lag {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delays.enable()
  let mean = 0
  const timer = setInterval(() => {
    mean = Number.isNaN(delays.mean) ? 0 : Math.max(0, delays.mean / 1e6 - RESOLUTION_MS)
    delays.reset()
  }, WINDOW_MS).unref()
  return {
    ms: () => mean,
    stop: () => {
      clearInterval(timer)
      delays.disable()
    },
  }
}
