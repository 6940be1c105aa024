import { setTimeout as pause } from 'node:timers/promises'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import { client } from '@muster/core/platform/client.ts'
import { Arrivals } from '../city/arrivals.ts'
import { type City, makeCity, TENANT } from '../city/city.ts'
import { Histogram } from '../figures/histogram.ts'
import type { Line } from '../figures/line.ts'
import { slopeOf } from '../figures/slope.ts'
import { progressOf } from '../ground/progress.ts'
import { type BenchServer, startServer } from '../ground/server.ts'
import { ask } from '../ground/sql.ts'
import { peakyPhases, requestsIn } from '../load/plan.ts'
import type { Outcome, Stage } from './bench.ts'
import { lostLine } from './ingest.ts'
import { quantile, startLoad } from './load.ts'

/** 20 million facts a day. */
const MEAN = 232
const SECONDS = 600
const CLIENTS = 256

/** Hours of service in ten minutes: facts at a day's rate with peaks, dashboards asked meanwhile, memory watched. */
export async function soak({ ground, options }: Stage): Promise<Outcome> {
  const seconds = options.seconds ?? SECONDS
  const databaseUrl = await ground.fresh()
  const server = await startServer(databaseUrl)
  const load = startLoad()
  try {
    const city = await makeCity(server, databaseUrl, options.people, progressOf('people'))
    const phases = peakyPhases(MEAN, seconds)
    const requests = new Arrivals(city).single(requestsIn(phases))
    const watch = new Watch(server, city)
    const plan = { loop: 'open', phases } as const
    const work = load.fire({ url: server.url, requests, connections: CLIENTS, plan, what: 'soak' })
    const fired = await watch.during(work)
    const [row] = await ask<{ many: string }>(databaseUrl, 'select count(*) as many from fact where tenant = $1', [
      TENANT,
    ])
    const refused = requests.length - fired.good
    const notes = Object.entries(fired.wrong).map(([answer, times]) => `${times} × ${answer}`)
    const waits = { calm: quantile(fired, 0.99, 'calm'), peak: quantile(fired, 0.99, 'peak') }
    const lines = linesOf({ lost: Math.abs(Number(row!.many) - fired.good), refused, ...waits, ...watch.found() })
    const size = `${seconds} s, ${requests.length.toLocaleString('en')} facts: ${MEAN}/s on average, ${MEAN * 10}/s at the peaks`
    return { size, lines, notes: [...notes, ...watch.notes()] }
  } finally {
    await load.helper.end()
    await server.stop()
    await ground.drop(databaseUrl)
  }
}

/** Looks at the server once a second, as a desk does and as its keeper does. */
class Watch {
  readonly #server: BenchServer
  readonly #city: City
  readonly #boards = new Histogram()
  readonly #usage: { at: number; rss: number; heap: number; cpu: number }[] = []
  #failed = 0

  constructor(server: BenchServer, city: City) {
    this.#server = server
    this.#city = city
  }

  async during<T>(work: Promise<T>): Promise<T> {
    let over = false
    const ended = work.finally(() => {
      over = true
    })
    const began = performance.now()
    while (!over) {
      this.#usage.push({ at: (performance.now() - began) / 60_000, ...(await this.#server.usage()) })
      await Promise.race([this.#askBoards(), ended])
      await Promise.race([pause(1000), ended])
    }
    return ended
  }

  async #askBoards(): Promise<void> {
    const asker = (token: string) =>
      client({ at: this.#server.url, fetch, headers: () => ({ authorization: `Bearer ${token}` }) })
    const city = asker(this.#city.cityDesk)
    const street = asker(this.#city.streetDesks[0]!.token)
    const boards = [
      () => city(enrolment.figures, {}),
      () => city(enrolment.table, { by: 'territory' }),
      () => street(enrolment.figures, {}),
    ]
    for (const board of boards) {
      const asked = performance.now()
      await board().catch(() => this.#failed++)
      this.#boards.add(performance.now() - asked)
    }
  }

  /** Slopes by the second half: the first is the server learning its work. */
  found() {
    const half = this.#usage.slice(this.#usage.length >> 1)
    const slope = (of: 'rss' | 'heap') => slopeOf(half.map(one => [one.at, one[of]]))
    const last = this.#usage.at(-1)!
    return {
      boards: this.#boards.quantile(0.99),
      failed: this.#failed,
      rss: last.rss,
      heap: last.heap,
      rssSlope: slope('rss'),
      heapSlope: slope('heap'),
    }
  }

  notes(): string[] {
    const every = Math.max(1, Math.floor(this.#usage.length / 10))
    const course = this.#usage.filter((_, nth) => nth % every === 0)
    const last = this.#usage.at(-1)!
    return [
      `Memory over time, RSS/heap in MB: ${course.map(({ rss, heap }) => `${Math.round(rss)}/${Math.round(heap)}`).join(' ')}`,
      `The server used ${Math.round((100 * last.cpu) / (60 * last.at))} % of a core.`,
    ]
  }
}

interface Found extends ReturnType<Watch['found']> {
  readonly lost: number
  readonly refused: number
  readonly calm: number
  readonly peak: number
}

function linesOf(found: Found): Line[] {
  const one = (what: string, unit: string, figure: number) => ({
    what,
    unit,
    better: 'less' as const,
    samples: [{ figure }],
  })
  const none = { of: 'figure', atMost: 0, words: '0' } as const
  return [
    lostLine([found.lost]),
    { ...one('refused or failed', 'facts', found.refused), target: none },
    { ...one('p99 of a fact, calm', 'ms', found.calm) },
    {
      ...one('p99 of a fact at the peaks', 'ms', found.peak),
      target: { of: 'figure', atMost: 100, words: '≤ 100 ms' },
    },
    one('p99 of a dashboard', 'ms', found.boards),
    { ...one('dashboards that failed', '', found.failed), target: none },
    one('heap at the end', 'MB', found.heap),
    { ...one('heap grows', 'MB/min', found.heapSlope), target: { of: 'figure', atMost: 1, words: 'flat: ≤ 1 MB/min' } },
    one('RSS at the end', 'MB', found.rss),
    { ...one('RSS grows', 'MB/min', found.rssSlope), target: { of: 'figure', atMost: 1, words: 'flat: ≤ 1 MB/min' } },
  ]
}
