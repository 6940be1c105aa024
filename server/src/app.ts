import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { buildHouse, CATALOGUE } from './main.ts'
import { type Database, openPool, openReaders, openWriters } from './platform/database/open.ts'
import type { Lag } from './platform/door/lag.ts'
import { openDoor } from './platform/door/server.ts'
import { type JobSettings, startJobs } from './platform/jobs.ts'
import { closeSheets } from './platform/sheets/sheets.ts'
import type { House } from './platform/slice.ts'
import { startTicking } from './platform/ticker.ts'

export interface AppSettings {
  readonly databaseUrl: string
  readonly clock?: () => Date
  readonly trustProxy?: boolean
  /** How many screens may listen to this server at a time; 5,000 unless told. */
  readonly mostScreens?: number
  /** Shown by whoever asks for `/metrics` from another machine; left out, only this machine may. */
  readonly metricsToken?: string
  readonly logger?: boolean | { level: string; stream?: { write(line: string): void } }
  readonly setupCode?: string
  /** How late the event loop is; measured unless told. */
  readonly lag?: Lag
  /** Tests that move the clock run the ticks themselves. */
  readonly ticking?: boolean
}

export interface App {
  readonly http: FastifyInstance
  readonly db: Database
  readonly house: House
  close(): Promise<void>
}

/** A server process: pool, door, live line and ticker on a migrated database. */
export async function openApp(settings: AppSettings): Promise<App> {
  const { db, pool } = openPool(settings.databaseUrl)
  const readers = openReaders(settings.databaseUrl)
  const writers = openWriters(settings.databaseUrl)
  const clock = settings.clock ?? (() => new Date())
  const house = buildHouse(settings.setupCode ?? newSetupCode())
  const http = await openDoor({
    db,
    readers: readers.db,
    writers: writers.db,
    pools: { writers: writers.pool, main: pool, readers: readers.pool },
    house,
    clock,
    databaseUrl: settings.databaseUrl,
    problems: CATALOGUE,
    trustProxy: settings.trustProxy ?? false,
    ...(settings.lag && { lag: settings.lag }),
    ...(settings.mostScreens && { mostScreens: settings.mostScreens }),
    ...(settings.metricsToken && { metricsToken: settings.metricsToken }),
    logger: settings.logger ?? false,
  })
  const log: JobSettings['log'] = {
    info: (what, message) => http.log.info(what, message),
    error: (what, message) => {
      http.metrics.failed(message)
      http.log.error(what, message)
    },
  }
  const stopTime = settings.ticking === false ? async () => {} : startTime({ db, pool, house, clock, log })
  const close = async () => {
    // At once: the door says that it closes, whatever a job still takes.
    await Promise.all([stopTime(), http.close()])
    await closeSheets()
    await Promise.all([db.destroy(), readers.db.destroy(), writers.db.destroy()])
  }
  return { http, db, house, close }
}

/** What time brings: ticks to the second, jobs by the calendar. */
function startTime(settings: JobSettings): () => Promise<void> {
  const stopTicking = startTicking(settings, error => settings.log.error({ err: error }, 'tick'))
  const stopJobs = startJobs(settings)
  return async () => void (await Promise.all([stopTicking(), stopJobs()]))
}

/** Eight digits, new at every start: short enough to type, and only good until the set-up is done. */
const newSetupCode = (): string => String(randomInt(10_000_000, 100_000_000))
