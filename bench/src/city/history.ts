import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Ground } from '../ground/ground.ts'
import { progressOf } from '../ground/progress.ts'
import { startServer } from '../ground/server.ts'
import { withOwner } from '../ground/sql.ts'
import { type City, makeCity, TENANT } from './city.ts'

/** A city with a past. */
export interface Prepared {
  readonly city: City
  readonly facts: number
  /** The first stamp of its ledger, and the last. */
  readonly from: Date
  readonly to: Date
}

/** Makes the city once, and gives it as long a past as is asked for: more can be added, nothing is taken back. */
export type Historian = (facts: number) => Promise<Prepared>

const DAYS = 5
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const AT_ONCE = 50_000

/** @param total facts of the whole past, of which a part may be asked for first */
export function historian(ground: Ground, total: number, people: number): Historian {
  let city: City | undefined
  let done = 0
  const to = new Date(Math.floor((Date.now() - HOUR_MS) / HOUR_MS) * HOUR_MS)
  const from = new Date(to.getTime() - DAYS * DAY_MS)
  const stampOf = (nth: number) => new Date(from.getTime() + Math.floor((nth * DAYS * DAY_MS) / total))
  return async facts => {
    const databaseUrl = city?.databaseUrl ?? (await ground.own())
    const server = await startServer(databaseUrl) // it rolls its tallies while the past is written
    try {
      city ??= await makeCity(server, databaseUrl, people, progressOf('people'))
      if (facts > done) {
        await withOwner(databaseUrl, client => write(client, { from, total, done, facts }))
        await rolled(databaseUrl)
      }
      done = Math.max(done, facts)
      return { city, facts: done, from, to: stampOf(done) }
    } finally {
      await server.stop()
    }
  }
}

interface Stretch {
  readonly from: Date
  readonly total: number
  readonly done: number
  readonly facts: number
}

async function write(client: pg.Client, { from, total, done, facts }: Stretch): Promise<void> {
  await client.query('set synchronous_commit = off; set work_mem = "256MB"')
  if (done === 0) await client.query(TOOLS)
  await client.query('select open_fact_months($1)', [from])
  const step = (DAYS * DAY_MS) / total
  const progress = progressOf('facts')
  for (let nth = done; nth < facts; nth += AT_ONCE) {
    const last = Math.min(nth + AT_ONCE, facts) - 1
    await client.query('begin')
    await client.query(FACTS, [TENANT, nth, last, from, step])
    await client.query(CLOCK, [TENANT, from, last, step])
    await client.query('commit')
    progress(last + 1 - done, facts - done)
  }
  await client.query('delete from report_in where tenant = $1', [TENANT])
  await client.query(STANDING, [TENANT])
  await client.query('analyze')
  await client.query('checkpoint').catch(() => {})
}

/**
 * People, places and ids by number. A fact's number says everything about it: whose it is (people come again and again,
 * in rounds), where, and what it corrects. The first half of the people has a past, the others wait for the load.
 */
const TOOLS = `
  create schema bench;
  create table bench.person as
    select row_number() over (order by volunteer_no) - 1 as n, id, unit_id from person
     order by volunteer_no limit (select count(*) / 2 from person);
  create unique index on bench.person (n) include (id, unit_id);
  create table bench.place as
    select row_number() over (order by code) - 1 as n, code from territory where level = 'community';
  create unique index on bench.place (n) include (code);
  create function bench.id(nth bigint, at timestamptz) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(nth::text), 1, 3)
            || '8' || substr(md5(nth::text), 4, 15))::uuid $$;
  analyze bench.person; analyze bench.place`

/**
 * A person's rounds, a hundred to a stay: who comes reports once, and then again and again for the same place, each
 * report in place of the one before; with the next stay moves on, or (every second time) left at the end of the last and
 * comes anew. Four hundred rounds in five days are 20 million facts of 50,000 people, and four places for each of them.
 */
const FACTS = `
  with size as (select (select count(*) from bench.person) as people, (select count(*) from bench.place) as places),
  turn as (
    select nth, people, places, nth % people as person, nth / people as round,
           (nth / people + nth % people % 100) / 100 as stay, (nth / people + nth % people % 100) % 100 as day
      from generate_series($2::bigint, $3::bigint) as nth, size),
  plan as (
    select nth, people, places, person, stay,
           case when round = 0 or day = 0 and round > 1 and (person + stay) % 2 = 1 then 'comes'
                when day = 99 and (person + stay) % 2 = 0 then 'leaves' else 'stays' end as what,
           $4::timestamptz + floor(nth * $5::float8) * interval '1 millisecond' as at,
           $4::timestamptz + floor((nth - people) * $5::float8) * interval '1 millisecond' as before
      from turn)
  insert into fact (tenant, id, seq, kind, occurred_at, recorded_at, person_id, territory, unit_id, supersedes, payload)
  select $1, bench.id(nth, at), nth + 1, case what when 'leaves' then 'enrolment.left' else 'enrolment.reported-in' end, at, at,
         p.id, c.code, p.unit_id, case when what <> 'comes' then bench.id(nth - people, before) end,
         case what when 'leaves' then '{}'::jsonb else '{"as": "residence"}'::jsonb end
    from plan
    join bench.person p on p.n = person
    join bench.place c on c.n = (person * 7 + stay * 13) % places
   order by nth`

/** Numbers go on from one to the next, so the last fact of a stretch is known by its number alone. */
const CLOCK = `
  insert into ledger_clock (tenant, last_at, last_seq)
  values ($1, $2::timestamptz + floor($3::bigint * $4::float8) * interval '1 millisecond', $3::bigint + 1)
  on conflict (tenant) do update set last_at = excluded.last_at, last_seq = excluded.last_seq`

const STANDING = `
  insert into report_in (tenant, fact_id, person_id, reported_as, territory, unit_id, occurred_at, recorded_at)
  select f.tenant, f.id, f.person_id, 'residence', f.territory, f.unit_id, f.occurred_at, f.recorded_at from fact f
   where f.tenant = $1 and f.kind = 'enrolment.reported-in'
     and not exists (select from fact later where later.tenant = f.tenant and later.supersedes = f.id)`

/** What a tally leaves to its readers. */
const NEARLY = 500

/** Tallies that have not moved for so long will not: then figures are counted from the facts, and the bench shows it. */
const PATIENCE_MS = 60_000

/** Waits until the running server has rolled its tallies over the whole ledger. */
export async function rolled(url: string): Promise<void> {
  const progress = progressOf('tallies')
  await withOwner(url, async client => {
    for (let [moved, before, first] = [performance.now(), 0, -1]; performance.now() - moved < PATIENCE_MS; ) {
      const { rows } = await client.query<{ last: string; seq: string }>(
        `select last_seq as last, coalesce((select max(seq) from tally_lens l where l.tenant = c.tenant and incident_id is null), 0) as seq
           from ledger_clock c where tenant = $1`,
        [TENANT],
      )
      const [last, seq] = [Number(rows[0]!.last), Number(rows[0]!.seq)]
      if (first < 0) first = seq
      if (last - seq < NEARLY) return progress(last, last)
      progress(seq - first, last - first)
      if (seq > before) [moved, before] = [performance.now(), seq]
      await pause(500)
    }
    console.error('  The tallies stand still: going on without them.')
  })
}
