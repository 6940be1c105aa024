import type { Urgency } from '@muster/core/platform/endpoint.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { prepareHot } from './hot.ts'
import type { DB } from './rows.gen.ts'

export type Database = Kysely<DB>

/**
 * Connections per server process. Writers: requests that share commits, and the question who asks. Main: all other deeds and
 * work (6 by the gate), time (5: who has the turn, and four cities), and the rest for jobs, attempts and figures. Readers:
 * pictures and exports (4 by the gate), which can therefore never take the others'. More only queue inside PostgreSQL: two
 * cores were busy with eight.
 */
const CONNECTIONS = { writers: 4, main: 14, readers: 4 } as const

/** Longest that one statement may take, in milliseconds. */
export const STATEMENT_MS: Readonly<Record<Urgency, number>> = {
  deed: 5000,
  work: 15_000,
  picture: 5000,
  export: 30_000,
}
/** Longest that a row which others hold is waited for, in milliseconds. */
const LOCK_MS = 4000

/** Instants are Dates, days stay text, 64-bit counts are numbers (2^53 facts will do). */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)

interface Pool {
  readonly db: Database
  readonly pool: pg.Pool
}

/** Opens the second pool of a server: for pictures and exports. */
export const openReaders = (url: string): Pool => openPool(url, CONNECTIONS.readers, STATEMENT_MS.picture)

/**
 * Opens the pool of requests that share commits. Its statements look rows up by key and keep their plans for long (see `hot.ts`):
 * whatever the tables held at that moment, the plan goes by the indexes and is right when there are millions of rows.
 */
export function openWriters(url: string): Pool {
  const planned = '-c enable_seqscan=off -c plan_cache_mode=force_generic_plan'
  const { db, pool } = openPool(url, CONNECTIONS.writers, STATEMENT_MS.deed, planned)
  pool.on('connect', prepareHot)
  return { db, pool }
}

/** Opens the pool as the application's role, which may do less than the owner of the tables. */
export function openPool(
  url: string,
  size: number = CONNECTIONS.main,
  statementMs = STATEMENT_MS.work,
  more = '',
): Pool {
  const limits = `-c statement_timeout=${statementMs} -c lock_timeout=${LOCK_MS}`
  const config: pg.PoolConfig & { pipeline: true } = {
    connectionString: url,
    max: size,
    // What is asked without waiting for an answer is sent at once: a write has ten statements and four round trips.
    pipeline: true,
    options: `-c role=muster_app -c timezone=UTC ${limits} -c idle_in_transaction_session_timeout=30000 ${more}`,
    connectionTimeoutMillis: 5000,
  }
  const pool = new pg.Pool(config)
  return surviving(pool)
}

/** Opens one connection as the owner: migrations, rebuilds and the tests' own looks behind the scenes. */
export function openAsOwner(url: string): Pool {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c timezone=UTC' })
  return surviving(pool)
}

/**
 * NOTE: without listeners, a connection that breaks would end the process: the pool speaks for those that are idle, but
 * one that is in use speaks for itself. Whoever uses it hears of it from the statement that fails.
 */
function surviving(pool: pg.Pool): Pool {
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool }
}
