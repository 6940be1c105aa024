import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { startEngine } from './engine.ts'
import { leftOvers, signal } from './processes.ts'
import { until } from './wait.ts'

/** Folders of one test file, all gone in the end with whatever still runs in them. */
export function folders() {
  const made: string[] = []
  let model: Promise<string> | undefined
  return {
    /** A path that is not there yet, inside a fresh folder that anyone may enter. */
    fresh(name = 'data'): string {
      const parent = mkdtempSync(join(tmpdir(), 'muster-engine-'))
      chmodSync(parent, 0o755)
      made.push(parent)
      return join(parent, name)
    },
    /** A copy of a folder that holds a stopped engine, with one table: cheaper than another initdb. As `cp -r` makes it. */
    async made(): Promise<string> {
      model ??= makeModel(this.fresh())
      const folder = this.fresh()
      cpSync(await model, folder, { recursive: true, preserveTimestamps: true })
      return folder
    },
    clear(): void {
      for (const folder of made) {
        for (const pid of leftOvers(join(folder, 'data', 'pgdata'))) signal(pid, 'SIGKILL')
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      }
    },
  }
}

async function makeModel(folder: string): Promise<string> {
  const engine = await startEngine({ folder })
  await ask(engine.url, 'create table kept as select 7 as n')
  await engine.stop()
  return folder
}

/** One question to a database, on a connection of its own. */
export async function ask(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(text, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** Asks until it is answered: for a database that is coming back. */
export async function askAgain(url: string, text: string): Promise<Record<string, unknown>[] | undefined> {
  return until(() => ask(url, text).catch(() => undefined), { deadline: 15_000 })
}

export interface OtherProcess {
  readonly child: ChildProcess
  /** The next line it prints; undefined when it has ended. */
  line(): Promise<string | undefined>
  kill(name: NodeJS.Signals): Promise<void>
}

/** Another Node process that has started the engine of a folder (prints `pid url`), then runs `more`. */
export function otherProcess(folder: string, more = ''): OtherProcess {
  const source = `
    import { startEngine } from ${JSON.stringify(new URL('engine.ts', import.meta.url).href)}
    import pg from ${JSON.stringify(import.meta.resolve('pg'))}
    try {
      const engine = await startEngine({ folder: ${JSON.stringify(folder)} })
      console.log(engine.pid() + ' ' + engine.url)
      setInterval(() => {}, 1000)
      ${more}
    } catch (error) { console.log(error.slug + ' ' + error.message) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    line: async () => (await lines.next()).value,
    async kill(name) {
      const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
      child.kill(name)
      await gone
    },
  }
}
