import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { PgBoss } from 'pg-boss'
import { serverContext } from './context.ts'
import { JOB_SCHEMA } from './database/job-schema.ts'
import { announce } from './door/live.ts'
import type { Surroundings } from './door/request.ts'
import type { House, Job } from './slice.ts'

/** One queue for all jobs: a server works on one at a time, and looks for the next with one statement. */
const QUEUE = 'muster'
/** How long to wait for a database that is away at the start. */
const AGAIN_MS = 5000
/** What is still running at the end may take this long; then another server does it anew. */
const LAST_MS = 20_000

/**
 * A failed job is tried again after half a minute, then after ever longer. One whose server died gives no sign of life
 * for half a minute and is taken over at the next look.
 */
const RETRIES = { retryLimit: 5, retryBackoff: true, heartbeatSeconds: 30, deleteAfterSeconds: 86_400 }

/** How often to look, and after how long to try again, in seconds. Jobs are not in a hurry. */
const PACE = { poll: 10, schedule: 30, supervise: 30, retry: 30 }

export interface JobSettings extends Surroundings {
  readonly pool: Pool
  readonly log: {
    info(what: object, message: string): void
    error(what: object, message: string): void
  }
  readonly pace?: typeof PACE
}

/**
 * Works on every slice's jobs by their schedules, together with all other servers: each job is done by one of them.
 * Comes up in the background. @returns stops it; the running job is finished first
 */
export function startJobs(settings: JobSettings): () => Promise<void> {
  const stopping = new AbortController()
  const starting = open(settings, stopping.signal)
  return async () => {
    stopping.abort()
    const boss = await starting
    await boss?.stop({ close: false, graceful: true, timeout: LAST_MS })
  }
}

/** Tries until the database is there. */
async function open(settings: JobSettings, stopping: AbortSignal): Promise<PgBoss | null> {
  while (!stopping.aborted) {
    const boss = await makeBoss(settings)
    try {
      await boss.start()
      await writeSchedules(boss, settings)
      await work(boss, settings)
      return boss
    } catch (error) {
      settings.log.error({ err: error }, 'jobs')
      await boss.stop({ close: false, graceful: false })
      await pause(AGAIN_MS, undefined, { signal: stopping }).catch(() => {})
    }
  }
  return null
}

async function makeBoss({ pool, log, pace = PACE }: JobSettings): Promise<PgBoss> {
  // NOTE: loaded here, so that a server listens before: it takes a tenth of a second and 25 MB.
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: JOB_SCHEMA,
    // The server does not own these tables: `migrate` brings them up to date.
    migrate: false,
    createSchema: false,
    reindex: false,
    cronMonitorIntervalSeconds: pace.schedule,
    cronWorkerIntervalSeconds: pace.poll,
    superviseIntervalSeconds: pace.supervise,
    monitorIntervalSeconds: pace.supervise,
  })
  boss.on('error', error => log.error({ err: error }, 'jobs'))
  return boss
}

const jobsOf = (house: House): readonly Job[] => house.slices.flatMap(slice => slice.jobs ?? [])

/** The schedules are those of the newest server that started; what no slice knows any more is taken off. */
async function writeSchedules(boss: PgBoss, { house, pace = PACE }: JobSettings): Promise<void> {
  const options = { ...RETRIES, retryDelay: pace.retry }
  await boss.createQueue(QUEUE, options)
  await boss.updateQueue(QUEUE, options)
  const jobs = jobsOf(house)
  for (const { name, cron } of jobs) await boss.schedule(QUEUE, cron, { job: name }, { key: name, missed: 'once' })
  const known = new Set(jobs.map(job => job.name))
  for (const { key } of await boss.getSchedules(QUEUE)) if (!known.has(key)) await boss.unschedule(QUEUE, key)
}

async function work(boss: PgBoss, settings: JobSettings): Promise<void> {
  const { house, log, pace = PACE } = settings
  const jobs = new Map(jobsOf(house).map(job => [job.name, job]))
  await boss.work<{ job: string }>(QUEUE, { pollingIntervalSeconds: pace.poll }, async ([due]) => {
    const job = jobs.get(due?.data.job ?? '')
    if (!job || !due) return
    const from = performance.now()
    await runJob(settings, job, error => log.error({ err: error, job: job.name }, 'job'), due.signal)
    log.info({ job: job.name, ms: Math.round(performance.now() - from) }, 'job')
  })
}

/**
 * Runs a job for every tenant, each in a transaction of its own. One that fails keeps no other from its turn; that it
 * did is said at the end, so that the job is tried again.
 */
export async function runJob(
  { db, house, clock }: Surroundings,
  job: Job,
  complain: (error: unknown) => void,
  stopping?: AbortSignal,
): Promise<void> {
  let failures = 0
  for (const tenant of await db.selectFrom('tenant').selectAll().execute()) {
    stopping?.throwIfAborted()
    const turn = db.transaction().execute(async tx => {
      const ctx = serverContext({ tx, house, tenant, real: clock() })
      await job.run(ctx)
      await announce(ctx)
    })
    await turn.catch(error => {
      failures += 1
      complain(error)
    })
  }
  // The queue keeps this sentence: it must not hold what the error was about.
  if (failures > 0) throw new Error(`failed for ${failures} tenants`)
}
