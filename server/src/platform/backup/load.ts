import { createHash } from 'node:crypto'
import { Problem } from '@muster/core/platform/problem.ts'
import pg from 'pg'
import { copyIn, copyOut } from '../database/copy.ts'
import { migrate, migrateTo, migrationNames } from '../database/migrate.ts'
import { backupProblem } from './problems.ts'
import type { Checked, CheckedPart } from './read.ts'
import { partsOf, sayPart, type Table, tablesOf, takePart, visit } from './shape.ts'
import { newlines, type Progress, tableOf } from './write.ts'

/**
 * Loads a backup that was checked into an empty database: brings it to the backup's structure, takes all rows in one
 * transaction, says them again and compares, and only then keeps them; then the migrations that came after the backup.
 *
 * @throws Problem `backup/not-empty` · `other-structure` · `not-taken`; then nothing of the backup is in the database
 */
export async function loadBackup(url: string, backup: Checked, progress?: Progress): Promise<void> {
  await visit(url, refuseRows)
  const { migrations } = backup.heading
  if (!(await migrateTo(url, migrations))) throw otherStructure(migrations)
  await visit(url, async client => {
    for (const month of backup.heading.months) await openMonth(client, month)
    await client.query('begin')
    await refuseRows(client)
    await loadAll(client, backup, progress)
    await client.query('commit')
    await client.query('analyze')
  })
  await migrate(url)
}

const otherStructure = (migrations: readonly string[]) =>
  backupProblem('backup/other-structure', { theirs: migrations.at(-1) ?? '—', ours: migrationNames().at(-1) ?? '—' })

/** Only what is empty may be filled. */
async function refuseRows(client: pg.Client): Promise<void> {
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query<{ some: boolean }>(
      `select exists (select 1 from ${pg.escapeIdentifier(name)}) as some`,
    )
    if (rows[0]!.some) throw backupProblem('backup/not-empty', { place: name })
  }
}

/** So that facts lie in the partition of their month, as they did. NOTE: it opens those around it as well. */
async function openMonth(client: pg.Client, month: string): Promise<void> {
  await client.query('select open_fact_months($1)', [`${month}-01T00:00:00Z`])
}

async function loadAll(client: pg.Client, backup: Checked, progress?: Progress): Promise<void> {
  const tables = await tablesOf(client)
  const same = JSON.stringify(tables.map(({ name, columns }) => ({ name, columns })))
  if (same !== JSON.stringify(backup.heading.tables)) throw otherStructure(backup.heading.migrations)
  const count = counter(2 * backup.rows, progress) // each row is written, then read again
  for (const part of backup.parts)
    await taken(client, tableOf(tables, part), counted(backup.rowsOf(part), count(part.table)))
  for (const part of backup.parts) await compare(client, tableOf(tables, part), part, count(part.table))
  if ((await partsOf(client, tables)).length !== backup.parts.length) throw refused('—', 'other rows came in between')
}

type Count = (block: Buffer) => void

function counter(total: number, progress: Progress | undefined): (table: string) => Count {
  let done = 0
  return table => block => {
    done += newlines(block)
    progress?.(done, total, table)
  }
}

async function taken(client: pg.Client, table: Table, rows: AsyncIterable<Buffer>): Promise<void> {
  try {
    await copyIn(client, takePart(table), rows)
  } catch (error) {
    if (error instanceof Problem) throw error
    // NOTE: what the database says besides may hold the row.
    const { code, constraint } = error as { code?: string; constraint?: string }
    throw refused(table.name, [code ?? 'connection', constraint].filter(Boolean).join(' '))
  }
}

async function* counted(blocks: AsyncIterable<Buffer>, count: Count): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    yield block
    count(block)
  }
}

/** What the database now says of the part is what the other one said. */
async function compare(client: pg.Client, table: Table, part: CheckedPart, count: Count): Promise<void> {
  const hash = createHash('sha256')
  for await (const block of copyOut(client, sayPart(table, part.tenant))) {
    hash.update(block)
    count(block)
  }
  if (hash.digest('hex') !== part.sha256) throw refused(table.name, 'SHA-256')
}

const refused = (place: string, reason: string) => backupProblem('backup/not-taken', { place, reason })
