import { endpoint } from '@muster/core/platform/endpoint.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { LIMITS } from './gate.ts'

/** Requests that hold their place until the test lets them go. */
const inside: (() => void)[] = []
let open = false
const make = (name: string, shared: boolean) =>
  door(
    endpoint({
      name: `test.${name}`,
      method: 'get',
      path: `/test/${name}`,
      words: { zh: '试', en: 'Test' },
      may: 'signed-in',
      reach: 'open',
      urgency: 'picture',
      input: z.object({}),
      output: z.object({}),
      ...(shared && { shared }),
    }),
    async () => {
      if (!open) await new Promise<void>(finish => inside.push(finish))
      return {}
    },
  )

let t: TestDoor
let left: string
beforeAll(async () => {
  t = await testDoor([make('picture', false), make('shared', true)])
  left = await t.signedIn()
})
afterAll(() => t.close())

const ask = (name: string) => t.call(`/api/test/${name}`, { token: left })
const metrics = async () => (await t.call('/metrics')).text()

it('a picture that many wait for comes also when who asked first has left', async () => {
  const before = Array.from({ length: LIMITS.picture.together }, () => ask('picture'))
  await expect.poll(() => inside.length, { timeout: 10_000 }).toBe(LIMITS.picture.together)
  const leaving = new AbortController()
  const headers = { authorization: `Bearer ${left}` }
  const first = fetch(`${t.url}/api/test/shared`, { headers, signal: leaving.signal }).catch(() => 'left')
  await expect.poll(metrics, { timeout: 10_000 }).toMatch(/muster_waiting_requests\{urgency="picture"\} 1/)
  const second = ask('shared')
  // Who asks after it is answered after it was heard.
  await t.call('/api/me', { token: left })
  leaving.abort()
  expect(await first).toBe('left')
  await expect.poll(metrics, { timeout: 10_000 }).toMatch(/test\/shared.*499/)
  open = true
  for (const finish of inside) finish()
  expect((await second).status).toBe(200)
  await Promise.all(before)
})
