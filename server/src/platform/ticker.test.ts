import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sweep } from '../access/sweep.ts'
import { buildHouse } from '../main.ts'
import { openPool } from './database/open.ts'
import { runJob } from './jobs.ts'
import type { Tick } from './slice.ts'
import { addCity } from './testing/context.ts'
import { testDatabase } from './testing/database.ts'
import { dueIn, runTicks, startTicking } from './ticker.ts'

const DAY_MS = 86_400_000
let t: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  t = await testDatabase()
  for (const tenant of ['left', 'right']) await addCity(t.owner, tenant)
})
afterAll(() => t.close())
beforeEach(() => sql`delete from wrong_try`.execute(t.owner))

const note = (tenant: string, login: string, until = new Date(0)) =>
  sql`insert into wrong_try (tenant, login, tries, until) values (${tenant}, ${login}, 1, ${until})
      on conflict (tenant, login) do update set tries = wrong_try.tries + 1`
const noted = async () =>
  (
    await t.owner
      .selectFrom('wrong_try')
      .select(['tenant', 'login', 'tries'])
      .orderBy('tenant')
      .orderBy('login')
      .execute()
  ).map(({ tenant, login, tries }) => `${tenant} ${login} ${tries}`)

const tick = (name: string, run: Tick['run'], due: Tick['due'] = async (_db, nows) => nows.keys()): Tick => ({
  name,
  due,
  run,
})
const houseWith = (...ticks: Tick[]) => ({ ...buildHouse('x'), slices: [{ name: 'test', doors: [], ticks }] })
const clock = () => new Date(0)
const noting = (login: string) =>
  tick(`test.${login}`, async ({ tx, tenant }) => void (await note(tenant.tenant, login).execute(tx)))

describe('what time brings', () => {
  it('comes to every city, also when one tick of one city fails, and what that one did is undone', async () => {
    const fails = tick('test.fails', async ({ tx, tenant }) => {
      await note(tenant.tenant, 'first').execute(tx)
      if (tenant.tenant === 'left') throw new Error('only here')
    })
    const complaints: unknown[] = []
    await runTicks({ db: t.db, house: houseWith(fails, noting('second')), clock }, error => complaints.push(error))
    expect(complaints.map(String)).toEqual(['Error: only here'])
    expect(await noted()).toEqual(['left second 1', 'right first 1', 'right second 1'])
  })

  it('comes to those who have something to do, by what their own clocks show', async () => {
    const shown: Date[] = []
    const due: Tick['due'] = async (_db, nows) => {
      shown.push(...nows.values())
      return ['right', 'gone']
    }
    const house = houseWith({ ...noting('due'), due })
    await runTicks({ db: t.db, house, clock }, error => expect(error).toBeUndefined())
    expect(await noted()).toEqual(['right due 1'])
    expect(shown).toEqual([new Date(0), new Date(0)])
  })

  it('comes to every city when the look over all of them fails, as it does while one node of many is away', async () => {
    const away: Tick['due'] = () => Promise.reject(new Error('a node is away'))
    const complaints: unknown[] = []
    const house = houseWith({ ...noting('anyway'), due: away })
    await runTicks({ db: t.db, house, clock }, error => complaints.push(error))
    expect(complaints.map(String)).toEqual(['Error: a node is away'])
    expect(await noted()).toEqual(['left anyway 1', 'right anyway 1'])
  })

  it('is done by one server at a time, and by another as soon as that one is gone', async () => {
    const { db: other } = openPool(t.url)
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = tick('test.slow', async () => {
      begun.resolve()
      await end.promise
    })
    const complain = () => {}
    const first = runTicks({ db: t.db, house: houseWith(slow), clock }, complain)
    await begun.promise
    const second = () => runTicks({ db: other, house: houseWith(noting('second')), clock }, complain)
    await second()
    expect(await noted()).toEqual([])
    await sql`
      select pg_terminate_backend(l.pid, 5000) from pg_locks l join pg_database d on d.oid = l.database
       where l.locktype = 'advisory' and d.datname = current_database()`.execute(t.owner)
    await second()
    expect(await noted()).toEqual(['left second 1', 'right second 1'])
    end.resolve()
    await expect(first).rejects.toThrow()
    await other.destroy()
  })

  it('leaves to each server what lies in its memory, whoever has the turn', async () => {
    const { db: other } = openPool(t.url)
    const own = { ...noting('own'), ofServer: true }
    await Promise.all([t.db, other].map(db => runTicks({ db, house: houseWith(own), clock }, () => {})))
    expect(await noted()).toEqual(['left own 2', 'right own 2'])
    await other.destroy()
  })

  it('comes only every so often where that is enough, and late rather than never', () => {
    const [often, seldom] = [tick('test.often', async () => {}), tick('test.seldom', async () => {})]
    const due = dueIn([often, { ...seldom, everySeconds: 20 }])
    const names = [0, 1, 19, 23, 42, 43].map(second => due(second * 1000).map(({ name }) => name.slice(5)))
    expect(names.map(of => of.includes('seldom'))).toEqual([true, false, false, true, false, true])
    expect(names.every(of => of.includes('often'))).toBe(true)
  })

  it('does not wait for long work, which has a line of its own', async () => {
    const [begun, end, came] = [0, 1, 2].map(() => Promise.withResolvers<void>())
    const long = tick('test.long', async () => {
      begun!.resolve()
      await end!.promise
    })
    const short = tick('test.short', async () => {
      await begun!.promise
      came!.resolve()
    })
    const stop = startTicking({ db: t.db, house: houseWith({ ...long, long: true }, short), clock }, () => {})
    await came!.promise
    end!.resolve()
    await stop()
  })
})

describe('the sweep', () => {
  it('takes after a day what was kept for a day, and nothing sooner', async () => {
    await note('left', 'old', new Date(0)).execute(t.owner)
    await note('left', 'new', new Date(DAY_MS)).execute(t.owner)
    for (const [key, at] of [
      ['old', 0],
      ['new', DAY_MS],
    ] as const)
      await sql`insert into idempotency values ('left', gen_random_uuid(), ${key}, 'x', '{}', ${new Date(at)})`.execute(
        t.owner,
      )
    const job = { name: 'test.sweep', cron: '* * * * *', run: sweep }
    await runJob({ db: t.db, house: houseWith(), clock: () => new Date(1.5 * DAY_MS) }, job, error => {
      throw error
    })
    expect(await noted()).toEqual(['left new 1'])
    expect(await t.owner.selectFrom('idempotency').select('key').execute()).toEqual([{ key: 'new' }])
  })
})
