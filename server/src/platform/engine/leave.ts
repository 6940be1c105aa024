import { readFileSync } from 'node:fs'

/** What still runs and must be stopped when this process ends. */
interface Running {
  /** Starts the stop and does not wait: all that an `exit` listener may do. */
  stopNow(): unknown
  stop(): Promise<void>
}

const running = new Set<Running>()
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
    for (const name of hangUpCounts() ? [...SIGNALS, 'SIGHUP' as const] : SIGNALS) process.on(name, hear)
  }
  return () => running.delete(engine)
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Under nohup a closed terminal is to be ignored, and listening would undo that. Not to be seen on macOS: not heard. */
function hangUpCounts(): boolean {
  if (process.platform !== 'linux') return process.platform === 'win32'
  const ignored = /^SigIgn:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  return (Number.parseInt(ignored?.at(-1) ?? '0', 16) & 1) === 0 // bit 0 is SIGHUP
}

const hear = (name: NodeJS.Signals): void => void leave(name)

async function leave(name: NodeJS.Signals): Promise<void> {
  if (process.listenerCount(name) > 1) return
  await Promise.allSettled([...running].map(one => one.stop()))
  process.off(name, hear)
  process.kill(process.pid, name) // and now die of it, as without us: whoever started us sees the truth
}
