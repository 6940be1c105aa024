import * as enrolment from '@muster/core/enrolment/wire.ts'
import { type Client, client as typedClient } from '@muster/core/platform/client.ts'
import type pg from 'pg'
import type { Prepared } from '../city/history.ts'
import type { Line, Sample } from '../figures/line.ts'
import { startServer } from '../ground/server.ts'
import { withOwner } from '../ground/sql.ts'
import type { Outcome, Stage } from './bench.ts'
import { type Count, type Part, rawCount } from './raw.ts'

/** The instants that are asked for: by how much they lie beyond an hour, in milliseconds; null is now. */
const WHEN = { 'at the hour': 0, 'at a whole minute': 17 * 60_000, 'at an odd second': 23 * 60_000 + 41_387, now: null }
type When = keyof typeof WHEN

/** From this on, in milliseconds, the raw count is measured once and not in every run. */
const PATIENCE_MS = 5000
const HOUR_MS = 3_600_000

/** A figure of any part of the city as of any instant, by the door and from the raw facts. */
export async function asof({ options, prepared, say }: Stage): Promise<Outcome> {
  const tenth = await prepared(Math.ceil(options.facts / 10))
  const early = await measure(tenth, 1, say)
  const whole = await prepared(options.facts)
  const { rows, wrong, compared } = await measure(whole, options.runs, say)
  const slowest = (when: When) =>
    Math.max(...rows.filter(row => row.when === when).flatMap(row => row.samples.map(s => s.figure)))
  const limits: Line[] = (['at the hour', 'at an odd second'] as const).map(when => ({
    what: `slowest ${when}`,
    unit: 'ms',
    better: 'less',
    samples: [{ figure: slowest(when) }],
    target: {
      of: 'figure',
      atMost: when === 'at the hour' ? 50 : 250,
      words: when === 'at the hour' ? '≤ 50 ms' : '≤ 250 ms',
    },
  }))
  const growth = rows
    .filter(({ level }) => level === 'city')
    .map(({ when, samples }) =>
      grown(when, samples, early.rows.find(row => row.level === 'city' && row.when === when)!.samples),
    )
  const agree: Line = {
    what: 'counts unlike the raw facts',
    unit: '',
    better: 'less',
    samples: [{ figure: wrong.length }],
    target: { of: 'figure', atMost: 0, words: '0' },
  }
  const size = `${options.runs} runs, ${whole.facts.toLocaleString('en')} facts, ${whole.city.people.length.toLocaleString('en')} people`
  const figures = rows.flatMap(({ samples }) => samples).length
  const extent = `${compared} of ${figures} figures were compared with the raw count: where it takes more than ${PATIENCE_MS / 1000} s, it is taken in the first run only.`
  return { size, lines: [...rows.map(lineOf), ...limits, ...growth, agree], notes: [extent, ...wrong.slice(0, 10)] }
}

/** How much longer with ten times the facts. */
const grown = (when: When, whole: readonly Sample[], tenth: readonly Sample[]): Line => ({
  what: `city ${when}, against a tenth of the facts`,
  unit: 'ms',
  better: 'less',
  limitWhat: 'the same with a tenth',
  samples: whole.map(({ figure }) => ({ figure, limit: tenth[0]!.figure })),
})

interface Row {
  readonly level: string
  readonly when: When
  readonly samples: Sample[]
}

async function measure({ city, from, to }: Prepared, runs: number, say: (line: string) => void) {
  const server = await startServer(city.databaseUrl)
  try {
    const ask = typedClient({ at: server.url, fetch, headers: () => ({ authorization: `Bearer ${city.cityDesk}` }) })
    await ask(enrolment.figures, { asOf: from.toISOString() }) // the first answer pays for the code that is loaded
    const rows: Row[] = []
    const wrong: string[] = []
    let compared = 0
    await withOwner(city.databaseUrl, async client => {
      for (const [level, part] of Object.entries(partsOf(city)))
        for (const when of Object.keys(WHEN) as When[]) {
          const row: Row = { level, when, samples: [] }
          for (let run = 0; run < runs; run++)
            if (await compare({ ask, client, part, row, run, wrong, from, to })) compared++
          say(`${level} ${when}: ${row.samples.map(({ figure }) => Math.round(figure)).join(', ')} ms`)
          rows.push(row)
        }
    })
    return { rows, wrong, compared }
  } finally {
    await server.stop()
  }
}

/** One part of each level, the largest where there is a choice. */
function partsOf({ streetDesks, unitId }: Prepared['city']): Record<string, Part> {
  const community = streetDesks[0]!.communities[0]!
  return {
    city: { side: 'territory', key: '' },
    county: { side: 'territory', key: `${community.slice(0, 6)}000000` },
    street: { side: 'territory', key: `${community.slice(0, 9)}000` },
    community: { side: 'territory', key: community },
    unit: { side: 'unit', key: unitId },
  }
}

interface Comparison {
  readonly ask: Client
  readonly client: pg.Client
  readonly part: Part
  readonly row: Row
  readonly run: number
  readonly wrong: string[]
  readonly from: Date
  readonly to: Date
}

/** @returns whether the raw facts were counted too, and not only in a run before */
async function compare({ ask, client, part, row, run, wrong, from, to }: Comparison): Promise<boolean> {
  const beyond = WHEN[row.when]
  // Another hour in each run: what was asked before may be remembered.
  const middle = from.getTime() + 0.7 * (to.getTime() - from.getTime())
  const hour = Math.floor(middle / HOUR_MS) * HOUR_MS - run * HOUR_MS
  const asOf = beyond === null ? undefined : new Date(hour + beyond).toISOString()
  const [figure, counted] = await timed(() => throughDoor(ask, part, asOf))
  const before = row.samples.at(-1)?.limit ?? 0
  if (before > PATIENCE_MS) {
    row.samples.push({ figure, limit: before })
    return false
  }
  const [limit, raw] = await timed(() => rawCount(client, part, asOf ?? new Date().toISOString()))
  row.samples.push({ figure, limit })
  if (JSON.stringify(counted) !== JSON.stringify(raw))
    wrong.push(`${row.level} ${row.when}: ${JSON.stringify(counted)}, by the raw facts ${JSON.stringify(raw)}`)
  return true
}

async function throughDoor(ask: Client, { side, key }: Part, asOf: string | undefined): Promise<Count> {
  const at = asOf ? { asOf } : {}
  if (key === '') {
    const { people, memberships, communities } = await ask(enrolment.figures, at)
    return { people: people.value, reports: memberships.value, communities: communities.value }
  }
  const opened = side === 'unit' ? { unitId: key } : { territory: key }
  const { people, reports, communities } = (await ask(enrolment.table, { ...at, by: side, ...opened })).total
  return { people, reports, communities }
}

async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, T]> {
  const began = performance.now()
  const answer = await work()
  return [performance.now() - began, answer]
}

function lineOf({ level, when, samples }: Row): Line {
  const exact = when === 'at the hour'
  return {
    what: `${level}, ${when}`,
    unit: 'ms',
    better: 'less',
    limitWhat: 'from the raw facts',
    samples,
    target: { of: 'ratio', atLeast: exact ? 50 : 10, words: exact ? '≥ 50 ×' : '≥ 10 ×' },
  }
}
