import { type Endpoint, endpoint, type Urgency } from '@muster/core/platform/endpoint.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { LIMITS } from './gate.ts'

/** Requests that hold their place until the test lets them go, in the order in which they got it. */
const inside: { readonly city: string; readonly finish: () => void }[] = []
const served: string[] = []
let open = false

const make = (name: string, urgency: Urgency, more: Partial<Endpoint> = {}) =>
  door(
    endpoint({
      name: `test.${name}`,
      method: urgency === 'deed' ? 'post' : 'get',
      path: `/test/${name}`,
      words: { zh: '试', en: 'Test' },
      may: 'signed-in',
      reach: 'open',
      urgency,
      input: z.object({}),
      output: z.unknown(),
      ...more,
    }),
    async ctx => {
      const city = ctx.tenant.tenant
      if (!open) await new Promise<void>(finish => inside.push({ city, finish }))
      served.push(city)
      return { nth: served.length }
    },
  )
const doors = [
  make('picture', 'picture'),
  make('export', 'export'),
  make('deed', 'deed'),
  make('shared', 'picture', { shared: true }),
]

/** A hundred requests take a moment on a busy machine. */
const PATIENT = { timeout: 10_000 }

let late = 0
let t: TestDoor
let left: string
let right: string
beforeAll(async () => {
  t = await testDoor(doors, { lag: { ms: () => late, stop: () => {} } })
  left = await t.signedIn('left')
  right = await t.signedIn('right')
})
afterAll(() => t.close())
afterEach(async () => {
  open = true
  late = 0
  for (const { finish } of inside.splice(0)) finish()
  while ((await waiting('picture')) > 0) await new Promise(resolve => setImmediate(resolve))
  open = false
  served.length = 0
})

const ask = (name: string, token: string) =>
  t.call(`/api/test/${name}`, { token, ...(name === 'deed' && { method: 'POST', body: {} }) })
/** How many wait at the gate, as the metrics tell it. */
const waiting = async (urgency: Urgency) => {
  const text = await (await t.call('/metrics')).text()
  return Number(new RegExp(`muster_waiting_requests\\{urgency="${urgency}"\\} (\\d+)`).exec(text)?.[1])
}
const statuses = async (asked: readonly Promise<Response>[]) =>
  Object.groupBy(await Promise.all(asked), ({ status }) => status)

describe('when one city asks without end', () => {
  it('another one’s turn comes after one of theirs, and its deeds are done at once', async () => {
    const loud = Array.from({ length: 120 }, () => ask('picture', left))
    await expect.poll(() => waiting('picture'), PATIENT).toBe(120 - LIMITS.picture.together)
    const quiet = Array.from({ length: 5 }, () => ask('picture', right))
    await expect.poll(() => waiting('picture'), PATIENT).toBe(125 - LIMITS.picture.together)
    const deed = ask('deed', right)
    await expect.poll(() => inside.filter(({ city }) => city === 'right').length).toBe(1)
    inside
      .splice(
        inside.findIndex(({ city }) => city === 'right'),
        1,
      )[0]!
      .finish()
    expect((await deed).status).toBe(200)
    served.length = 0
    open = true
    for (const { finish } of inside.splice(0)) finish()
    expect(Object.keys(await statuses([...quiet, ...loud]))).toEqual(['200'])
    // Let in one by one from each city in turn; of those that are in together any may be done first.
    expect(served.lastIndexOf('right')).toBeLessThan(2 * LIMITS.picture.together + 2 * quiet.length)
  })
})

describe('a machine that cannot keep up', () => {
  it('turns exports and then pictures away, with when to come back, and still does deeds', async () => {
    open = true
    const at = async (ms: number) => {
      late = ms
      const all = await Promise.all(['deed', 'picture', 'export'].map(name => ask(name, left)))
      return all.map(({ status }) => status)
    }
    expect(await at(50)).toEqual([200, 200, 200])
    expect(await at(150)).toEqual([200, 200, 503])
    expect(await at(400)).toEqual([200, 503, 503])
    const refused = await ask('export', left)
    expect(((await refused.json()) as { title: string }).title).toBe('door/busy')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  })
})

describe('a shared picture in a crowd', () => {
  it('lags behind rather than wait, says how old it is and when to ask again; alone it is always of now', async () => {
    open = true
    const first = await ask('shared', left)
    expect(first.headers.get('age')).toBeNull()
    const kept = await ask('shared', left)
    expect(await kept.json()).toEqual(await first.clone().json())
    expect(kept.headers.get('age')).toMatch(/^\d+$/)
    expect(kept.headers.get('x-muster-behind')).toBeNull()
    await ask('deed', left)
    open = false
    const crowd = Array.from({ length: 20 }, () => ask('picture', left))
    await expect.poll(() => waiting('picture'), PATIENT).toBe(20 - LIMITS.picture.together)
    const behind = await ask('shared', left)
    expect(await behind.json()).toEqual(await first.json())
    expect(Number(behind.headers.get('x-muster-behind'))).toBeGreaterThanOrEqual(1)
    open = true
    for (const { finish } of inside.splice(0)) finish()
    await statuses(crowd)
    const now = await ask('shared', left)
    expect([now.headers.get('age'), now.headers.get('x-muster-behind')]).toEqual([null, null])
  })
})
