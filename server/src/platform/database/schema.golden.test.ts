import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { expectGolden } from '../testing/golden.ts'
import { describeRows } from './rows.ts'
import { describeSchema, readSchema, type Table } from './schema.ts'

let t: Awaited<ReturnType<typeof testDatabase>>
let tables: Table[]
beforeAll(async () => {
  t = await testDatabase(1)
  tables = await readSchema(t.owner)
})
afterAll(() => t.close())

describe('golden files of the database', () => {
  it('schema.sql is what the migrations amount to', async () => {
    expectGolden('server/src/platform/database/schema.sql', await describeSchema(t.owner))
  })

  it('rows.gen.ts holds the row types of all tables', async () => {
    expectGolden('server/src/platform/database/rows.gen.ts', await describeRows(t.owner))
  })
})

describe('a schema that many cities share, and that a sharded database takes', () => {
  const wrong = (check: (table: Table) => string[]) =>
    tables.flatMap(table => check(table).map(what => `${table.name}: ${what}`))

  it('has `tenant` first in every primary key, unique constraint and foreign key', () => {
    const keys = ({ constraints }: Table) => constraints.filter(({ kind }) => !['check', 'exclude'].includes(kind))
    expect(wrong(table => (keys(table).some(({ kind }) => kind === 'primary') ? [] : ['no primary key']))).toEqual([])
    expect(
      wrong(table =>
        keys(table)
          .filter(({ columns }) => columns[0] !== 'tenant')
          .map(({ definition }) => definition),
      ),
    ).toEqual([])
  })

  it('has `tenant` first in every index: no query is without it', () => {
    expect(
      wrong(({ indexes }) =>
        indexes.filter(({ columns }) => columns[0] !== 'tenant').map(({ definition }) => definition),
      ),
    ).toEqual([])
  })

  it('lets foreign keys lead from a tenant to the same tenant only', () => {
    const foreign = ({ constraints }: Table) => constraints.filter(({ kind }) => kind === 'foreign')
    expect(
      wrong(table =>
        foreign(table)
          .filter(({ definition }) => !/^FOREIGN KEY \(tenant, .+\) REFERENCES \w+\(tenant, /.test(definition))
          .map(({ definition }) => definition),
      ),
    ).toEqual([])
  })

  it('lets no foreign key write a city, and none leave the list of cities, which every node has whole', () => {
    const foreign = ({ constraints }: Table) => constraints.filter(({ kind }) => kind === 'foreign')
    const writing = /ON UPDATE|ON DELETE SET/
    expect(
      wrong(table =>
        foreign(table)
          .filter(({ definition }) => table.name === 'tenant' || writing.test(definition))
          .map(({ definition }) => definition),
      ),
    ).toEqual([])
  })

  it('has no triggers, and excludes nothing but within one city', () => {
    expect(wrong(({ triggers }) => [...triggers])).toEqual([])
    expect(
      wrong(({ constraints }) =>
        constraints
          .filter(({ kind, definition }) => kind === 'exclude' && !definition.includes('(tenant WITH =, '))
          .map(({ definition }) => definition),
      ),
    ).toEqual([])
  })

  it('counts with no sequence: on several machines they would not keep the order', () => {
    const counting = wrong(({ columns }) =>
      columns.filter(({ filled }) => filled === 'identity' || filled?.includes('nextval')).map(({ name }) => name),
    )
    expect(counting).toEqual([])
  })

  it('reads no clock and no chance of its own', () => {
    expect(
      wrong(({ columns }) =>
        columns.filter(({ filled }) => /\b(now|current|clock|random|uuid)/i.test(filled ?? '')).map(({ name }) => name),
      ),
    ).toEqual([])
  })
})

describe('the application’s role, by real SQL', () => {
  const FACTS = ['fact', 'audit_line', 'bulletin', 'call_version', 'incident_entry']
  const attempt = (statement: string) =>
    sql
      .raw(statement)
      .execute(t.db)
      .then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )
  const FORBIDDEN = '42501'

  it.each(FACTS)('adds to %s and reads it, but changes and deletes nothing', async table => {
    expect(await attempt(`select from ${table}`)).toBe('done')
    expect(await attempt(`update ${table} set tenant = tenant`)).toBe(FORBIDDEN)
    expect(await attempt(`delete from ${table}`)).toBe(FORBIDDEN)
    expect(await attempt(`truncate ${table}`)).toBe(FORBIDDEN)
    expect(tables.find(({ name }) => name === table)?.may).toEqual(['select', 'insert'])
  })

  it('neither empties, locks out, alters nor drops any table', async () => {
    const statements = [
      'truncate seat',
      'drop table person',
      'alter table fact disable trigger all',
      'create table x ()',
    ]
    for (const statement of statements) expect(await attempt(statement)).toBe(FORBIDDEN)
    expect(tables.filter(({ may }) => may.some(what => ['truncate', 'references', 'trigger'].includes(what)))).toEqual(
      [],
    )
  })

  it('does not turn a live city into a rehearsal, nor take its badge key, nor remove it', async () => {
    expect(await attempt('update tenant set rehearsal = true')).toBe(FORBIDDEN)
    expect(await attempt(`update tenant set badge_key = ''`)).toBe(FORBIDDEN)
    expect(await attempt('delete from tenant')).toBe(FORBIDDEN)
    expect(await attempt('update tenant set clock_speed = 1')).toBe('done')
  })

  it('does not forget where the audit and the ledger stand', async () => {
    expect(await attempt('delete from audit_head')).toBe(FORBIDDEN)
    expect(await attempt('delete from ledger_clock')).toBe(FORBIDDEN)
  })

  it('does not turn a duty order into a voluntary call', async () => {
    expect(await attempt(`update call_out set basis = 'VOLUNTARY'`)).toBe(FORBIDDEN)
  })

  it('changes no part of the ledger either, also not one of a month to come', async () => {
    await sql`select open_fact_months('2031-05-15T00:00:00Z')`.execute(t.db)
    const { rows } = await sql<{ part: string; may: boolean }>`
      select relname as part, has_table_privilege('muster_app', oid, 'update, delete, truncate') as may
        from pg_class where relispartition and relkind = 'r' and relname like 'fact%' order by 1`.execute(t.owner)
    expect(rows.map(({ part }) => part)).toEqual(expect.arrayContaining(['fact_2031_04', 'fact_2031_08', 'fact_other']))
    expect(rows.filter(({ may }) => may)).toEqual([])
  })

  it('finds a fact in the month of its id, and an odd id in the rest', async () => {
    await sql`select open_fact_months('2031-05-15T00:00:00Z')`.execute(t.db)
    const where = async (id: string) => {
      await sql`
        insert into fact (tenant, id, seq, kind, occurred_at, recorded_at, payload)
        values ('left', ${id}, 1, 'test', to_timestamp(0), to_timestamp(0), '{}')`.execute(t.db)
      // On a sharded database the number of the shard stands behind the name.
      const { rows } = await sql<{ part: string }>`
        select regexp_replace(tableoid::regclass::text, '_[0-9]{6}$', '') as part
          from fact where tenant = 'left' and id = ${id}`.execute(t.db)
      return rows[0]?.part
    }
    expect(await where(v7({ msecs: Date.parse('2031-05-31T23:59:59.999Z') }))).toBe('fact_2031_05')
    expect(await where(v7({ msecs: Date.parse('2031-06-01T00:00:00.000Z') }))).toBe('fact_2031_06')
    expect(await where(v7({ msecs: Date.parse('2022-03-28T00:00:00.000Z') }))).toBe('fact_other')
    expect(await where('ffffffff-ffff-4fff-bfff-ffffffffffff')).toBe('fact_other')
  })
})
