import { endpoint, URGENCIES, type Urgency } from '@muster/core/platform/endpoint.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Ctx } from '../context.ts'
import { openReaders } from '../database/open.ts'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'

const patience = async ({ tx }: Pick<Ctx, 'tx'>) => {
  const { rows } = await sql<{ statement: string; lock: string }>`
    select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`.execute(tx)
  return rows[0]!
}
const made = (urgency: Urgency) =>
  endpoint({
    name: `test.${urgency}`,
    method: 'get',
    path: `/test/${urgency}`,
    words: { zh: '试', en: 'Test' },
    may: 'signed-in',
    reach: 'open',
    urgency,
    input: z.object({}),
    output: z.unknown(),
  })
const slow = { ...made('deed'), name: 'test.slow', path: '/test/slow' }
const doors = [
  ...URGENCIES.map(urgency => door(made(urgency), patience)),
  door(slow, async ({ tx }) => void (await sql`set local statement_timeout = 50; select pg_sleep(5)`.execute(tx))),
]

let t: TestDoor
let readers: ReturnType<typeof openReaders>
let token: string
beforeAll(async () => {
  t = await testDoor(doors)
  readers = openReaders(t.databaseUrl)
  token = await t.signedIn()
})
afterAll(async () => {
  await readers.db.destroy()
  await t.close()
})

it('is as long for a statement as its urgency bears, and shorter for a row that others hold', async () => {
  const of = async (urgency: Urgency) => (await t.call(`/api/test/${urgency}`, { token })).json()
  expect(await of('deed')).toEqual({ statement: '5s', lock: '4s' })
  expect(await of('work')).toEqual({ statement: '15s', lock: '4s' })
  expect(await of('export')).toEqual({ statement: '30s', lock: '4s' })
  const picture = await readers.db.transaction().execute(async tx => patience({ tx }))
  expect(picture).toEqual({ statement: '5s', lock: '4s' })
})

it('ends in a refusal that says when to come back', async () => {
  const refused = await t.call('/api/test/slow', { token })
  expect([refused.status, ((await refused.json()) as { title: string }).title]).toEqual([503, 'door/busy'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})
