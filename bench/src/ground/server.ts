import type { ServerJobs } from '../server/worker.ts'
import { type Helper, startHelper } from './helper.ts'

export interface BenchServer {
  readonly url: string
  readonly code: string
  /** Megabytes of memory, seconds of processor time. */
  usage(): Promise<{ rss: number; heap: number; cpu: number }>
  stop(): Promise<void>
}

/** Starts a server process on a database, which it migrates first. */
export async function startServer(databaseUrl: string): Promise<BenchServer> {
  const helper: Helper<ServerJobs> = startHelper('../server/worker.ts')
  const { url, code } = await helper.ask('start', { databaseUrl })
  return { url, code, usage: () => helper.ask('usage', undefined), stop: () => helper.end() }
}
