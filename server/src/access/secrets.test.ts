// What must not be found: in the log, in the tables, in the time an answer takes.
import * as access from '@muster/core/access/wire.ts'
import { client } from '@muster/core/platform/client.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp } from '../app.ts'
import { asker, PASSPHRASE, type Town, town } from '../platform/testing/town.ts'

const lines: string[] = []
let t: Town
/** The same city behind a proxy that says who asks, and with its log in our hands. */
let behind: { url: string; close(): Promise<void> }
beforeAll(async () => {
  t = await town()
  const logger = { level: 'trace', stream: { write: (line: string) => void lines.push(line) } }
  const app = await openApp({
    databaseUrl: t.databaseUrl,
    clock: () => t.clock.now,
    trustProxy: true,
    logger,
    ticking: false,
  })
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  behind = { url, close: () => app.close() }
})
afterAll(async () => {
  await behind.close()
  await t.close()
})

const refusal = (slug: string) => expect.objectContaining({ slug })
const from = (address: string, token?: string) =>
  client({
    at: behind.url,
    fetch,
    headers: () => ({ 'x-forwarded-for': address, ...(token && { authorization: `Bearer ${token}` }) }),
  })
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(behind.url + path, {
    method: 'POST',
    headers: { 'x-muster': '1', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** All that a database holds, as text. */
async function everything(): Promise<string> {
  const { rows } = await sql<{
    name: string
  }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(t.owner)
  const texts: string[] = []
  for (const { name } of rows) {
    const table = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(t.owner)
    texts.push(...table.rows.map(({ row }) => row))
  }
  return texts.join('\n')
}

describe('secrets at rest', () => {
  it('are hashed: passphrases, sessions, links', async () => {
    const signedIn = await post('/api/sessions', { login: 'admin', passphrase: PASSPHRASE })
    const token = /muster=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? ''
    const admin = from('10.0.0.1', token)
    const { link } = await admin(access.createAccount, { id: v7(), login: 'linked' })
    const kept = await everything()
    expect(token.length).toBeGreaterThan(30)
    for (const secret of [token, token.split('.')[1]!, link!.split('#')[1]!, link!.split('.')[1]!, PASSPHRASE])
      expect(kept).not.toContain(secret)
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })

  it('are no secrets any more after a reset: old passphrase, old links, old sessions', async () => {
    const admin = await t.signIn('admin')
    const accountId = v7()
    const { link } = await admin(access.createAccount, { id: accountId, login: 'lost-phone' })
    const token = link!.split('#')[1]!
    const first = asker(t.url)
    await first(access.choosePassphrase, { token, passphrase: PASSPHRASE })
    const older = await admin(access.resetPassphrase, { accountId })
    const newer = await admin(access.resetPassphrase, { accountId })
    await expect(first(access.me, {})).rejects.toEqual(refusal('door/not-signed-in'))
    await expect(t.signIn('lost-phone')).rejects.toEqual(refusal('access/wrong-credentials'))
    const spent = { token: older.link.split('#')[1]!, passphrase: PASSPHRASE }
    await expect(t.anyone(access.choosePassphrase, spent)).rejects.toEqual(refusal('access/link-spent'))
    await asker(t.url)(access.choosePassphrase, { token: newer.link.split('#')[1]!, passphrase: PASSPHRASE })
    await expect(t.signIn('lost-phone')).resolves.toBeDefined()
  })

  it('of a one-time link work once, however many try at the same moment', async () => {
    const admin = await t.signIn('admin')
    const { link } = await admin(access.createAccount, { id: v7(), login: 'raced' })
    const tries = Array.from({ length: 10 }, () =>
      asker(t.url)(access.choosePassphrase, { token: link!.split('#')[1]!, passphrase: PASSPHRASE }).then(
        () => 'in',
        () => 'out',
      ),
    )
    expect((await Promise.all(tries)).filter(how => how === 'in')).toHaveLength(1)
  })
})

describe('the session cookie', () => {
  it('is out of reach of scripts and other sites, and encrypted where the line is', async () => {
    const signIn = (headers = {}) => post('/api/sessions', { login: 'admin', passphrase: PASSPHRASE }, headers)
    const plain = (await signIn()).headers.get('set-cookie') ?? ''
    expect(plain).toMatch(/^muster=xuzhou\.[\w-]{32,}; /)
    expect(plain).toMatch(/HttpOnly/i)
    expect(plain).toMatch(/SameSite=Lax/i)
    expect(plain).toMatch(/Path=\//i)
    expect(plain).toMatch(/Expires=/i)
    expect(plain).not.toMatch(/Secure|Domain/i)
    expect((await signIn({ 'x-forwarded-proto': 'https' })).headers.get('set-cookie')).toMatch(/Secure/i)
  })

  it('left over from another city stands in nobody’s way', async () => {
    for (const stale of ['muster=elsewhere.0123456789012345678901234567', 'muster=nonsense'])
      expect((await post('/api/sessions', { login: 'admin', passphrase: PASSPHRASE }, { cookie: stale })).status).toBe(
        200,
      )
  })

  it('of one device is named exactly when it is signed out', async () => {
    const [phone, desk] = [await t.signIn('admin'), await t.signIn('admin')]
    for (const sessionId of ['z'.repeat(16), '%'.repeat(16), '0', 'f'.repeat(64)])
      await expect(phone(access.revokeSession, { sessionId })).rejects.toEqual(refusal('door/not-found'))
    const { rows } = await phone(access.sessions, {})
    await phone(access.revokeSession, { sessionId: rows.find(row => row.current)!.id })
    await expect(phone(access.me, {})).rejects.toEqual(refusal('door/not-signed-in'))
    await expect(desk(access.me, {})).resolves.toBeDefined()
  })
})

describe('guessing', () => {
  it('takes as long for a name nobody has as for one that somebody has', async () => {
    const time = async (login: string) => {
      const begun = performance.now()
      await t.anyone(access.signIn, { login, passphrase: 'a wrong passphrase' }).catch(() => {})
      return performance.now() - begun
    }
    const admin = await t.signIn('admin')
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let nth = 0; nth < 5; nth++) {
      await admin(access.createAccount, { id: v7(), login: `timed-${nth}`, passphrase: PASSPHRASE })
      known.push(await time(`timed-${nth}`))
      unknown.push(await time(`nobody-${nth}`))
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[2]!
    const ratio = median(known) / median(unknown)
    expect(ratio).toBeGreaterThan(0.4)
    expect(ratio).toBeLessThan(2.5)
  })

  it('at many places at once is counted as at one: five free tries, not five for each', async () => {
    const admin = await t.signIn('admin')
    await admin(access.createAccount, { id: v7(), login: 'stormed', passphrase: PASSPHRASE })
    const tries = Array.from({ length: 20 }, (_, nth) =>
      t
        .anyone(access.signIn, { login: 'stormed', passphrase: `guess number ${nth}` })
        .catch((error: { slug: string }) => error.slug),
    )
    const answers = await Promise.all(tries)
    expect(answers.filter(slug => slug === 'access/wrong-credentials')).toHaveLength(5)
    expect(answers.filter(slug => slug === 'access/locked-for-now')).toHaveLength(15)
  })

  it('is slowed by address at the doors that anyone may try', async () => {
    const token = `xuzhou.${'x'.repeat(24)}`
    const guess = (address: string) =>
      from(address)(access.choosePassphrase, { token, passphrase: PASSPHRASE }).catch((error: unknown) => error)
    const answers = await Promise.all(Array.from({ length: 70 }, () => guess('203.0.113.9')))
    const refused = answers.filter(error => (error as { slug: string }).slug === 'door/too-many')
    expect(refused).toHaveLength(10)
    expect((refused[0] as { details: { seconds: number } }).details.seconds).toBeGreaterThan(0)
    expect(await guess('203.0.113.10')).toEqual(refusal('access/link-spent'))
    const response = await post(
      '/api/passphrase',
      { token, passphrase: PASSPHRASE },
      { 'x-forwarded-for': '203.0.113.9' },
    )
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('cannot be spread by inventing addresses: only the nearest proxy is believed', async () => {
    const token = `xuzhou.${'y'.repeat(24)}`
    const slugs = await Promise.all(
      Array.from({ length: 70 }, (_, nth) =>
        from(`198.51.100.${nth}, 203.0.113.77`)(access.choosePassphrase, { token, passphrase: PASSPHRASE }).catch(
          (error: { slug: string }) => error.slug,
        ),
      ),
    )
    expect(slugs.filter(slug => slug === 'door/too-many')).toHaveLength(10)
  })
})

describe('the log', () => {
  it('names no person, number, token, passphrase or address, whatever is asked', async () => {
    const canaries = [
      '王二小',
      '110105199003071234',
      '13800138000',
      'canary-token-0123456789',
      'canary passphrase long',
      '203.0.113.200',
    ]
    const [name, idNumber, phone, token, passphrase, address] = canaries as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const headers = {
      'x-forwarded-for': address,
      authorization: `Bearer xuzhou.${token}`,
      cookie: `muster=xuzhou.${token}`,
      'user-agent': 'canary-agent',
    }
    lines.length = 0
    for (const path of [
      `/api/people?search=${name}${phone}`,
      `/api/public/badges/${token}${idNumber}`,
      `/m/j/${token}`,
      `/${name}/${idNumber}`,
      `/api/${phone}`,
      `/api/%zz${phone}`,
    ])
      await fetch(behind.url + encodeURI(path), { headers })
    for (const body of [{ login: name, passphrase }, { token, passphrase, name }, `{"login":"${name}`])
      for (const path of [
        '/api/sessions',
        '/api/passphrase',
        '/api/invitations/open',
        '/api/setup',
        `/api/people/${idNumber}`,
      ])
        await post(path, body, headers)
    expect(lines.length).toBeGreaterThan(20)
    const log = lines.join('')
    for (const canary of [...canaries, 'canary-agent', encodeURIComponent(name), '::ffff:127.0.0.1', '127.0.0.1:'])
      expect(log).not.toContain(canary)
    expect(lines.every(line => line.endsWith('\n') && JSON.parse(line))).toBe(true)
  })
})
