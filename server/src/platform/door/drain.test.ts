import { once } from 'node:events'
import { connect } from 'node:net'
import { endpoint } from '@muster/core/platform/endpoint.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { Drain } from './drain.ts'

let waiting: (() => void)[]
const slowly = endpoint({
  name: 'test.slowly',
  method: 'post',
  path: '/test/slowly',
  words: { zh: '慢', en: 'Slowly' },
  may: 'signed-in',
  reach: 'open',
  urgency: 'deed',
  input: z.object({}),
  output: z.object({}),
})
const doors = [door(slowly, () => new Promise(resolve => waiting.push(() => resolve({}))))]

let t: TestDoor
let token: string
beforeEach(async () => {
  waiting = []
  t = await testDoor(doors)
  token = await t.signedIn()
})
let closed: Promise<void> | undefined
afterEach(async () => {
  await (closed ?? t.close())
  closed = undefined
})
const act = () => t.call('/api/test/slowly', { method: 'POST', token, body: {} })
const ready = async () => {
  const response = await t.call('/api/health/ready')
  return [response.status, await response.json()]
}

describe('a server that is to stop', () => {
  it('says so first, turns newcomers away in words, answers what is under way, and only then goes', async () => {
    const underWay = [act(), act(), act()]
    await expect.poll(() => waiting.length).toBe(3)
    expect(await ready()).toEqual([200, { ok: true, failing: [] }])
    closed = t.close()
    await expect.poll(ready).toEqual([503, { ok: false, failing: ['closing'] }])
    expect((await t.call('/api/health/live')).status).toBe(200)
    const late = await act()
    expect(late.status).toBe(503)
    expect(((await late.json()) as { title: string }).title).toBe('door/closing')
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    for (const finish of waiting) finish()
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200, 200])
    await closed
    await expect(t.call('/api/health/live')).rejects.toThrow()
  })

  it('cuts nobody off who keeps on asking until they are told', async () => {
    const statuses = new Map<number, number>()
    const asking = Array.from({ length: 20 }, async () => {
      for (let status = 200; status === 200; ) {
        status = (await t.call('/api/me', { token })).status
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    })
    await expect.poll(() => statuses.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(50)
    closed = t.close()
    await Promise.all(asking)
    await closed
    expect(new Set(statuses.keys())).toEqual(new Set([200, 503]))
    expect(statuses.get(503)).toBe(20)
  })

  it('does not wait for those who never finish asking', async () => {
    const socket = connect(Number(new URL(t.url).port), '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    socket.write('GET /api/me HTTP/1.1\r\nhost: x\r\n')
    const gone = once(socket, 'close')
    closed = t.close()
    await closed
    await gone
  })
})

describe('the count of what is under way', () => {
  it('ends the waiting when the last one ends, however long it might still wait', async () => {
    const drain = new Drain()
    const [one, other] = [drain.enter(), drain.enter()]
    const over = drain.close(3_600_000)
    one()
    one()
    expect([drain.closing, drain.underWay]).toEqual([true, 1])
    other()
    await over
    expect(drain.underWay).toBe(0)
  })

  it('waits no longer than it may', async () => {
    const drain = new Drain()
    drain.enter()
    await drain.close(1)
    expect(drain.underWay).toBe(1)
  })
})

describe('readiness', () => {
  it('says which part fails, and nothing more', async () => {
    await t.owner.deleteFrom('kysely_migration' as never).execute()
    expect(await ready()).toEqual([503, { ok: false, failing: ['migrations'] }])
  })
})
