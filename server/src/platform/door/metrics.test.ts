import { endpoint } from '@muster/core/platform/endpoint.ts'
import { z } from '@muster/core/platform/shapes.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { requestRaw } from '../testing/raw.ts'

const CANARIES = ['王小禾', '13800138000', '110105194912310021', 'canary.login', '203.0.113.9']
const shape = { who: z.string() }
const common = { words: { zh: '试', en: 'Test' }, may: 'anyone', reach: 'open', output: z.unknown() } as const
const say = endpoint({
  ...common,
  name: 'test.say',
  method: 'post',
  path: '/test/say/:who',
  input: z.object(shape),
  perMinute: 1000,
})
const break_ = endpoint({
  ...common,
  name: 'test.break',
  method: 'get',
  path: '/test/break/:who',
  input: z.object(shape),
})
const doors = [
  door(say, async (_ctx, input) => input),
  door(break_, async (_ctx, { who }) => {
    // As PostgreSQL says it.
    throw Object.assign(new Error(`Key (login)=(${who}) already exists`), { code: '23505', severity: 'ERROR' })
  }),
]

const lines: string[] = []
let t: TestDoor
let token: string
beforeAll(async () => {
  t = await testDoor(doors, {
    trustProxy: true,
    logger: { level: 'info', stream: { write: line => void lines.push(line) } },
  })
  token = await t.signedIn()
  await storm()
})
afterAll(() => t.close())

/** Everything that may hold somebody's name or number, in every place where a request can carry it. */
async function storm(): Promise<void> {
  for (const canary of CANARIES) {
    const said = encodeURIComponent(canary)
    const headers = { 'x-forwarded-for': CANARIES[4]!, 'user-agent': said, 'accept-language': 'en' }
    const post = (path: string, body: unknown) => t.call(path, { method: 'POST', token, headers, body })
    await post(`/api/test/say/${said}`, { who: canary })
    await post(`/api/test/say/${said}?who=${said}`, `{"who": "${canary}`)
    await post('/api/sessions', { login: canary, passphrase: canary })
    await post('/api/facts', { facts: [{ id: v7(), kind: canary, payload: { name: canary } }, { [canary]: canary }] })
    await t.call(`/api/test/break/${said}`, { headers })
    await t.call(`/api/people?search=${said}&${said}=1`, { token, headers })
    await t.call(`/api/${said}/none`, { headers })
    await t.call(`/${said}`, { headers })
    await t.call('/api/me', { token: `${canary.replace(/\W/g, 'x')}${v7()}`, headers })
  }
  await requestRaw(
    t.url,
    `GET /api/%zz${encodeURIComponent(CANARIES[0]!)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
  )
  await requestRaw(t.url, `NONSENSE ${CANARIES[1]!} HTTP/1.1\r\nhost: x\r\n\r\n`)
}

const metrics = async (headers = {}) => t.call('/metrics', { headers })
const leaks = (text: string) =>
  [...CANARIES, ...CANARIES.map(encodeURIComponent)].filter(canary => text.includes(canary))

describe('the metrics', () => {
  it('count requests by route, urgency and status, and never name anybody', async () => {
    const text = await (await metrics()).text()
    expect(text).toMatch(
      /muster_request_seconds_count\{route="\/api\/test\/break\/:who",urgency="work",status="500"\} 5/,
    )
    expect(text).toMatch(/muster_request_seconds_count\{route="\/api\/facts",urgency="deed",status="200"\} 5/)
    expect(text).toContain('muster_facts_total{kind="unknown",verdict="refused"} 10')
    expect(text).toContain('muster_bugs_total 5')
    expect(leaks(text)).toEqual([])
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })

  it('tell how the database, the gate and the cities stand', async () => {
    await t.owner.insertInto('ledger_clock').values({ tenant: 'left', last_at: new Date() }).execute()
    const text = await (await metrics()).text()
    expect(text).toContain('muster_database_up 1')
    expect(text).toMatch(/muster_ledger_age_seconds\{tenant="left"\} \d/)
    for (const name of [
      'running_requests{urgency="deed"}',
      'waiting_requests{urgency="export"}',
      'screens',
      'memory_bytes',
    ])
      expect(text).toContain(`muster_${name}`)
  })

  it('are for this machine alone, not for whoever comes through a proxy', async () => {
    expect((await metrics()).status).toBe(200)
    expect((await metrics({ 'x-forwarded-for': '127.0.0.1' })).status).toBe(404)
  })

  it('are for whoever has the token, where there is one', async () => {
    const other = await testDoor([], { metricsToken: 'a long enough secret' })
    const ask = async (headers = {}) => (await other.call('/metrics', { headers })).status
    expect(await ask()).toBe(404)
    expect(await ask({ authorization: 'Bearer another secret' })).toBe(404)
    expect(await ask({ authorization: 'Bearer a long enough secret', 'x-forwarded-for': '198.51.100.7' })).toBe(200)
    await other.close()
  })
})

describe('the log', () => {
  it('says of each request what, how it ended and how long, and never who', async () => {
    const told = lines.map(line => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'answered')
    expect(told.length).toBeGreaterThan(40)
    const one = told.find(({ route, status }) => route === '/api/facts' && status === 200)!
    expect(one).toMatchObject({ method: 'POST', urgency: 'deed', tenant: 'left', reqId: expect.any(String) })
    expect(Object.keys(one).sort()).toEqual(
      [
        'hostname',
        'level',
        'method',
        'ms',
        'msg',
        'pid',
        'reqId',
        'route',
        'status',
        'tenant',
        'time',
        'urgency',
      ].sort(),
    )
    expect(leaks(lines.join('')), 'in the log').toEqual([])
  })

  it('tells of bugs with the reference that the reader was given', () => {
    const bugs = lines.map(line => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'bug')
    expect(bugs.length).toBe(5)
    expect(bugs.every(({ reference }) => typeof reference === 'string')).toBe(true)
  })
})
