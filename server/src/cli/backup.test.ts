import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from '@muster/core/access/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as report from '@muster/core/report/wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openApp } from '../app.ts'
import { AREAS, addPeople, addUnit, arrival, communities, sendAll } from '../enrolment/testing.ts'
import { withBackup } from '../platform/backup/read.ts'
import { openAsOwner } from '../platform/database/open.ts'
import { openDatabase } from '../platform/engine/database.ts'
import { cloneDatabase, dropDatabase } from '../platform/engine/testing.ts'
import { TEMPLATE } from '../platform/testing/global.ts'
import { type Ask, asker, PASSPHRASE, type Town, town } from '../platform/testing/town.ts'

/** A name that stands nowhere else, and must not be readable in a file that is encrypted. */
const CANARY = '欧阳测试恢复'

let t: Town
let desk: Ask
let login: string
let folder: string
let people: string[]
let places: string[]
let bulletinId: string
/** Made while people kept reporting in. */
let file: string
const databases: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-backup-'))
  chmodSync(folder, 0o755)
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  login = (
    await t.owner.selectFrom('account').select('login').where('login', 'like', 'city-desk%').executeTakeFirstOrThrow()
  ).login!
  await desk(enrolment.setCoverageAreas, { codes: AREAS })
  places = await communities(t)
  const unit = await addUnit(t, '一局\\N\t二局')
  people = await addPeople(t, unit.id, 400)
  await t.owner.updateTable('person').set({ name: CANARY }).where('id', '=', people[0]!).execute()
  await sendAll(
    desk,
    people.slice(0, 100).map(one => reports(one)),
  )
  t.clock.pass(60_000)
  const asOf = new Date(t.clock.now.getTime() - 30_000).toISOString()
  bulletinId = (await desk(report.freeze, { id: v7(), asOf, title: '双报到情况' })).id
  file = join(folder, 'town.backup')
  await backedUpWhileWriting()
}, 120_000)
afterAll(async () => {
  await t.close()
  for (const name of databases) await dropDatabase(inject('engineUrl'), name)
  rmSync(folder, { recursive: true, force: true })
})

const reports = (person: string) => arrival(person, places[people.indexOf(person) % 50]!, t.clock.now)

async function backedUpWhileWriting(): Promise<void> {
  let running = true
  const backup = muster({ DATABASE_URL: t.databaseUrl }, 'backup', file).finally(() => {
    running = false
  })
  for (let next = 100; running && next < 400; next++) {
    t.clock.pass(1000)
    await sendAll(desk, [reports(people[next]!)])
  }
  expect((await backup).code).toBe(0)
}

/** The real command, as an operator runs it. */
function muster(env: Record<string, string>, ...args: string[]): Promise<{ code: number | null; out: string }> {
  const { DATABASE_URL: _, ...own } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), ...args], {
    env: { ...own, MUSTER_FOLDER: join(folder, 'installation'), ...env },
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (out += String(chunk)))
  return new Promise(resolve => child.on('close', code => resolve({ code, out })))
}

/** A database of its own; `template0` has nothing in it at all. */
async function database(template = 'template0'): Promise<string> {
  const name = `test_${v7().replaceAll('-', '')}`
  databases.push(name)
  return cloneDatabase(inject('engineUrl'), template, name)
}

/** What a database says of itself, table by table; nothing where no table is. */
async function contents(url: string): Promise<Record<string, number>> {
  const { db } = openAsOwner(url)
  try {
    const { rows } = await sql<{ name: string; rows: number }>`
      select c.relname as name,
             (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', c.relname), false, true, '')))[1]::text::int as rows
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
         and c.relname not like 'kysely%'`.execute(db)
    return Object.fromEntries(rows.filter(row => row.rows > 0).map(row => [row.name, row.rows]))
  } finally {
    await db.destroy()
  }
}

describe('a backup taken while people report in', () => {
  it('is a file for its owner alone, of one moment, and leaves nothing unfinished beside it', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(existsSync(`${file}.unfinished`)).toBe(false)
    await withBackup(file, undefined, async ({ heading, parts }) => {
      const rows = (table: string) => parts.find(part => part.table === table)?.rows
      // One fact, one seat in the projection: had the two been read at two moments, they would differ.
      expect(rows('fact')).toBe(rows('report_in'))
      expect(rows('fact')).toBeGreaterThanOrEqual(100)
      expect(heading.tenants).toMatchObject([{ tenant: 'xuzhou', name: '徐州市' }])
    })
  })

  it('holds every table of the house: a table that none reads back would be lost in silence', async () => {
    const { rows } = await sql<{ sequences: number }>`
      select count(*)::int as sequences from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'`.execute(
      t.owner,
    )
    expect(rows[0]?.sequences, 'a sequence is not in a backup: give numbers otherwise').toBe(0)
    await withBackup(file, undefined, async ({ heading }) => {
      const all = await t.owner.introspection.getTables()
      const kept = all
        .filter(({ schema, name, isView }) => schema === 'public' && !isView && !/^(fact|kysely)_/.test(name))
        .map(({ name }) => name)
      expect(heading.tables.map(({ name }) => name).toSorted()).toEqual(kept.toSorted())
    })
  })

  it('restored into a new folder says what the source says as of then: figures, bulletin, audit, sums', async () => {
    const there = { MUSTER_FOLDER: join(folder, 'second') }
    const { code, out } = await muster(there, 'restore', file)
    expect(out).toMatch(/恢复完成，各表与备份一致/)
    expect(code).toBe(0)
    const rebuilt = await muster(there, 'rebuild')
    expect(rebuilt.out).toMatch(/＝ report_in/)
    expect(rebuilt.out).not.toMatch(/≠/)
    expect((await muster(there, 'audit')).code).toBe(0)
    const engine = await openDatabase({ folder: join(folder, 'second', 'database') })
    try {
      await sameAsOf(engine.url)
    } finally {
      await engine.stop()
    }
  }, 120_000)

  it('is tried out with one command, which removes what it made and is remembered by the doctor', async () => {
    const { code, out } = await muster({ DATABASE_URL: t.databaseUrl }, 'restore', file, '--try')
    expect(out).toMatch(/试恢复成功/)
    expect(code).toBe(0)
    const doctor = await muster({ DATABASE_URL: t.databaseUrl }, 'doctor')
    expect(doctor.out).toMatch(/✓ 上次备份 .*town\.backup.*上次试恢复成功/)
  }, 120_000)
})

