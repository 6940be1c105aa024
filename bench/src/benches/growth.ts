import { makeCity } from '../city/city.ts'
import { rolled } from '../city/history.ts'
import type { Line, Sample } from '../figures/line.ts'
import { progressOf } from '../ground/progress.ts'
import { type BenchServer, startServer } from '../ground/server.ts'
import { ask } from '../ground/sql.ts'
import type { Outcome, Stage } from './bench.ts'
import { LoadedDoor } from './ingest.ts'
import { startLoad } from './load.ts'

const SECONDS = 8

/** What a fact costs in an empty ledger and in a full one: time, room on the disk, room in the log. */
export async function growth({ ground, options, prepared, say }: Stage): Promise<Outcome> {
  const seconds = options.seconds ?? SECONDS
  const past = await prepared(options.facts)
  const emptyUrl = await ground.fresh()
  const servers: BenchServer[] = []
  const load = startLoad()
  try {
    const [full, empty] = [await startServer(past.city.databaseUrl), await startServer(emptyUrl)]
    servers.push(full, empty)
    const young = await makeCity(empty, emptyUrl, options.people, progressOf('people'))
    const half = Math.floor(options.people / 2)
    const doors = {
      full: new LoadedDoor(full, load, past.city, seconds, half),
      empty: new LoadedDoor(empty, load, young, seconds, half),
    }
    for (const door of Object.values(doors)) await door.warmUp(Math.min(5000, half))
    const pace: Sample[] = []
    const log: Sample[] = []
    for (let run = 1; run <= options.runs; run++) {
      // Both are one database server, with one log: while one is measured, the other must have nothing to do.
      const stand = async () => Promise.all([rolled(emptyUrl), rolled(past.city.databaseUrl)])
      await stand()
      const before = await paceAndLog(doors.empty, emptyUrl)
      await stand()
      const after = await paceAndLog(doors.full, past.city.databaseUrl)
      pace.push({ figure: after.pace, limit: before.pace })
      log.push({ figure: after.log, limit: before.log })
      say(`run ${run}: ${Math.round(before.pace)} facts/s when empty, ${Math.round(after.pace)} when full`)
    }
    const size = `${options.runs} runs of ${seconds} s, 0 and ${past.facts.toLocaleString('en')} facts`
    return { size, lines: [...linesOf(pace, log), ...(await roomLines(past.city.databaseUrl))], notes: [] }
  } finally {
    await load.helper.end()
    for (const server of servers) await server.stop()
    await ground.drop(emptyUrl)
  }
}

/** Facts a second, and bytes of log for each. */
async function paceAndLog(door: LoadedDoor, url: string): Promise<{ pace: number; log: number }> {
  const position = async () =>
    Number((await ask<{ at: string }>(url, `select pg_current_wal_lsn() - '0/0' as at`))[0]!.at)
  const [from, before] = [await position(), door.acknowledged]
  const pace = await door.single()
  return { pace, log: ((await position()) - from) / (door.acknowledged - before) }
}

const linesOf = (pace: Sample[], log: Sample[]): Line[] => [
  {
    what: 'durable facts, one per request, ledger full',
    unit: '/s',
    better: 'more',
    limitWhat: 'ledger empty',
    samples: pace,
    target: { of: 'ratio', atLeast: 0.8, words: '≥ 0.8 ×' },
  },
  { what: 'log per fact, ledger full', unit: 'bytes', better: 'less', limitWhat: 'ledger empty', samples: log },
]

/** Bytes for each fact in the ledger: its rows, each of its indexes, and what is summed from it. */
async function roomLines(url: string): Promise<Line[]> {
  const rows = await ask<{ part: string; bytes: string }>(
    url,
    `with leaf as (select inhrelid as oid from pg_inherits where inhparent = 'fact'::regclass),
          facts as (select last_seq::float8 as many from ledger_clock limit 1),
          room as (
            select 1 as nth, 'fact: rows' as part, sum(pg_table_size(oid)) as bytes from leaf
            union all
            select 2, 'fact: index ' || p.relname, sum(pg_relation_size(i.indexrelid)) from leaf
              join pg_index i on i.indrelid = leaf.oid join pg_inherits h on h.inhrelid = i.indexrelid join pg_class p on p.oid = h.inhparent group by p.relname
            union all
            select 3, relname || ', with indexes', pg_total_relation_size(oid) from pg_class
             where relkind = 'r' and relname in ('report_in', 'tally', 'tally_step', 'tally_cell', 'tally_person', 'spell'))
     select part, bytes / many as bytes from room, facts order by nth, part`,
  )
  return rows.map(({ part, bytes }) => ({
    what: part,
    unit: 'bytes/fact',
    better: 'less',
    samples: [{ figure: Number(bytes) }],
  }))
}
