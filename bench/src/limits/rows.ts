import pg from 'pg'
import { newId } from '../ground/ids.ts'
import { withOwner } from '../ground/sql.ts'

export interface RowsOrder {
  readonly url: string
  readonly seconds: number
}

/** Shaped as a fact: the primary key and two indexes. */
const TABLE = `
  drop table if exists bench_row;
  create table bench_row (
    tenant text not null, id uuid not null, seq bigint not null, kind text not null, occurred_at timestamptz not null,
    recorded_at timestamptz not null, person_id uuid, territory text, unit_id uuid, incident_id uuid, subject_id uuid,
    supersedes uuid, account_id uuid, payload jsonb not null, primary key (tenant, id));
  create index on bench_row (tenant, kind, recorded_at, seq);
  create index on bench_row (tenant, person_id)`

const INSERT = {
  name: 'row',
  text: `insert into bench_row values ('bench', $1, $2, 'enrolment.reported-in', $3, $3, $4, '320302001001', $4, null, null, null, $4, '{"as":"residence"}')`,
}
const INSERT_MANY = {
  name: 'rows',
  text: `insert into bench_row
         select 'bench', id, seq, 'enrolment.reported-in', $3, $3, person, '320302001001', person, null, null, null, person, '{"as":"residence"}'
           from unnest($1::uuid[], $2::bigint[], $4::uuid[]) as r (id, seq, person)`,
}

const CONNECTIONS = 16
const BATCH = 500

/** One row, one transaction, on sixteen connections. @returns rows a second */
export async function rowsOneByOne({ url, seconds }: RowsOrder): Promise<number> {
  await withOwner(url, client => client.query(TABLE))
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map(client => client.connect()))
  const people = Array.from({ length: 1000 }, () => newId(Date.now()))
  const began = performance.now()
  const until = began + seconds * 1000
  let seq = 0
  const fill = async (client: pg.Client) => {
    while (performance.now() < until) {
      const values = [newId(Date.now()), ++seq, new Date(), people[seq % people.length]]
      await client.query({ ...INSERT, values })
    }
  }
  await Promise.all(clients.map(fill))
  const pace = (1000 * seq) / (performance.now() - began)
  await Promise.all(clients.map(client => client.end()))
  return pace
}

/** Five hundred rows with one statement, one after the other on one connection. @returns rows a second */
export function rowsInBatches({ url, seconds }: RowsOrder): Promise<number> {
  return withOwner(url, async client => {
    await client.query(TABLE)
    const people = Array.from({ length: 1000 }, () => newId(Date.now()))
    const began = performance.now()
    let seq = 0
    while (performance.now() < began + seconds * 1000) {
      const nths = Array.from({ length: BATCH }, () => ++seq)
      const ids = nths.map(() => newId(Date.now()))
      const persons = nths.map(nth => people[nth % people.length])
      await client.query({ ...INSERT_MANY, values: [ids, nths, new Date(), persons] })
    }
    return (1000 * seq) / (performance.now() - began)
  })
}
