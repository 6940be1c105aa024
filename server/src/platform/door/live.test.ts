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
const listen = async (as = token, lastEventId?: string, url = t.url) => {
  const events = await listenTo(url, as, lastEventId)
  open.push(events)
  return events
}
const topicsOf = ({ data }: { data: string }) => (JSON.parse(data) as { topics: string[] }).topics
/** The next so many topics, however they were gathered, and in how many frames they came. */
const hear = async (events: Events, count: number) => {
  const topics: string[] = []
  let frames = 0
  for (; topics.length < count; frames++) topics.push(...topicsOf(await events.next()))
  return { topics, frames }
}
/** Says many changes with one statement, as the database passes them on. */
const sayMany = (count: number, tenant = 'left', topic = 'n') =>
  sql`
    select pg_notify('muster_changed', json_build_object(
             'id', gen_random_uuid(), 'tenant', ${tenant}::text, 'topics', json_build_array(${topic} || '/' || n))::text)
      from generate_series(1, ${count}::int) n`.execute(t.owner)
const numbered = (count: number, topic = 'n') => Array.from({ length: count }, (_, nth) => `${topic}/${nth + 1}`)

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
    expect((await hear(left, 2)).topics).toEqual(['left/1', 'left/2'])
  })

  it('catches up from where a screen lost it, also one that had heard nothing yet', async () => {
    const before = await listen()
    const from = before.id()
    await before.close()
    await say(['missed/1'])
    await say(['missed/2'])
    const after = await listen(token, from)
    expect((await hear(after, 2)).topics).toEqual(['missed/1', 'missed/2'])
    await say(['missed/3'])
    expect(topicsOf(await (await listen(token, after.id())).next())).toEqual(['missed/3'])
  })

  it.each(['0-1', 'nonsense', 'x-NaN', '__proto__'])('asks a screen to start over that comes with “%s”', async id => {
    expect((await (await listen(token, id)).next()).event).toBe('reset')
  })

  it('asks a screen to start over when more happened than is kept, or than is worth telling', async () => {
    const from = (await listen()).id()
    await sayMany(2500, 'right', 'x'.repeat(100))
    await say(['little'])
    const kept = await listen(token, from)
    expect(topicsOf(await kept.next())).toEqual(['little'])
    await sayMany(2500, 'left', 'x'.repeat(100))
    await hear(kept, 2500)
    expect((await (await listen(token, from)).next()).event).toBe('reset')
    await sayMany(20_000, 'right')
    await say(['after'])
    await kept.next()
    expect((await (await listen(token, from)).next()).event).toBe('reset')
  })

  it('gathers what comes in quick succession, and leaves nothing out', async () => {
    const [one, other] = [await listen(), await listen()]
    await sayMany(500)
    for (const screen of [one, other]) {
      const { topics, frames } = await hear(screen, 500)
      expect(topics).toEqual(numbered(500))
      expect(frames).toBeLessThan(50)
    }
    await say(['last'])
    const back = await listen(token, one.id())
    expect(topicsOf(await back.next())).toEqual(['last'])
  })

  it('tells a screen that catches up while others wait each change once', async () => {
    const steady = await listen()
    const from = steady.id()
    await say(['a'])
    await steady.next()
    // The answer to `say` comes after the commit: by now `b` is heard and may be waiting to be sent.
    await Promise.all([say(['b']), say(['c'])])
    const late = await listen(token, from)
    await say(['d'])
    expect((await hear(late, 4)).topics.sort()).toEqual(['a', 'b', 'c', 'd'])
    expect((await hear(steady, 3)).topics.sort()).toEqual(['b', 'c', 'd'])
    await say(['e'])
    expect(topicsOf(await late.next())).toEqual(['e'])
  })

  it('tells a person’s own things to the screens of that person only', async () => {
    const [mine, theirs] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
    const as = await t.signedIn('left', 'volunteer', mine)
    const me = await listen(as)
    const them = await listen(await t.signedIn('left', 'volunteer', theirs))
    const nobody = await listen()
    const from = me.id()
    await say([`inbox@${mine}`])
    await say([`inbox@${theirs}`, 'all'])
    expect((await hear(me, 2)).topics.sort()).toEqual(['all', 'inbox'])
    expect((await hear(them, 2)).topics).toEqual(['all', 'inbox'])
    expect((await hear(nobody, 1)).topics).toEqual(['all'])
    const again = await listen(as, from)
    expect(topicsOf(await again.next())).toEqual(['all', 'inbox'])
  })

  it('says a change of thousands of topics in parts', async () => {
    const events = await listen()
    const topics = Array.from({ length: 1234 }, (_, nth) => `person/${'0'.repeat(36)}${nth}`)
    expect((await say(topics)).status).toBe(200)
    expect((await hear(events, topics.length)).topics).toEqual(topics)
  })

  it('is not stopped by what others say on the channel', async () => {
    const events = await listen()
    for (const noise of ['not json', '{"tenant":1}', '{"id":"a\\nb","tenant":"left","topics":["forged"]}'])
      await sql`select pg_notify('muster_changed', ${noise})`.execute(t.owner)
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

  it('lets the oldest stream of an account go when it opens too many, and no others', async () => {
    const as = await t.signedIn()
    const bystander = await listen()
    const streams: Events[] = []
    for (let nth = 0; nth < 21; nth++) streams.push(await listen(as))
    await streams[0]!.ended()
    await say(['still there'])
    for (const events of [bystander, ...streams.slice(1)])
      expect(topicsOf(await events.next())).toEqual(['still there'])
  })
})