describe('what cannot be restored', () => {
  it('a torn file is refused before anything is made, with the table it ends in; so is one that is not there', async () => {
    const torn = join(folder, 'torn.backup')
    writeFileSync(torn, readFileSync(file).subarray(0, -2000))
    const nowhere = join(folder, 'nowhere')
    const { code, out } = await muster({ MUSTER_FOLDER: nowhere }, 'restore', torn)
    expect([code, existsSync(nowhere)]).toEqual([1, false])
    expect(out).toMatch(/备份不完整，到 \w+ 处中断；没有写入任何数据[\s\S]*torn off in \w+/)
    expect((await muster({ MUSTER_FOLDER: nowhere }, 'restore', join(folder, 'none'))).out).toMatch(
      /读不到文件.*ENOENT/,
    )
    expect(existsSync(nowhere)).toBe(false)
  })

  it('into an installation that holds something: not a row is touched', async () => {
    const before = await contents(t.databaseUrl)
    const { code, out } = await muster({ DATABASE_URL: t.databaseUrl }, 'restore', file)
    expect(code).toBe(1)
    expect(out).toMatch(/目标里已有数据/)
    expect(await contents(t.databaseUrl)).toEqual(before)
  })

  it('when the database will not take a row: nothing is half restored, and no row is shown', async () => {
    const url = await database(TEMPLATE)
    const { db } = openAsOwner(url)
    await sql`alter table person add check (name <> ${sql.lit(CANARY)})`.execute(db)
    await db.destroy()
    const { code, out } = await muster({ DATABASE_URL: url }, 'restore', file)
    expect(code).toBe(1)
    expect(out).toMatch(/没有收下表 person（23514 person_name_check）/)
    expect(out).not.toMatch(CANARY)
    expect(await contents(url)).toEqual({})
  })

  it('over another file: the last good backup stays', async () => {
    const before = readFileSync(file)
    const { code, out } = await muster({ DATABASE_URL: t.databaseUrl }, 'backup', file)
    expect([code, out]).toEqual([1, expect.stringMatching(/已经存在，没有覆盖/)])
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

it('a backup with a passphrase shows nothing without it, and everything with it', { timeout: 120_000 }, async () => {
  const [secret, wrong] = [join(folder, 'secret'), join(folder, 'wrong')]
  writeFileSync(secret, '很长很长的一句口令，只给备份用\n')
  writeFileSync(wrong, '另外一句很长很长的口令，不是它\n')
  const locked = join(folder, 'locked.backup')
  const from = { DATABASE_URL: t.databaseUrl }
  expect((await muster(from, 'backup', locked, '--passphrase-file', secret)).code).toBe(0)
  const url = await database()
  const into = { DATABASE_URL: url }
  expect((await muster(into, 'restore', locked)).out).toMatch(/这份备份是加密的/)
  expect((await muster(into, 'restore', locked, '--passphrase-file', wrong)).out).toMatch(/口令不对/)
  expect(await contents(url)).toEqual({})
  expect((await muster(into, 'restore', locked, '--passphrase-file', secret)).code).toBe(0)
  expect(await contents(url)).toEqual(await contents(t.databaseUrl))
})

/** Asks both through their doors, as of the newest fact that the backup holds. */
async function sameAsOf(url: string): Promise<void> {
  const asOf = await withBackup(file, undefined, async ({ heading }) => heading.tenants[0]!.asOf!)
  const app = await openApp({ databaseUrl: url, clock: () => t.clock.now, ticking: false })
  try {
    const other = await signedIn(await app.http.listen({ host: '127.0.0.1', port: 0 }))
    const figures = await other(enrolment.figures, { asOf })
    expect(figures.people.value).toBeGreaterThanOrEqual(100)
    expect(figures).toEqual(await desk(enrolment.figures, { asOf }))
    expect(await other(report.get, { bulletinId })).toEqual(await desk(report.get, { bulletinId }))
    expect(await other(report.verify, { bulletinId })).toMatchObject({ digestHolds: true, recountHolds: true })
    const { rows } = await sql<{ part: string }>`select distinct tableoid::regclass::text as part from fact`.execute(
      app.db,
    )
    expect(rows.map(({ part }) => part)).not.toContain('fact_other')
  } finally {
    await app.close()
  }
}

async function signedIn(url: string): Promise<Ask> {
  const ask = asker(url)
  await ask(signIn, { login, passphrase: PASSPHRASE })
  return ask
}
