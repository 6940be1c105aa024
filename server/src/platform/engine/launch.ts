import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { stopWhenLeaving } from './leave.ts'
import { type EngineLog, engineLog } from './log.ts'
import type { Place } from './place.ts'
import { endLeftOvers, readPostmaster } from './postmaster.ts'
import { engineProblem } from './problems.ts'
import { plainEnvironment } from './run.ts'
import { promised, type Reach } from './settings.ts'
import { until } from './wait.ts'

export interface LaunchOrder {
  readonly binaries: Binaries
  readonly place: Place
  readonly reach: Reach
  /** Settings that stand above all others; tests use it. */
  readonly overrides: Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

/** A PostgreSQL that is our child and takes connections. */
export interface Launched {
  readonly pid: number
  readonly child: ChildProcess
  readonly exited: Promise<void>
}

/** Recovery reads at most `max_wal_size` again; a dying disk can make that long, and stopping it starts it over. */
const READY_WITHIN = 15 * 60_000
/** How long a start that is refused by what is left of the last run is tried again. */
const LEFT_OVERS_GO_WITHIN = 20_000

/**
 * Starts PostgreSQL and waits until it takes connections. Right after a kill -9 the first start is refused, because
 * processes of the old one still leave; it is tried again, and what does not leave is made to.
 *
 * @throws Problem `engine/port-taken` · `engine/disk-full` · `engine/no-start`
 */
export async function launch(order: LaunchOrder): Promise<Launched> {
  const began = performance.now()
  for (;;) {
    const said = engineLog(order.place.log)
    const launched = await launchOnce(order, said)
    if (launched) return launched

    const waited = performance.now() - began
    if (!LEFT_OVERS.test(said.lines().join('\n')) || waited > LEFT_OVERS_GO_WITHIN) throw whyNot(order, said.lines())
    if (waited > 1_500) endLeftOvers(order.place, waited > 5_000 ? 'SIGKILL' : 'SIGQUIT')
    await pause(150)
  }
}

const LEFT_OVERS = /pre-existing shared memory block|lock file "postmaster\.pid" already exists|lock file ".*\.s\.PGSQL/

async function launchOnce(order: LaunchOrder, said: EngineLog): Promise<Launched | undefined> {
  const { place, binaries } = order
  const child = spawn(binaries.postgres, commandLine(order), {
    cwd: '/',
    env: plainEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    // Ctrl-C in a terminal goes to the whole group: PostgreSQL must not go before the server has finished its requests.
    detached: process.platform !== 'win32',
    ...place.runAs,
  })
  said.hear(child.stderr)
  let ended = false
  // Its end, not that of what it said: backends that outlive it keep the pipe open.
  const exited = new Promise<void>(resolve => {
    const end = () => {
      ended = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  const ready = () => readPostmaster(place.data)?.pid === child.pid && readPostmaster(place.data)?.ready === true
  const stopNow = () => child.kill('SIGINT')
  const stop = () => {
    stopNow()
    return exited
  }
  const forget = stopWhenLeaving({ stop, stopNow }) // until it is ready; then the engine answers for it
  await until(() => ended || ready(), { deadline: READY_WITHIN })
  forget()
  if (ended || child.pid === undefined) {
    await until(() => child.stderr?.closed, { deadline: 500 }) // its last words
    return undefined
  }
  // A program that forgets to stop us can still end: the exit hook stops PostgreSQL then.
  child.unref()
  ;(child.stderr as unknown as { unref?: () => void }).unref?.()
  return { pid: child.pid, child, exited }
}

function commandLine({ place, reach, overrides }: LaunchOrder): string[] {
  const settings = { ...promised(place, reach), ...overrides }
  return ['-D', place.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function whyNot({ place, reach }: LaunchOrder, said: readonly string[]): Error {
  const text = said.join('\n')
  if (/No space left on device|Disk quota exceeded/i.test(text))
    return engineProblem('engine/disk-full', { folder: place.folder })
  if (/could not (bind|create any TCP)/i.test(text)) return engineProblem('engine/port-taken', { port: reach.port })
  if (/could not (open|read|find|locate).*(pg_control|checkpoint record)/i.test(text))
    return engineProblem('engine/damaged', { folder: place.data, reason: lastComplaint(said) })
  return engineProblem('engine/no-start', { reason: lastComplaint(said), file: `${place.log}/postgres.log` })
}

function lastComplaint(said: readonly string[]): string {
  const line = said.findLast(line => /(FATAL|PANIC|ERROR):/.test(line)) ?? said.at(-1) ?? 'it ended without a word'
  return line.replace(/^.*?(FATAL|PANIC|ERROR): +/, '')
}
