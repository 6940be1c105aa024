import { sql } from 'kysely'
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

  it('has no triggers and no exclusion constraints', () => {
    expect(wrong(({ triggers }) => [...triggers])).toEqual([])
    expect(
      wrong(({ constraints }) => constraints.filter(({ kind }) => kind === 'exclude').map(({ name }) => name)),
    ).toEqual([])
  })

  it('counts with a sequence only where facts are heard', () => {
    const counting = wrong(({ columns }) =>
      columns.filter(({ filled }) => filled === 'identity' || filled?.includes('nextval')).map(({ name }) => name),
    )
    expect(counting).toEqual(['fact: seq'])
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
})
