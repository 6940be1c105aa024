import { z } from '@muster/core/platform/shapes.ts'
import pg from 'pg'
import { parentsFirst } from '../database/tables.ts'

/** The first line of the file, in the open. */
export const opening = z.object({ format: z.literal('muster-backup/1'), salt: z.nullable(z.string()) })

/** What the file begins with: of what moment and structure it is. */
export const heading = z.object({
  /** When the rows were read, by the database's clock. */
  at: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** `asOf`: the newest stamp of the city's ledger in it. */
  tenants: z.array(z.object({ tenant: z.string(), name: z.string(), asOf: z.nullable(z.string()) })),
  /** Months of the ledger that hold facts, `2026-11`. */
  months: z.array(z.string().check(z.regex(/^\d{4}-\d{2}$/))),
})
export type Heading = z.infer<typeof heading>

/** All rows of one city in one table. */
export const part = z.object({ table: z.string(), tenant: z.string(), rows: z.number() })
export type Part = z.infer<typeof part>

/** What the file ends with: every part with the SHA-256 of what `copy` says of it. */
export const manifest = z.object({ parts: z.array(z.extend(part, { sha256: z.string() })) })
export type Manifest = z.infer<typeof manifest>

/** A table as a backup sees it. */
export interface Table {
  readonly name: string
  /** What its foreign keys lead to. */
  readonly leadsTo: readonly string[]
  readonly columns: readonly string[]
  /** The primary key without the city, as an `order by`; empty where the city is all of it. */
  readonly order: string
}

/** All tables of all cities, those first that others lead to; what was brought over by the migrator itself is its own. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name,
           array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                  where k.contype = 'f' and k.conrelid = c.oid and f.oid <> c.oid) as "leadsTo",
           array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
           (select coalesce(string_agg(format(case when a.atttypid = 'text'::regtype then '%I collate "C"' else '%I' end, a.attname), ', ' order by k.nth), '')
              from pg_index i, unnest(i.indkey::int[]) with ordinality as k (attnum, nth), pg_attribute a
             where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum and a.attname <> 'tenant') as "order"
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant')
     order by c.relname collate "C"`)
  return parentsFirst(rows)
}

/** How many rows of which city each table holds. */
export async function partsOf(client: pg.Client, tables: readonly Table[]): Promise<Part[]> {
  const parts: Part[] = []
  for (const { name: table } of tables) {
    const { rows } = await client.query<{ tenant: string; rows: string }>(
      `select tenant, count(*) as rows from ${pg.escapeIdentifier(table)} group by tenant order by tenant collate "C"`,
    )
    parts.push(...rows.map(row => ({ table, tenant: row.tenant, rows: Number(row.rows) })))
  }
  return parts
}

/** Says all rows of a part in one order, whatever the database, so that two that are the same have the same digest. */
export function sayPart({ name, columns, order }: Table, tenant: string): string {
  const where = `where tenant = ${pg.escapeLiteral(tenant)}${order && ` order by ${order}`}`
  return `copy (select ${list(columns)} from ${pg.escapeIdentifier(name)} ${where}) to stdout`
}

/** Takes rows said by {@link sayPart}. */
export const takePart = ({ name, columns }: Table): string =>
  `copy ${pg.escapeIdentifier(name)} (${list(columns)}) from stdin`

const list = (names: readonly string[]) => names.map(pg.escapeIdentifier).join(', ')

/** How values are spelled: fixed, because digests are compared across databases. */
const SPELLING =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex -c statement_timeout=0'

/** One connection as the owner, for as long as the work takes. */
export async function visit<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: SPELLING })
  client.on('error', () => {}) // a connection that breaks; the statement under way says so
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
