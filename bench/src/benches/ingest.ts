import { Arrivals } from '../city/arrivals.ts'
import { type City, makeCity, TENANT } from '../city/city.ts'
import type { Line, Sample } from '../figures/line.ts'
import { startHelper } from '../ground/helper.ts'
import { progressOf } from '../ground/progress.ts'
import { type BenchServer, startServer } from '../ground/server.ts'
import { ask } from '../ground/sql.ts'
import type { LimitJobs } from '../limits/worker.ts'
import type { Fired } from '../load/fire.ts'
import type { Outcome, Stage } from './bench.ts'
import { ANY, allGood, type Load, quantile, startLoad, taken } from './load.ts'

const CLIENTS = 256
const BATCH = 50
/** A phone that empties its outbox does so on one line. */
const OUTBOXES = 32
const SECONDS = 8
/** Requests that warm the server up; from these the number for a measurement is reckoned. */
const WARM_UP = 10_000

/** What one run found. */
interface Run {
  readonly oneByOne: number
  readonly bare: number
  readonly inBatches: number
  readonly single: number
  readonly batched: number
  readonly p50: number
  readonly p99: number
}

/** Durable facts a second, by the door, with the hardest kind of validation, and how long each waits. */
export async function ingest({ ground, options, say }: Stage): Promise<Outcome> {
  const seconds = options.seconds ?? SECONDS
  const databaseUrl = await ground.fresh()
  const limitUrl = await ground.fresh()
  const server = await startServer(databaseUrl)
  const load = startLoad()
  try {
    const city = await makeCity(server, databaseUrl, options.people, progressOf('people'))
    const door = new LoadedDoor(server, load, city, seconds)
    await door.warmUp(Math.min(WARM_UP, options.people))
    const runs: Run[] = []
    for (let nth = 1; nth <= options.runs; nth++) {
      runs.push(await oneRun(door, limitUrl, seconds))
      say(`run ${nth}: ${Math.round(runs.at(-1)!.single)} facts/s, ${Math.round(runs.at(-1)!.batched)} in batches`)
    }
    const lost = await door.lost()
    const size = `${options.runs} runs of ${seconds} s, ${CLIENTS} clients, ${options.people.toLocaleString('en')} people`
    return { size, lines: [...linesOf(runs), lostLine([lost])], notes: door.notes }
  } finally {
    await load.helper.end()
    await server.stop()
    await ground.drop(databaseUrl)
    await ground.drop(limitUrl)
  }
}

async function oneRun(door: LoadedDoor, url: string, seconds: number): Promise<Run> {
  const limits = startHelper<LimitJobs>('../limits/worker.ts')
  try {
    const oneByOne = await limits.ask('rowsOneByOne', { url, seconds })
    const inBatches = await limits.ask('rowsInBatches', { url, seconds })
    const bare = await door.bare(await limits.ask('serveBare', { body: door.answer }))
    const single = await door.single()
    const batched = await door.batched()
    const calm = await door.atRate(single / 2)
    return { oneByOne, inBatches, bare, single, batched, p50: quantile(calm, 0.5), p99: quantile(calm, 0.99) }
  } finally {
    await limits.end()
  }
}

/** The door under load, with a count of what it acknowledged. */
export class LoadedDoor {
  readonly notes: string[] = []
  /** What the door answers to one fact. */
  answer = ''
  readonly #server: BenchServer
  readonly #load: Load
  readonly #city: City
  readonly #seconds: number
  readonly #arrivals: Arrivals
  #pace = { single: 0, batched: 0 }
  #acknowledged = 0
  /** In the ledger before. */
  readonly #before: Promise<number>

  constructor(server: BenchServer, load: Load, city: City, seconds: number, from = 0) {
    this.#server = server
    this.#load = load
    this.#city = city
    this.#seconds = seconds
    this.#arrivals = new Arrivals(city, from)
    this.#before = this.#inLedger()
  }

  async warmUp(many: number): Promise<void> {
    await this.#before
    const seconds = Number.POSITIVE_INFINITY
    const first = await this.#fire(this.#arrivals.single(1), 1, 1, { loop: 'closed', seconds }, true)
    this.answer = first.kept[0]!.body
    const single = await this.#fire(this.#arrivals.single(many), 1, CLIENTS, { loop: 'closed', seconds })
    const batches = this.#arrivals.batches(Math.ceil(many / BATCH), BATCH)
    const batched = await this.#fire(batches, BATCH, OUTBOXES, { loop: 'closed', seconds })
    this.#pace = { single: single.good / single.seconds, batched: (BATCH * batched.good) / batched.seconds }
  }

