import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Arrivals } from '../city/arrivals.ts'
import { type City, makeCity } from '../city/city.ts'
import { Histogram } from '../figures/histogram.ts'
import type { Line } from '../figures/line.ts'
import { type Helper, startHelper } from '../ground/helper.ts'
import { now } from '../ground/now.ts'
import { progressOf } from '../ground/progress.ts'
import { type BenchServer, startServer } from '../ground/server.ts'
import type { LoadJobs } from '../load/worker.ts'
import type { Outcome, Stage } from './bench.ts'
import { type Commit, delaysOf } from './delays.ts'
import { addressOf, allGood, type Load, startLoad } from './load.ts'

const SECONDS = 10
/** A quiet afternoon, and 20 million facts a day. */
const RATES = [10, 232]
const CLIENTS = 64
/** The screens are shared by so many processes, or reading them would be slower than writing. */
const PROCESSES = 2
/** What follows the last fact: screens that heard nothing by then have missed it. */
const PATIENCE_MS = 5000
/** What the server says in PostgreSQL at each commit: the one moment that no client can see. */
const CHANNEL = 'muster_changed'

interface Run {
  readonly p50: number
  readonly p99: number
  readonly missed: number
  readonly rss: number
}

/** From the commit of a fact to the screens that look on. */
export async function live({ ground, options, say }: Stage): Promise<Outcome> {
  const seconds = options.seconds ?? SECONDS
  const databaseUrl = await ground.fresh()
  const server = await startServer(databaseUrl)
  const load = startLoad()
  const watching = Array.from({ length: PROCESSES }, () => startHelper<LoadJobs>('../load/worker.ts'))
  try {
    const city = await makeCity(server, databaseUrl, Math.min(options.people, 20_000), progressOf('people'))
    const arrivals = new Arrivals(city)
    const look = { city, server, load, watching, arrivals, screens: options.screens, seconds }
    const lines: Line[] = []
    for (const rate of RATES) {
      const runs: Run[] = []
      for (let nth = 1; nth <= options.runs; nth++) runs.push(await oneRun(look, rate))
      say(`at ${rate} facts/s: p99 ${runs.map(({ p99 }) => Math.round(p99)).join(', ')} ms`)
      lines.push(...linesOf(runs, rate))
    }
    return { size: `${options.runs} runs of ${seconds} s, ${options.screens} screens`, lines, notes: [] }
  } finally {
    await Promise.all([load, ...watching.map(helper => ({ helper }))].map(({ helper }) => helper.end()))
    await server.stop()
    await ground.drop(databaseUrl)
  }
}

interface Look {
  readonly city: City
  readonly server: BenchServer
  readonly load: Load
  readonly watching: readonly Helper<LoadJobs>[]
  readonly arrivals: Arrivals
  readonly screens: number
  readonly seconds: number
}

async function oneRun(look: Look, rate: number): Promise<Run> {
  const { city, server, load, watching, arrivals, seconds } = look
  const commits: Commit[] = []
  const ear = await listen(city.databaseUrl, id => commits.push({ id, at: now() }))
  const screens = Math.ceil(look.screens / watching.length)
  const order = { address: addressOf(server.url), tokens: city.streetDesks.map(({ token }) => token), screens }
  await Promise.all(watching.map(one => one.ask('openScreens', order)))
  commits.length = 0
  const phases = [{ name: 'all', seconds, rate }]
  const requests = arrivals.single(Math.floor(rate * seconds))
  allGood(await load.fire({ url: server.url, requests, connections: CLIENTS, plan: { loop: 'open', phases } }), 'live')
  const heard = [...commits]
  await pause(PATIENCE_MS)
  const { rss } = await server.usage()
  const seen = await Promise.all(watching.map(one => one.ask('closeScreens', undefined as never)))
  await ear.end()
  const all = new Histogram()
  let missed = 0
  for (const { times } of seen) {
    const delays = delaysOf(heard, times, screens)
    all.addAll(delays.histogram)
    missed += delays.missed
  }
  return { p50: all.quantile(0.5), p99: all.quantile(0.99), missed, rss }
}

async function listen(url: string, heard: (id: string) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('notification', ({ payload = '{}' }) => heard((JSON.parse(payload) as { id: string }).id))
  client.on('error', () => {}) // missed commits show as such
  await client.connect()
  await client.query(`listen ${CHANNEL}`)
  return client
}

function linesOf(runs: readonly Run[], rate: number): Line[] {
  const at = `at ${rate} facts/s`
  const of = (figure: keyof Run) => runs.map(run => ({ figure: run[figure] }))
  const less = { better: 'less' } as const
  return [
    { ...less, what: `commit to screen, p50 ${at}`, unit: 'ms', samples: of('p50') },
    {
      ...less,
      what: `commit to screen, p99 ${at}`,
      unit: 'ms',
      samples: of('p99'),
      target: { of: 'figure', atMost: 300, words: '≤ 300 ms' },
    },
    {
      ...less,
      what: `never heard ${at}`,
      unit: '',
      samples: of('missed'),
      target: { of: 'figure', atMost: 0, words: '0' },
    },
    { ...less, what: `memory of the server ${at}`, unit: 'MB', samples: of('rss') },
  ]
}
