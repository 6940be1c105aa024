import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { expectGolden } from '../testing/golden.ts'
import { requestRaw } from '../testing/raw.ts'

let t: TestDoor
beforeAll(async () => {
  t = await testDoor()
})
afterAll(() => t.close())

const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map(line => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]))

describe('every answer', () => {
  it.each([
    '/',
    '/m/',
    '/m/anything/below',
    '/assets/none.js',
    '/api',
    '/api/me',
    '/api/none',
    '/openapi.json',
    '/api/health',
    '/api/%zz',
  ])('carries the security headers: %s', async path => {
    const { headers } = await t.call(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src '(none|self)'/)
    expect(policy).not.toMatch(/unsafe|\*|http:/)
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('of the interface is kept by no cache', async () => {
    expect((await t.call('/api/me')).headers.get('cache-control')).toBe('no-store')
  })

  it('says that the connection is to stay encrypted, where a proxy says that it is', async () => {
    const behind = await testDoor([], { trustProxy: true })
    const secure = await behind.call('/api/me', { headers: { 'x-forwarded-proto': 'https' } })
    expect(secure.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
    expect(
      (await t.call('/api/me', { headers: { 'x-forwarded-proto': 'https' } })).headers.get('strict-transport-security'),
    ).toBeNull()
    await behind.close()
  })
})

describe('the pages', () => {
  it('have no inline script, and styles only with the nonce of this one answer', async () => {
    const [first, second] = [await t.call('/'), await t.call('/')]
    const policy = directives(first.headers.get('content-security-policy') ?? '')
    expect(policy['script-src']).toBe("'self'")
    const nonce = /'nonce-([\w-]{16,})'/.exec(policy['style-src'] ?? '')?.[1]
    expect(nonce).toBeDefined()
    expect(second.headers.get('content-security-policy')).not.toContain(nonce)
    if (first.status === 404) return // the screens are not built here
    const page = await first.text()
    expect(page).toContain(nonce)
    expect(page).not.toContain('__NONCE__')
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|javascript:/i)
  })

  it.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/m/assets/../../../../../../etc/passwd',
    '/assets/%00/etc/passwd',
    '//etc/passwd',
    '/assets/....//....//package.json',
  ])('serve nothing that lies outside them: %s', async path => {
    // NOTE: by a raw socket: fetch would tidy the path before it is sent.
    const answer = await requestRaw(t.url, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    expect(answer).not.toMatch(/root:|"workspaces"|"dependencies"/)
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400|403|404) /)
  })

  it('answer only to reading', async () => {
    expect((await t.call('/', { method: 'POST', body: {} })).status).toBe(404)
    expect((await t.call('/', { method: 'DELETE' })).status).toBe(404)
  })
})

describe('the description of the interface', () => {
  it('is a golden file: openapi.json', async () => {
    const described = (await (await t.call('/openapi.json')).json()) as { paths: Record<string, unknown> }
    // One space: it is nested so deeply that two made half of the file.
    expectGolden('server/openapi.json', `${JSON.stringify(described, null, 1)}\n`)
  })

  it('names every endpoint and is readable without any script', async () => {
    const page = await (await t.call('/api')).text()
    for (const { endpoint } of t.house.slices.flatMap(slice => slice.doors))
      expect(page).toContain(`<small>${endpoint.name}</small>`)
    expect(page).not.toMatch(/<script/i)
  })
})
