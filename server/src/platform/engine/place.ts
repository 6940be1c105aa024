import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { engineProblem } from './problems.ts'
import { closedFolder, giveAway, type RunAs, whomToRunAs } from './user.ts'

/**
 * Where everything of one engine lies:
 *
 *     <folder>/pgdata            the data; a link to <home>/pgdata where PostgreSQL's user cannot enter <folder>
 *     <folder>/engine/muster     our mark: this folder is ours
 *     <folder>/engine/password   of the owner role, 0600
 *     <folder>/engine/lock       one supervisor at a time; `holder` is its pid
 *     <folder>/engine/log        what PostgreSQL said
 *     <home>/engine/socket       its Unix socket
 */
export interface Place {
  readonly folder: string
  readonly home: string
  readonly data: string
  readonly engine: string
  readonly sockets: string
  readonly log: string
  readonly runAs: RunAs | undefined
}

const MARK = 'muster'
/** What a fresh disk or a desktop leaves in an empty folder. */
const HARMLESS = ['lost+found', '.DS_Store', '.gitkeep']

/**
 * Makes the folder ours, or says why it cannot be. Touches nothing in a folder that holds something else.
 *
 * @param elsewhere holds the data of folders that PostgreSQL's user cannot enter
 * @throws Problem `engine/folder-not-ours` · `engine/folder-not-writable` · `engine/folder-hidden` · `engine/other-owner`
 */
export function claimPlace(wanted: string, elsewhere = '/var/lib/muster'): Place {
  const folder = writable(wanted, () => claim(resolve(wanted)))
  const link = join(folder, 'pgdata')
  const runAs = whomToRunAs(link)
  const home = writable(folder, () => homeFor(folder, runAs, elsewhere))
  const data = existsSync(link) ? realpathSync(link) : join(home, 'pgdata')
  refuseOtherOwner(data)
  writable(folder, () => mendOwnership(data, runAs))
  const place = {
    folder,
    home,
    data,
    engine: join(folder, 'engine'),
    sockets: join(home, 'engine', 'socket'),
    log: join(folder, 'engine', 'log'),
    runAs,
  }
  writable(folder, () => {
    makeFor(place.sockets, runAs)
    mkdirSync(place.log, { recursive: true, mode: 0o700 })
  })
  return place
}

/** Something in the folder that makes it not ours to take; undefined when it is ours, empty or not there yet. */
export function strangerIn(folder: string): string | undefined {
  if (existsSync(join(folder, 'engine', MARK))) return undefined
  const entries = existsSync(folder) ? readdirSync(folder) : []
  return entries.find(entry => !HARMLESS.includes(entry))
}

/** The owner's password, made once. Whoever can read the file can read the data folder beside it as well. */
export function ownersPassword(place: Place): { password: string; fresh: boolean } {
  const file = join(place.engine, 'password')
  if (existsSync(file)) return { password: readFileSync(file, 'utf8').trim(), fresh: false }
  const password = randomBytes(24).toString('base64url')
  writable(place.folder, () => writeFileSync(file, `${password}\n`, { mode: 0o600, flush: true }))
  return { password, fresh: true }
}

/** A folder that belongs to PostgreSQL's user and nobody else may enter. */
export function makeFor(folder: string, runAs: RunAs | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  if (runAs) chownSync(folder, runAs.uid, runAs.gid)
}

function claim(wanted: string): string {
  mkdirSync(wanted, { recursive: true })
  const folder = realpathSync(wanted)
  const found = strangerIn(folder)
  if (found) throw engineProblem('engine/folder-not-ours', { folder, found })
  mkdirSync(join(folder, 'engine'), { recursive: true })
  const mark = join(folder, 'engine', MARK)
  if (!existsSync(mark)) writeFileSync(mark, 'Muster keeps its database here. Back up the whole folder.\n')
  return folder
}

/**
 * The folder itself where PostgreSQL's user can reach it. Root's own home (0700) it cannot: then the data goes to
 * /var/lib/muster, under a name made from the folder, and a link in the folder shows where.
 */
function homeFor(folder: string, runAs: RunAs | undefined, elsewhere: string): string {
  if (!runAs) return folder
  for (const own of [folder, join(folder, 'engine')]) chmodSync(own, statSync(own).mode | 0o011) // may pass, not list
  const closed = closedFolder(dirname(folder), runAs)
  if (!closed) return folder

  const home = join(elsewhere, nameElsewhere(folder))
  mkdirSync(join(home, 'engine'), { recursive: true, mode: 0o755 })
  if (closedFolder(home, runAs)) throw engineProblem('engine/folder-hidden', { uid: runAs.uid, closed })
  if (!lstatSync(join(folder, 'pgdata'), { throwIfNoEntry: false }))
    symlinkSync(join(home, 'pgdata'), join(folder, 'pgdata'))
  return home
}

/** Two folders of one name have two homes. */
const nameElsewhere = (folder: string): string =>
  `${basename(folder)}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`

/** Removes a throw-away folder whose engine has stopped, with what lies elsewhere of it. */
export function removePlace(folder: string): void {
  if (!existsSync(folder)) return
  const link = join(folder, 'pgdata')
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const home = dirname(readlinkSync(link))
    // A link that somebody else made leads to what is not ours.
    if (basename(home) === nameElsewhere(realpathSync(folder))) rmSync(home, { recursive: true, force: true })
  }
  rmSync(folder, { recursive: true, force: true })
}

/** Data that was copied or restored by plain `cp -r` is root's and open to all; PostgreSQL refuses either. */
function mendOwnership(data: string, runAs: RunAs | undefined): void {
  if (!existsSync(data)) return
  chmodSync(data, 0o700)
  if (runAs && statSync(data).uid !== runAs.uid) giveAway(data, runAs)
}

function refuseOtherOwner(data: string): void {
  const [uid, owner] = [process.getuid?.(), statSync(data, { throwIfNoEntry: false })?.uid]
  if (uid === undefined || uid === 0 || owner === undefined || owner === uid) return
  throw engineProblem('engine/other-owner', { folder: data, owner, uid })
}

/** Turns the operating system's refusals to write into sentences. */
export function writable<T>(folder: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw engineProblem('engine/disk-full', { folder })
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'ELOOP'].includes(code))
      throw engineProblem('engine/folder-not-writable', { folder, reason: code })
    throw error
  }
}
