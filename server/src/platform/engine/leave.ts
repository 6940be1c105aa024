/** What still runs and must be stopped when this process ends. */
interface Running {
  /** Starts the stop and does not wait: all that an `exit` listener may do. */
  stopNow(): unknown
  stop(): Promise<void>
}

const running = new Set<Running>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
let listening = false

/**
 * However this process ends, short of kill -9, the engine stops with it. A program that handles a signal itself is left
 * to it: it will stop the engine in its own order, and `exit` sees to what it forgot.
 */
export function stopWhenLeaving(engine: Running): () => void {
  running.add(engine)
  if (!listening) {
    listening = true
    process.on('exit', () => {
      for (const one of running) one.stopNow()
    })
    for (const name of SIGNALS) process.on(name, leave)
  }
  return () => running.delete(engine)
}

async function leave(name: NodeJS.Signals): Promise<void> {
  if (process.listenerCount(name) > 1) return
  await Promise.allSettled([...running].map(one => one.stop()))
  process.off(name, leave)
  process.kill(process.pid, name) // and now die of it, as without us: whoever started us sees the truth
}
