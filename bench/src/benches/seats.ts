import * as callout from '@muster/core/callout/wire.ts'
import { client } from '@muster/core/platform/client.ts'
import { type City, makeCity } from '../city/city.ts'
import type { Line } from '../figures/line.ts'
import { startHelper } from '../ground/helper.ts'
import { newId } from '../ground/ids.ts'
import { progressOf } from '../ground/progress.ts'
import { startServer } from '../ground/server.ts'
import type { LimitJobs } from '../limits/worker.ts'
import type { Kept } from '../load/fire.ts'
import type { Outcome, Stage } from './bench.ts'
import { lostLine } from './ingest.ts'
import { allGood, type Load, quantile, startLoad } from './load.ts'
import { type Answered, outOfOrder, overbooked, unlikeSeats } from './seats-check.ts'

const QUOTA = 200
const LINES = 512

interface Run {
  readonly limit: number
  readonly pace: number
  readonly p50: number
  readonly p99: number
  readonly overbooked: number
  readonly outOfOrder: number
  readonly lost: number
}

/** Twenty thousand people want two hundred places, all at the same moment. */
export async function seats({ ground, options, say }: Stage): Promise<Outcome> {
  const databaseUrl = await ground.fresh()
  const limitUrl = await ground.fresh()
  const server = await startServer(databaseUrl)
  const load = startLoad()
  const limits = startHelper<LimitJobs>('../limits/worker.ts')
  const { applicants } = options
  try {
    const city = await makeCity(server, databaseUrl, applicants, progressOf('people'))
    await rush(city, server.url, load, Math.min(2000, applicants)) // warms up
    const runs: Run[] = []
    for (let nth = 1; nth <= options.runs; nth++) {
      const limit = await limits.ask('placesByUpdate', { url: limitUrl, applicants, quota: QUOTA })
      runs.push({ limit, ...(await rush(city, server.url, load, applicants)) })
      say(`run ${nth}: ${Math.round(runs.at(-1)!.pace)} decisions/s`)
    }
    const size = `${options.runs} runs, ${applicants.toLocaleString('en')} applicants, ${QUOTA} places, ${LINES} lines`
    return { size, lines: linesOf(runs), notes: [] }
  } finally {
    await Promise.all([load.helper.end(), limits.end()])
    await server.stop()
    await ground.drop(databaseUrl)
    await ground.drop(limitUrl)
  }
}

async function rush(city: City, url: string, load: Load, applicants: number): Promise<Omit<Run, 'limit'>> {
  const callId = await openCall(city, url)
  const path = `/api/calls/${callId}/answer`
  const people = city.people.slice(0, applicants)
  const requests = people.map(({ token }) => ({ path, token, body: { id: newId(Date.now()) } }))
  const good = { words: ['"state":"confirmed"', '"state":"reserve"'], times: 1 }
  const salvo = {
    url,
    requests,
    good,
    connections: LINES,
    plan: { loop: 'burst' },
    keep: true,
    what: 'sign-ups',
  } as const
  const fired = allGood(await load.fire(salvo), 'seats')
  const answers = fired.kept.map(kept => answered(kept, people[kept.nth]!.id))
  return {
    pace: fired.good / fired.seconds,
    p50: quantile(fired, 0.5),
    p99: quantile(fired, 0.99),
    overbooked: await overbooked(city.databaseUrl, callId, QUOTA),
    outOfOrder: await outOfOrder(city.databaseUrl, callId, answers),
    lost: await unlikeSeats(city.databaseUrl, callId, answers),
  }
}

const answered = ({ body, asked, answered }: Kept, person: string): Answered => {
  const { state, place, rank } = JSON.parse(body) as { state: string; place: number | null; rank: number | null }
  return { person, state, place, rank, asked, answered }
}

async function openCall(city: City, url: string): Promise<string> {
  const desk = client({ at: url, fetch, headers: () => ({ authorization: `Bearer ${city.cityDesk}` }) })
  const words = { title: '核酸采样点志愿者', text: '到采样点维持秩序。', issuers: ['机关工委'] }
  const draft = { id: newId(Date.now()), kind: 'recruitment', basis: 'VOLUNTARY', quota: QUOTA } as const
  const { id, version } = await desk(callout.draft, { ...draft, ...words, audience: {}, muster: {} })
  await desk(callout.publish, { callId: id, version })
  return id
}

function linesOf(runs: readonly Run[]): Line[] {
  const none = { unit: '', better: 'less', target: { of: 'figure', atMost: 0, words: '0' } } as const
  const of = (figure: keyof Run) => runs.map(run => ({ figure: run[figure] }))
  return [
    {
      what: 'decisions',
      unit: '/s',
      better: 'more',
      limitWhat: 'conditional UPDATE, 32 connections',
      samples: runs.map(({ pace, limit }) => ({ figure: pace, limit })),
      target: { of: 'ratio', atLeast: 4, words: '≥ 4 ×' },
    },
    { what: 'p50 of all, from the first moment', unit: 'ms', better: 'less', samples: of('p50') },
    { what: 'p99 of all, from the first moment', unit: 'ms', better: 'less', samples: of('p99') },
    { ...none, what: 'overbooked', samples: of('overbooked') },
    { ...none, what: 'out of order', samples: of('outOfOrder') },
    { ...lostLine(runs.map(({ lost }) => lost)), what: 'answers unlike what is kept' },
  ]
}
