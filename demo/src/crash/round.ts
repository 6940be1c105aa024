import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloneDatabase, dropDatabase } from '@muster/server/platform/engine/testing.ts'
import { patient } from '../play/ask.ts'
import { diceOf } from '../world/dice.ts'
import { check } from './check/check.ts'
import type { Breach, History } from './history.ts'
import { killOnce, type Victim } from './killer.ts'
import { beginLoad } from './load/load.ts'
import { foundTown, type Town } from './load/town.ts'
import type { Cleanup } from './machine/cleanup.ts'
import type { Postgres } from './machine/postgres.ts'
import { type ServerProcess, serverProcess } from './machine/server.ts'
import { missing, readAll } from './reading.ts'

export interface RoundSettings {
  readonly seed: number
  readonly kills: number
  /** Server processes on the one database. */
  readonly servers: number
  /** Mean time between a recovery and the next kill, in seconds. */
  readonly between: number
  readonly people: number
  readonly say: (line: string) => void
}

/** What a round came to. */
export interface Round {
  readonly killed: readonly Victim[]
  readonly acknowledged: number
  /** Sent again because no answer came. */
  readonly unanswered: number
  readonly facts: number
  readonly breaches: readonly Breach[]
  readonly history: History
}

/** One seed: a city of its own on the PostgreSQL that is there, load, kills, and the reckoning. */
export async function playRound(postgres: Postgres, settings: RoundSettings, undo: Cleanup): Promise<Round> {
  const { seed, kills, between } = settings
  const stand = await openTown(postgres, settings, undo)
  const { town, servers, database, databaseUrl } = stand
  const dice = diceOf(seed * 7919)
  const killed: Victim[] = []
  const load = beginLoad(town)
  const quick = quickCheck(town, databaseUrl)
  const lost: Breach[] = []
  for (let nth = 1; nth <= kills && lost.length === 0; nth++) {
    const { victim, took } = await killOnce({ servers, postgres, database }, dice, town.recorder, between)
    killed.push(victim)
    lost.push(...(await quick()))
    settings.say(`${nth}/${kills} ${victim} ${(took / 1000).toFixed(1)} s · ${town.recorder.answered()} answered`)
  }
  await load.stop()
  const history = town.recorder.history()
  const reading = await readAll(town, databaseUrl, { ...town, city: patient(town.city.ask) })
  const breaches = [...lost, ...check(history, reading)]
  await stand.close()
  const { length: unanswered } = history.attempts.filter(({ answered }) => answered === null)
  const acknowledged = history.attempts.length - unanswered
  return { killed, acknowledged, unanswered, facts: reading.facts.length, breaches, history }
}

/** A town on servers of its own, on a database of its own. */
export interface Stand {
  readonly town: Town
  readonly servers: readonly ServerProcess[]
  readonly database: string
  readonly databaseUrl: string
  close(): Promise<void>
}

/** Makes the database, starts the servers, and sets the town up; all of it goes with `close`, or with the clean-up. */
export async function openTown(
  postgres: Postgres,
  { seed, servers: many, people, say }: Omit<RoundSettings, 'kills' | 'between'>,
  undo: Cleanup,
): Promise<Stand> {
  const database = `crash_${process.pid}_${seed}_${process.hrtime.bigint()}`
  const databaseUrl = await cloneDatabase(postgres.url, 'template0', database)
  const folder = mkdtempSync(join(tmpdir(), 'muster-crash-server-'))
  const servers = Array.from({ length: many }, () => serverProcess(databaseUrl, folder))
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      for (const server of servers) await server.kill()
      rmSync(folder, { recursive: true, force: true })
      await dropDatabase(postgres.url, database)
    })()
    return closing
  }
  undo.later(close)
  for (const server of servers) await server.start()
  // Once the town stands any server will do for any request, as behind a proxy that shares them out.
  const dice = diceOf(seed)
  let stands = false
  const at = () => (stands ? dice.pick(servers) : servers[0]!).at()
  const town = await foundTown({ at, code: await servers[0]!.code(), seed, people, say })
  stands = true
  return { town, servers, database, databaseUrl, close }
}

/** Looks after each kill for what was acknowledged since the last look. */
function quickCheck({ recorder }: Town, databaseUrl: string): () => Promise<Breach[]> {
  let fresh: string[] = []
  recorder.onPromise(id => void fresh.push(id))
  return async () => {
    const ids = fresh
    fresh = []
    const lost = await missing(databaseUrl, ids)
    return lost.map(id => ({ rule: 'lost', what: `${id}, seen right after a kill` }))
  }
}
