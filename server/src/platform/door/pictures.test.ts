import { endpoint } from '@muster/core/platform/endpoint.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { changed } from '../context.ts'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { announce } from './live.ts'
import { Pictures, type Question } from './pictures.ts'

let computed = 0
const words = { zh: '试', en: 'Test' }
const picture = endpoint({
  name: 'test.picture',
  method: 'get',
  path: '/test/picture',
  words,
  may: 'signed-in',
  reach: 'scope',
  shared: true,
  input: z.object({ of: z.optional(z.string()) }),
  output: z.object({ nth: z.number() }),
})
const deed = endpoint({
  name: 'test.deed',
  method: 'post',
  path: '/test/deed',
  words,
  may: 'signed-in',
  reach: 'open',
  urgency: 'deed',
  input: z.object({}),
  output: z.object({}),
})
const doors = [
  door(picture, async ctx => {
    if (ctx.actor) throw new Error('A shared picture must not know who reads it.')
    computed += 1
    await sql`select pg_sleep(0.05)`.execute(ctx.tx)
    return { nth: computed }
  }),
  door(deed, async () => ({})),
]

let t: TestDoor
let token: string
beforeAll(async () => {
  t = await testDoor(doors)
  token = await t.signedIn()
})
afterAll(() => t.close())

const look = async (of: string, who = token, headers = {}) => {
  const response = await t.call(`/api/test/picture?of=${of}`, { token: who, headers })
  expect(response.status).toBe(200)
  return ((await response.json()) as { nth: number }).nth
}
const act = async (who = token) =>
  expect((await t.call('/api/test/deed', { method: 'POST', token: who, body: {} })).status).toBe(200)

describe('a picture that many look at', () => {
  it('is computed once for all who ask at the same time, and kept while nothing changes', async () => {
    computed = 0
    const other = await t.signedIn()
    const seen = await Promise.all(Array.from({ length: 100 }, (_, nth) => look('many', nth % 2 ? token : other)))
    expect(new Set(seen)).toEqual(new Set([1]))
    expect(await look('many', other)).toBe(1)
    expect(computed).toBe(1)
  })

  it('says its age when it was kept', async () => {
    const age = async () => (await t.call('/api/test/picture?of=aged', { token })).headers.get('age')
    expect([await age(), await age()]).toEqual([null, expect.stringMatching(/^\d+$/)])
  })

  it('is computed anew after a change, also one that another server makes', async () => {
    const first = await look('changing')
    await act()
    const second = await look('changing')
    expect(second).toBeGreaterThan(first)
    await t.db.transaction().execute(async tx => {
      const ctx = { tx, tenant: { tenant: 'left' }, effects: { topics: new Map() } } as never
      changed(ctx, 'anything/1')
      await announce(ctx)
    })
    await expect.poll(() => look('changing')).toBeGreaterThan(second)
  })

  it('is not touched by what happens in another city', async () => {
    const before = await look('quiet')
    await act(await t.signedIn('right'))
    expect(await look('quiet')).toBe(before)
  })

  it('is never shared between inputs, languages, cities, roles or parts of the city', async () => {
    const askers = [
      [token, {}],
      [token, { 'accept-language': 'en' }],
      [await t.signedIn('right'), {}],
      [await t.signedIn('left', 'auditor'), {}],
    ] as const
    const seen = [await look('other')]
    for (const [who, headers] of askers) seen.push(await look('same', who, headers))
    expect(new Set(seen).size).toBe(5)
  })
})

