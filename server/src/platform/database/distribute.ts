import { sql } from 'kysely'
import type { Database } from './open.ts'
import { type Leading, parentsFirst } from './tables.ts'

/** The registry of cities: small, read with every request and by the ticks, so each node keeps all of it. */
const REGISTRY = 'tenant'

/**
 * On a PostgreSQL with the extension Citus, lays every table out by `tenant`, all side by side, so that a city lives on
 * one node. Does what is left to do: a table that a later migration adds follows at the next run. Tables outside the
 * schema `public` and the migrator's own stay where they are. Anywhere else it does nothing.
 *
 * @returns names of the tables that were laid out now
 */
export async function distribute(db: Database): Promise<string[]> {
  if (!(await isSharded(db))) return []
  return db.connection().execute(async one => {
    // Several servers may start at once.
    await sql`select pg_advisory_lock(hashtextextended('muster/distribute', 0))`.execute(one)
    try {
      await letNodesTalk(one)
      await inOneZone(one)
      return await layOut(one)
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('muster/distribute', 0))`.execute(one)
    }
  })
}

/** Whether the database has Citus. */
export async function isSharded(db: Database): Promise<boolean> {
  const { rows } = await sql`select from pg_extension where extname = 'citus'`.execute(db)
  return rows.length > 0
}

/** NOTE: the coordinator works on the other nodes under the name it works under itself, and has to log in as it. */
async function letNodesTalk(db: Database): Promise<void> {
  const { rows } = await sql`select from pg_roles where rolname = 'muster_app' and not rolcanlogin`.execute(db)
  if (rows.length > 0) await sql`alter role muster_app login`.execute(db)
}

/** NOTE: settings of a session stay on the coordinator; a node that spells instants would do it in its own machine's zone. */
async function inOneZone(db: Database): Promise<void> {
  const { rows } = await sql<{ zone: string }>`
    select result as zone from run_command_on_all_nodes('show timezone') where result <> 'UTC'`.execute(db)
  if (rows.length === 0) return
  await sql`
    select run_command_on_all_nodes(format('alter database %I set timezone to %L', current_database(), 'UTC'))`.execute(
    db,
  )
}

async function layOut(db: Database): Promise<string[]> {
  const { laid, left } = await tables(db)
  let beside = laid.find(name => name !== REGISTRY) ?? 'none'
  // A foreign key may not lead out to a table on one node only.
  for (const { name } of parentsFirst(left)) {
    if (name === REGISTRY) await sql`select create_reference_table(${name})`.execute(db)
    else {
      await sql`select create_distributed_table(${name}, 'tenant', colocate_with => ${beside})`.execute(db)
      beside = name
    }
  }
  await dropCopies(db)
  return left.map(({ name }) => name)
}

/** What stood here before a table was laid out has been copied; the copy left behind is hidden and would stay for good. */
async function dropCopies(db: Database): Promise<void> {
  await sql`
    select truncate_local_data_after_distributing_table(logicalrelid) from pg_dist_partition
     where pg_relation_size(logicalrelid) > 0`.execute(db)
}

/** The tables of all cities; partitions go with their table. */
async function tables(db: Database): Promise<{ laid: string[]; left: Leading[] }> {
  const { rows } = await sql<Leading & { laid: boolean }>`
    select c.relname as name, exists (select from pg_dist_partition d where d.logicalrelid = c.oid) as laid,
           array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
                  where k.contype = 'f' and k.conrelid = c.oid and f.oid <> c.oid) as "leadsTo"
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant')
     order by c.relname collate "C"`.execute(db)
  return { laid: rows.filter(row => row.laid).map(row => row.name), left: rows.filter(row => !row.laid) }
}
