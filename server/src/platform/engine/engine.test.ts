import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { ask, askAgain, folders, otherProcess } from './engine.fixtures.ts'
import { type Engine, startEngine } from './engine.ts'
import { readPostmaster } from './postmaster.ts'
import { leftOvers, whose } from './processes.ts'
import type { EngineEvent } from './supervise.ts'
import { until } from './wait.ts'

const temporary = folders()
const started: Engine[] = []
const start = async (...given: Parameters<typeof startEngine>) => {
  const engine = await startEngine(...given)
  started.push(engine)
  return engine
}
afterAll(async () => {
  await Promise.all(started.map(engine => engine.stop()))
  temporary.clear()
})

describe('an engine in a folder', () => {
  it('is real, durable and Chinese, and says nothing of what people wrote', async () => {
    const folder = temporary.fresh()
    const engine = await start({ folder })
    const settings = await ask(
      engine.url,
      `select name, setting from pg_settings where name in
        ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'ssl', 'listen_addresses', 'server_encoding')`,
    )
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      ssl: 'off',
      listen_addresses: '',
      server_encoding: 'UTF8',
    })
    const sorted = await ask(
      engine.url,
      `select n from unnest(array['周', '安', '李', '王']) n order by n collate "zh-x-icu"`,
    )
    expect(sorted.map(({ n }) => n)).toEqual(['安', '李', '王', '周'])

    await expect(ask(engine.url, `select '110105194912310021'::date`)).rejects.toThrow()
    expect(readFileSync(join(folder, 'engine', 'log', 'postgres.log'), 'utf8')).not.toContain('110105')
    await engine.stop()
  })

  it('keeps its address, password and data from one run to the next', async () => {
    const folder = await temporary.made()
    const first = await start({ folder })
    await first.stop()
    await first.stop() // twice is as good as once

    const second = await start({ folder })
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }])
    await second.stop()
  })

  it('goes to loopback, on another port, when the path is too long for a socket and the port is taken', async () => {
    const squatter = createServer()
    await new Promise<void>(done => squatter.listen(0, '127.0.0.1', done))
    const { port } = squatter.address() as { port: number }
    const engine = await start({ folder: temporary.fresh(`data-${'长'.repeat(30)}`), port })
    const url = new URL(engine.url)
    expect(url.hostname).toBe('127.0.0.1')
    expect(url.port).not.toBe(String(port))
    expect(await ask(engine.url, 'select 1 as n')).toEqual([{ n: 1 }])
    url.password = 'guess'
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/password/)
    await engine.stop()
    squatter.close()
  })
})

/** Inserts one row after another and says which ones were acknowledged. */
const WRITE = `
  const client = new pg.Client({ connectionString: engine.url })
  client.on('error', () => {})
  await client.connect()
  await client.query('create table fact (n int primary key)')
  for (let n = 1; ; n++) { await client.query('insert into fact values ($1)', [n]); console.log(n) }`

