import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../secrets.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'
import { Identifier } from './identify.ts'

let t: TestDoor
let other: Awaited<ReturnType<TestDoor['another']>>
let administrator: string
beforeAll(async () => {
  t = await testDoor()
  other = await t.another()
  administrator = await t.signedIn('left', 'system-administrator')
})
afterAll(async () => {
  await other.http.close()
  await t.close()
})

/** What the two servers answer to “who am I”. */
const me = async (token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  const answers = await Promise.all([t.url, other.url].map(url => fetch(`${url}/api/me`, { headers })))
  const bodies = (await Promise.all(answers.map(answer => answer.json()))) as { grants?: { role: string }[] }[]
  return answers.map(({ status }, nth) =>
    status === 200 ? bodies[nth]!.grants!.map(({ role }) => role).join(' ') : status,
  )
}
const twice = <T>(one: T) => [one, one]
const tell = async (method: string, path: string, token = administrator, body?: unknown) => {
  const response = await t.call(`/api${path}`, { method, token, ...(body !== undefined && { body }) })
  expect(response.status).toBe(200)
}
const of = async (token: string) => {
  const { rows } = await sql<{ account: string; grant: string }>`
    select s.account_id as account, g.id as grant from session s join role_grant g on g.account_id = s.account_id
     where s.token_hash = ${sha256(token)}`.execute(t.owner)
  return rows[0]!
}

describe('what a session opens', () => {
  it('ends at the very next request, at every server that knows it', async () => {
    const [left, suspended, revoked] = [await t.signedIn(), await t.signedIn(), await t.signedIn()]
    for (const token of [left, suspended, revoked]) expect(await me(token)).toEqual(twice('city-desk'))
    await tell('DELETE', '/sessions/current', left)
    expect(await me(left)).toEqual(twice(401))
    await tell('POST', `/accounts/${(await of(suspended)).account}/suspension`, administrator, { suspended: true })
    expect(await me(suspended)).toEqual(twice(401))
    await tell('DELETE', `/grants/${(await of(revoked)).grant}`)
    expect(await me(revoked)).toEqual(twice(''))
  })

  it('grows at the very next request', async () => {
    const token = await t.signedIn('left', 'captain')
    expect(await me(token)).toEqual(twice('captain'))
    await tell('POST', `/accounts/${(await of(token)).account}/grants`, administrator, {
      id: crypto.randomUUID(),
      role: 'volunteer',
    })
    expect(await me(token)).toEqual(twice('captain volunteer'))
  })

  it('opens nothing for entries that somebody else wrote down', async () => {
    const [writer, other] = [await t.signedIn(), await t.signedIn()]
    const { account } = await of(writer)
    const asked = async (token: string) => {
      const headers = { authorization: `Bearer ${token}`, 'x-muster-account': account }
      return (await fetch(`${t.url}/api/me`, { headers })).status
    }
    expect([await asked(writer), await asked(other)]).toEqual([200, 401])
  })

  it('is asked for with few statements, however many ask at once', async () => {
    const tokens = await Promise.all(Array.from({ length: 40 }, () => t.signedIn('right')))
    const statements: string[] = []
    const watched = t.house.sessions
    const find: typeof watched.find = (db, tenant, hashes, now) => {
      statements.push(tenant)
      return watched.find(db, tenant, hashes, now)
    }
    Object.assign(t.house, { sessions: { ...watched, find } })
    for (let round = 0; round < 3; round++)
      expect(await Promise.all(tokens.map(token => t.call('/api/me', { token }).then(({ status }) => status)))).toEqual(
        tokens.map(() => 200),
      )
    expect(statements.length).toBeLessThan(20)
    Object.assign(t.house, { sessions: watched })
  })

  it('costs next to nothing in cities that strangers invent, and what is there is found all the same', async () => {
    let statements = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const identifier = new Identifier({ db: t.db.withPlugin(counting), house: t.house, clock: () => new Date() })
    const invented = Array.from({ length: 1000 }, (_, nth) => `a${nth}.${'x'.repeat(20)}`)
    const answers = await Promise.all(invented.map(token => identifier.identify(token)))
    expect(new Set(answers)).toEqual(new Set([null]))
    expect(statements).toBeLessThan(3)
    expect(identifier.cities).toBe(0)
    expect((await identifier.identify(await t.signedIn()))?.tenant.tenant).toBe('left')
    expect(identifier.cities).toBe(1)
  })
})
