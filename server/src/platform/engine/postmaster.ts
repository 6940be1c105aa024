import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { engineProblem } from './problems.ts'
import { leftOvers, signal, whose } from './processes.ts'
import { run } from './run.ts'
import { until } from './wait.ts'

/** What PostgreSQL writes about itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** The folder of its Unix socket; empty when it listens on loopback. */
  readonly sockets: string
  /** It takes connections. */
  readonly ready: boolean
}

/** How long a fast shutdown may take: it writes a checkpoint, up to `shared_buffers`. */
const FAST = 30_000
const AT_ONCE = 10_000

export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Math.abs(Number(lines[0])) // single-user mode writes it negative
    return pid
      ? { pid, port: Number(lines[3]), sockets: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
      : undefined
  } catch {
    return undefined
  }
}

/**
 * A supervisor that was killed leaves its PostgreSQL running. It is stopped, not adopted: its clients died with the
 * supervisor, and only a child of ours can be watched, logged and given the settings of this version. Called under the
 * folder's lock, so nobody alive is using it.
 *
 * @throws Problem `engine/orphan-stays` when it is not provably ours, or does not go
 */
export async function clearOrphan(place: Place, binaries: Binaries, log: (line: string) => void): Promise<void> {
  const left = readPostmaster(place.data)
  const found = left ? whose(left.pid, place.data) : 'gone'
  if (left && found === 'unknown') throw engineProblem('engine/orphan-stays', { pid: left.pid, folder: place.folder })
  if (left && found === 'ours') {
    log(
      `上次运行留下的 PostgreSQL（进程 ${left.pid}）还在，先停掉它 · stopping process ${left.pid} left by an earlier run`,
    )
    await stopPostmaster(left.pid, place, binaries)
    if (whose(left.pid, place.data) === 'ours')
      throw engineProblem('engine/orphan-stays', { pid: left.pid, folder: place.folder })
  }
  // The number now belongs to some other program, or to nobody: PostgreSQL itself would refuse in the first case.
  if (left && found === 'other') rmSync(join(place.data, 'postmaster.pid'), { force: true })
  // Likewise the number in the socket's lock. After a power cut, or in a container that begins to count anew, it may be
  // ours or any program's, and PostgreSQL asks no further; the data has a lock of its own.
  rmSync(join(place.sockets, '.s.PGSQL.5432.lock'), { force: true })
}

/** Fast shutdown; when that takes too long, at once (what was acknowledged is in the log and is read again). */
export async function stopPostmaster(pid: number, place: Place, binaries: Binaries): Promise<void> {
  const gone = () => whose(pid, place.data) !== 'ours'
  await ask(pid, place, binaries, 'fast')
  if (await until(gone, { deadline: FAST })) return
  await ask(pid, place, binaries, 'immediate')
  await until(gone, { deadline: AT_ONCE })
}

/** After kill -9 of the postmaster, a backend busy in a long query does not notice and keeps the shared memory. */
export function endLeftOvers(place: Place, how: 'SIGQUIT' | 'SIGKILL'): void {
  for (const pid of leftOvers(place.data)) signal(pid, how)
}

/** Windows has no signals: there pg_ctl speaks to PostgreSQL by its own pipe. */
async function ask(pid: number, place: Place, binaries: Binaries, mode: 'fast' | 'immediate'): Promise<void> {
  if (process.platform !== 'win32') signal(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  else await run(binaries.pgCtl, ['stop', '-D', place.data, '-m', mode, '-W'])
}
