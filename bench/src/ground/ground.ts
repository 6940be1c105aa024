import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Engine, startEngine } from '@muster/server/platform/engine/engine.ts'
import { alive, leftOvers, signal } from '@muster/server/platform/engine/processes.ts'
import { cloneDatabase, dropDatabase } from '@muster/server/platform/engine/testing.ts'
import type { Machine } from '../figures/results.ts'
import { endHelpers } from './helper.ts'
import { ask } from './sql.ts'

/** Where the benches run: a PostgreSQL with its durable settings, and databases that are dropped again. */
export interface Ground {
  /** The folder of an installation with the bundled PostgreSQL; null where `DATABASE_URL` names another. */
  readonly folder: string | null
  readonly machine: Machine
  /** A new and empty database. */
  fresh(): Promise<string>
  drop(url: string): Promise<void>
  /** The database in which an installation in `folder` would look; a fresh one where there is no folder. */
  own(): Promise<string>
  /** Stops the bundled PostgreSQL while `work` runs, and starts it again. */
  without<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

const PREFIX = 'muster-bench-'

/** Prepares the ground: any PostgreSQL, or the bundled one in a temporary folder that goes when the ground closes. */
export async function openGround(databaseUrl: string | undefined): Promise<Ground> {
  const bundled = databaseUrl ? null : await startBundled()
  const engineUrl = databaseUrl ?? bundled!.url
  const made = new Set<string>()
  const fresh = async () => {
    const name = `bench_${process.pid}_${process.hrtime.bigint()}`
    const url = await cloneDatabase(engineUrl, 'template0', name)
    made.add(url)
    return url
  }
  const drop = async (url: string) => {
    if (made.delete(url)) await dropDatabase(engineUrl, decodeURIComponent(new URL(url).pathname.slice(1)))
  }
  return {
    folder: bundled?.folder ?? null,
    machine: await machineOf(engineUrl),
    fresh,
    drop,
    own: async () => bundled?.url ?? fresh(),
    without: work => (bundled ? bundled.without(work) : work()),
    close: async () => {
      await endHelpers()
      if (!bundled) for (const url of made) await drop(url)
      await bundled?.stop()
    },
  }
}

async function startBundled() {
  sweep()
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(folder, 0o711) // so that root's PostgreSQL, which runs as somebody else, keeps its data here
  const start = () => startEngine({ folder: join(folder, 'database') })
  let engine: Engine = await start()
  const without = async <T>(work: () => Promise<T>): Promise<T> => {
    await engine.stop()
    try {
      return await work()
    } finally {
      engine = await start()
    }
  }
  const stop = async () => {
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, url: engine.url, without, stop }
}

/** Removes what benches that were killed have left behind, their PostgreSQL first. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (!pid || alive(pid)) continue
    const folder = join(tmpdir(), name)
    for (const left of leftOvers(join(folder, 'database', 'pgdata'))) signal(left, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

const DURABILITY = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers']

async function machineOf(url: string): Promise<Machine> {
  const settings = await ask<{ words: string; version: string }>(
    url,
    `select string_agg(name || ' ' || current_setting(name), ', ' order by nth) as words,
            split_part(current_setting('server_version'), ' ', 1) as version
       from unnest($1::text[]) with ordinality as s (name, nth)`,
    [DURABILITY],
  )
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: settings[0]!.version,
    settings: settings[0]!.words,
    load: loadavg()[0] ?? 0,
  }
}

/** The same machine, and how busy it is with other things now. */
export const machineNow = ({ machine }: Ground): Machine => ({ ...machine, load: loadavg()[0] ?? 0 })
