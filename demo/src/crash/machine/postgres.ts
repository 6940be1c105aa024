import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openAsOwner } from '@muster/server/platform/database/open.ts'
import { startEngine } from '@muster/server/platform/engine/engine.ts'
import { leftOvers, signal } from '@muster/server/platform/engine/processes.ts'
import type { Dice } from '../../world/dice.ts'

/** A PostgreSQL under test. */
export interface Postgres {
  readonly url: string
  /** What of it may be killed here. */
  readonly targets: readonly ('postmaster' | 'backend')[]
  /** SIGKILL to its first process; whoever supervises it brings it back. */
  killPostmaster(): void
  /** Kills one of its other processes, whichever; the name is the database that is being worked on. */
  killBackend(dice: Dice, database: string): Promise<void>
  /** All its processes. */
  readonly pids: () => number[]
  stop(): Promise<void>
}

/** The bundled one on a folder, with all its promises, supervised by this process. */
export async function bundled(folder: string): Promise<Postgres> {
  const engine = await startEngine({ folder })
  const data = realpathSync(join(engine.folder, 'pgdata'))
  return {
    url: engine.url,
    targets: ['postmaster', 'backend'],
    killPostmaster: () => void (engine.pid() && signal(engine.pid()!, 'SIGKILL')),
    killBackend: async dice => {
      const others = leftOvers(data).filter(pid => pid !== engine.pid())
      if (others.length > 0) signal(dice.pick(others), 'SIGKILL')
    },
    pids: () => leftOvers(data),
    stop: engine.stop,
  }
}

/** One that runs elsewhere: of it only connections can be cut. */
export function elsewhere(url: string): Postgres {
  return {
    url,
    targets: ['backend'],
    killPostmaster: () => {},
    killBackend: async (dice, database) => {
      const { pool } = openAsOwner(url)
      const { rows } = await pool.query<{ pid: number }>('select pid from pg_stat_activity where datname = $1', [
        database,
      ])
      if (rows.length > 0) await pool.query('select pg_terminate_backend($1)', [dice.pick(rows).pid])
      await pool.end()
    },
    pids: () => [],
    stop: async () => {},
  }
}

/** Asks the database until it answers: it may be on its way back. */
export async function untilBack<T>(ask: () => Promise<T>): Promise<T> {
  for (const began = performance.now(); ; await pause(50)) {
    try {
      return await ask()
    } catch (error) {
      if (performance.now() - began > 30_000) throw error
    }
  }
}
