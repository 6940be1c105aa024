import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { distribute } from './distribute.ts'
import { migrateJobs } from './job-schema.ts'
import { type Database, openAsOwner } from './open.ts'

const FOLDER = join(import.meta.dirname, '../../../migrations')

/** Plain SQL files, named by date so that many hands can work in parallel; forward only. */
const files: MigrationProvider = {
  getMigrations: async () =>
    Object.fromEntries(
      migrationNames().map((name): [string, Migration] => [
        name,
        { up: async db => void (await sql.raw(readFileSync(join(FOLDER, `${name}.sql`), 'utf8')).execute(db)) },
      ]),
    ),
}

/** Names in the order in which they run. */
export function migrationNames(): string[] {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.sql'))
    .map(file => file.slice(0, -'.sql'.length))
    .sort()
}

/**
 * Brings a database up to date, as its owner, and lays its tables out where it is sharded; does nothing when all is done.
 *
 * @returns the steps taken now: names of migrations, `jobs/<version>` and `sharded/<table>`
 */
export async function migrate(url: string): Promise<string[]> {
  const { db } = openAsOwner(url)
  try {
    const { error, results } = await migrator(db).migrateToLatest()
    if (error) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error })
    const jobs = await migrateJobs(db)
    const spread = await distribute(db)
    return [...(results ?? []).map(result => result.migrationName), ...jobs, ...spread.map(table => `sharded/${table}`)]
  } finally {
    await db.destroy()
  }
}

/**
 * Brings an empty database to the structure that these migrations make, which another Muster may have stopped at.
 *
 * @returns false when the database is further already, or this Muster does not know them all
 */
export async function migrateTo(url: string, names: readonly string[]): Promise<boolean> {
  const { db } = openAsOwner(url)
  try {
    const wanted = new Set(names)
    const known = await migrator(db).getMigrations()
    if (known.some(one => one.executedAt && !wanted.has(one.name))) return false
    if (names.some(name => !known.some(one => one.name === name))) return false
    const some = { getMigrations: async () => pick(await files.getMigrations(), wanted) }
    const { error } = await new Migrator({ db, provider: some, allowUnorderedMigrations: true }).migrateToLatest()
    if (error) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error })
    await distribute(db)
    return true
  } finally {
    await db.destroy()
  }
}

const pick = <T>(all: Record<string, T>, names: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)))

/** Names of the migrations that have not run yet. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const all = await migrator(db).getMigrations()
  return all.filter(one => !one.executedAt).map(one => one.name)
}

const migrator = (db: Database) => new Migrator({ db, provider: files, allowUnorderedMigrations: true })
