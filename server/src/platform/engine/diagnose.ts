import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { bundledFolder, packageVersion, platformName } from './binaries.ts'
import { suitable } from './database.ts'
import { WANTED_PORT } from './engine.ts'
import { dataVersion } from './initialise.ts'
import { holderOf } from './lock.ts'
import { strangerIn } from './place.ts'
import { freePort } from './port.ts'
import { engineState, runningUrl } from './running.ts'

/** One thing looked at, in words for whoever keeps the machine. */
export interface Check {
  readonly name: 'node' | 'postgresql' | 'folder' | 'disk' | 'data' | 'engine' | 'port' | 'clock' | 'database'
  readonly ok: boolean
  readonly zh: string
  readonly en: string
}

export interface Suspect {
  readonly folder: string
  readonly databaseUrl?: string | undefined
  /** The wall clock, in milliseconds: one of the things suspected. */
  readonly now: number
}

/** Looks at everything the database needs, changes nothing, never throws. Migrations are looked at elsewhere. */
export async function diagnose(suspect: Suspect): Promise<Check[]> {
  const { databaseUrl, now } = suspect
  const folder = resolve(suspect.folder)
  if (databaseUrl) return [nodeVersion(), diskSpace(folder), clock(folder, now), await connection(databaseUrl)]
  return [
    nodeVersion(),
    bundled(),
    await folderState(folder),
    diskSpace(folder),
    dataState(folder),
    engine(folder),
    await port(),
    clock(folder, now),
    await connection(runningUrl(folder)),
  ]
}

function nodeVersion(): Check {
  const ok = Number(process.versions.node.split('.')[0]) >= 24
  const [zh, en] = ok ? ['', ''] : ['，需要 24 及以上', '; 24 or later is needed']
  return { name: 'node', ok, zh: `Node.js ${process.versions.node}${zh}`, en: `Node.js ${process.versions.node}${en}` }
}

function bundled(): Check {
  const native = bundledFolder()
  const platform = platformName()
  if (native) {
    const version = packageVersion(native)
    return {
      name: 'postgresql',
      ok: true,
      zh: `随附 PostgreSQL ${version}（${platform}）`,
      en: `PostgreSQL ${version} is bundled (${platform})`,
    }
  }
  return {
    name: 'postgresql',
    ok: false,
    zh: `本机（${platform}）没有随附的 PostgreSQL：请重新安装可选依赖，或设置 DATABASE_URL`,
    en: `no PostgreSQL is bundled for this machine (${platform}): install optional dependencies, or set DATABASE_URL`,
  }
}

async function folderState(folder: string): Promise<Check> {
  const say = (ok: boolean, zh: string, en: string): Check => ({
    name: 'folder',
    ok,
    zh: `数据目录 ${folder} ${zh}`,
    en: `data folder ${folder} ${en}`,
  })
  try {
    const stranger = strangerIn(folder)
    if (stranger)
      return say(false, `里有别的东西（${stranger}）：请换一个`, `holds something else (${stranger}): choose another`)
    await access(nearest(folder), constants.W_OK | constants.X_OK)
    const [uid, owner] = [process.getuid?.(), statSync(join(folder, 'pgdata'), { throwIfNoEntry: false })?.uid]
    if (uid && owner !== undefined && owner !== uid)
      return say(false, `里的数据属于 uid ${owner}：请用那个用户启动`, `holds data of uid ${owner}: start as that user`)
    return existsSync(folder)
      ? say(true, '可以写入', 'can be written')
      : say(true, '还没有，可以新建', 'is not there yet and can be made')
  } catch {
    return say(false, '无法写入：请检查权限', 'cannot be written: check its permissions')
  }
}

/** Less than this free is a warning: crash recovery and a backup both need room. */
const ENOUGH = 2 ** 30

function diskSpace(folder: string): Check {
  const { bavail, bsize } = statfsSync(nearest(folder))
  const free = bavail * bsize
  const size = `${(free / 2 ** 30).toFixed(1)} GiB`
  if (free >= ENOUGH) return { name: 'disk', ok: true, zh: `磁盘剩余 ${size}`, en: `${size} free on the disk` }
  return {
    name: 'disk',
    ok: false,
    zh: `磁盘只剩 ${size}：请腾出至少 1 GiB`,
    en: `only ${size} free on the disk: make it at least 1 GiB`,
  }
}

