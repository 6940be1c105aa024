import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Entry {
  readonly at: string
  readonly file: string
}

/** What this installation remembers of its backups. */
export interface Note {
  readonly made?: Entry
  /** Restored somewhere and found whole. */
  readonly tried?: Entry
}

const fileIn = (folder: string) => join(folder, 'last-backup.json')

/** Nothing where nothing was noted, or what was noted cannot be read. */
export function readNote(folder: string): Note {
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Note
  } catch {
    return {}
  }
}

export function addNote(folder: string, news: Note): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileIn(folder), `${JSON.stringify({ ...readNote(folder), ...news }, null, 2)}\n`, { mode: 0o600 })
}
