import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bundledFolder, provenBinaries } from './binaries.ts'
import { ask, askAgain, folders } from './engine.fixtures.ts'
import { type Engine, startEngine } from './engine.ts'
import { removePlace } from './place.ts'
import { NOBODY } from './user.ts'

const temporary = folders()
const root = process.getuid?.() === 0
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

describe('a folder that cannot be', () => {
  it('holds something else: refused, and nothing is touched', async () => {
    const folder = temporary.fresh()
    mkdirSync(folder)
    writeFileSync(join(folder, '工资表.xlsx'), 'not ours')
    await expect(start({ folder })).rejects.toMatchObject({
      slug: 'engine/folder-not-ours',
      details: { found: '工资表.xlsx' },
    })
    expect(readdirSync(folder)).toEqual(['工资表.xlsx'])
  })

  it('is a file', async () => {
    const folder = temporary.fresh()
    writeFileSync(folder, '')
    await expect(start({ folder })).rejects.toMatchObject({ slug: 'engine/folder-not-writable' })
  })

  it.skipIf(root || process.platform === 'win32')('may not be written', async () => {
    const folder = temporary.fresh()
    chmodSync(dirname(folder), 0o555)
    await expect(start({ folder })).rejects.toMatchObject({ slug: 'engine/folder-not-writable' })
  })

  it('was written by another PostgreSQL', async () => {
    const folder = await temporary.made()
    writeFileSync(join(folder, 'pgdata', 'PG_VERSION'), '16\n')
    await expect(start({ folder })).rejects.toMatchObject({
      slug: 'engine/other-version',
      details: { theirs: '16', ours: '18' },
    })
    writeFileSync(join(folder, 'pgdata', 'PG_VERSION'), '18\n')
    const engine = await start({ folder })
    expect(await ask(engine.url, 'select n from kept')).toEqual([{ n: 7 }])
    await engine.stop()
  })

  it('lost the file that everything hangs on', async () => {
    const folder = await temporary.made()
    rmSync(join(folder, 'pgdata', 'global', 'pg_control'))
    await expect(start({ folder })).rejects.toMatchObject({ slug: 'engine/damaged' })
    rmSync(join(folder, 'pgdata', 'PG_VERSION'))
    await expect(start({ folder })).rejects.toMatchObject({ slug: 'engine/damaged' })
  })
})

describe('a folder that was left in disorder', () => {
  it('with the pid of some other program in postmaster.pid', async () => {
    const folder = await temporary.made()
    const { pid } = process
    writeFileSync(join(folder, 'pgdata', 'postmaster.pid'), `${pid}\n${folder}/pgdata\n1\n5432\n\n\n0 0\nready   \n`)
    const engine = await start({ folder })
    expect(await ask(engine.url, 'select n from kept')).toEqual([{ n: 7 }])
    await engine.stop()
  })

  it('without its password', async () => {
    const folder = await temporary.made()
    rmSync(join(folder, 'engine', 'password'))
    const engine = await start({ folder })
    expect(await ask(engine.url, 'select n from kept')).toEqual([{ n: 7 }])
    await engine.stop()
  })

  it('by a first start that was killed half-way', async () => {
    const folder = await temporary.made()
    execFileSync('mv', [join(folder, 'pgdata'), join(folder, 'pgdata.new-1-abc')])
    const engine = await start({ folder })
    expect(readdirSync(folder).toSorted()).toEqual(['engine', 'pgdata'])
    await engine.stop()
  })
})

describe.skipIf(!root)('root lends PostgreSQL another uid', () => {
  it('that may not enter the folder: the data goes where it can be reached, and a link says where', async () => {
    const folder = temporary.fresh()
    const elsewhere = temporary.fresh()
    chmodSync(dirname(folder), 0o700)
    const engine = await start({ folder, elsewhere })
    expect(dirname(dirname(realpathSync(join(folder, 'pgdata'))))).toBe(elsewhere)
    await ask(engine.url, 'create table kept as select 7 as n')
    await engine.stop()
    const again = await start({ folder, elsewhere })
    expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 7 }])
    await again.stop()
    removePlace(folder)
    expect([existsSync(folder), readdirSync(elsewhere)]).toEqual([false, []])
  })

  it('and whoever removes the folder touches nothing that another link leads to', () => {
    const [folder, own] = [temporary.fresh(), temporary.fresh()]
    for (const one of [folder, join(own, 'pgdata')]) mkdirSync(one, { recursive: true })
    symlinkSync(join(own, 'pgdata'), join(folder, 'pgdata'))
    removePlace(folder)
    expect([existsSync(folder), readdirSync(own)]).toEqual([false, ['pgdata']])
  })

  it('that may not enter either: a sentence', async () => {
    const folder = temporary.fresh()
    chmodSync(dirname(folder), 0o700)
    const given = { folder, elsewhere: join(dirname(folder), 'elsewhere') }
    await expect(start(given)).rejects.toMatchObject({ slug: 'engine/folder-hidden', details: { uid: 65534 } })
  })

  it('that may not read the programs: they are copied, with the links that npm left out', async () => {
    const closed = temporary.fresh()
    mkdirSync(closed, { mode: 0o700 })
    cpSync(dirname(bundledFolder()!), closed, {
      recursive: true,
      filter: path => !/\.so(\.\d+)?$/.test(path) || !isLink(path),
    })
    const home = temporary.fresh()
    const { postgres, version } = await provenBinaries(home, NOBODY, join(closed, 'native'))
    expect(postgres.startsWith(home)).toBe(true)
    expect(version).toMatch(/^18\./)
  })
})

function isLink(path: string): boolean {
  return spawnSync('test', ['-L', path]).status === 0
}

const mounts = mountWorks()
describe.skipIf(!mounts)(`a full disk${mounts ? '' : ' (needs root and mount)'}`, () => {
  it('at the first start: a sentence, and no half database', async () => {
    const { folder, unmount } = smallDisk('24m')
    await expect(start({ folder })).rejects.toMatchObject({ slug: 'engine/disk-full' })
    expect(existsSync(join(folder, 'pgdata'))).toBe(false)
    unmount()
  })

  it('while it runs: writes are refused, reads go on, and room brings it back', async () => {
    const { folder, unmount } = smallDisk('120m')
    const engine = await start({ folder })
    await ask(engine.url, 'create table fact as select 1 as n')
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(bavail * bsize - 2_000_000))
    await expect(ask(engine.url, `insert into fact select n from generate_series(1, 3000000) n`)).rejects.toThrow()
    expect(await askAgain(engine.url, 'select count(*)::int as n from fact')).toEqual([{ n: 1 }])

    rmSync(join(folder, 'ballast'))
    expect(await askAgain(engine.url, 'insert into fact values (2) returning n')).toEqual([{ n: 2 }])
    expect(readFileSync(join(folder, 'engine', 'log', 'postgres.log'), 'utf8')).not.toMatch(/insert into/)
    await engine.stop()
    unmount()
  })
})

function smallDisk(size: string): { folder: string; unmount: () => void } {
  const folder = temporary.fresh()
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'muster-test', folder])
  return { folder, unmount: () => execFileSync('umount', ['-l', folder]) }
}

function mountWorks(): boolean {
  if (!root || process.platform !== 'linux') return false
  const folder = temporary.fresh()
  mkdirSync(folder)
  const ok = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'muster-test', folder]).status === 0
  if (ok) spawnSync('umount', [folder])
  return ok
}