describe('the keeper of pictures', () => {
  afterEach(() => void vi.useRealTimers())

  const scope = { tenant: true, territoryPaths: [], unitPaths: [], teamPaths: [], personId: null, roles: [] }
  const base: Question = {
    endpoint: picture,
    tenant: 'city',
    scope,
    language: 'zh',
    input: {},
    now: 1_000_000,
    crowded: () => false,
  }
  const counter = () => {
    let count = 0
    return async () => ++count
  }

  it('tells readers of one street from readers of another', async () => {
    const [pictures, compute] = [new Pictures(), counter()]
    const of = (path: string) => pictures.show({ ...base, scope: { ...scope, territoryPaths: [path] } }, compute)
    expect((await of('32/3203/a')).answer).toBe(1)
    expect((await of('32/3203/b')).answer).toBe(2)
    expect((await of('32/3203/a')).answer).toBe(1)
  })

  it('tells every side of a reach from another: two teams, two people', async () => {
    const [pictures, compute] = [new Pictures(), counter()]
    const of = async (over: object) => (await pictures.show({ ...base, scope: { ...scope, ...over } }, compute)).answer
    expect([await of({ teamPaths: ['a/'] }), await of({ teamPaths: ['b/'] })]).toEqual([1, 2])
    expect([await of({ personId: 'a' }), await of({ personId: 'b' })]).toEqual([3, 4])
    expect([await of({ teamPaths: ['b/', 'a/'] }), await of({ teamPaths: ['a/', 'b/'] })]).toEqual([5, 5])
  })

  it('keeps five hundred answers: those asked for longest ago go first', async () => {
    const [pictures, compute] = [new Pictures(), counter()]
    const of = async (nth: number) => (await pictures.show({ ...base, input: { of: nth } }, compute)).answer
    for (let nth = 1; nth <= 500; nth++) await of(nth)
    expect(await of(1)).toBe(1)
    expect(await of(501)).toBe(501)
    expect([await of(1), await of(2)]).toEqual([1, 502])
  })

  it('computes a picture that changes all the time in a tenth of it at most', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] })
    const pictures = new Pictures()
    const compute = vi.fn(() => new Promise(resolve => setTimeout(resolve, 20)))
    const first = pictures.show(base, compute)
    await vi.advanceTimersByTimeAsync(20)
    await first
    pictures.changed('city')
    const second = pictures.show(base, compute)
    await vi.advanceTimersByTimeAsync(179)
    expect(compute).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(compute).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(20)
    await second
  })

  it('gives an answer again for ten seconds, and one about the past for a minute', async () => {
    const [pictures, compute] = [new Pictures(), counter()]
    const at = async (now: number, input = {}) => (await pictures.show({ ...base, now, input }, compute)).answer
    expect([await at(1_000_000), await at(1_009_000), await at(1_011_000)]).toEqual([1, 1, 2])
    const past = { asOf: new Date(500_000).toISOString() }
    expect([await at(1_000_000, past), await at(1_050_000, past), await at(1_070_000, past)]).toEqual([3, 3, 4])
    expect(await at(900_000), 'a clock that was set back').toBe(5)
  })

  it('lags behind only when there is a crowd, and says so', async () => {
    const [pictures, compute] = [new Pictures(), counter()]
    const show = (crowded: boolean, now = base.now) => pictures.show({ ...base, now, crowded: () => crowded }, compute)
    await show(false)
    pictures.changed('city')
    expect(await show(true)).toMatchObject({ answer: 1, how: 'behind' })
    expect(await show(false)).toMatchObject({ answer: 2, how: 'computed' })
    pictures.changed(null)
    expect(await show(true)).toMatchObject({ answer: 2, how: 'behind' })
    expect(await show(true, base.now + 11_000)).toMatchObject({ answer: 3, how: 'computed' })
  })

  it('says how old an answer is, by the machine’s steady clock', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const [pictures, compute] = [new Pictures(), counter()]
    expect(await pictures.show(base, compute)).toMatchObject({ how: 'computed', age: 0 })
    vi.advanceTimersByTime(3900)
    expect(await pictures.show(base, compute)).toMatchObject({ how: 'kept', age: 3 })
  })

  it('answers a question that follows a change with a computation that began after it', async () => {
    const pictures = new Pictures()
    let state = 'old'
    const gates: (() => void)[] = []
    const compute = async () => {
      const read = state
      await new Promise<void>(resolve => gates.push(resolve))
      return read
    }
    const before = pictures.show(base, compute)
    await expect.poll(() => gates.length).toBe(1)
    state = 'new'
    pictures.changed('city')
    const after = [pictures.show(base, compute), pictures.show(base, compute)]
    gates[0]!()
    expect((await before).answer).toBe('old')
    await expect.poll(() => gates.length).toBe(2)
    gates[1]!()
    expect((await Promise.all(after)).map(({ answer }) => answer)).toEqual(['new', 'new'])
    expect(gates.length, 'both shared one').toBe(2)
  })

  it('does not keep what failed', async () => {
    const pictures = new Pictures()
    const fail = () => Promise.reject(new Error('no'))
    await expect(pictures.show(base, fail)).rejects.toThrow('no')
    expect((await pictures.show(base, counter())).answer).toBe(1)
  })
})
