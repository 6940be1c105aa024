import { sql } from 'kysely'
import type { Database } from './open.ts'

export interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
  /** Expression that fills it when left out; null when there is none. */
  readonly filled: string | null
}

export interface Constraint {
  readonly name: string
  readonly kind: 'primary' | 'unique' | 'foreign' | 'check' | 'exclude'
  readonly columns: readonly string[]
  readonly definition: string
}

export interface Index {
  readonly name: string
  readonly unique: boolean
  /** Its columns in order; an expression stands as null. */
  readonly columns: readonly (string | null)[]
  readonly definition: string
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly constraints: readonly Constraint[]
  /** Beside those that constraints bring along. */
  readonly indexes: readonly Index[]
  readonly triggers: readonly string[]
  /** What the application's role may do; columns where it may not change all of them. */
  readonly may: readonly string[]
  readonly mayUpdate: readonly string[]
}

/** The tables as PostgreSQL itself describes them, without partitions and those of the migrator, in alphabetical order. */
export async function readSchema(db: Database): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
           ${columns} as columns, ${constraints} as constraints, ${indexes} as indexes,
           array(select tgname::text from pg_trigger where tgrelid = c.oid and not tgisinternal order by 1) as triggers,
           ${powers} as may, ${updates} as "mayUpdate"
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'kysely%'
     order by c.relname collate "C"`.execute(db)
  return rows
}

const columns = sql`(
  select json_agg(json_build_object(
           'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
           'filled', case when a.attidentity <> '' then 'identity' else pg_get_expr(d.adbin, d.adrelid) end) order by a.attnum)
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`

// NOTE: PostgreSQL 18 also lists every “not null” as a constraint; the columns say that already.
const constraints = sql`(
  select coalesce(json_agg(json_build_object(
           'name', k.conname,
           'kind', case k.contype when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign' when 'c' then 'check' else 'exclude' end,
           'columns', array(select a.attname from unnest(k.conkey) with ordinality n (num, nth)
                              join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num order by n.nth),
           'definition', pg_get_constraintdef(k.oid)) order by k.contype <> 'p', k.contype, k.conname collate "C"), '[]')
    from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x'))`

const indexes = sql`(
  select coalesce(json_agg(json_build_object(
           'name', i.relname, 'unique', x.indisunique, 'definition', pg_get_indexdef(x.indexrelid),
           'columns', array(select a.attname from unnest(x.indkey::int2[]) with ordinality n (num, nth)
                              left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.num and n.num > 0
                             order by n.nth)) order by i.relname collate "C"), '[]')
    from pg_index x join pg_class i on i.oid = x.indexrelid
   where x.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')))`

const powers = sql`array(
  select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) with ordinality w (p, nth)
   where has_table_privilege('muster_app', c.oid, p) order by nth)`

const updates = sql`(
  select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     and not has_table_privilege('muster_app', c.oid, 'update') and has_column_privilege('muster_app', c.oid, a.attnum, 'update'))`

/** The schema as readable SQL: what the migrations amount to, and what the application's role may do. */
export async function describeSchema(db: Database): Promise<string> {
  const tables = (await readSchema(db)).map(describeTable)
  return `-- Generated from the migrations by \`npm run golden\`; not to be edited.\n\n${tables.join('\n')}`
}

function describeTable({ name, columns, constraints, indexes, triggers, may, mayUpdate }: Table): string {
  const width = Math.max(...columns.map(column => column.name.length))
  const inside = [
    ...columns.map(column => describeColumn(column, width)),
    ...constraints.map(constraint => `constraint ${constraint.name} ${constraint.definition}`),
  ]
  const after = [
    ...indexes.map(index => `${index.definition.replace(' ON public.', ' ON ')};`),
    ...triggers.map(trigger => `-- trigger ${trigger}`),
    `grant ${may.join(', ')} on ${name} to muster_app;`,
    ...(mayUpdate.length > 0 ? [`grant update (${mayUpdate.join(', ')}) on ${name} to muster_app;`] : []),
  ]
  return `create table ${name} (\n${inside.map(line => `  ${line}`).join(',\n')}\n);\n${after.join('\n')}\n`
}

function describeColumn({ name, type, required, filled }: Column, width: number): string {
  const fill = filled === 'identity' ? ' generated always as identity' : filled === null ? '' : ` default ${filled}`
  return `${name.padEnd(width)} ${type}${required ? ' not null' : ''}${fill}`
}
