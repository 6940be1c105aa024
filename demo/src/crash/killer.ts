import { setTimeout as pause } from 'node:timers/promises'
import type { Dice } from '../world/dice.ts'
import type { Recorder } from './load/recorder.ts'
import type { Postgres } from './machine/postgres.ts'
import type { ServerProcess } from './machine/server.ts'

/** What was killed. */
export type Victim = 'server' | 'postmaster' | 'backend'

/** Everything that may be killed in one round. */
export interface Victims {
  readonly servers: readonly ServerProcess[]
  readonly postgres: Postgres
  /** The database that the servers work on. */
  readonly database: string
}

/** Longest wait for an answer after a kill, in milliseconds; promised are ten seconds. */
const PATIENCE = 60_000

/** Answers after which the load counts as under way again, and those that show that somebody is back. */
const BUSY = 50
const BACK = 3

/** One kill under load. @returns what was killed, and how long it took until all was up again, in milliseconds */
export async function killOnce(victims: Victims, dice: Dice, recorder: Recorder, between: number) {
  await answeredOnceMore(recorder, BUSY)
  await pause(dice.below(between * 2000))
  const victim: Victim = dice.pick(['server', ...victims.postgres.targets])
  const fell = performance.now()
  await kill(victim, victims, dice)
  // Now and then the rescuers are hit as well.
  if (dice.once(6)) await kill(dice.pick(['server', ...victims.postgres.targets]), victims, dice)
  await answeredOnceMore(recorder, BACK)
  return { victim, took: performance.now() - fell }
}

/** Until so many more acts are answered. */
async function answeredOnceMore(recorder: Recorder, many: number): Promise<void> {
  const before = recorder.answered()
  for (const began = performance.now(); recorder.answered() < before + many; await pause(5))
    if (performance.now() - began > PATIENCE) throw new Error('nobody is answered any more')
}

async function kill(victim: Victim, { servers, postgres, database }: Victims, dice: Dice): Promise<void> {
  if (victim === 'postmaster') postgres.killPostmaster()
  else if (victim === 'backend') await postgres.killBackend(dice, database)
  else {
    const server = dice.pick(servers)
    await server.kill()
    await server.start()
  }
}
