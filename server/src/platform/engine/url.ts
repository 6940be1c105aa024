import type { Place } from './place.ts'
import type { Reach } from './settings.ts'

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, with the closing zero; the socket's own name takes 14. */
const LONGEST_SOCKET_FOLDER = 103 - '/.s.PGSQL.5432'.length

/** A Unix socket where there is one and its path fits; else loopback. */
export function socketFits(place: Place): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(place.sockets) <= LONGEST_SOCKET_FOLDER
}

/** What `pg` and libpq take. The host in the query stands above `localhost`, which only keeps URL parsers content. */
export function connectionUrl(
  place: Place,
  reach: Reach,
  owner: { name: string; password: string },
  database: string,
): string {
  const url = new URL(`postgresql://localhost/${encodeURIComponent(database)}`)
  url.username = owner.name
  url.password = owner.password
  if (reach.by === 'loopback') url.host = `127.0.0.1:${reach.port}`
  else url.search = new URLSearchParams({ host: place.sockets, port: String(reach.port) }).toString()
  return url.href
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(database)}`
  return other.href
}

/** What may be shown and logged: never the user's name or password. */
export function addressOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `${searchParams.get('host') ?? hostname}:${searchParams.get('port') ?? (port || '5432')}${pathname}`
}