  /** Facts a second, one in each request. */
  async single(): Promise<number> {
    const requests = this.#arrivals.single(Math.ceil(this.#pace.single * this.#seconds * 1.5))
    const fired = await this.#fire(requests, 1, CLIENTS, { loop: 'closed', seconds: this.#seconds })
    this.#pace.single = fired.good / fired.seconds
    return this.#pace.single
  }

  /** Facts a second, fifty in each request. */
  async batched(): Promise<number> {
    const requests = this.#arrivals.batches(Math.ceil((this.#pace.batched * this.#seconds * 1.5) / BATCH), BATCH)
    const fired = await this.#fire(requests, BATCH, OUTBOXES, { loop: 'closed', seconds: this.#seconds })
    this.#pace.batched = (BATCH * fired.good) / fired.seconds
    return this.#pace.batched
  }

  /** At a steady rate. */
  async atRate(rate: number): Promise<Fired> {
    const phases = [{ name: 'all', seconds: this.#seconds, rate }]
    return this.#fire(this.#arrivals.single(Math.floor(rate * this.#seconds)), 1, CLIENTS, { loop: 'open', phases })
  }

  /** Requests a second that a bare server answers to the same clients. */
  async bare(url: string): Promise<number> {
    const some = new Arrivals(this.#city).single(2000)
    const seconds = Math.min(this.#seconds, 2)
    const requests = Array.from({ length: Math.ceil(30 * seconds) }, () => some).flat()
    const salvo = { url, requests, connections: CLIENTS, good: ANY, plan: { loop: 'closed', seconds } } as const
    await this.#load.fire(salvo) // warms up
    const fired = await this.#load.fire(salvo)
    return fired.good / fired.seconds
  }

  /** Facts that were acknowledged and are not in the ledger, or the other way round; must be none. */
  async lost(): Promise<number> {
    return Math.abs((await this.#inLedger()) - (await this.#before) - this.#acknowledged)
  }

  get acknowledged(): number {
    return this.#acknowledged
  }

  async #inLedger(): Promise<number> {
    const [row] = await ask<{ many: string }>(
      this.#city.databaseUrl,
      'select count(*) as many from fact where tenant = $1',
      [TENANT],
    )
    return Number(row!.many)
  }

  async #fire(
    requests: ReturnType<Arrivals['single']>,
    times: number,
    connections: number,
    plan: Parameters<Load['fire']>[0]['plan'],
    keep = false,
  ): Promise<Fired> {
    const fired = await this.#load.fire({
      url: this.#server.url,
      requests,
      connections,
      plan,
      keep,
      good: taken(times),
    })
    this.#acknowledged += allGood(fired, 'ingest').good * times
    if (fired.again > 0) this.notes.push(`${fired.again} requests were sent again after the line broke.`)
    return fired
  }
}

const column = (runs: readonly Run[], figure: keyof Run, limit?: keyof Run): Sample[] =>
  runs.map(run => ({ figure: run[figure], ...(limit && { limit: run[limit] }) }))

function linesOf(runs: readonly Run[]): Line[] {
  const pace = { unit: '/s', better: 'more' } as const
  const wait = { unit: 'ms', better: 'less' } as const
  const single = { ...pace, what: 'durable facts, one per request, 256 clients' }
  return [
    {
      ...single,
      limitWhat: 'one row per transaction, 16 connections',
      samples: column(runs, 'single', 'oneByOne'),
      target: { of: 'ratio', atLeast: 1.5, words: '≥ 1.5 ×' },
    },
    {
      ...single,
      limitWhat: 'bare Node HTTP, same answer',
      samples: column(runs, 'single', 'bare'),
      target: { of: 'ratio', atLeast: 0.4, words: '≥ 0.4 ×' },
    },
    {
      ...pace,
      what: 'durable facts in batches of 50',
      limitWhat: '500-row statements, 1 connection',
      samples: column(runs, 'batched', 'inBatches'),
      target: { of: 'ratio', atLeast: 0.5, words: '≥ 0.5 ×' },
    },
    { ...wait, what: 'p50 at half of that load', samples: column(runs, 'p50') },
    {
      ...wait,
      what: 'p99 at half of that load',
      samples: column(runs, 'p99'),
      target: { of: 'figure', atMost: 50, words: '≤ 50 ms' },
    },
  ]
}

/** Nothing acknowledged may be missing. */
export const lostLine = (lost: readonly number[]): Line => ({
  what: 'acknowledged and not in the ledger',
  unit: 'facts',
  better: 'less',
  samples: lost.map(figure => ({ figure })),
  target: { of: 'figure', atMost: 0, words: '0' },
})
