import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './rows.gen.ts'

export type Database = Kysely<DB>

/** Connections per server process. More only queue inside PostgreSQL: two cores were busy with eight. */
const CONNECTIONS = 12

/** Instants are Dates, days stay text, 64-bit counts are numbers (2^53 facts will do). */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)

/** Opens the pool as the application's role, which may do less than the owner of the tables. */
export function openPool(url: string, size = CONNECTIONS): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    options:
      '-c role=muster_app -c timezone=UTC -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000',
    connectionTimeoutMillis: 5000,
  })
  return surviving(pool)
}

/** Opens one connection as the owner: migrations, rebuilds and the tests' own looks behind the scenes. */
export function openAsOwner(url: string): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: '-c timezone=UTC' })
  return surviving(pool)
}

/**
 * NOTE: without listeners, a connection that breaks would end the process: the pool speaks for those that are idle, but
 * one that is in use speaks for itself. Whoever uses it hears of it from the statement that fails.
 */
function surviving(pool: pg.Pool): { db: Database; pool: pg.Pool } {
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool }
}
