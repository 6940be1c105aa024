import { door } from '@muster/core/platform/problems.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type App, openApp } from '../app.ts'
import { type Ctx, serverContext } from '../platform/context.ts'
import { announce } from '../platform/door/live.ts'
import { openDatabase } from '../platform/engine/database.ts'
import { runningUrl } from '../platform/engine/running.ts'
import { databaseFolder, type Settings } from '../settings.ts'

/** The owner's database address: the running server's when there is one, else opened for this one command. */
export async function withDatabase<T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> {
  const running = settings.databaseUrl ?? runningUrl(databaseFolder(settings))
  if (running) return work(running)
  const database = await openDatabase({ folder: databaseFolder(settings) })
  try {
    return await work(database.url)
  } finally {
    await database.stop()
  }
}

/** Does something for one city in one transaction, as whoever holds the machine: the audit says `operator`. */
export const asOperator = <T>(settings: Settings, tenant: string | undefined, work: Work<T>): Promise<T> =>
  asOperatorInSteps(settings, tenant, inTransaction => inTransaction(work))

type Work<T> = (ctx: Ctx, app: App) => Promise<T>

/** The same in as many transactions as the work wants: for what takes minutes, and may be broken off between two. */
export async function asOperatorInSteps<T>(
  settings: Settings,
  tenant: string | undefined,
  steps: (inTransaction: <R>(work: Work<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  return withDatabase(settings, async url => {
    const app = await openApp({ databaseUrl: url, ticking: false })
    try {
      return await steps(work =>
        app.db.transaction().execute(async tx => {
          // Nobody waits at a door here: a statement may take as long as it takes, and so may whoever holds a row.
          await sql`set local statement_timeout = 0`.execute(tx)
          await sql`set local lock_timeout = 0`.execute(tx)
          const ctx = await operatorContext(app, tx, tenant)
          const result = await work(ctx, app)
          await announce(ctx)
          return result
        }),
      )
    } finally {
      await app.close()
    }
  })
}

async function operatorContext(app: App, tx: Ctx['tx'], wanted: string | undefined): Promise<Ctx> {
  const tenants = await tx
    .selectFrom('tenant')
    .selectAll()
    .$if(Boolean(wanted), query => query.where('tenant', '=', wanted ?? ''))
    .execute()
  const [tenant] = tenants
  if (!tenant) throw door('door/not-found')
  if (tenants.length > 1)
    throw door('door/unreadable', { why: `--tenant ${tenants.map(one => one.tenant).join(' | ')}` })
  const ctx = serverContext({ tx, house: app.house, tenant, real: new Date() })
  const session = { hash: '', endsAt: ctx.real }
  return {
    ...ctx,
    actor: { accountId: await operatorAccount(ctx), login: OPERATOR, personId: null, grants: [], session },
  }
}

/** Whoever holds the machine acts under this name in the audit. The account has no passphrase, so nobody signs in with it. */
const OPERATOR = 'operator'

async function operatorAccount(ctx: Ctx): Promise<string> {
  const { tenant } = ctx.tenant
  const known = await ctx.tx
    .selectFrom('account')
    .select('id')
    .where('tenant', '=', tenant)
    .where('login', '=', OPERATOR)
    .executeTakeFirst()
  if (known) return known.id
  const id = v7()
  await ctx.tx.insertInto('account').values({ tenant, id, login: OPERATOR, created_at: ctx.real }).execute()
  return id
}
