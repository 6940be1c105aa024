import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { pendingMigrations } from '../database/migrate.ts'
import type { Database } from '../database/open.ts'

/** Longest that a question about the server's own state may take, in milliseconds. */
const AT_MOST_MS = 1000

interface Watched {
  readonly db: Database
  readonly closing: () => boolean
}

/** Whether the server is well: for people, supervisors and load balancers. Says which part is not, and nothing more. */
export function serveHealth(app: FastifyInstance, { db, closing }: Watched): void {
  app.get('/api/health', async () => {
    await answersSoon(db)
    return { ok: true }
  })
  app.get('/api/health/live', async () => ({ ok: true }))
  app.get('/api/health/ready', async (_request, reply) => {
    const failing = closing() ? ['closing'] : await failingParts(db)
    return reply.code(failing.length > 0 ? 503 : 200).send({ ok: failing.length === 0, failing })
  })
}

async function failingParts(db: Database): Promise<string[]> {
  try {
    return await soon(db, async tx => ((await pendingMigrations(tx)).length > 0 ? ['migrations'] : []))
  } catch {
    return ['database']
  }
}

const answersSoon = (db: Database): Promise<void> => soon(db, async tx => void (await sql`select 1`.execute(tx)))

/** Asks the database something that it must answer within a second. */
export function soon<T>(db: Database, ask: (tx: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async tx => {
    await sql`select set_config('statement_timeout', ${String(AT_MOST_MS)}, true)`.execute(tx)
    return ask(tx)
  })
}
