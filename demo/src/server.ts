import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removePlace } from '@muster/server/platform/engine/place.ts'
import { cloneDatabase, dropDatabase } from '@muster/server/platform/engine/testing.ts'
import { serve } from '@muster/server/serve.ts'
import { databaseFolder, readSettings } from '@muster/server/settings.ts'

/** A server of a replay's own, with nothing in it. */
export interface OwnServer {
  readonly at: string
  readonly code: string
  /** Set when the database is not the bundled one. */
  readonly databaseUrl?: string
  stop(): Promise<void>
}

/** On the bundled PostgreSQL in a temporary folder; with `DATABASE_URL` in a database that is made there and dropped again. */
export async function ownServer(databaseUrl = process.env.DATABASE_URL): Promise<OwnServer> {
  return databaseUrl ? onDatabase(databaseUrl, 'template0') : inFolder()
}

async function inFolder(): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-replay-'))
  const settings = { ...readSettings({}), folder, port: 0 }
  const server = await serve(settings, () => {})
  const stop = async () => {
    await server.stop()
    removePlace(databaseFolder(settings))
    rmSync(folder, { recursive: true, force: true })
  }
  return { at: server.url, code: server.app.house.setupCode, stop }
}

/** @param template what the new database is copied from; one that is migrated saves seconds */
export async function onDatabase(engineUrl: string, template: string): Promise<OwnServer> {
  const name = `replay_${process.pid}_${process.hrtime.bigint()}`
  const databaseUrl = await cloneDatabase(engineUrl, template, name)
  const server = await serve({ ...readSettings({}), databaseUrl, port: 0 }, () => {})
  const stop = async () => {
    await server.stop()
    await dropDatabase(engineUrl, name)
  }
  return { at: server.url, code: server.app.house.setupCode, databaseUrl, stop }
}
