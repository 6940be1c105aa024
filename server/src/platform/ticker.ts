import { sql } from 'kysely'
import { tenantNow } from './clock.ts'
import { serverContext, type Tenant } from './context.ts'
import { announce } from './door/live.ts'
import type { Surroundings } from './door/request.ts'
import type { Tick } from './slice.ts'

const EVERY_MS = 1000
/** Tenants whose turn it is at a time: time must not take all connections from those who wait for an answer. */
const AT_ONCE = 4

/** Runs every slice's ticks about once a second. @returns stops it, after a running round */
export function startTicking(surroundings: Surroundings, complain: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> | null = null
  let second = 0
  const timer = setInterval(() => {
    second += 1
    running ??= runTicks(surroundings, complain, second)
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

/**
 * One round of time. What a server keeps in its own memory it does itself; the rest is done by whichever server has the
 * turn, and by another as soon as that one is gone.
 *
 * @param second counts rounds, for what need not come in every one; left out, everything has its turn
 */
export async function runTicks(
  surroundings: Surroundings,
  complain: (error: unknown) => void,
  second?: number,
): Promise<void> {
  const ticks = surroundings.house.slices
    .flatMap(slice => slice.ticks ?? [])
    .filter(({ everySeconds = 1 }) => second === undefined || second % everySeconds === 0)
  const run = async (tick: Tick) => runTick(surroundings, tick, complain).catch(complain)
  for (const tick of ticks) if (tick.ofServer) await run(tick)
  const shared = ticks.filter(tick => !tick.ofServer)
  if (shared.length === 0) return
  await inTurn(surroundings, async () => {
    for (const tick of shared) await run(tick)
  })
}

/**
 * Works while no other server does. The transaction holds nothing but the lock: it ends with the round, or with the
 * connection of a server that died.
 */
async function inTurn({ db }: Surroundings, work: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async tx => {
    const { rows } = await sql<{
      mine: boolean
    }>`select pg_try_advisory_xact_lock(hashtextextended('muster/ticks', 0)) as mine`.execute(tx)
    if (rows[0]?.mine) await work()
  })
}

/**
 * One look for all tenants, then a transaction for each that has something to do. One that fails stops no other; when the
 * look itself fails (one node of a sharded database is away), everybody has their turn, and those elsewhere get it.
 */
async function runTick({ db, house, clock }: Surroundings, tick: Tick, complain: (error: unknown) => void) {
  const real = clock()
  const tenants = await db.selectFrom('tenant').selectAll().execute()
  const nows = new Map(tenants.map(tenant => [tenant.tenant, tenantNow(tenant, real)]))
  const due = new Set(await orAll(tick.due(db, nows), nows, complain))
  const waiting = tenants.filter(({ tenant }) => due.has(tenant))
  const one = (tenant: Tenant) =>
    db.transaction().execute(async tx => {
      const ctx = serverContext({ tx, house, tenant, real })
      await tick.run(ctx)
      await announce(ctx)
    })
  const line = async () => {
    for (let tenant = waiting.shift(); tenant; tenant = waiting.shift()) await one(tenant).catch(complain)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, line))
}

async function orAll(
  look: ReturnType<Tick['due']>,
  all: ReadonlyMap<string, Date>,
  complain: (error: unknown) => void,
): Promise<Iterable<string>> {
  try {
    return await look
  } catch (error) {
    complain(error)
    return all.keys()
  }
}
