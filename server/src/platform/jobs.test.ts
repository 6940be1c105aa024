import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildHouse } from '../main.ts'
import { openAsOwner, openPool } from './database/open.ts'
import { startJobs } from './jobs.ts'
import type { Job } from './slice.ts'
import { addCity } from './testing/context.ts'
import { testDatabase } from './testing/database.ts'

const PACE = { poll: 1, schedule: 1, supervise: 1, retry: 1 }
/** Never, as far as this test is concerned: it asks for the job itself. */
const NEVER = '0 0 29 2 *'

let t: Awaited<ReturnType<typeof testDatabase>>
let boss: PgBoss
let noted: string[]
const close: (() => Promise<void>)[] = []
beforeAll(async () => {
  t = await testDatabase()
  for (const tenant of ['left', 'right']) await addCity(t.owner, tenant)
  const { pool, db } = openAsOwner(t.url)
  boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  await server([])()
  close.push(
    () => boss.stop({ close: false }),
    () => db.destroy(),
  )
})
afterAll(async () => {
  for (const one of close) await one()
  await t.close()
})

const running: (() => Promise<void>)[] = []
beforeEach(() => {
  noted = []
})
afterEach(async () => {
  await Promise.all(running.splice(0).map(stop => stop()))
  await boss.deleteAllJobs('muster')
})

interface Line {
  readonly level: string
  readonly text: string
}

/** A server that works on these jobs: its own pool, as a process of its own would have. */
function server(jobs: readonly Job[], lines: Line[] = []) {
  const { db, pool } = openPool(t.url)
  const say = (level: string) => (what: object, message: string) =>
    void lines.push({ level, text: `${message} ${JSON.stringify(what)}` })
  const house = { ...buildHouse('x'), slices: [{ name: 'test', doors: [], jobs }] }
  const log = { info: say('info'), error: say('error') }
  const stop = startJobs({ db, pool, house, clock: () => new Date(), log, pace: PACE })
  const leave = async () => {
    await stop()
    await db.destroy()
  }
  running.push(leave)
  return () => {
    running.splice(running.indexOf(leave), 1)
    return leave()
  }
}

/** A job that notes where it was, and says so. */
function noting(name: string, heard: () => void, cron = NEVER): Job {
  return {
    name,
    cron,
    run: async ({ tenant }) => {
      noted.push(`${name} ${tenant.tenant}`)
      heard()
    },
  }
}

const ask = (job: string) => boss.send('muster', { job })

describe('jobs', () => {
  it('are done once each for every city, although two servers work on them', async () => {
    const names = Array.from({ length: 12 }, (_, nth) => `test.${nth}`)
    const all = Promise.withResolvers<void>()
    const heard = () => noted.length >= 2 * names.length && all.resolve()
    const jobs = names.map(name => noting(name, heard))
    for (const name of names) await ask(name)
    const [one, other] = [server(jobs), server(jobs)]
    await all.promise
    await Promise.all([one(), other()])
    expect(noted.toSorted()).toEqual(names.flatMap(name => [`${name} left`, `${name} right`]).toSorted())
  }, 60_000)

  it('come by their schedule, once for all servers; those no slice knows any more come no longer', async () => {
    await boss.schedule('muster', '* * * * *', { job: 'test.gone' }, { key: 'test.gone' })
    const first = Promise.withResolvers<void>()
    const jobs = [noting('test.minute', () => noted.length >= 2 && first.resolve(), '* * * * *')]
    const [one, other] = [server(jobs), server(jobs)]
    await first.promise
    await Promise.all([one(), other()])
    expect((await boss.getSchedules('muster')).map(({ key }) => key)).toEqual(['test.minute'])
    const { rows } = await sql<{ done: number }>`
      select count(*) as done from pgboss.job
       where name = 'muster' and state = 'completed' and data->>'job' = 'test.minute'`.execute(t.owner)
    expect(noted).toHaveLength(2 * rows[0]!.done)
    await boss.unschedule('muster', 'test.minute')
  }, 60_000)

  it('are done by another server when theirs dies in the middle', async () => {
    const [begun, end, done] = Array.from({ length: 3 }, () => Promise.withResolvers<void>())
    const stuck: Job = {
      name: 'test.work',
      cron: NEVER,
      run: async () => {
        begun!.resolve()
        await end!.promise
      },
    }
    const dying = server([stuck])
    await ask('test.work')
    await begun!.promise
    server([noting('test.work', () => noted.length === 2 && done!.resolve())])
    await sql`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and state = 'idle in transaction'`.execute(t.owner)
    // Half a minute goes by without a sign of life.
    await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`.execute(
      t.owner,
    )
    await done!.promise
    expect(noted.toSorted()).toEqual(['test.work left', 'test.work right'])
    end!.resolve()
    await dying()
  }, 60_000)

  it('are tried again when they fail for one city, which keeps no other from its turn and tells nobody’s name', async () => {
    const lines: Line[] = []
    const done = Promise.withResolvers<void>()
    let failed = false
    const job: Job = {
      name: 'test.fails',
      cron: NEVER,
      run: async ({ tenant }) => {
        if (tenant.tenant === 'left' && !failed) {
          failed = true
          throw new Error('李雷')
        }
        noted.push(tenant.tenant)
        if (noted.length === 3) done.resolve()
      },
    }
    await ask('test.fails')
    const stop = server([job], lines)
    await done.promise
    await stop()
    expect(noted).toEqual(['right', 'left', 'right'])
    const kept = await sql<{ output: unknown }>`select output from pgboss.job where name = 'muster'`.execute(t.owner)
    expect(JSON.stringify(kept.rows)).not.toContain('李雷')
    expect(lines.filter(({ level }) => level === 'info')).toHaveLength(1)
  }, 60_000)

  it('are finished before the server stops', async () => {
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow: Job = {
      name: 'test.slow',
      cron: NEVER,
      run: async ({ tenant }) => {
        begun.resolve()
        await end.promise
        noted.push(tenant.tenant)
      },
    }
    await ask('test.slow')
    const stop = server([slow])
    await begun.promise
    const stopped = stop().then(() => noted.push('stopped'))
    end.resolve()
    await stopped
    expect(noted).toEqual(['left', 'right', 'stopped'])
  }, 60_000)
})
