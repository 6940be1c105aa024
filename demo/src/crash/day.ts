import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as access from '@muster/core/access/wire.ts'
import { readDemo } from '../demo-file.ts'
import { type Ask, asker } from '../play/ask.ts'
import { passphraseOf } from '../play/passphrase.ts'
import { ADMINISTRATOR } from '../play/stage.ts'
import { SENDING } from '../replays/r2/plan.ts'
import { diceOf } from '../world/dice.ts'

const PEOPLE = 500
/** Longest wait for anything here, in milliseconds. */
const PATIENCE = 90_000

/** What a cut-off day came to. */
export interface Outcome {
  /** Where PostgreSQL was killed, and where the server was. */
  readonly killedAt: readonly string[]
  readonly loaded: boolean
  readonly output: string
}

/**
 * Starts an installation as anybody would, kills PostgreSQL without warning in the middle of the day and the server
 * somewhat later, starts it again and lets the day end. The day's own checks then say whether anything is lost or doubled.
 */
export async function crashOnce(seed: number): Promise<Outcome> {
  const dice = diceOf(seed)
  const first = dice.below(SENDING.length - 8)
  const turns = [first, first + 2 + dice.below(5)]
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-'))
  const runs: Run[] = []
  try {
    runs.push(begin(folder))
    const clock = clockOf(runs[0]!, folder)
    await until(async () => (await clock()) >= SENDING[turns[0]!]!)
    process.kill(postmasterOf(folder), 'SIGKILL')
    await until(async () => (await clock()) >= SENDING[turns[1]!]!)
    runs[0]!.child.kill('SIGKILL')
    await until(async () => runs[0]!.child.signalCode !== null)
    runs.push(begin(folder))
    await until(async () => readDemo(folder)?.loaded === true || /没有装完/.test(runs[1]!.said()))
    const loaded = readDemo(folder)?.loaded === true
    return { killedAt: turns.map(turn => SENDING[turn]!), loaded, output: runs.map(run => run.said()).join('\n') }
  } finally {
    for (const { child } of runs) await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Run {
  readonly child: ChildProcess
  readonly said: () => string
}

function begin(folder: string): Run {
  const env = { ...process.env, MUSTER_FOLDER: folder, PORT: '0', DATABASE_URL: '' }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../start.ts'), '--people', String(PEOPLE)], { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  return { child, said: () => said }
}

/** Looks at the rehearsal’s clock as the administrator, over HTTP; signs in once, for that is dear. */
function clockOf({ said, child }: Run, folder: string): () => Promise<string> {
  let administrator: Ask | undefined
  return async () => {
    if (child.exitCode !== null) throw new Error(said())
    const at = /http:\/\/\S+/.exec(said())?.[0]
    const secret = readDemo(folder)?.secret
    if (!at || !secret) return ''
    try {
      if (!administrator) {
        const ask = asker(at, 0)
        await ask(access.signIn, { login: ADMINISTRATOR, passphrase: passphraseOf(secret, ADMINISTRATOR) })
        administrator = ask
      }
      const { now } = await administrator(access.me, {})
      return now < '2023' ? now : '' // before it is first set, the clock is today's
    } catch {
      return '' // PostgreSQL is on its way back
    }
  }
}

/** PostgreSQL's first process, by the file it keeps; its data may lie elsewhere when the folder cannot be shared. */
function postmasterOf(folder: string): number {
  const text = readFileSync(join(folder, 'database', 'pgdata', 'postmaster.pid'), 'utf8')
  return Number(text.split('\n')[0])
}

async function until(true_: () => Promise<boolean>): Promise<void> {
  for (const began = performance.now(); !(await true_()); await pause(100))
    if (performance.now() - began > PATIENCE) throw new Error('waited in vain')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
