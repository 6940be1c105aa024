import { endpoint } from '@muster/core/platform/endpoint.ts'
import { id, text, z } from '@muster/core/platform/shapes.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../audit/write.ts'
import { isSharded } from '../database/distribute.ts'
import { door } from '../slice.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'

const post = (name: string, extra: object = {}) =>
  endpoint({
    name: `test.${name}`,
    method: 'post',
    path: `/test/${name}`,
    words: { zh: '试', en: 'try' },
    may: 'incident.command',
    reach: 'tenant',
    input: z.object({ what: text(2_000_000) }),
    output: z.unknown(),
    ...extra,
  })
/** PostgreSQL and JavaScript both quote what they were given. */
const CANARY = '王二小 13800138000'
const doors = [
  door(post('echo'), async (_ctx, input) => input),
  door(post('audited'), async (ctx, { what }) => {
    await audit(ctx, 'test.done', 'test/1')
    return { answer: v7(), what }
  }),
  door(post('secret', { secret: true }), async () => ({ link: v7() })),
  door(post('bug'), async () => {
    throw new Error(`about ${CANARY}`)
  }),
  door(post('unique'), async ctx => {
    for (let nth = 0; nth < 2; nth++)
      await sql`insert into wrong_try (tenant, login, tries, until) values ('left', ${CANARY}, 1, ${ctx.now})`.execute(
        ctx.tx,
      )
    return null
  }),
  door(post('full'), async () => {
    throw Object.assign(new Error('could not extend file'), { code: '53100', severity: 'ERROR' })
  }),
  door(post('deadlock'), async () => {
    throw Object.assign(new Error('deadlock detected'), { code: '40P01', severity: 'ERROR' })
  }),
  door(post('cast'), async (ctx, { what }) => sql`select ${what}::uuid`.execute(ctx.tx)),
  door({ ...post('read'), method: 'get', path: '/test/read/:what' }, async (_ctx, input) => input),
  door(
    { ...post('member'), input: z.object({ id: id(), inner: z.object({ a: z.string() }) }) },
    async (_ctx, input) => input,
  ),
]

const lines: string[] = []
let t: TestDoor
let token: string
beforeAll(async () => {
  t = await testDoor(doors, { logger: { level: 'info', stream: { write: line => void lines.push(line) } } })
  token = await t.signedIn()
})
afterAll(() => t.close())

const ask = (name: string, body: unknown = { what: 'x' }, headers: Record<string, string> = {}) =>
  t.call(`/api/test/${name}`, { method: 'POST', token, body, headers })
const slugOf = async (response: Promise<Response>) => ((await (await response).json()) as { title: string }).title

describe('a refusal', () => {
  it('is a problem by RFC 9457, with both sentences and what to do', async () => {
    const response = await t.call('/api/me')
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    const problem = (await response.json()) as Record<string, unknown>
    expect(problem).toMatchObject({ type: '/problems/door/not-signed-in', status: 401, retry: 'review', details: {} })
    expect(problem.detail).toBe(problem.zh)
  })

  it.each([
    ['en-GB,en;q=0.9', '', 'en'],
    ['zh-CN,en;q=0.5', '', 'zh'],
    ['fr', '', 'zh'],
    ['en', 'a=b; lang=zh', 'zh'],
    ['zh', 'lang=en; c=d', 'en'],
  ] as const)('speaks to Accept-Language “%s” with cookie “%s” in %s', async (accept, cookie, language) => {
    const response = await t.call('/api/me', { headers: { 'accept-language': accept, cookie } })
    const problem = (await response.json()) as Record<string, string>
    expect(problem.detail).toBe(problem[language])
  })

  it('of what must wait says for how long', async () => {
    const response = await ask('deadlock')
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await slugOf(ask('deadlock'))).toBe('door/busy')
  })

  it('of a full disk is 507, and reading goes on', async () => {
    expect((await ask('full')).status).toBe(507)
    expect((await t.call('/api/me', { token })).status).toBe(200)
  })

  it('of an address nobody knows, or nobody can read, is a problem too', async () => {
    expect((await t.call('/api/no/such')).status).toBe(404)
    expect(await slugOf(t.call('/api/no/such'))).toBe('door/not-found')
    expect(await slugOf(t.call('/api/test/read/%zz', { token }))).toBe('door/unreadable')
  })
})

describe('a bug', () => {
  it('is 500 with a reference, and neither the answer nor the log quotes a value', async () => {
    for (const name of ['bug', 'unique']) {
      lines.length = 0
      const response = await ask(name)
      const answer = await response.text()
      const { reference } = (JSON.parse(answer) as { details: { reference: string } }).details
      expect(response.status).toBe(500)
      expect(lines.filter(line => line.includes(reference))).toHaveLength(1)
      expect(answer).not.toMatch(/at .*\.ts|13800138000|王二小|wrong_try/)
      expect(lines.join('')).toMatch(/door\.test\.ts/)
      expect(lines.join('')).not.toMatch(/13800138000/)
    }
    expect(lines.join('')).toContain('23505')
    // A sharded database says that there is one already, but names no constraint.
    if (!(await isSharded(t.owner))) expect(lines.join('')).toContain('wrong_try_pkey')
    expect(lines.join('')).not.toContain('王二小')
  })
})

