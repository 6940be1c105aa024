import { sql } from 'kysely'
import { serverContext, type Tx } from './context.ts'
import { announce } from './door/live.ts'
import type { Surroundings } from './door/request.ts'

const EVERY_MS = 1000

/** Runs every slice's ticks about once a second, whichever server comes first. @returns stops it, after a running one */
export function startTicking(surroundings: Surroundings, complain: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= runTicks(surroundings, complain)
      .catch(complain)
      .finally(() => {
        running = null
      })
  }, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** Runs every tick of every tenant once. One that fails is complained of and keeps no other from its turn. */
export async function runTicks({ db, house, clock }: Surroundings, complain: (error: unknown) => void): Promise<void> {
  const ticks = house.slices.flatMap(slice => slice.ticks ?? [])
  const tenants = ticks.length > 0 ? await db.selectFrom('tenant').selectAll().execute() : []
  for (const tenant of tenants) {
    for (const tick of ticks) {
      const work = db.transaction().execute(async tx => {
        if (!(await mine(tx, `tick/${tenant.tenant}/${tick.name}`))) return
        const ctx = serverContext({ tx, house, tenant, real: clock() })
        await tick.run(ctx)
        await announce(ctx)
      })
      await work.catch(complain)
    }
  }
}

/** One server at a time; the others have nothing to add. */
async function mine(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as mine`.execute(tx)
  return rows[0]?.mine ?? false
}
