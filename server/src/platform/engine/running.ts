import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { lockHeld } from './lock.ts'
import { readPostmaster } from './postmaster.ts'
import { whose } from './processes.ts'

/** What an onlooker finds in a data folder: a supervised engine, one whose supervisor was killed, or none. */
export type EngineState =
  | { readonly state: 'running' | 'orphan'; readonly pid: number; readonly url: string | undefined }
  | { readonly state: 'starting' }
  | { readonly state: 'stopped' }

/** Looks at the engine of a folder from another process, and changes nothing. */
export function engineState(folder: string): EngineState {
  const held = lockHeld(folder)
  const link = join(folder, 'pgdata')
  const data = existsSync(link) ? realpathSync(link) : link
  const found = readPostmaster(data)
  if (!found || whose(found.pid, data) !== 'ours') return { state: held ? 'starting' : 'stopped' }
  return { state: held ? 'running' : 'orphan', pid: found.pid, url: found.ready ? urlOf(folder, found) : undefined }
}

/**
 * How another process of the same user (a backup, `muster doctor`) connects to an engine that runs already; undefined
 * when none does.
 */
export function runningUrl(folder: string): string | undefined {
  const now = engineState(folder)
  return 'url' in now ? now.url : undefined
}

function urlOf(folder: string, { port, sockets }: { port: number; sockets: string }): string | undefined {
  try {
    const url = new URL('postgresql://muster@localhost/muster')
    url.password = readFileSync(join(folder, 'engine', 'password'), 'utf8').trim()
    if (sockets) url.search = new URLSearchParams({ host: sockets, port: String(port) }).toString()
    else url.host = `127.0.0.1:${port}`
    return url.href
  } catch {
    return undefined // another user's
  }
}