function dataState(folder: string): Check {
  const native = bundledFolder()
  const ours = native ? packageVersion(native).split('.')[0] : undefined
  const data = join(folder, 'pgdata')
  try {
    const theirs = dataVersion(data)
    if (theirs === undefined && existsSync(data) && readdirSync(data).length > 0)
      return { name: 'data', ok: false, zh: '数据不完整：请从备份恢复', en: 'the data is not whole: restore a backup' }
    if (theirs === undefined) return { name: 'data', ok: true, zh: '还没有数据', en: 'no data yet' }
    if (theirs === ours)
      return { name: 'data', ok: true, zh: `数据由 PostgreSQL ${theirs} 写成`, en: `data of PostgreSQL ${theirs}` }
    return {
      name: 'data',
      ok: false,
      zh: `数据由 PostgreSQL ${theirs} 写成，随附的是 ${ours ?? '—'}：请用原版本备份后再恢复`,
      en: `data of PostgreSQL ${theirs}, but ${ours ?? 'none'} is bundled: back up with the old version and restore`,
    }
  } catch {
    return {
      name: 'data',
      ok: false,
      zh: '无权读取数据：请用启动它的用户运行',
      en: 'the data may not be read: run as the user that starts it',
    }
  }
}

function engine(folder: string): Check {
  const now = engineState(folder)
  const by = holderOf(folder) ?? '?'
  if (now.state === 'stopped')
    return { name: 'engine', ok: true, zh: '数据库没有运行', en: 'the database is not running' }
  if (now.state === 'starting')
    return {
      name: 'engine',
      ok: true,
      zh: `进程 ${by} 正在启动或重启数据库`,
      en: `process ${by} is starting the database`,
    }
  if (now.state === 'running')
    return {
      name: 'engine',
      ok: true,
      zh: `数据库运行中（进程 ${now.pid}，由 ${by} 看管）`,
      en: `the database runs (process ${now.pid}, kept by ${by})`,
    }
  return {
    name: 'engine',
    ok: false,
    zh: `上次运行留下了数据库进程 ${now.pid}：下次启动会先停掉它`,
    en: `an earlier run left database process ${now.pid}: the next start stops it first`,
  }
}

async function port(): Promise<Check> {
  const free = await freePort(WANTED_PORT)
  if (free === WANTED_PORT) return { name: 'port', ok: true, zh: `本机端口 ${free} 空闲`, en: `port ${free} is free` }
  return {
    name: 'port',
    ok: true,
    zh: `本机端口 ${WANTED_PORT} 有人在用：需要时会另选`,
    en: `port ${WANTED_PORT} is taken: another is chosen when one is needed`,
  }
}

/** No Muster ran before this. */
const FIRST_DAY = Date.UTC(2026, 0, 1)
/** How far the clock may stand behind the last write, in milliseconds, before we call it set back. */
const SLACK = 5 * 60_000

function clock(folder: string, now: number): Check {
  const shown = new Date(now).toISOString()
  const control = statSync(join(folder, 'pgdata', 'global', 'pg_control'), { throwIfNoEntry: false })
  if (now >= FIRST_DAY && now + SLACK >= (control?.mtimeMs ?? 0))
    return { name: 'clock', ok: true, zh: `时钟 ${shown} 看来正常`, en: `the clock (${shown}) looks right` }
  return {
    name: 'clock',
    ok: false,
    zh: `时钟 ${shown} 早于上次写入数据的时间：请校准系统时间`,
    en: `the clock (${shown}) is behind the last write to the data: set the system time`,
  }
}

async function connection(url: string | undefined): Promise<Check> {
  if (!url)
    return { name: 'database', ok: true, zh: '数据库没有运行，未试连接', en: 'not running, so no connection was tried' }
  try {
    const version = await suitable(url)
    return { name: 'database', ok: true, zh: `已连上 PostgreSQL ${version}`, en: `connected to PostgreSQL ${version}` }
  } catch (error) {
    const { zh, en } = error as { zh?: string; en?: string }
    return { name: 'database', ok: false, zh: zh ?? '连不上数据库', en: en ?? 'the database cannot be reached' }
  }
}

function nearest(path: string): string {
  let at = path
  while (!existsSync(at) && at !== dirname(at)) at = dirname(at)
  return at
}
