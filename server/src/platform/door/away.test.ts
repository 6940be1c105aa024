import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildHouse, CATALOGUE } from '../../main.ts'
import { migrate } from '../database/migrate.ts'
import { openPool } from '../database/open.ts'
import { startEngine } from '../engine/engine.ts'
import { FORGETFUL } from '../engine/settings.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { openDoor } from './server.ts'

interface Seen {
  readonly status: number
  readonly title: string
  readonly retryAfter: string | null
}

const look = async (request: Promise<Response>): Promise<Seen> => {
  const response = await request
  const { title = '' } = (await response.json()) as { title?: string }
  return { status: response.status, title, retryAfter: response.headers.get('retry-after') }
}

describe('connections that break', () => {
  let t: TestDoor
  let token: string
  beforeAll(async () => {
    t = await testDoor()
    token = await t.signedIn()
  })
  afterAll(() => t.close())

  it('are a database that is away, never a bug, and new ones follow by themselves', async () => {
    const seen: Seen[] = []
    for (let round = 0; round < 6; round++) {
      const asked = Array.from({ length: 20 }, () => look(t.call('/api/me', { token })))
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`.execute(t.owner)
      seen.push(...(await Promise.all(asked)))
    }
    const broken = seen.filter(({ status }) => status !== 200)
    expect(broken.filter(({ title }) => title !== 'door/database-away')).toEqual([])
    expect(broken.every(({ status, retryAfter }) => status === 503 && Number(retryAfter) > 0)).toBe(true)
    expect((await look(t.call('/api/me', { token }))).status).toBe(200)
  })
})

describe('a PostgreSQL that stops', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-away-'))
  const start = () => startEngine({ folder, overrides: FORGETFUL })
  let engine: Awaited<ReturnType<typeof start>>
  let close: () => Promise<void>
  let health: () => Promise<Seen>
  beforeAll(async () => {
    engine = await start()
    await migrate(engine.url)
    const { db } = openPool(engine.url)
    const clock = () => new Date()
    const http = await openDoor({ db, house: buildHouse('x'), clock, databaseUrl: engine.url, problems: CATALOGUE })
    const url = await http.listen({ host: '127.0.0.1', port: 0 })
    health = () => look(fetch(`${url}/api/setup`))
    close = async () => {
      await http.close()
      await db.destroy()
    }
  })
  afterAll(async () => {
    await close()
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is said within a second, with when to come back; and when it is back, so are we', async () => {
    expect((await health()).status).toBe(200)
    await engine.stop()
    const from = performance.now()
    const away = await Promise.all(Array.from({ length: 10 }, health))
    expect(performance.now() - from).toBeLessThan(2000)
    for (const { status, title, retryAfter } of away) {
      expect([status, title]).toEqual([503, 'door/database-away'])
      expect(Number(retryAfter)).toBeGreaterThan(0)
    }
    engine = await start()
    expect((await health()).status).toBe(200)
  })
})
