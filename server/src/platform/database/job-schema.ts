import { sql } from 'kysely'
import release from 'pg-boss/package.json' with { type: 'json' }
import type { Database } from './open.ts'

/** Where the job queue keeps its tables. */
export const JOB_SCHEMA = 'pgboss'

/**
 * Brings the job queue's own tables up to date, as the owner; the server may only read and write them.
 *
 * @returns the step taken now, `jobs/<version>`, if there was one
 */
export async function migrateJobs(db: Database): Promise<string[]> {
  return db.connection().execute(async owner => {
    // Two servers that start at once: the second finds it done.
    await sql`select pg_advisory_lock(hashtextextended('muster/jobs', 0))`.execute(owner)
    try {
      const version = await installed(owner)
      if (version === release.pgboss.schema) return []
      await bringUp(owner, version)
      return [`jobs/${release.pgboss.schema}`]
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('muster/jobs', 0))`.execute(owner)
    }
  })
}

async function bringUp(owner: Database, version: number | null): Promise<void> {
  // NOTE: loaded only when there is something to do: it takes a tenth of a second.
  const { getConstructionPlans, getMigrationPlans } = await import('pg-boss')
  const steps = version === null ? getConstructionPlans(JOB_SCHEMA) : getMigrationPlans(JOB_SCHEMA, version)
  await sql.raw(steps).execute(owner)
  const schema = sql.id(JOB_SCHEMA)
  await sql`grant usage on schema ${schema} to muster_app`.execute(owner)
  await sql`grant select, insert, update, delete on all tables in schema ${schema} to muster_app`.execute(owner)
  await sql`grant usage on all sequences in schema ${schema} to muster_app`.execute(owner)
}

async function installed(owner: Database): Promise<number | null> {
  const name = `${JOB_SCHEMA}.version`
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(owner)
  if (!rows[0]?.there) return null
  const found = await sql<{ version: number }>`select version from ${sql.table(name)}`.execute(owner)
  return found.rows[0]?.version ?? null
}