describe('the live line of several servers', () => {
  it('goes on at another server when one dies, with everything that was missed, once and in order', async () => {
    const dying = await t.another()
    const screen = await listen(token, undefined, dying.url)
    const witness = await listen()
    await say(['before'])
    await screen.next()
    await dying.http.close()
    await screen.ended()
    await say(['meanwhile/1', 'people'])
    await sayMany(300)
    await say(['elsewhere'], { as: await t.signedIn('right') })
    const missed = ['meanwhile/1', 'people', ...numbered(300)]
    expect((await hear(witness, 303)).topics).toEqual(['before', ...missed])
    const back = await listen(token, screen.id())
    expect((await hear(back, 302)).topics).toEqual(missed)
    await say(['after'])
    expect(topicsOf(await back.next())).toEqual(['after'])
  })

  it('asks a screen to start over at a server that was itself deaf meanwhile', async () => {
    const other = await t.another()
    const [here, there] = [await listen(), await listen(token, undefined, other.url)]
    await say(['before'])
    for (const screen of [here, there]) await screen.next()
    // The newest of the two lines is the other server's.
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen %' order by backend_start desc limit 1`.execute(
      t.owner,
    )
    expect((await there.next()).event).toBe('reset')
    expect((await (await listen(token, here.id(), other.url)).next()).event).toBe('reset')
    await say(['after'])
    expect(topicsOf(await here.next())).toEqual(['after'])
    expect(topicsOf(await there.next())).toEqual(['after'])
    const back = await listen(token, there.id())
    await say(['later'])
    expect(topicsOf(await back.next())).toEqual(['later'])
    await other.http.close()
  })
})

describe('a server with as many screens as it may hold', () => {
  it('sends the next one away for a moment, and takes it when one has left', async () => {
    const small = await testDoor([], { mostScreens: 2 })
    try {
      const as = await small.signedIn()
      const [first, second] = [await listenTo(small.url, as), await listenTo(small.url, as)]
      const refused = await small.call('/api/live', { token: as })
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true])
      await first.close()
      const third = await eventually(() => listenTo(small.url, as))
      for (const events of [second, third]) await events.close()
    } finally {
      await small.close()
    }
  })
})

/** Tries again until it works: the server hears of a screen that left a little later. */
async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!String(error).includes('503')) throw error
    }
  }
}
