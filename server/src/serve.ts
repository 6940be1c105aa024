import { type App, openApp } from './app.ts'
import { migrate } from './platform/database/migrate.ts'
import { openDatabase } from './platform/engine/database.ts'
import { databaseFolder, type Settings } from './settings.ts'

export interface Serving {
  /** Where people find it, `http://127.0.0.1:7420`. */
  readonly url: string
  readonly app: App
  /** True on an installation without any city yet. */
  readonly fresh: boolean
  stop(): Promise<void>
}

/** Opens the database, brings it up to date, and serves. @param log one line for the operator */
export async function serve(settings: Settings, log: (line: string) => void): Promise<Serving> {
  const { databaseUrl } = settings
  const database = await openDatabase({ folder: databaseFolder(settings), ...(databaseUrl && { databaseUrl }), log })
  try {
    const ran = await migrate(database.url)
    if (ran.length > 0) log(`数据库已更新 ${ran.length} 步 · database brought up to date, ${ran.length} steps`)
    const app = await openApp({
      databaseUrl: database.url,
      trustProxy: settings.trustProxy,
      ...(settings.mostScreens && { mostScreens: settings.mostScreens }),
      ...(settings.metricsToken && { metricsToken: settings.metricsToken }),
      logger: { level: process.env.LOG_LEVEL ?? 'warn' },
    })
    const url = await listen(app, settings)
    const fresh = !(await app.db.selectFrom('tenant').select('tenant').limit(1).executeTakeFirst())
    const stop = async () => {
      await app.close()
      await database.stop()
    }
    return { url, app, fresh, stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** How many ports after the wanted one are tried before giving up. */
const NEIGHBOURS = 20

async function listen(app: App, { host, port }: Settings): Promise<string> {
  for (let nth = 0; ; nth++) {
    try {
      return await app.http.listen({ host, port: port === 0 ? 0 : port + nth })
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE' || nth === NEIGHBOURS) throw error
    }
  }
}
