import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, unsuitable } from './database.ts'
import { type Check, diagnose } from './diagnose.ts'
import { ask, folders, otherProcess } from './engine.fixtures.ts'
import { runningUrl } from './running.ts'
import { cloneDatabase, dropDatabase, startTestEngine, type TestEngine } from './testing.ts'
import { withDatabase } from './url.ts'

const temporary = folders()
let engine: TestEngine
beforeAll(async () => {
  engine = await startTestEngine()
})
afterAll(async () => {
  await engine.stop()
  temporary.clear()
})

it('clones a template for a test that may spoil it, and drops it with people still in it', async () => {
  await ask(engine.url, 'create table seed as select 1 as n')
  const url = await cloneDatabase(engine.url, 'muster', 'one test’s')
  await ask(url, 'delete from seed')
  expect(await ask(engine.url, 'select n from seed')).toEqual([{ n: 1 }])
  await dropDatabase(engine.url, 'one test’s')
  await expect(ask(url, 'select 1')).rejects.toThrow(/does not exist/)
})

it('takes any PostgreSQL that will do, and says why another will not', async () => {
  const folder = temporary.fresh()
  const open = (databaseUrl: string) => openDatabase({ databaseUrl, folder })
  expect(await open(engine.url)).toMatchObject({
    url: engine.url,
    embedded: false,
    version: expect.stringMatching(/^18\./),
  })

  await ask(engine.url, `create database latin encoding 'SQL_ASCII' template template0 locale_provider libc locale 'C'`)
  await expect(open(withDatabase(engine.url, 'latin'))).rejects.toMatchObject({ slug: 'database/not-utf8' })
  await expect(open('mysql://root@localhost/x')).rejects.toMatchObject({ slug: 'database/address' })

  const server = { number: 140_012, version: '14.12', encoding: 'UTF8', standby: false }
  expect(unsuitable(server, 'db:5432/muster')).toMatchObject({ slug: 'database/too-old' })
  expect(unsuitable({ ...server, number: 150_000 }, '')).toBeUndefined()
  expect(unsuitable({ ...server, number: 150_000, standby: true }, '')).toMatchObject({ slug: 'database/read-only' })
})

it('never says the password of a database it cannot reach', async () => {
  const closed = createServer()
  await new Promise<void>(done => closed.listen(0, '127.0.0.1', done))
  const { port } = closed.address() as { port: number }
  await new Promise(done => closed.close(done))
  const given = { databaseUrl: `postgresql://clerk:s3cret@127.0.0.1:${port}/muster`, folder: temporary.fresh() }
  const problem = await openDatabase(given).catch(error => error)
  expect(problem).toMatchObject({ slug: 'database/unreachable', details: { address: `127.0.0.1:${port}/muster` } })
  expect(JSON.stringify([problem.zh, problem.en, problem.details])).not.toMatch(/s3cret|clerk/)
})

it('tells a running engine from an orphan and from none', async () => {
  const folder = temporary.fresh()
  const check = async (name: Check['name']) => {
    const checks = await diagnose({ folder, now: Date.now() })
    return checks.find(one => one.name === name)
  }
  expect(await check('engine')).toMatchObject({ ok: true, en: 'the database is not running' })
  expect(await check('folder')).toMatchObject({ ok: true, zh: expect.stringContaining('可以新建') })

  const other = otherProcess(folder)
  const [pid = '', url = ''] = ((await other.line()) ?? '').split(' ')
  expect(await check('engine')).toMatchObject({
    ok: true,
    en: expect.stringContaining(`(process ${pid}, kept by ${other.child.pid ?? ''})`),
  })
  expect(await check('database')).toMatchObject({ ok: true, en: expect.stringContaining('PostgreSQL 18') })
  expect(runningUrl(folder)).toBe(url)

  await other.kill('SIGKILL')
  expect(await check('engine')).toMatchObject({ ok: false, en: expect.stringContaining(`database process ${pid}`) })
})

it('sees a clock that was set back', async () => {
  const [, , clock] = await diagnose({ folder: temporary.fresh(), databaseUrl: engine.url, now: Date.UTC(1970, 0, 1) })
  expect(clock).toMatchObject({ name: 'clock', ok: false })
})
