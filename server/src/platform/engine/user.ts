import { lchownSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whom PostgreSQL runs as when that is not ourselves. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
}

/** "nobody" on nearly every Unix: owns nothing, so nothing else is lost with it. */
export const NOBODY: RunAs = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL refuses to run as root, so root lends it another uid: the one that owns the data already, else nobody.
 * Anyone else runs it as themselves.
 */
export function whomToRunAs(dataFolder: string, fallback: RunAs = NOBODY): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : fallback
}

/** The first folder from the root down to `path` that the user may not enter; undefined when the way is open. */
export function closedFolder(path: string, user: RunAs | undefined): string | undefined {
  if (!user) return undefined
  const way: string[] = []
  for (let at = path; ; at = dirname(at)) {
    way.unshift(at)
    if (at === dirname(at)) break
  }
  return way.find(folder => {
    const found = statSync(folder, { throwIfNoEntry: false })
    return found?.isDirectory() === true && !mayEnter(found, user)
  })
}

function mayEnter(folder: { mode: number; uid: number; gid: number }, user: RunAs): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}

/** Hands a folder and all in it to another user, as `chown -R` does. */
export function giveAway(folder: string, { uid, gid }: RunAs): void {
  lchownSync(folder, uid, gid)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    lchownSync(join(entry.parentPath, entry.name), uid, gid)
}
