import { type Client, client as typedClient } from '@muster/core/platform/client.ts'
import * as draft from '@muster/core/roster/draft.wire.ts'
import * as rota from '@muster/core/roster/rota.wire.ts'
import type pg from 'pg'
import { type City, makeCity, TENANT } from '../city/city.ts'
import { addYear, type Year } from '../city/shifts.ts'
import type { Line, Sample } from '../figures/line.ts'
import { newId } from '../ground/ids.ts'
import { progressOf } from '../ground/progress.ts'
import { type BenchServer, startServer } from '../ground/server.ts'
import { withOwner } from '../ground/sql.ts'
import type { Outcome, Stage } from './bench.ts'

/** Everybody of a district's double report. */
const PEOPLE = 6396
/** Boards asked for in a run. */
const TIMES = 20

/** A street's week on the board, with a year of everybody's shifts around it, and a cell set in it. */
export async function board({ ground, options, say }: Stage): Promise<Outcome> {
  const url = await ground.fresh()
  const server = await startServer(url)
  try {
    const people = Math.min(options.people, PEOPLE)
    const city = await makeCity(server, url, people, progressOf('people'))
    const year = await withOwner(url, client => addYear(client, city))
    say(`${year.posts} posts, ${year.shifts} shifts, ${year.assignments} assignments`)
    const ask = typedClient({ at: server.url, fetch, headers: () => ({ authorization: `Bearer ${city.cityDesk}` }) })
    const rotaId = await rotaOf(ask, city, year)
    const lines = await withOwner(url, client =>
      measure({ ask, client, year, rotaId, runs: options.runs, say, usage: server.usage }),
    )
    const { shifts, people: shown } = await ask(draft.territoryBoard, {
      code: year.street,
      from: year.from,
      to: year.to,
    })
    const size = `${options.runs} runs of ${TIMES}, ${people.toLocaleString('en')} people, ${year.assignments.toLocaleString('en')} assignments`
    return { size, lines, notes: [`The week shown has ${shifts.length} shifts and ${shown.length} people.`] }
  } finally {
    await server.stop()
    await ground.drop(url)
  }
}

async function rotaOf(ask: Client, city: City, { street, from, to }: Year): Promise<string> {
  const { posts } = await ask(draft.territoryBoard, { code: street, from, to })
  const id = newId(Date.now())
  const pool = { unitIds: [city.unitId] }
  await ask(rota.create, { code: street, id, name: '一周', postIds: posts.map(post => post.id), from, to, pool })
  return id
}

interface Measured {
  readonly ask: Client
  readonly client: pg.Client
  readonly year: Year
  readonly rotaId: string
  readonly runs: number
  readonly say: (line: string) => void
  readonly usage: BenchServer['usage']
}

async function measure({ ask, client, year, rotaId, runs, say, usage }: Measured): Promise<Line[]> {
  const { street: code, from, to } = year
  const works = {
    'a street’s week on the board': () => ask(draft.territoryBoard, { code, from, to }),
    'a rota’s week on the board': () => ask(draft.board, { rotaId, from, to }),
    'a cell set, with what the guard says': () => setOne(ask, rotaId, year),
  }
  const lines: Line[] = []
  for (const [what, work] of Object.entries(works)) {
    const samples: Sample[] = []
    // What the server itself spends does not depend on what else the machine does.
    const processor: Sample[] = []
    for (let run = 0; run < runs; run++) {
      const before = await usage()
      const figure = await middle(work)
      const spent = ((await usage()).cpu - before.cpu) / (TIMES + 1)
      const limit = await middle(() => raw(client, year))
      samples.push({ figure, limit })
      processor.push({ figure: spent * 1000 })
      say(`${what}: ${Math.round(figure)} ms, ${Math.round(limit)} ms with one statement`)
    }
    const target = { of: 'figure', atMost: 200, words: '≤ 200 ms' } as const
    lines.push({ what, unit: 'ms', better: 'less', limitWhat: 'its rows with one statement', samples, target })
    lines.push({ what: `${what}: the server’s processor time`, unit: 'ms', better: 'less', samples: processor })
  }
  return lines
}

/** Takes somebody off and puts them back. */
async function setOne(ask: Client, rotaId: string, { from }: Year): Promise<void> {
  const { shifts } = await ask(draft.board, { rotaId, from, to: from })
  const { id: shiftId, draft: cell } = shifts[0]!
  const people = cell.people.length > 1 ? cell.people.slice(1) : [...shifts[0]!.published.people]
  await ask(draft.setCells, { rotaId, cells: [{ shiftId, version: cell.version, people }] })
}

/** The median of some askings, in milliseconds; the first pays for what is loaded. */
async function middle(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let nth = 0; nth <= TIMES; nth++) {
    const began = performance.now()
    await work()
    if (nth > 0) times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)]!
}

/** What a board must read at least: the week’s shifts with who stands there. */
const raw = (client: pg.Client, { street, from, to }: Year) =>
  client.query(
    `select s.*, a.person_id, p.name from post o
       join territory t on t.tenant = o.tenant and t.code = o.territory
       join shift s on s.tenant = o.tenant and s.post_id = o.id
       join assignment a on a.tenant = s.tenant and a.shift_id = s.id and a.ended_at is null
       join person p on p.tenant = a.tenant and p.id = a.person_id
      where o.tenant = $1 and t.parent = $2 and s.starts_at between $3::date - 1 and $4::date + 2 and s.day between $3 and $4`,
    [TENANT, street, from, to],
  )
