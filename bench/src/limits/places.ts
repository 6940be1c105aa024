import pg from 'pg'
import { newId } from '../ground/ids.ts'
import { withOwner } from '../ground/sql.ts'

export interface PlacesOrder {
  readonly url: string
  readonly applicants: number
  readonly quota: number
}

const TABLES = `
  drop table if exists bench_seat, bench_call;
  create table bench_call (tenant text, id int, taken int not null, quota int not null, primary key (tenant, id));
  create table bench_seat (tenant text, call_id int, person_id uuid, place int, at timestamptz not null, primary key (tenant, call_id, person_id))`

/** The usual way to give places away: take one if there is one, else stand on the reserve. */
const TAKE = {
  name: 'take',
  text: `with taken as (update bench_call set taken = taken + 1 where tenant = 'bench' and id = 1 and taken < quota returning taken)
         insert into bench_seat select 'bench', 1, $1, (select taken from taken), clock_timestamp()`,
}

const CONNECTIONS = 32

/** Everybody asks for a place by a conditional update of their own. @returns decisions a second */
export async function placesByUpdate({ url, applicants, quota }: PlacesOrder): Promise<number> {
  await withOwner(url, async client => {
    await client.query(TABLES)
    await client.query(`insert into bench_call values ('bench', 1, 0, $1)`, [quota])
  })
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map(client => client.connect()))
  const people = Array.from({ length: applicants }, () => newId(Date.now()))
  const began = performance.now()
  const takeTurns = async (client: pg.Client) => {
    for (let person = people.pop(); person; person = people.pop()) await client.query({ ...TAKE, values: [person] })
  }
  await Promise.all(clients.map(takeTurns))
  const pace = (1000 * applicants) / (performance.now() - began)
  await Promise.all(clients.map(client => client.end()))
  return pace
}
