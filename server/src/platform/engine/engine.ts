import pg from 'pg'
import { type Binaries, provenBinaries } from './binaries.ts'
import { initialise } from './initialise.ts'
import { type Launched, type LaunchOrder, launch } from './launch.ts'
import { stopWhenLeaving } from './leave.ts'
import { takeLock } from './lock.ts'
import { claimPlace, type Place } from './place.ts'
import { freePort } from './port.ts'
import { clearOrphan, stopPostmaster } from './postmaster.ts'
import { signal } from './processes.ts'
import type { Reach } from './settings.ts'
import { type EngineEvent, supervise } from './supervise.ts'
import { connectionUrl, socketFits, withDatabase } from './url.ts'

export interface EngineOptions {
  /** One folder holds everything; see `place.ts`. Made when it is not there. Nothing else may lie in it before. */
  readonly folder: string
  readonly log?: (line: string) => void
  /** PostgreSQL died and came back, or did not yet. */
  readonly onEvent?: (event: EngineEvent) => void
  /** The port wanted on loopback, where that is used; the next best when it is taken. */
  readonly port?: number
  /** Left out: a Unix socket where its path fits, else loopback. */
  readonly by?: Reach['by']
  /** Where data goes that PostgreSQL's user could not reach in `folder` (root's home); left out, /var/lib/muster. */
  readonly elsewhere?: string
  /** Stands above all settings, the promises too: for throw-away databases of tests (`testing.ts`), nothing else. */
  readonly overrides?: Readonly<Record<string, string>>
}

export interface Engine {
  /** As the owner, for `pg`. Stays the same when PostgreSQL is restarted. Holds the password: never log it. */
  readonly url: string
  /** `18.4` */
  readonly version: string
  readonly folder: string
  /** Of the PostgreSQL that runs now; undefined between a crash and the restart. */
  readonly pid: () => number | undefined
  /** Fast shutdown: transactions under way are rolled back, everything acknowledged is on the disk. */
  stop(): Promise<void>
}

/** The owner role, and the database it owns: migrations run as this one, the server as another. */
const OWNER = 'muster'

/** Loopback's first wish; 5432 belongs to a PostgreSQL of the machine's own. */
export const WANTED_PORT = 54329

/**
 * Starts the bundled PostgreSQL on a folder, keeps it running and stops it with this process.
 *
 * @throws Problem with a slug `engine/…` (see `problems.ts`): what is wrong and what to do
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const log = options.log ?? (() => {})
  const place = claimPlace(options.folder, options.elsewhere)
  const lock = takeLock(place.folder)
  try {
    const binaries = await provenBinaries(place.home, place.runAs)
    await clearOrphan(place, binaries, log)
    const owner = await ownerOf(binaries, place, options)
    const { launched, order } = await launchSomewhere(
      { binaries, place, overrides: options.overrides ?? {}, log },
      options,
    )
    const url = connectionUrl(place, order.reach, owner, OWNER)
    const watched = supervise(launched, order, options.onEvent ?? (() => {}))
    const engine = { place, binaries, watched, release: lock.release }
    return await opened(engine, url)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function ownerOf(binaries: Binaries, place: Place, { overrides }: EngineOptions) {
  return { name: OWNER, password: await initialise(binaries, place, OWNER, overrides?.fsync === 'off') }
}

/** A port can be taken between the look and the leap, so loopback tries a few. */
async function launchSomewhere(
  order: Omit<LaunchOrder, 'reach'>,
  { by, port }: EngineOptions,
): Promise<{ launched: Launched; order: LaunchOrder }> {
  const way = by ?? (socketFits(order.place) ? 'socket' : 'loopback')
  for (let tries = 1; ; tries++) {
    const reach: Reach = { by: way, port: way === 'socket' ? 5432 : await freePort(port ?? WANTED_PORT) }
    try {
      return { launched: await launch({ ...order, reach }), order: { ...order, reach } }
    } catch (error) {
      if ((error as { slug?: string }).slug !== 'engine/port-taken' || tries === 5) throw error
    }
  }
}

interface Parts {
  readonly place: Place
  readonly binaries: Binaries
  readonly watched: ReturnType<typeof supervise>
  readonly release: () => void
}

async function opened({ place, binaries, watched, release }: Parts, url: string): Promise<Engine> {
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= watched
      .end(pid => stopPostmaster(pid, place, binaries))
      .finally(() => {
        release()
        forget()
      })
    return stopping
  }
  const stopNow = () => {
    const pid = watched.pid()
    if (pid !== undefined) signal(pid, 'SIGINT')
  }
  const forget = stopWhenLeaving({ stop, stopNow })
  try {
    await makeDatabase(url)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, version: binaries.version, folder: place.folder, pid: watched.pid, stop }
}

async function makeDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