describe('kill -9', () => {
  it('of PostgreSQL: it comes back by itself, with every acknowledged row', async () => {
    const events: EngineEvent[] = []
    const engine = await start({ folder: await temporary.made(), onEvent: event => events.push(event) })
    await ask(engine.url, 'create table fact (n int primary key)')
    for (let n = 1; n <= 20; n++) await ask(engine.url, 'insert into fact values ($1)', [n])
    const before = engine.pid()!
    process.kill(before, 'SIGKILL')

    await until(() => events.some(({ kind }) => kind === 'restarted'), { deadline: 10_000 })
    expect(events.map(({ kind }) => kind)).toEqual(['crashed', 'restarted'])
    expect(engine.pid()).not.toBe(before)
    expect(await ask(engine.url, 'select count(*)::int as n from fact')).toEqual([{ n: 20 }])
    await engine.stop()
  })

  it('of PostgreSQL during a long query, which would hold the memory for ever', async () => {
    const events: EngineEvent[] = []
    const engine = await start({ folder: await temporary.made(), onEvent: event => events.push(event) })
    const busy = new pg.Client({ connectionString: engine.url })
    busy.on('error', () => {})
    await busy.connect()
    const cut = busy.query('select count(*) from generate_series(1, 1000000000000) n').catch(() => 'cut')
    const under = `select from pg_stat_activity where state = 'active' and query like '%1000000000000%' and pid <> pg_backend_pid()`
    await until(async () => (await ask(engine.url, under)).length > 0, { deadline: 5_000 })
    process.kill(engine.pid()!, 'SIGKILL')

    await until(() => events.some(({ kind }) => kind === 'restarted'), { deadline: 15_000 })
    expect(events.at(-1)).toMatchObject({ kind: 'restarted' })
    expect(await cut).toBe('cut')
    await engine.stop()
  })

  it('of the supervisor: the next one stops what was left, and every acknowledged row is there', async () => {
    const folder = await temporary.made()
    const other = otherProcess(folder, WRITE)
    const orphan = Number.parseInt((await other.line()) ?? '', 10)
    let acknowledged = 0
    while (acknowledged < 100) acknowledged = Number(await other.line())
    await other.kill('SIGKILL')
    expect(whose(orphan, join(folder, 'pgdata'))).toBe('ours')

    const engine = await start({ folder })
    expect(whose(orphan, join(folder, 'pgdata'))).toBe('gone')
    const [row] = await ask(engine.url, 'select count(*)::int as n from fact')
    expect(row!.n).toBeGreaterThanOrEqual(acknowledged)
    await engine.stop()
  })

  it('of both at once: the next start recovers', async () => {
    const folder = await temporary.made()
    const other = otherProcess(folder, WRITE)
    const orphan = Number.parseInt((await other.line()) ?? '', 10)
    let acknowledged = 0
    while (acknowledged < 50) acknowledged = Number(await other.line())
    process.kill(orphan, 'SIGKILL')
    await other.kill('SIGKILL')

    const engine = await start({ folder })
    const [row] = await ask(engine.url, 'select count(*)::int as n from fact')
    expect(row!.n).toBeGreaterThanOrEqual(acknowledged)
    await engine.stop()
  })

  it('of the whole machine: a number in its lock files that is another program’s by now keeps nobody out', async () => {
    const [folder, neighbour] = [await temporary.made(), await start({ folder: await temporary.made() })]
    const other = otherProcess(folder, WRITE)
    const orphan = Number.parseInt((await other.line()) ?? '', 10)
    process.kill(orphan, 'SIGKILL')
    await other.kill('SIGKILL')
    for (const file of ['pgdata/postmaster.pid', 'engine/socket/.s.PGSQL.5432.lock']) {
      const text = readFileSync(join(folder, file), 'utf8')
      writeFileSync(join(folder, file), text.replace(String(orphan), String(neighbour.pid())))
    }

    const engine = await start({ folder })
    expect(await ask(engine.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await engine.stop()
    await neighbour.stop()
  })
})

describe('a process that ends', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s takes its PostgreSQL with it', async name => {
    const folder = await temporary.made()
    const other = otherProcess(folder)
    const pid = Number.parseInt((await other.line()) ?? '', 10)
    await other.kill(name)
    expect(other.child.signalCode).toBe(name)
    expect(whose(pid, join(folder, 'pgdata'))).toBe('gone')
  })

  it('without a word takes it too', async () => {
    const folder = await temporary.made()
    const other = otherProcess(folder, 'process.exit(3)')
    const pid = Number.parseInt((await other.line()) ?? '', 10)
    expect(await until(() => whose(pid, join(folder, 'pgdata')) === 'gone', { deadline: 10_000 })).toBe(true)
  })
})

describe('two starts on one folder', () => {
  it('the second hears which process holds it, from within and from without', async () => {
    const folder = await temporary.made()
    const engine = await start({ folder })
    const held = { slug: 'engine/folder-held', details: { folder, pid: process.pid } }
    await expect(start({ folder })).rejects.toMatchObject(held)
    expect(await otherProcess(folder).line()).toMatch(new RegExp(`^engine/folder-held .*process ${process.pid}\\.`))
    expect(await ask(engine.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await engine.stop()
  })

  it('of two at the same moment exactly one gets it', async () => {
    const folder = await temporary.made()
    const both = await Promise.allSettled([start({ folder }), start({ folder })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await askAgain(started.at(-1)!.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await started.at(-1)!.stop()
  })
})

it('can be stopped while it is coming back from a crash', async () => {
  const folder = await temporary.made()
  const engine = await start({ folder })
  const killed = engine.pid()!
  process.kill(killed, 'SIGKILL')
  const another = () => ![killed, undefined].includes(readPostmaster(join(folder, 'pgdata'))?.pid)
  expect(await until(another, { deadline: 10_000, every: 2 })).toBe(true)
  await engine.stop()
  expect(leftOvers(realpathSync(join(folder, 'pgdata')))).toEqual([])
})
