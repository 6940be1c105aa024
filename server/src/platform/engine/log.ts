import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** Bytes after which a file of the log is put aside, and how many are kept: 20 MB at most. */
const FULL = 5_000_000
const KEPT = 3

export interface EngineLog {
  /** Takes what a process says until it says no more. */
  hear(stream: Readable): void
  /** The last lines, newest last, since `forget`. */
  lines(): readonly string[]
  forget(): void
}

/** Writes to `<folder>/postgres.log`, and remembers the last lines: why a start failed stands nowhere else. */
export function engineLog(folder: string): EngineLog {
  let last: string[] = []
  const write = (text: string) => {
    last = [...last, ...text.split('\n').filter(Boolean)].slice(-60)
    keep(join(folder, 'postgres.log'), text)
  }
  return {
    hear: stream => stream.on('data', (chunk: Buffer) => write(chunk.toString())),
    lines: () => last,
    forget: () => {
      last = []
    },
  }
}

function keep(file: string, text: string): void {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > FULL) putAside(file)
    appendFileSync(file, text, { mode: 0o600 })
  } catch {
    // A full disk must not stop the supervisor: it is what will say so.
  }
}

function putAside(file: string): void {
  for (let n = KEPT - 1; n >= 0; n--) {
    const from = n === 0 ? file : `${file}.${n}`
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${n + 1}`)
  }
}
