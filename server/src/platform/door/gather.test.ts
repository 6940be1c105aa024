import { endpoint } from '@muster/core/platform/endpoint.ts'
import { door as doorProblem } from '@muster/core/platform/problems.ts'
import { z } from '@muster/core/platform/shapes.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { Gatherer } from './gather.ts'

type Usual = 'fine' | 'refused' | 'alone' | 'bug' | 'bad-sql'
type What = Usual | 'slow'
const note = endpoint({
  name: 'test.note',
  method: 'post',
  path: '/test/note',
  words: { zh: '记', en: 'note' },
  may: 'incident.command',
  reach: 'tenant',
  input: z.object({ n: z.number(), what: z.enum(['fine', 'refused', 'alone', 'bug', 'bad-sql', 'slow']) }),
  output: z.object({ n: z.number(), by: z.enum(['together', 'alone']) }),
})

let t: TestDoor
let tokens: string[]
let commits: number[]
/** What was noted, in the order of noting; a rollback takes it back. */
const noted = async () =>
  (
    await sql<{ n: number }>`select tries as n from wrong_try where tenant = 'left' order by until`.execute(t.owner)
  ).rows.map(({ n }) => n)

async function together(asked: readonly Asked<typeof note>[]) {
  for (const { ctx, input } of asked) {
    await sql`
      insert into wrong_try (tenant, login, tries, until) values (${ctx.tenant.tenant}, ${String(input.n)}, ${input.n}, clock_timestamp())`.execute(
      ctx.tx,
    )
    if (input.what === 'bug') throw new TypeError('a bug')
    if (input.what === 'slow') await sql`set local statement_timeout = 20`.execute(ctx.tx)
    if (input.what === 'slow') await sql`select pg_sleep(5)`.execute(ctx.tx)
    if (input.what === 'bad-sql') await sql`select 1 / 0`.execute(ctx.tx)
  }
  commits.push(asked.length)
  return asked.map(({ input }) => {
    if (input.what === 'refused') return doorProblem('door/not-found')
    return input.what === 'alone' ? undefined : { n: input.n, by: 'together' as const }
  })
}

const doors = [door(note, async (_ctx, { n }) => ({ n, by: 'alone' as const }), { answer: together })]
beforeAll(async () => {
  t = await testDoor(doors)
  tokens = await Promise.all(Array.from({ length: 4 }, () => t.signedIn()))
})
afterAll(() => t.close())
beforeEach(async () => {
  commits = []
  await sql`delete from wrong_try`.execute(t.owner)
})

const say = async (n: number, what: What, token = tokens[n % tokens.length]!) => {
  const response = await t.call('/api/test/note', { method: 'POST', token, body: { n, what } })
  const body = (await response.json()) as { n?: number; by?: string; type?: string }
  return { status: response.status, ...body }
}

describe('requests that are answered together', () => {
  it('share commits: two hundred need far fewer, and each gets its own answer', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => say(n, 'fine')))
    expect(answers.map(({ n, by }) => [n, by])).toEqual(answers.map((_, n) => [n, 'together']))
    expect(await noted()).toHaveLength(200)
    expect(commits.length).toBeLessThan(100)
  })

  it('spoil nothing for each other: each is answered as if it were alone', async () => {
    const kind = fc.constantFrom<Usual>('fine', 'fine', 'fine', 'refused', 'alone', 'bug', 'bad-sql')
    await fc.assert(
      fc.asyncProperty(fc.array(kind, { minLength: 1, maxLength: 24 }), async kinds => {
        await sql`delete from wrong_try`.execute(t.owner)
        const answers = await Promise.all(kinds.map((what, n) => say(n, what)))
        const expected = { fine: 200, refused: 404, alone: 200, bug: 500, 'bad-sql': 500 } as const
        expect(answers.map(({ status }) => status)).toEqual(kinds.map(what => expected[what]))
        const kept = kinds.flatMap((what, n) => (what === 'bug' || what === 'bad-sql' ? [] : [n]))
        expect((await noted()).toSorted((a, b) => a - b)).toEqual(kept)
        expect(answers.map(({ by }) => by ?? null)).toEqual(
          kinds.map(what => ({ fine: 'together', alone: 'alone' })[what as string] ?? null),
        )
      }),
      { numRuns: 30 },
    )
  })

  it('lose only half of their company to one that takes too long', async () => {
    const gatherer = new Gatherer({ db: t.db, house: t.house, clock: () => new Date() })
    const tenant = { tenant: 'left' }
    const ask = (n: number, what: What) =>
      gatherer.ask({
        door: doors[0] as never,
        asker: { tenant, actor: { accountId: `account-${n}` } } as never,
        input: { n, what },
        context: shared => ({ ...shared, tenant }) as never,
      })
    const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => ask(n, n === 1 ? 'slow' : 'fine')))
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 4 }, () => 'rejected'),
      ...Array.from({ length: 4 }, () => 'fulfilled'),
    ])
    expect(commits).toEqual([4])
    expect(await noted()).toEqual([4, 5, 6, 7])
  })

  it('are refused one by one when a stranger is among them', async () => {
    const other = await t.call('/api/test/note', { method: 'POST', body: { n: 1, what: 'fine' } })
    expect(other.status).toBe(401)
    expect(await noted()).toEqual([])
  })
})
