import { type Serving, serve } from '@muster/server/serve.ts'
import { readSettings } from '@muster/server/settings.ts'
import { serveJobs } from '../ground/jobs.ts'

// A real server in a process of its own, as `muster start` runs it; it only tells its parent more.
let serving: Serving | null = null

const jobs = {
  start: async ({ databaseUrl }: { databaseUrl: string }) => {
    serving = await serve({ ...readSettings({}), databaseUrl, port: 0 }, () => {})
    return { url: serving.url, code: serving.app.house.setupCode }
  },
  /** In megabytes; processor time in seconds since the start. */
  usage: async () => {
    const { rss, heapUsed } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    return { rss: rss / 1e6, heap: heapUsed / 1e6, cpu: (user + system) / 1e6 }
  },
}
export type ServerJobs = typeof jobs

serveJobs(jobs, async () => serving?.stop())
