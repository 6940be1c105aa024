import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { engineProblem } from './problems.ts'

export interface Lock {
  release(): void
}

/**
 * One supervisor per folder. Node has no file lock of its own, and a file with a pid in it goes stale and is guessed
 * at (pids are used again, a container numbers its own). SQLite, which Node carries, takes a real lock of the operating
 * system: the kernel frees it the moment the holder dies, whatever killed it, and children do not inherit it.
 *
 * @throws Problem `engine/folder-held` naming the pid that holds it
 */
export function takeLock(folder: string): Lock {
  const file = join(folder, 'engine', 'lock')
  const holder = join(folder, 'engine', 'holder') // beside it: what is locked cannot be read on Windows
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== 5) throw error // 5 is SQLITE_BUSY
    throw engineProblem('engine/folder-held', { folder, pid: holderOf(folder) ?? '?' })
  }
  try {
    writeFileSync(holder, `${process.pid}\n`)
  } catch {
    // A full disk: the lock holds all the same.
  }
  return { release: () => database.close() }
}

/** Is a supervisor at work on this folder? Looks, and leaves no trace. */
export function lockHeld(folder: string): boolean {
  const file = join(folder, 'engine', 'lock')
  if (!existsSync(file)) return false
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory; begin exclusive')
    return false
  } catch {
    return true
  } finally {
    database.close()
  }
}

/** Who took the lock last; not proof that it still holds it. */
export function holderOf(folder: string): number | undefined {
  try {
    return Number(readFileSync(join(folder, 'engine', 'holder'), 'utf8').trim()) || undefined
  } catch {
    return undefined
  }
}
