import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@muster/core/platform/problem.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { migrateTo, migrationNames } from '../database/migrate.ts'
import { openAsOwner } from '../database/open.ts'
import { cloneDatabase, dropDatabase } from '../engine/testing.ts'
import { addCity } from '../testing/context.ts'
import { testDatabase } from '../testing/database.ts'
import { loadBackup } from './load.ts'
import { withBackup } from './read.ts'
import { writeBackup } from './write.ts'

let t: Awaited<ReturnType<typeof testDatabase>>
let folder: string
const databases: string[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-backup-'))
  t = await testDatabase()
  for (const city of ['suqian', 'xuzhou']) await addCity(t.owner, city)
  await t.owner
    .insertInto('wrong_try')
    .values(tries('suqian', 'somebody', 1))
    .execute()
})
afterAll(async () => {
  await t.close()
  for (const name of databases) await dropDatabase(inject('engineUrl'), name)
  rmSync(folder, { recursive: true, force: true })
})

async function emptyDatabase(): Promise<string> {
  const name = `test_${v7().replaceAll('-', '')}`
  databases.push(name)
  return cloneDatabase(inject('engineUrl'), 'template0', name)
}

const tries = (tenant: string, login: string, count: number) => ({ tenant, login, tries: count, until: new Date(0) })
const restored = (file: string, url: string) => withBackup(file, undefined, backup => loadBackup(url, backup))

async function backedUp(name: string, url = t.url, passphrase?: string): Promise<string> {
  const file = join(folder, name)
  await writeBackup({ url, file, passphrase })
  return file
}

it('finds every flip of a bit, every cut and every tail, in the open and under a passphrase', {
  timeout: 120_000,
}, async () => {
  const slugs = new Set<string>()
  const passphrase = 'a passphrase for this test'
  for (const [name, key] of [
    ['open', undefined],
    ['locked', passphrase],
  ] as const) {
    const whole = readFileSync(await backedUp(name, t.url, key))
    const spoiled = join(folder, 'spoiled')
    const refusedAs = async (bytes: Buffer) => {
      writeFileSync(spoiled, bytes)
      const problem = await withBackup(spoiled, key, async () => undefined).catch((error: unknown) => error)
      if (!(problem instanceof Problem)) throw new Error('It was taken for whole.', { cause: problem })
      slugs.add(problem.slug)
    }
    const place = fc.nat(whole.length - 1)
    const runs = { numRuns: key ? 8 : 100 } // a key takes its time to derive
    await fc.assert(
      fc.asyncProperty(place, fc.nat(7), async (at, bit) => {
        const bytes = Buffer.from(whole)
        bytes[at]! ^= 1 << bit
        await refusedAs(bytes)
      }),
      runs,
    )
    await fc.assert(
      fc.asyncProperty(place, at => refusedAs(whole.subarray(0, at))),
      runs,
    )
    await refusedAs(Buffer.concat([whole, Buffer.from('x')]))
  }
  expect([...slugs]).toEqual(expect.arrayContaining(['backup/changed', 'backup/torn', 'backup/wrong-passphrase']))
})

it('brings back any text as it was, and blocks cut rows anywhere', async () => {
  const texts = fc.sample(fc.string({ unit: 'binary', minLength: 1 }), { numRuns: 500, seed: 7 })
  const hostile = ['\\.', '\\N', 'a\tb\nc\rd\\', '\u{1F600}', 'x'.repeat(3_000_000)]
  const logins = [...new Set([...texts, ...hostile].map(one => one.replaceAll('\0', '')))]
  // The login is a key: long ones do not fit, and stand in a column without an index.
  const short = logins.filter(login => login.length < 500)
  await t.owner
    .insertInto('wrong_try')
    .values(short.map((login, nth) => tries('xuzhou', login, nth)))
    .execute()
  await t.owner
    .insertInto('bulletin')
    .values({
      tenant: 'suqian',
      id: v7(),
      number: '1',
      title: hostile.at(-1)!,
      incident_id: null,
      as_of: new Date(0),
      frozen_at: new Date(0),
      frozen_by: '',
      content: JSON.stringify({ logins }),
      rule_version: '1',
      digest: '',
    })
    .execute()
  const file = await backedUp('texts')
  const url = await emptyDatabase()
  await restored(file, url)
  const { db } = openAsOwner(url)
  for (const table of ['wrong_try', 'bulletin', 'tenant'] as const)
    expect(await db.selectFrom(table).selectAll().orderBy(sql`1, 2`).execute()).toEqual(
      await t.owner.selectFrom(table).selectAll().orderBy(sql`1, 2`).execute(),
    )
  await db.destroy()
})

it('names the table in which a file is spoiled', async () => {
  const file = await backedUp('named')
  const bytes = readFileSync(file)
  await withBackup(file, undefined, async ({ parts }) => {
    const part = parts.find(({ table }) => table === 'wrong_try')!
    bytes[part.rowsFrom.at + 40]! ^= 1
  })
  writeFileSync(file, bytes)
  await expect(withBackup(file, undefined, async () => {})).rejects.toMatchObject({
    slug: 'backup/changed',
    details: { place: 'wrong_try' },
  })
})

it('of an older Muster is restored as it was and then brought up to date; of a newer one it is refused', async () => {
  const older = await emptyDatabase()
  expect(await migrateTo(older, migrationNames().slice(0, -1))).toBe(true)
  const { db: before } = openAsOwner(older)
  await addCity(before, 'huaian')
  await before.destroy()
  const file = await backedUp('older', older)
  const url = await emptyDatabase()
  await restored(file, url)
  const { db } = openAsOwner(url)
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(db)
  expect(rows.map(({ name }) => name)).toEqual(migrationNames())
  expect(await db.selectFrom('tenant').select('tenant').execute()).toEqual([{ tenant: 'huaian' }])
  await db.destroy()

  // A database that was brought up to date before is further than the backup.
  await expect(restored(file, await fresh())).rejects.toMatchObject({ slug: 'backup/other-structure' })
})

it('of a Muster that knows more than this one is refused, and nothing is made', async () => {
  const later = await fresh()
  const { db } = openAsOwner(later)
  await addCity(db, 'nanjing')
  await sql`insert into kysely_migration (name, timestamp) values ('2099-01-01-01-later', '')`.execute(db)
  await db.destroy()
  const file = await backedUp('later', later)
  const url = await emptyDatabase()
  await expect(restored(file, url)).rejects.toMatchObject({ slug: 'backup/other-structure' })
})

async function fresh(): Promise<string> {
  const url = await emptyDatabase()
  await migrateTo(url, migrationNames())
  return url
}

it('has nothing to say of an installation without a city', async () => {
  await expect(backedUp('none', await fresh())).rejects.toMatchObject({ slug: 'backup/nothing' })
  await expect(backedUp('nothing', await emptyDatabase())).rejects.toMatchObject({ slug: 'backup/nothing' })
})
