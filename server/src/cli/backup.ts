import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { followChain } from '../audit/queries.ts'
import { loadBackup } from '../platform/backup/load.ts'
import { backupProblem } from '../platform/backup/problems.ts'
import { type Checked, withBackup } from '../platform/backup/read.ts'
import { type Progress, writeBackup } from '../platform/backup/write.ts'
import { openAsOwner } from '../platform/database/open.ts'
import { removePlace } from '../platform/engine/place.ts'
import { databaseFolder, type Settings } from '../settings.ts'
import { rebuildAll } from './ledger.ts'
import { addNote } from './note.ts'
import { withDatabase } from './operator.ts'

interface Options {
  readonly passphraseFile?: string
}

/** Backs up all cities to a file, and reads it back. */
export async function backUp(settings: Settings, wanted: string | undefined, options: Options): Promise<void> {
  const passphrase = passphraseIn(options)
  const file = wanted ? resolve(wanted) : inFolder(settings)
  const progress = progressLine('备份 · backing up')
  await withDatabase(settings, url => writeBackup({ url, file, passphrase, progress }))
  await withBackup(file, passphrase, async backup => {
    addNote(settings.folder, { made: { at: backup.heading.at, file } })
    console.log(`备份完成，已读回核对 · backed up, read back and checked:\n${file}`)
    describe(backup)
  })
  console.log(
    '文件里有个人信息和登录凭据：请复制到另一台机器妥善保管，并按期销毁。\nThe file holds personal data and credentials: keep a copy on another machine, guard it, and destroy it in time.',
  )
}

/** Restores a backup into an empty installation. @returns whether the audit chains are whole */
export async function restore(settings: Settings, file: string, options: Options): Promise<boolean> {
  return withBackup(resolve(file), passphraseIn(options), async backup => {
    console.log('备份文件完整 · the backup is whole')
    describe(backup)
    return withDatabase(settings, async url => {
      await loadBackup(url, backup, progressLine('恢复 · restoring'))
      console.log('恢复完成，各表与备份一致 · restored, every table is as in the backup')
      return chainsAreWhole(url, backup)
    })
  })
}

/**
 * Restores a backup into a folder for the trial, asks of it what an installation is asked, and removes it: only a backup
 * that was restored is one.
 *
 * @returns whether everything is as it should be
 */
export async function tryRestore(
  { databaseUrl: _, ...rest }: Settings,
  file: string,
  options: Options,
): Promise<boolean> {
  const settings = { ...rest, folder: mkdtempSync(join(tmpdir(), 'muster-try-')) }
  try {
    let ok = await restore(settings, file, options)
    for (const tenant of await tenantsIn(settings)) ok = (await rebuildAll(settings, tenant)) === 0 && ok
    if (ok) addNote(rest.folder, { tried: { at: new Date().toISOString(), file: resolve(file) } })
    console.log(ok ? '试恢复成功 · the trial went well' : '试恢复发现问题，见上 · the trial found something, see above')
    return ok
  } finally {
    removePlace(databaseFolder(settings))
    rmSync(settings.folder, { recursive: true, force: true })
  }
}

/** On the same disk as the database: a beginning, and the message says to copy it elsewhere. */
function inFolder({ folder }: Settings): string {
  const backups = join(folder, 'backups')
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')
  return join(backups, `muster-${stamp}Z.backup`)
}

/** What opens a file that lies about must be long. */
const LEAST = 15

function passphraseIn({ passphraseFile: file }: Options): string | undefined {
  if (!file) return undefined
  const passphrase = readText(file).trim()
  if (passphrase.length < LEAST) throw backupProblem('backup/passphrase-short', { least: LEAST })
  return passphrase
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw backupProblem('backup/no-file', { file, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' })
  }
}

function describe({ heading, rows, bytes }: Checked): void {
  for (const { name, asOf } of heading.tenants) console.log(`  ${name}：截至 · as of ${asOf ?? heading.at}`)
  console.log(
    `  ${rows.toLocaleString('en')} 行 · rows, ${(bytes / 1e6).toFixed(1)} MB, 读取于 · read at ${heading.at}`,
  )
}

async function chainsAreWhole(url: string, { heading }: Checked): Promise<boolean> {
  const { db } = openAsOwner(url)
  let whole = true
  try {
    for (const { tenant, name } of heading.tenants) {
      const { lines, brokenAt } = await followChain(db, tenant)
      if (brokenAt) whole = false
      console.log(
        brokenAt
          ? `  ${name}：审计链在第 ${brokenAt.seq} 行断裂，备份时已经如此 · the audit chain breaks at line ${brokenAt.seq}, and did when it was backed up`
          : `  ${name}：审计链完整，共 ${lines} 行 · the audit chain is whole, ${lines} lines`,
      )
    }
    return whole
  } finally {
    await db.destroy()
  }
}

async function tenantsIn(settings: Settings): Promise<string[]> {
  return withDatabase(settings, async url => {
    const { db } = openAsOwner(url)
    try {
      return (await db.selectFrom('tenant').select('tenant').execute()).map(({ tenant }) => tenant)
    } finally {
      await db.destroy()
    }
  })
}

/** Milliseconds between two lines. */
const PAUSE = 2000

function progressLine(what: string): Progress {
  let last = Date.now()
  return (rows, of, table) => {
    if (Date.now() - last < PAUSE) return
    last = Date.now()
    const percent = Math.floor((100 * rows) / Math.max(of, 1))
    console.error(`${what} ${percent}% · ${rows.toLocaleString('en')} / ${of.toLocaleString('en')} · ${table}`)
  }
}
