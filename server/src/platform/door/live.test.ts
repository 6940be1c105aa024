import { endpoint } from '@muster/core/platform/endpoint.ts'
import { text, z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changed } from '../context.ts'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { type Events, listenTo } from '../testing/events.ts'

const change = endpoint({
  name: 'test.change',
  method: 'post',
  path: '/test/change',
  words: { zh: '改', en: 'change' },
  may: 'incident.command',
  reach: 'tenant',
  input: z.object({ topics: z.array(text(100)), fail: z.optional(z.boolean()) }),
  output: z.unknown(),
})

let t: TestDoor
let token: string
const open: Events[] = []
beforeAll(async () => {
  t = await testDoor([
    door(change, async (ctx, { topics, fail }) => {
      changed(ctx, ...topics)
      if (fail) throw new Error('after all not')
      return null
    }),
  ])
  token = await t.signedIn()
})
afterAll(async () => {
  for (const events of open) await events.close()
  await t.close()
})

const say = (topics: string[], more: { fail?: boolean; as?: string } = {}) =>
  t.call('/api/test/change', { method: 'POST', token: more.as ?? token, body: { topics, fail: more.fail } })
const listen = async (as = token, lastEventId?: string) => {
  const events = await listenTo(t.url, as, lastEventId)
  open.push(events)
  return events
}
const topicsOf = ({ data }: { data: string }) => (JSON.parse(data) as { topics: string[] }).topics

describe('the live line', () => {
  it('says what changed after the commit, and nothing of what was rolled back', async () => {
    const events = await listen()
    await say(['never'], { fail: true })
    await say(['call/1', 'people'])
    expect(topicsOf(await events.next())).toEqual(['call/1', 'people'])
  })

  it('is not for strangers, and carries the same headers as every answer', async () => {
    expect((await t.call('/api/live')).status).toBe(401)
    const { headers } = await listen()
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('tells each city its own only', async () => {
    const other = await t.signedIn('right')
    const [left, right] = [await listen(), await listen(other)]
    await say(['left/1'])
    await say(['right/1'], { as: other })
    await say(['left/2'])
    expect(topicsOf(await right.next())).toEqual(['right/1'])
    expect([topicsOf(await left.next()), topicsOf(await left.next())]).toEqual([['left/1'], ['left/2']])
  })

  it('catches up from where a screen lost it, also one that had heard nothing yet', async () => {
    const before = await listen()
    const from = before.id()
    await before.close()
    await say(['missed/1'])
    await say(['missed/2'])
    const after = await listen(token, from)
    const first = await after.next()
    expect([topicsOf(first), topicsOf(await after.next())]).toEqual([['missed/1'], ['missed/2']])
    const last = await listen(token, first.id)
    expect(topicsOf(await last.next())).toEqual(['missed/2'])
  })

  it.each(['0-1', 'nonsense', 'abc-', 'x-NaN', '%boot%-999999', '%boot%-x'])(
    'asks a screen to start over that comes with “%s”',
    async id => {
      const now = await listen()
      const events = await listen(token, id.replace('%boot%', now.id().split('-')[0]!))
      expect((await events.next()).event).toBe('reset')
    },
  )

  it('asks a screen to start over when more happened than is kept', async () => {
    const from = (await listen()).id()
    await sql`
      select pg_notify('muster_changed', json_build_object('tenant', 'right', 'topics', json_build_array('n/' || n))::text)
        from generate_series(1, 5100) n`.execute(t.owner)
    const heard = await listen()
    await say(['after'])
    await heard.next()
    expect((await (await listen(token, from)).next()).event).toBe('reset')
  })

  it('says a change of thousands of topics in parts', async () => {
    const events = await listen()
    const topics = Array.from({ length: 1234 }, (_, nth) => `person/${'0'.repeat(36)}${nth}`)
    expect((await say(topics)).status).toBe(200)
    const heard: string[] = []
    while (heard.length < topics.length) heard.push(...topicsOf(await events.next()))
    expect(heard).toEqual(topics)
  })

  it('is not stopped by what others say on the channel', async () => {
    const events = await listen()
    await sql`select pg_notify('muster_changed', 'not json'), pg_notify('muster_changed', '{"tenant":1}')`.execute(
      t.owner,
    )
    await say(['still'])
    expect(topicsOf(await events.next())).toEqual(['still'])
  })

  it('survives the loss of its own connection to the database, and asks every screen to start over', async () => {
    const events = await listen()
    for (let round = 0; round < 2; round++) {
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like 'listen %'`.execute(t.owner)
      expect((await events.next()).event).toBe('reset')
      await say([`round/${round}`])
      expect(topicsOf(await events.next())).toEqual([`round/${round}`])
    }
  })
})
