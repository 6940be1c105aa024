import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Longest wait for a server to answer at all, in milliseconds: PostgreSQL may be on its way back at the same time. */
const PATIENCE = 90_000

const CLI = join(import.meta.dirname, '../../../../server/src/cli.ts')

/** A server as anybody would start it, in a process of its own that can be killed. */
export interface ServerProcess {
  /** Where it is, or was before it was killed. */
  readonly at: () => string
  /** Set-up code of a new installation, which it says last. */
  readonly code: () => Promise<string>
  /** Without warning; comes back when it is gone. */
  kill(): Promise<void>
  /** Starts it, again if need be, and waits until it serves. */
  start(): Promise<void>
}

/** A server on a database; not started yet. */
export function serverProcess(databaseUrl: string, folder: string): ServerProcess {
  let child: ChildProcess | undefined
  let said = ''
  /** Of the last try: its last words are why this one is made. */
  let before = ''
  let at = ''
  const env = { ...process.env, DATABASE_URL: databaseUrl, MUSTER_FOLDER: folder, PORT: '0' }
  const kill = async () => {
    if (child) await killed(child)
    child = undefined
  }
  process.once('exit', () => child?.kill('SIGKILL'))
  const begin = () => {
    before = said
    said = ''
    child = spawn(process.execPath, [CLI, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (said += `${chunk}`))
  }
  const start = async () => {
    begin()
    for (const began = performance.now(); ; await pause(20)) {
      const found = /Muster · 集结 {2}(http:\/\/\S+)/.exec(said)?.[1]
      if (found) {
        at = found
        return
      }
      if (performance.now() - began > PATIENCE) throw new Error(`A server does not come up: ${before}\n${said}`)
      if (child && hasEnded(child)) begin() // PostgreSQL was not back yet
    }
  }
  const code = async () => {
    for (;;) {
      const found = /code (\d+)\n/.exec(said)?.[1]
      if (found) return found
      await pause(20)
    }
  }
  return { at: () => at, code, kill, start }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function killed(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/** Runs one verb of the `muster` command on a database. @returns what it said, and whether it was content */
export async function muster(verb: string, databaseUrl: string): Promise<{ said: string; content: boolean }> {
  const child = spawn(process.execPath, [CLI, verb], { env: { ...process.env, DATABASE_URL: databaseUrl } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += `${chunk}`))
  const code = await new Promise(resolve => child.once('close', resolve))
  return { said, content: code === 0 }
}
