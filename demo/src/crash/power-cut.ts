import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { signal } from '@muster/server/platform/engine/processes.ts'
import { withDatabase } from '@muster/server/platform/engine/url.ts'
import { ADMINISTRATOR } from '../play/stage.ts'
import { diceOf } from '../world/dice.ts'
import { check } from './check/check.ts'
import { type Breach, type History, upTo } from './history.ts'
import { beginLoad } from './load/load.ts'
import type { Town } from './load/town.ts'
import type { Cleanup } from './machine/cleanup.ts'
import { bundled, type Postgres } from './machine/postgres.ts'
import { serverProcess } from './machine/server.ts'
import { readAll } from './reading.ts'
import { openTown } from './round.ts'

export interface PowerCuts {
  readonly cuts: number
  readonly seed: number
  readonly people: number
  readonly say: (line: string) => void
}

/** Why power cannot be cut on this machine, and what would be needed; null when it can. */
export function whyNoPowerCut(): string | null {
  const needs = '需要 Linux、root 和 loop 设备 · needs Linux, root and loop devices (mount -o loop, mkfs.ext4)'
  if (process.platform !== 'linux') return `不是 Linux · not Linux: ${needs}`
  if (process.getuid?.() !== 0) return `不是 root · not root: ${needs}`
  if (!existsSync('/dev/loop-control')) return `没有 loop 设备 · no loop devices: ${needs}`
  const disk = image('try')
  try {
    disk.make('16M')
    disk.mount()
    return null
  } catch (error) {
    return `${needs}: ${(error as Error).message.split('\n', 1).join('')}`
  } finally {
    disk.remove()
  }
}

/**
 * PostgreSQL's data lies on a disk in a file. Under load everything of it stands still for an instant, the file is copied,
 * and the load goes on: the copy is what a power cut at that instant leaves, for whatever had not been forced to the disk is
 * in the memory of the first one only. It is mounted and started, and everything acknowledged before must be there.
 */
export async function cutPower({ cuts, seed, people, say }: PowerCuts, undo: Cleanup) {
  const disk = image('disk')
  undo.later(disk.remove)
  disk.make('2G')
  disk.mount()
  const postgres = await bundled(disk.folder)
  undo.later(postgres.stop)
  const stand = await openTown(postgres, { seed, people, servers: 1, say }, undo)
  const { town } = stand
  const dice = diceOf(seed)
  const load = beginLoad(town)
  const breaches: Breach[] = []
  let acknowledged = 0
  let history: History = town.recorder.history()
  for (let nth = 1; nth <= cuts && breaches.length === 0; nth++) {
    await pause(1000 + dice.below(4000))
    const { copy, moment } = await cut(disk, postgres, town, undo)
    history = upTo(town.recorder.history(), moment)
    breaches.push(...(await examine(copy, stand.database, town, history, undo)))
    copy.remove()
    acknowledged = history.attempts.filter(({ answered }) => answered !== null).length
    say(`${nth}/${cuts} · ${acknowledged} 次应答 answered`)
  }
  await load.stop()
  await stand.close()
  await postgres.stop()
  disk.remove()
  return { cuts, breaches, history, sentence: `${acknowledged} 次应答 answered` }
}

/** Everything acknowledged before `moment` had been forced to the disk before the copy was begun. */
async function cut(disk: Image, postgres: Postgres, { recorder }: Town, undo: Cleanup) {
  const copy = image('copy')
  undo.later(copy.remove)
  const pids = postgres.pids()
  for (const pid of pids) signal(pid, 'SIGSTOP')
  const moment = recorder.now()
  try {
    copy.copyFrom(disk)
  } finally {
    for (const pid of pids) signal(pid, 'SIGCONT')
  }
  return { copy, moment }
}

/** Starts what is left, and holds it against what the clients knew at that moment. */
async function examine(copy: Image, database: string, town: Town, history: History, undo: Cleanup): Promise<Breach[]> {
  copy.mount()
  const postgres = await bundled(copy.folder)
  undo.later(postgres.stop)
  const databaseUrl = withDatabase(postgres.url, database)
  const server = serverProcess(databaseUrl, copy.folder)
  undo.later(server.kill)
  await server.start()
  const seat = (login: string) => town.signIn(login, server.at)
  const desks = {
    city: await seat('city-desk'),
    auditor: await seat('auditor'),
    administrator: await seat(ADMINISTRATOR),
  }
  const reading = await readAll(town, databaseUrl, desks)
  await server.kill()
  await postgres.stop()
  return check(history, reading)
}

/** A disk in a file, with a folder in which it is mounted. */
interface Image {
  readonly file: string
  readonly folder: string
  make(size: string): void
  copyFrom(other: Image): void
  mount(): void
  /** Unmounts it and removes everything; once is enough. */
  remove(): void
}

function image(name: string): Image {
  const [folder, shelf] = [
    mkdtempSync(join(tmpdir(), `muster-${name}-`)),
    mkdtempSync(join(tmpdir(), `muster-${name}-`)),
  ]
  const file = join(shelf, 'image')
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let mounted = false
  return {
    file,
    folder,
    make: size => {
      run('truncate', '-s', size, file)
      run('mkfs.ext4', '-q', '-F', file)
    },
    copyFrom: other => void run('cp', '--sparse=always', other.file, file),
    mount: () => {
      run('mount', '-o', 'loop', file, folder)
      mounted = true
    },
    remove: () => {
      // Lazily: a PostgreSQL that is just starting on it keeps it busy, and ends with us a moment later.
      if (mounted) run('umount', '--lazy', folder)
      mounted = false
      for (const one of [folder, shelf]) rmSync(one, { recursive: true, force: true })
    },
  }
}
