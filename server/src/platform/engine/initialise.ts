import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { makeFor, ownersPassword, type Place, writable } from './place.ts'
import { engineProblem } from './problems.ts'
import { leftOvers, signal } from './processes.ts'
import { run } from './run.ts'
import { TUNABLE } from './settings.ts'

/** `18`, from the data folder; undefined when there is none yet. */
export function dataVersion(data: string): string | undefined {
  const file = join(data, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/**
 * Makes the data folder when there is none, refuses one that another PostgreSQL wrote, and brings our settings.
 *
 * @param hasty do not wait for the disk: throw-away databases only
 * @returns the owner's password
 * @throws Problem `engine/other-version` · `engine/damaged` · `engine/disk-full` · `engine/no-start`
 */
export async function initialise(binaries: Binaries, place: Place, owner: string, hasty: boolean): Promise<string> {
  const theirs = dataVersion(place.data)
  if (theirs !== undefined && theirs !== binaries.major)
    throw engineProblem('engine/other-version', { folder: place.data, theirs, ours: binaries.major })
  if (theirs === undefined && existsSync(place.data) && readdirSync(place.data).length > 0)
    throw engineProblem('engine/damaged', { folder: place.data, reason: 'PG_VERSION is missing' })

  const { password, fresh } = ownersPassword(place)
  if (theirs === undefined) await makeData(binaries, place, { owner, password, hasty })
  else if (fresh) await resetPassword(binaries, place, { owner, password })
  writeSettings(place)
  return password
}

interface Owner {
  readonly owner: string
  readonly password: string
}

/** Made beside its place and then renamed: a kill half-way leaves a draft to throw away, never half a database. */
async function makeData(binaries: Binaries, place: Place, given: Owner & { hasty: boolean }): Promise<void> {
  sweepDrafts(place.data)
  const draft = `${place.data}.new-${process.pid}-${randomBytes(3).toString('hex')}`
  const secret = join(place.home, 'engine', 'socket', 'initial-password') // in a folder of PostgreSQL's user
  try {
    writable(place.folder, () => {
      makeFor(draft, place.runAs)
      writeFor(secret, given.password, place)
    })
    const { ok, said } = await run(binaries.initdb, initdbArguments(draft, secret, given), place.runAs)
    if (!ok) throw refusedBy(said, place)
    writable(place.folder, () => {
      // NOTE: initdb has forced the rest to the disk. Without this line there too, a power cut in the first seconds leaves
      // zeros at the end of the file, and PostgreSQL never starts again.
      appendFileSync(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'muster.conf'\n", { flush: !given.hasty })
      renameSync(draft, place.data)
      if (process.platform !== 'win32') syncFolder(dirname(place.data))
    })
  } finally {
    rmSync(secret, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

/** An initdb whose supervisor was killed may still be writing: it is ended, and has a draft of its own to clean up. */
function sweepDrafts(data: string): void {
  const drafts = readdirSync(dirname(data)).filter(name => name.startsWith(`${basename(data)}.new-`))
  for (const draft of drafts.map(name => join(dirname(data), name))) {
    for (const pid of leftOvers(draft)) signal(pid, 'SIGKILL')
    rmSync(draft, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * Sorting by code point is the default (the builtin C.UTF-8: the same on every machine and in every version, so no index
 * goes bad when a library is upgraded); where people read a list, the query says `collate "zh-x-icu"`.
 */
function initdbArguments(draft: string, secret: string, { owner, hasty }: Owner & { hasty: boolean }): string[] {
  return [
    `--pgdata=${draft}`,
    `--username=${owner}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(hasty ? ['--no-sync'] : []),
  ]
}

/** The data is here and the password is not (a restore of `pgdata` alone): whoever may write the data may set a new one. */
async function resetPassword(binaries: Binaries, place: Place, { owner, password }: Owner): Promise<void> {
  const statement = `alter role "${owner}" password '${password}'\n`
  const { ok, said } = await run(binaries.postgres, ['--single', '-D', place.data, 'postgres'], place.runAs, statement)
  if (!ok) {
    rmSync(join(place.engine, 'password'), { force: true }) // it opens nothing
    throw refusedBy(said, place)
  }
}

function writeSettings(place: Place): void {
  const lines = Object.entries(TUNABLE).map(([name, value]) => `${name} = '${value}'`)
  const text = ['# Written by Muster at each start. To change a value: alter system set …', ...lines, ''].join('\n')
  const file = join(place.data, 'muster.conf')
  // Only when it differs: on a full disk, a start that could still serve reads must not fail here.
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  writable(place.folder, () => writeFor(file, text, place))
}

function writeFor(file: string, text: string, { runAs }: Place): void {
  rmSync(file, { force: true })
  writeFileSync(file, text, { mode: 0o600, flush: true })
  if (runAs) chownSync(file, runAs.uid, runAs.gid)
}

function refusedBy(said: string, place: Place): Error {
  if (/No space left on device|Disk quota exceeded/i.test(said))
    return engineProblem('engine/disk-full', { folder: place.folder })
  const reason = said.split('\n').findLast(line => /error|fatal/i.test(line)) ?? said.slice(-300)
  return engineProblem('engine/no-start', { reason, file: place.log })
}

/** A rename is on the disk only when its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
