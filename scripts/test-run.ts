import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { TALLY_FILE, type Tally } from './closing-line.ts'

/**
 * A run in which nothing happens for this long is stuck, in milliseconds. A test, its hooks and the closing of its worker may
 * each take a minute (`vitest.config.ts`); what gets past those limits is a loop that never lets go of its thread.
 */
export const STUCK_MS = 200_000

/** Runs vitest in a process of its own: if it crashes or gets stuck, the closing line still comes and counts it. */
export async function runTests(args: string[], { stuckMs = STUCK_MS, cwd = process.cwd() } = {}): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-tally-'))
  const file = join(folder, 'tally.json')
  const vitest = resolve(cwd, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', `--reporter=${join(import.meta.dirname, 'closing-line.ts')}`]
  const env = { ...process.env, [TALLY_FILE]: file }
  // A group of its own, so that workers which loop can be stopped with it.
  const detached = process.platform !== 'win32'
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd,
    env,
    stdio: 'inherit',
    detached,
  })
  const code = await ending(child, file, stuckMs)
  const tally = readTally(file)
  rmSync(folder, { recursive: true, force: true })
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** Waits for the end of the run, passes on the wish to stop it, and ends it when it is stuck. */
function ending(child: ChildProcess, file: string, stuckMs: number): Promise<number | null> {
  const started = Date.now()
  const watch = setInterval(() => {
    if (Date.now() - lastSign(file, started) < stuckMs) return
    console.log(`✗ nothing has happened for ${stuckMs / 1000} s, the run is stopped. It was at:`)
    for (const name of readTally(file).running) console.log(`    ${name}`)
    stop(child, 'SIGKILL')
  }, 1_000)
  const pass = (signal: NodeJS.Signals) => stop(child, signal)
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', code => {
      clearInterval(watch)
      for (const signal of signals) process.off(signal, pass)
      stop(child, 'SIGKILL') // whoever of the group is left
      done(code)
    })
  })
}

function lastSign(file: string, started: number): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? started
}

function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // the group is gone
  }
}

function readTally(file: string): Tally {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally
  } catch {
    return { passed: 0, failed: 1, running: [] } // it ended before it could count
  }
}
