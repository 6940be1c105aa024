import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type pg from 'pg'
import { copyOut } from '../database/copy.ts'
import { frameWriter } from './frames.ts'
import { backupProblem } from './problems.ts'
import { lockedSeal, newSalt, plainSeal } from './seal.ts'
import { type Heading, type Manifest, type Part, partsOf, sayPart, type Table, tablesOf, visit } from './shape.ts'

const compress = promisify(zstdCompress)

/** Called with every block. */
export type Progress = (rows: number, of: number, table: string) => void

export interface BackupOrder {
  readonly url: string
  readonly file: string
  readonly passphrase?: string | undefined
  readonly progress?: Progress
}

/**
 * Writes every row of every city, as of one moment, to a file that only its owner may read; the server may run meanwhile.
 * The file has its name only when it is whole and on the disk.
 *
 * @throws Problem `backup/exists` · `backup/nothing`
 */
export async function writeBackup(order: BackupOrder): Promise<Heading> {
  const { url, file } = order
  if (await stat(file).catch(() => undefined)) throw backupProblem('backup/exists', { file })
  const unfinished = `${file}.unfinished`
  await rm(unfinished, { force: true })
  const handle = await open(unfinished, 'wx', 0o600)
  try {
    const written = await visit(url, client => inOneMoment(client, () => writeAll(client, handle, order)))
    await handle.sync()
    await handle.close()
    await rename(unfinished, file)
    return written
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Nothing that is committed after the first look is seen by any later one. */
async function inOneMoment<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  // NOTE: on a sharded database a moment is one connection's: over several to one node, a city would be of several moments.
  // Elsewhere the setting means nothing.
  await client.query('set citus.max_adaptive_executor_pool_size = 1')
  await client.query('begin isolation level repeatable read, read only')
  const result = await work()
  await client.query('commit')
  return result
}

async function writeAll(client: pg.Client, file: FileHandle, order: BackupOrder): Promise<Heading> {
  const tables = await tablesOf(client)
  const heading = await describe(client, tables)
  const parts = await partsOf(client, tables)
  const salt = order.passphrase ? newSalt() : undefined
  const first = { format: 'muster-backup/1', salt: salt?.toString('base64') ?? null }
  await file.appendFile(`${JSON.stringify(first)}\n`)
  const write = frameWriter(file, salt && order.passphrase ? await lockedSeal(order.passphrase, salt) : plainSeal)
  await write('h', json(heading))
  const total = parts.reduce((sum, { rows }) => sum + rows, 0)
  const manifest: Manifest = { parts: [] }
  let done = 0
  for (const part of parts) {
    await write('p', json(part))
    const hash = createHash('sha256')
    for await (const block of copyOut(client, sayPart(tableOf(tables, part), part.tenant))) {
      hash.update(block)
      done += newlines(block)
      await write('r', await compress(block, FAST))
      order.progress?.(done, total, part.table)
    }
    manifest.parts.push({ ...part, sha256: hash.digest('hex') })
  }
  await write('m', json(manifest))
  return heading
}

/** Level 1: twice as fast as the usual 3, and a tenth larger. */
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

async function describe(client: pg.Client, tables: readonly Table[]): Promise<Heading> {
  if (tables.length === 0) throw backupProblem('backup/nothing')
  // NOTE: two looks instead of an outer join from `tenant`: Citus 13.2 loses the city on the first number of a shard there.
  const { rows: cities } = await client.query<{ tenant: string; name: string }>(
    'select tenant, name from tenant order by tenant collate "C"',
  )
  const { rows: clocks } = await client.query<{ tenant: string; asOf: string }>(
    `select tenant, to_char(last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "asOf" from ledger_clock`,
  )
  const asOf = new Map(clocks.map(clock => [clock.tenant, clock.asOf]))
  const tenants = cities.map(city => ({ ...city, asOf: asOf.get(city.tenant) ?? null }))
  if (tenants.length === 0) throw backupProblem('backup/nothing')
  const { rows } = await client.query<{ now: Date }>('select now()')
  return {
    at: rows[0]!.now.toISOString(),
    migrations: await migrationsOf(client),
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    tenants,
    months: await monthsOf(client),
  }
}

/** What has run on the database: this Muster may be newer, which is when one backs up. */
async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name collate "C"')
  return rows.map(({ name }) => name)
}

async function monthsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_inherits join pg_class c on c.oid = inhrelid
      where inhparent = 'fact'::regclass and relname ~ '^fact_\\d{4}_\\d{2}$' order by 1`,
  )
  const months: string[] = []
  for (const { name } of rows) {
    const { rows: some } = await client.query<{ some: boolean }>(`select exists (select 1 from ${name}) as some`)
    if (some[0]!.some) months.push(name.slice('fact_'.length).replace('_', '-'))
  }
  return months
}

/** Rows in what `copy` says: it ends each with a newline and writes those inside of values differently. */
export function newlines(block: Buffer): number {
  let count = 0
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count += 1
  return count
}

export const tableOf = (tables: readonly Table[], { table }: Part): Table => tables.find(({ name }) => name === table)!

const json = (what: unknown): Buffer => Buffer.from(JSON.stringify(what))
