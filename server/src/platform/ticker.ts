import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { tenantNow } from './clock.ts'
import { serverContext, type Tenant } from './context.ts'
import { announce } from './door/live.ts'
import type { Surroundings } from './door/request.ts'
import type { Tick } from './slice.ts'
import { steadyMs } from './steady.ts'

const EVERY_MS = 1000
/**
 * Tenants whose turn it is at a time: time must not take all connections from those who wait for
 * an answer. Long work comes to one at a time.
 */
const AT_ONCE = 4

/** Ticks that run one after another. Long work has a line of its own, or it would hold up what is due to the second. */
interface Line {
  /** Null for what each server does itself, in its own memory; else the name by which one server has the line. */
  readonly lock: string | null
  readonly ticks: readonly Tick[]
}

function linesOf({ slices }: Surroundings['house']): Line[] {
  const ticks = slices.flatMap(slice => slice.ticks ?? [])
  const shared = ticks.filter(tick => !tick.ofServer)
  return [
    { lock: null, ticks: ticks.filter(tick => tick.ofServer) },
    { lock: 'muster/ticks', ticks: shared.filter(tick => !tick.long) },
    ...shared.filter(tick => tick.long).map(tick => ({ lock: `muster/ticks/${tick.name}`, ticks: [tick] })),
  ].filter(line => line.ticks.length > 0)
}

/** Runs every slice's ticks about once a second. @returns stops it, after the running rounds */
export function startTicking(surroundings: Surroundings, complain: (error: unknown) => void): () => Promise<void> {
  const stop = new AbortController()
  const lines = linesOf(surroundings.house).map(line => runLine(surroundings, line, complain, stop.signal))
  return async () => {
    stop.abort()
    await Promise.all(lines)
  }
}

/** Round after round, until it is stopped; a server that has the line keeps it while it lives. */
async function runLine(surroundings: Surroundings, line: Line, complain: (error: unknown) => void, stop: AbortSignal) {
  const takeDue = dueIn(line.ticks)
  const rounds: Work = async stillMine => {
    while (!stop.aborted) {
      const began = steadyMs()
      await stillMine()
      await runAll(surroundings, takeDue(began), complain)
      await pause(Math.max(0, began + EVERY_MS - steadyMs()), stop)
    }
  }
  while (!stop.aborted) {
    await inTurn(surroundings, line, rounds).catch(complain)
    await pause(EVERY_MS, stop)
  }
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => {})

/** Says of some ticks whose turn it is: a long round, or a second that was left out, makes nobody miss theirs. */
export function dueIn(ticks: readonly Tick[]): (nowMs: number) => Tick[] {
  const last = new Map<Tick, number>()
  return nowMs => {
    const due = ticks.filter(tick => {
      const before = last.get(tick)
      return before === undefined || Math.round((nowMs - before) / 1000) >= (tick.everySeconds ?? 1)
    })
    for (const tick of due) last.set(tick, nowMs)
    return due
  }
}

/**
 * One round of time, in which everything has its turn. What a server keeps in its own memory it does itself; the rest is
 * done by whichever server has the line, and by another as soon as that one is gone.
 */
export async function runTicks(surroundings: Surroundings, complain: (error: unknown) => void): Promise<void> {
  for (const line of linesOf(surroundings.house))
    await inTurn(surroundings, line, () => runAll(surroundings, line.ticks, complain))
}

async function runAll(surroundings: Surroundings, ticks: readonly Tick[], complain: (error: unknown) => void) {
  for (const tick of ticks) await runTick(surroundings, tick, complain).catch(complain)
}

/** What is done in turn; it may ask whether the turn is still its own, and fails when it is not. */
type Work = (stillMine: () => Promise<unknown>) => Promise<void>

/**
 * Works while no other server does. The transaction holds nothing but the lock: it ends with the work, or with the
 * connection of a server that died. However long the work takes, the transaction is not ended for being idle.
 */
async function inTurn({ db }: Surroundings, { lock }: Line, work: Work): Promise<void> {
  if (lock === null) return work(async () => {})
  await db.transaction().execute(async tx => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) as mine`.execute(tx)
    if (!rows[0]?.mine) return
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
    await work(() => sql`select 1`.execute(tx))
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
  const one = async (tenant: Tenant) => {
    const { bugs } = await db.transaction().execute(async tx => {
      const ctx = serverContext({ tx, house, tenant, real })
      await tick.run(ctx)
      await announce(ctx)
      return ctx.effects
    })
    for (const { error } of bugs ?? []) complain(error)
  }
  const line = async () => {
    for (let tenant = waiting.shift(); tenant; tenant = waiting.shift()) await one(tenant).catch(complain)
  }
  await Promise.all(Array.from({ length: tick.long ? 1 : AT_ONCE }, line))
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
