import type pg from 'pg'
import { type City, TENANT } from './city.ts'

/** A year of shifts for everybody: posts kept round the clock, each by a dozen people in turn. */
export interface Year {
  /** The street with the most posts, and a week in the middle. */
  readonly street: string
  readonly from: string
  readonly to: string
  readonly posts: number
  readonly shifts: number
  readonly assignments: number
}

const PER_POST = 12
const DAYS = 365
/** All of it is to come, so that nobody is missed on a shift while the board is measured; the week shown lies in the middle. */
const FROM = 30
const MIDDLE = 200
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** So many streets share the posts: those of a large city's districts. */
const STREETS = 43

/** Lays out a year by SQL: how it came into being is not the subject. */
export async function addYear(client: pg.Client, { people, streetDesks }: City): Promise<Year> {
  const communities = streetDesks.slice(0, STREETS).flatMap(({ communities: own }) => own.slice(0, 8))
  const ids = people.map(({ id }) => id)
  const posts = Math.max(1, Math.floor(ids.length / PER_POST))
  await client.query('set synchronous_commit = off')
  // Foreign keys are not looked up for each of a million rows; not everybody may say so, and then it only takes longer.
  await client.query('set session_replication_role = replica').catch(() => {})
  const putOn = await takeOff(client)
  await client.query(
    `insert into post (tenant, id, territory, kind, name, danger, command, skills, equipment, checklist, report_minutes, state, version, created_at)
     select $1, gen_random_uuid(), ($2::text[])[1 + n % cardinality($2::text[])], 'gate', '岗' || n, false, false, '{}', '{}', '{}', 60, 'open', 1, now()
       from generate_series(0, $3::int - 1) n`,
    [TENANT, communities, posts],
  )
  await client.query(
    `insert into shift (tenant, id, post_id, role, skills, starts_at, ends_at, day, open_end, people, standby, cancelled, version, created_at)
     select $1, gen_random_uuid(), p.id, 'member', '{}', s.at at time zone 'Asia/Shanghai', s.at at time zone 'Asia/Shanghai' + interval '8 hours',
            s.at::date, false, 2, 0, false, 1, now()
       from post p cross join (
         select $2::date + d + make_interval(hours => h) as at from generate_series(0, $3::int - 1) d, unnest(array[6, 14, 22]) h) s
      where p.tenant = $1`,
    [TENANT, dayFromNow(FROM), DAYS],
  )
  // Six places a day for twelve people: everybody stands every other day, at the same hours.
  await client.query(
    `insert into assignment (tenant, id, shift_id, person_id, span, standby, basis, source, assigned_at, version)
     select $1, gen_random_uuid(), s.id, ($2::uuid[])[1 + p.nth * $3::int + (s.turn * 2 + j) % $3::int],
            tstzrange(s.starts_at - interval '1 hour', s.ends_at), false, 'VOLUNTARY', 'rota', now(), 1
       from (select id, row_number() over (order by name) - 1 as nth from post where tenant = $1) p
       join (select id, post_id, starts_at, ends_at, row_number() over (partition by post_id order by starts_at) - 1 as turn
               from shift where tenant = $1) s on s.post_id = p.id
       cross join generate_series(0, 1) j`,
    [TENANT, ids, PER_POST],
  )
  await putOn()
  await client.query('analyze')
  const { rows } = await client.query<{ street: string; shifts: string; assignments: string }>(
    `select (select t.parent from post p join territory t on t.tenant = p.tenant and t.code = p.territory
              where p.tenant = $1 group by 1 order by count(*) desc limit 1) as street,
            (select count(*) from shift) as shifts, (select count(*) from assignment) as assignments`,
    [TENANT],
  )
  const { street, shifts, assignments } = rows[0]!
  return {
    street,
    from: dayFromNow(MIDDLE),
    to: dayFromNow(MIDDLE + 6),
    posts,
    shifts: Number(shifts),
    assignments: Number(assignments),
  }
}

/** Indexes are built at once when all rows are there. @returns puts them on again */
async function takeOff(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
      where tablename in ('shift', 'assignment') and schemaname = 'public'
        and indexname not in (select conname from pg_constraint)`,
  )
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'one_place_at_a_time'`,
  )
  await client.query('alter table assignment drop constraint one_place_at_a_time')
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  return async () => {
    for (const { definition } of indexes) await client.query(definition)
    await client.query(`alter table assignment add constraint one_place_at_a_time ${rows[0]!.definition}`)
  }
}
