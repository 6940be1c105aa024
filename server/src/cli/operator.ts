import { door } from '@muster/core/platform/problems.ts'
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
export async function asOperator<T>(
  settings: Settings,
  tenant: string | undefined,
  work: (ctx: Ctx, app: App) => Promise<T>,
): Promise<T> {
  return withDatabase(settings, async url => {
    const app = await openApp({ databaseUrl: url, ticking: false })
    try {
      return await app.db.transaction().execute(async tx => {
        const ctx = await operatorContext(app, tx, tenant)
        const result = await work(ctx, app)
        await announce(ctx)
        return result
      })
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
  return serverContext({ tx, house: app.house, tenant, real: new Date() })
}