describe('forgery', () => {
  it.each([
    [{ 'x-muster': '' }],
    [{ 'x-muster': '0' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:1' }],
  ])('is refused: %o', async headers => {
    expect(await slugOf(ask('echo', { what: 'x' }, headers))).toBe('door/forged')
  })

  it('is not suspected of our own pages', async () => {
    expect((await ask('echo', { what: 'x' }, { origin: t.url })).status).toBe(200)
  })
})

describe('input', () => {
  it('of more than a mebibyte is too large, and the sentence says the limit', async () => {
    const response = await ask('echo', { what: 'x'.repeat(1024 * 1024) })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('1 MiB')
  })

  it.each(['{"what":', 'null', '"text"', '[1]', '{"__proto__":{"a":1}}', ''])(
    'that is not what was agreed is refused: %s',
    async body => {
      const response = await ask('echo', body)
      expect([400, 422]).toContain(response.status)
      expect(response.headers.get('content-type')).toMatch(/problem/)
    },
  )

  it('that no database keeps is refused: a zero byte, half a surrogate pair, brackets without end', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    for (const body of ['{"what":"a\\u0000b"}', '{"what":"\\ud800"}', `{"what":"x","more":${deep}}`])
      expect(await slugOf(ask('echo', body))).toBe('door/unreadable')
    expect(await slugOf(ask('cast', { what: 'no uuid' }))).toBe('door/unreadable')
  })

  it('loses every field that the contract does not name, also inside', async () => {
    const body = { id: v7(), inner: { a: 'x', role: 'auditor' }, tenant: 'right', unitId: v7(), actor: 1 }
    expect(await (await ask('member', body)).json()).toEqual({ id: body.id, inner: { a: 'x' } })
    const fromQuery = await t.call(`/api/test/echo?what=query`, { method: 'POST', token, body: {} })
    expect(fromQuery.status).toBe(422)
  })

  it('is only ever a value: SQL, header and log injection stay text', async () => {
    for (const what of [`'; drop table fact; --`, `x' or '1'='1`, '#{7*7}', 'a\r\nset-cookie: muster=1']) {
      const response = await ask('echo', { what })
      expect(await response.json()).toEqual({ what })
      expect(response.headers.get('set-cookie')).toBeNull()
    }
    lines.length = 0
    await t.call(`/api/test/read/${encodeURIComponent('a\r\n{"level":60,"msg":"forged"}')}`, { token })
    expect(lines.every(line => !line.includes('forged') && line.endsWith('\n'))).toBe(true)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from fact`.execute(t.owner)
    expect(rows[0]?.count).toBe(0)
  })
})

describe('a request that is repeated', () => {
  const keyed = (key: string, what = 'x', name = 'audited') => ask(name, { what }, { 'idempotency-key': key })
  const count = async () => (await t.owner.selectFrom('audit_line').select('seq').execute()).length

  it('gets the first answer again and does nothing twice', async () => {
    const key = v7()
    const before = await count()
    const first = await (await keyed(key)).json()
    expect(await (await keyed(key)).json()).toEqual(first)
    expect(await count()).toBe(before + 1)
  })

  it('with another body is a mistake', async () => {
    const key = v7()
    await keyed(key)
    expect(await slugOf(keyed(key, 'y'))).toBe('door/key-reused')
    expect(await slugOf(keyed(key, 'x', 'echo'))).toBe('door/key-reused')
  })

  it('at the same moment waits for the first', async () => {
    const [key, before] = [v7(), await count()]
    const answers = await Promise.all(Array.from({ length: 8 }, async () => (await keyed(key)).json()))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await count()).toBe(before + 1)
  })

  it('is somebody else’s when somebody else sends it', async () => {
    const key = v7()
    const other = await t.signedIn()
    const first = await (await keyed(key)).text()
    const second = await t.call('/api/test/audited', {
      method: 'POST',
      token: other,
      body: { what: 'x' },
      headers: { 'idempotency-key': key },
    })
    expect(await second.text()).not.toBe(first)
  })

  it('may carry a key on a read, which changes nothing, but no key without end', async () => {
    expect((await t.call('/api/test/read/x', { token, headers: { 'idempotency-key': v7() } })).status).toBe(200)
    expect(await slugOf(keyed('k'.repeat(5000)))).toBe('door/unreadable')
  })

  it('never makes us keep a secret', async () => {
    const key = v7()
    const [first, second] = [await keyed(key, 'x', 'secret'), await keyed(key, 'x', 'secret')]
    expect(await first.text()).not.toBe(await second.text())
    const kept = await t.owner.selectFrom('idempotency').select('key').where('key', '=', key).execute()
    expect(kept).toEqual([])
  })
})
