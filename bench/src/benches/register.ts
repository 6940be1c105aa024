import * as incident from '@muster/core/incident/wire.ts'
import { type Client, client as typedClient } from '@muster/core/platform/client.ts'
import * as wire from '@muster/core/register/wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import { type City, makeCity } from '../city/city.ts'
import type { Line } from '../figures/line.ts'
import { startHelper } from '../ground/helper.ts'
import { newId } from '../ground/ids.ts'
import { progressOf } from '../ground/progress.ts'
import { startServer } from '../ground/server.ts'
import type { LimitJobs } from '../limits/worker.ts'
import type { Request } from '../load/requests.ts'
import type { Outcome, Stage } from './bench.ts'
import { lostLine } from './ingest.ts'
import { allGood, type Load, startLoad, taken } from './load.ts'

/** A day at an expressway checkpoint: so many cars, written down by so many phones, in outboxes of fifty. */
const CARS = 3000
const PHONES = 8
const BATCH = 50
const PEOPLE = 1000
/** How long the limit is measured. */
const SECONDS = 4
const HOUR = 3_600_000

/** What one run found, in cars a second; lost or doubled are cars. */
interface Run {
  readonly bare: number
  readonly first: number
  readonly again: number
  readonly lost: number
}

/** A checkpoint's day through the outboxes of its phones into one register, and all of it once more, as after lost answers. */
export async function register({ ground, options, say }: Stage): Promise<Outcome> {
  const url = await ground.fresh()
  const limitUrl = await ground.fresh()
  const server = await startServer(url)
  const load = startLoad()
  try {
    const city = await makeCity(server, url, Math.min(options.people, PEOPLE), progressOf('people'))
    const ask = typedClient({ at: server.url, fetch, headers: () => ({ authorization: `Bearer ${city.cityDesk}` }) })
    const place = await checkpoint(ask, city)
    const runs: Run[] = []
    for (let nth = 1; nth <= options.runs; nth++) {
      const bare = await bareRows(limitUrl, options.seconds ?? SECONDS)
      runs.push({ bare, ...(await oneDay({ ask, load, city, place, url: server.url })) })
      say(`run ${nth}: ${Math.round(runs.at(-1)!.first)} cars/s, ${Math.round(runs.at(-1)!.again)} when sent once more`)
    }
    const size = `${options.runs} runs of ${CARS.toLocaleString('en')} cars, ${PHONES} phones`
    return { size, lines: linesOf(runs), notes: [] }
  } finally {
    await load.helper.end()
    await server.stop()
    await ground.drop(url)
    await ground.drop(limitUrl)
  }
}

async function bareRows(url: string, seconds: number): Promise<number> {
  const limits = startHelper<LimitJobs>('../limits/worker.ts')
  try {
    return await limits.ask('rowsInBatches', { url, seconds })
  } finally {
    await limits.end()
  }
}

/** Where cars are written down. */
interface Checkpoint {
  readonly incidentId: string
  readonly postId: string
}

/** A checkpoint with a shift that goes on, and those of whom the phones are. */
async function checkpoint(ask: Client, { communities, people }: City): Promise<Checkpoint> {
  const [incidentId, postId, shiftId] = [newId(Date.now()), newId(Date.now()), newId(Date.now())]
  await ask(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  const plain = { danger: false, skills: [], suitMinutes: null, reportMinutes: 0 }
  const post = { incidentId, kind: 'road-checkpoint', name: '高速出口卡口', territory: communities[0]!.code }
  await ask(posts.createPost, { id: postId, ...post, ...plain })
  const [startsAt, endsAt] = [-2, 6].map(hours => new Date(Date.now() + hours * HOUR).toISOString())
  const hours = { startsAt: startsAt!, endsAt: endsAt! }
  await ask(posts.addShift, { postId, id: shiftId, role: 'member', people: PHONES, ...hours })
  for (const { id: personId } of people.slice(0, PHONES))
    await ask(assign.assign, { shiftId, id: newId(Date.now()), personId, basis: 'DUTY_ORDER' })
  return { incidentId, postId }
}

interface Day {
  readonly ask: Client
  readonly load: Load
  readonly city: City
  readonly place: Checkpoint
  readonly url: string
}

async function oneDay({ ask, load, city, place, url }: Day): Promise<Omit<Run, 'bare'>> {
  const registerId = await newRegister(ask, place)
  const requests = outboxes(city, place.postId, registerId)
  const pace = async () => {
    const plan = { loop: 'closed', seconds: Number.POSITIVE_INFINITY } as const
    const fired = await load.fire({ url, requests, connections: PHONES, plan, good: taken(BATCH) })
    return (BATCH * allGood(fired, 'register').good) / fired.seconds
  }
  const [first, again] = [await pace(), await pace()]
  const { entries } = await ask(wire.counts, { registerId })
  return { first, again, lost: Math.abs(entries - CARS) }
}

async function newRegister(ask: Client, { incidentId, postId }: Checkpoint): Promise<string> {
  const { rows } = await ask(wire.packForms, { incidentId })
  const { form } = rows.find(({ key }) => key === 'road-checkpoint')!
  const id = newId(Date.now())
  await ask(wire.open, { incidentId, id, key: `r-${id.slice(-8)}`, form, postIds: [postId] })
  return id
}

/** What the phones hold, in turn, as their outboxes send it. */
const outboxes = ({ people }: City, postId: string, registerId: string): Request[] =>
  Array.from({ length: CARS / BATCH }, (_, batch) => ({
    path: '/api/facts',
    token: people[batch % PHONES]!.token,
    body: { facts: Array.from({ length: BATCH }, (_, nth) => car(postId, registerId, batch * BATCH + nth)) },
  }))

const car = (postId: string, registerId: string, nth: number) => ({
  id: newId(Date.now()),
  kind: 'register.entered',
  occurredAt: new Date().toISOString(),
  subjectId: postId,
  payload: { registerId, formVersion: 1, answers: answersOf(nth) },
})

const answersOf = (nth: number) => ({
  plate: `苏C${10_000 + nth}`,
  people: 1 + (nth % 5),
  'health-code': 'good',
  'travel-code': 'good',
  'test-report': nth % 9 === 0 ? 'none' : 'good',
  passed: 'passed',
})

function linesOf(runs: readonly Run[]): Line[] {
  const pace = { unit: '/s', better: 'more', limitWhat: '500-row statements, 1 connection' } as const
  const column = (figure: 'first' | 'again') => runs.map(run => ({ figure: run[figure], limit: run.bare }))
  return [
    { ...pace, what: `cars registered in outboxes of ${BATCH}`, samples: column('first') },
    { ...pace, what: 'the same sent once more, all known', samples: column('again') },
    { ...lostLine(runs.map(({ lost }) => lost)), what: 'cars lost or doubled' },
  ]
}
