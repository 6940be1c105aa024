import { join, resolve } from 'node:path'

/** Where an installation keeps its things, and how it is reached: from the environment, in one place. */
export interface Settings {
  /** `MUSTER_FOLDER`, else `.muster` where it is started. */
  readonly folder: string
  /** `DATABASE_URL`: any PostgreSQL 15 or later, as owner; left out, the bundled one. */
  readonly databaseUrl?: string
  /** `PORT`, 7420 unless told. */
  readonly port: number
  /** `HOST`, this machine only unless told. */
  readonly host: string
  /** `TRUST_PROXY=1` behind a proxy that sets X-Forwarded-*. */
  readonly trustProxy: boolean
  /** `MUSTER_SCREENS`: how many screens may listen to one server at a time; 5,000 unless told. */
  readonly mostScreens?: number
  /** `METRICS_TOKEN`: opens `/metrics` to whoever shows it, from any machine; left out, to this machine only. */
  readonly metricsToken?: string
}

export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  return {
    folder: resolve(env.MUSTER_FOLDER ?? '.muster'),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    port: Number(env.PORT ?? 7420),
    host: env.HOST ?? '127.0.0.1',
    trustProxy: env.TRUST_PROXY === '1',
    ...(env.METRICS_TOKEN && { metricsToken: env.METRICS_TOKEN }),
    ...(env.MUSTER_SCREENS && { mostScreens: Number(env.MUSTER_SCREENS) }),
  }
}

/** The bundled database's own folder inside the installation's; nothing else may lie in it. */
export const databaseFolder = (settings: Settings): string => join(settings.folder, 'database')
