import { sql } from 'kysely'
import type { Database } from './open.ts'

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  /** Filled by the database when left out. */
  filled: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  bool: 'boolean',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  timestamptz: 'Date',
  bytea: 'Buffer',
  jsonb: 'unknown',
  _text: 'string[]',
  _uuid: 'string[]',
  // As PostgreSQL spells them: `[2022-03-28,2022-04-04)`.
  tstzrange: 'string',
  daterange: 'string',
  tstzmultirange: 'string',
}

/** The row types of all tables, as TypeScript: written to `rows.gen.ts` by `npm run golden`. */
export async function describeRows(db: Database): Promise<string> {
  const tables = Map.groupBy(await columns(db), column => column.table)
  const shapes = [...tables].map(
    ([table, list]) =>
      `  ${table}: {\n${list.map(column => `    ${column.column}: ${typeOf(column)}\n`).join('')}  }\n`,
  )
  return `// Generated from the migrations by \`npm run golden\`; not to be edited.\nimport type { Generated, JSONColumnType } from 'kysely'\n\nexport interface DB {\n${shapes.join('')}}\n`
}

function typeOf({ type, nullable, filled }: Column): string {
  const plain = TYPES[type]
  if (!plain) throw new Error(`rows.ts does not know the column type ${type}`)
  // NOTE: JSON goes in as text: `pg` would write a JavaScript array as a PostgreSQL array.
  if (type === 'jsonb')
    return nullable ? 'JSONColumnType<any, string | null, string | null> | null' : 'JSONColumnType<any>'
  const shape = nullable ? `${plain} | null` : plain
  return filled ? `Generated<${shape}>` : shape
}

async function columns(db: Database): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select table_name as table, column_name as column, udt_name as type, is_nullable = 'YES' as nullable,
           column_default is not null or is_identity = 'YES' as filled
      from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely%'
       and (select relkind in ('r', 'p') and not relispartition from pg_class where oid = format('public.%I', table_name)::regclass)
     order by table_name, ordinal_position`.execute(db)
  return rows
}
