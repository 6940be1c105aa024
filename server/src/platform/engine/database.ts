import pg from 'pg'
import { type EngineOptions, startEngine } from './engine.ts'
import { engineProblem } from './problems.ts'
import { addressOf } from './url.ts'

export interface DatabaseSettings extends EngineOptions {
  /** Any PostgreSQL 15 or later; left out, the bundled one runs on `folder`. */
  readonly databaseUrl?: string | undefined
}

export interface Database {
  /** As the owner; holds the password. */
  readonly url: string
  readonly embedded: boolean
  /** `18.4` */
  readonly version: string
  stop(): Promise<void>
}

/** The oldest server we support, as `server_version_num`. */
const OLDEST = 150_000

/**
 * Opens the database: the one `databaseUrl` names, else the bundled one.
 *
 * @throws Problem `database/…` about the one named, `engine/…` about the bundled one
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const { databaseUrl, ...options } = settings
  if (!databaseUrl) {
    const { url, version, stop } = await startEngine(options)
    return { url, embedded: true, version, stop }
  }
  const version = await suitable(databaseUrl)
  return { url: databaseUrl, embedded: false, version, stop: async () => {} }
}

/**
 * Asks a server whether it will do; its version when it does.
 *
 * @throws Problem `database/address` · `unreachable` · `too-old` · `not-utf8` · `read-only`
 */
export async function suitable(url: string): Promise<string> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw engineProblem('database/address')
  const address = addressOf(url)
  const server = await ask(url).catch((error: Error & { code?: string }) => {
    throw engineProblem('database/unreachable', { address, reason: error.message || error.code || 'no answer' })
  })
  const complaint = unsuitable(server, address)
  if (complaint) throw complaint
  return server.version
}

export interface Server {
  /** `server_version_num` */
  readonly number: number
  readonly version: string
  readonly encoding: string
  readonly standby: boolean
}

/** Why a server will not do; undefined when it will. */
export function unsuitable(server: Server, address: string): Error | undefined {
  const { number, version, encoding, standby } = server
  if (number < OLDEST) return engineProblem('database/too-old', { address, version })
  if (encoding !== 'UTF8') return engineProblem('database/not-utf8', { address, encoding })
  return standby ? engineProblem('database/read-only', { address }) : undefined
}

async function ask(url: string): Promise<Server> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 10_000 })
  client.on('error', () => {}) // a connection that breaks while idle; the query that follows says so
  try {
    await client.connect()
    const { rows } = await client.query<Server>(`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
             current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby`)
    const server = rows[0]!
    return { ...server, version: server.version.split(' ')[0] ?? server.version }
  } finally {
    await client.end().catch(() => {})
  }
}
