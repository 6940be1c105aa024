import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweep } from '../access/sweep.ts'
import { buildHouse } from '../main.ts'
import { addCity } from './testing/context.ts'
import { testDatabase } from './testing/database.ts'
import { runTicks } from './ticker.ts'

const DAY_MS = 86_400_000
let t: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  t = await testDatabase()
  for (const tenant of ['left', 'right']) await addCity(t.owner, tenant)
})
afterAll(() => t.close())

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

describe('what time brings', () => {
  it('comes to every city, also when one tick of one city fails, and what that one did is undone', async () => {
    const ticks = [
      {
        name: 'test.fails',
        run: async ({ tx, tenant }: { tx: typeof t.db; tenant: { tenant: string } }) => {
          await note(tenant.tenant, 'first').execute(tx)
          if (tenant.tenant === 'left') throw new Error('only here')
        },
      },
      {
        name: 'test.works',
        run: async ({ tx, tenant }: { tx: typeof t.db; tenant: { tenant: string } }) =>
          void (await note(tenant.tenant, 'second').execute(tx)),
      },
    ]
    const house = { ...buildHouse('x'), slices: [{ name: 'test', doors: [], ticks: ticks as never }] }
    const complaints: unknown[] = []
    await runTicks({ db: t.db, house, clock: () => new Date(0) }, error => complaints.push(error))
    expect(complaints.map(String)).toEqual(['Error: only here'])
    expect(await noted()).toEqual(['left second 1', 'right first 1', 'right second 1'])
  })

  it('is done by one server at a time', async () => {
    await sql`delete from wrong_try`.execute(t.owner)
    const slow = {
      name: 'test.slow',
      run: async ({ tx, tenant }: { tx: typeof t.db; tenant: { tenant: string } }) => {
        await note(tenant.tenant, 'one').execute(tx)
        await sql`select pg_sleep(0.3)`.execute(tx)
      },
    }
    const house = { ...buildHouse('x'), slices: [{ name: 'test', doors: [], ticks: [slow] as never }] }
    const run = () => runTicks({ db: t.db, house, clock: () => new Date(0) }, () => {})
    await Promise.all([run(), run(), run()])
    const total = (await noted()).map(line => Number(line.split(' ')[2])).reduce((sum, one) => sum + one, 0)
    expect(total).toBeLessThan(6)
  })

  it('sweeps after a day what was kept for a day, and nothing sooner', async () => {
    await sql`delete from wrong_try`.execute(t.owner)
    await note('left', 'old', new Date(0)).execute(t.owner)
    await note('left', 'new', new Date(DAY_MS)).execute(t.owner)
    for (const [key, at] of [
      ['old', 0],
      ['new', DAY_MS],
    ] as const)
      await sql`insert into idempotency values ('left', gen_random_uuid(), ${key}, 'x', '{}', ${new Date(at)})`.execute(
        t.owner,
      )
    const house = { ...buildHouse('x'), slices: [{ name: 'test', doors: [], ticks: [{ name: 'sweep', run: sweep }] }] }
    await runTicks({ db: t.db, house, clock: () => new Date(1.5 * DAY_MS) }, error => {
      throw error
    })
    expect(await noted()).toEqual(['left new 1'])
    expect(await t.owner.selectFrom('idempotency').select('key').execute()).toEqual([{ key: 'new' }])
  })
})
