// Two cities in one database that hold things under the very same ids: neither ever sees, changes or counts the other's.

import { urlOf } from '@muster/core/platform/client.ts'
import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leastInput } from '../../access/testing/inputs.ts'
import { readSchema } from '../database/schema.ts'
import { type TestDoor, testDoor } from '../testing/door.ts'

const AT = new Date('2022-03-01T00:00:00.000Z')
const IDS = {
  unitId: v7(),
  personId: v7(),
  teamId: v7(),
  incidentId: v7(),
  callId: v7(),
  accountId: v7(),
  code: 'S1',
  territory: 'S1',
}

let t: TestDoor
beforeAll(async () => {
  t = await testDoor()
  for (const tenant of ['left', 'right']) await fill(tenant, `${tenant}-mark`)
  await sql`analyze`.execute(t.owner)
})
afterAll(() => t.close())

const PERSON = {
  volunteer_no: 'N1',
  pinyin: 'x',
  residence: 'S1',
  skills: [],
  availability: 'any-time',
  light_duty: false,
}
const PLACE = {
  urban: true,
  zone: false,
  kind: '',
  initials: 'x',
  version: 'test',
  valid_from: '2022-01-01',
  path: 'S1/',
}
const CALL = {
  kind: 'recruitment',
  basis: 'VOLUNTARY',
  selection: 'arrival',
  state: 'open',
  quota: 3,
  hold_minutes: 10,
}
const EVERYBODY = JSON.stringify({ unitIds: [], territories: [], skills: [] })
const { unitId, personId, teamId, incidentId, callId, accountId } = IDS
const UNIT = { id: unitId, code: 'U1', kind: 'agency', path: `${unitId}/`, version: 1 }
const TEAM = { id: teamId, kind: 'service', path: `${teamId}/`, unit_id: unitId, version: 1 }
const ROWS: readonly [table: string, row: Record<string, unknown>][] = [
  ['territory', { ...PLACE, code: 'S1', name: 'MARK', level: 'street', pinyin: 'MARK' }],
  ['unit', { ...UNIT, name: 'MARK', created_at: AT }],
  [
    'person',
    {
      ...PERSON,
      id: personId,
      name: 'MARK',
      unit_id: unitId,
      on_call: true,
      version: 1,
      joined_at: AT,
      changed_at: AT,
    },
  ],
  ['team', { ...TEAM, name: 'MARK', formed_at: AT }],
  ['team_member', { team_id: teamId, person_id: personId, roles: ['captain'], since: AT }],
  [
    'incident',
    { id: incidentId, kind: 'flood', name: 'MARK', territory: 'S1', started_at: AT, opened_at: AT, version: 1 },
  ],
  [
    'call_out',
    {
      ...CALL,
      id: callId,
      title: 'MARK',
      body: 'MARK',
      issuers: ['MARK'],
      audience: EVERYBODY,
      wave: 1,
      link: 'MARK.link',
      created_at: AT,
      published_at: AT,
      version: 1,
    },
  ],
  ['account', { id: accountId, login: 'MARK', created_at: AT }],
]

/** The same things, under the same ids, marked with their city wherever there is a word. */
async function fill(tenant: string, mark: string): Promise<void> {
  for (const [table, row] of ROWS) {
    const marked = JSON.parse(JSON.stringify({ tenant, ...row }).replaceAll('MARK', mark)) as never
    await t.owner
      .insertInto(table as 'unit')
      .values(marked)
      .execute()
  }
}

async function ask(endpoint: Endpoint, token: string): Promise<string> {
  const input = leastInput(endpoint, IDS)
  const body = endpoint.method === 'get' ? {} : { body: input }
  const response = await t.call(urlOf(endpoint, input), { method: endpoint.method.toUpperCase(), token, ...body })
  return response.text()
}

/** Everything a city holds, but the other's session that asks. */
async function holdings(tenant: string): Promise<string> {
  const texts: string[] = []
  for (const { name } of await readSchema(t.owner)) {
    const { rows } = await sql<{
      row: string
    }>`select x::text as row from ${sql.table(name)} x where tenant = ${tenant} order by 1`.execute(t.owner)
    texts.push(`${name}\n${rows.map(({ row }) => row).join('\n')}`)
  }
  return texts.join('\n')
}

/** Another of everything, in the same city: other ids, codes and numbers. */
async function grow(tenant: string): Promise<void> {
  const others = Object.values(IDS)
    .filter(id => id.length > 30)
    .map(id => [id, v7()] as const)
  for (const [table, row] of ROWS) {
    let text = JSON.stringify({ tenant, ...row }).replaceAll('MARK', `${tenant}-more`)
    text = text.replaceAll('"S1', '"S2').replace('"U1"', '"U2"').replace('"N1"', '"N2"')
    for (const [id, other] of others) text = text.replaceAll(id, other)
    await t.owner
      .insertInto(table as 'unit')
      .values(JSON.parse(text) as never)
      .execute()
  }
}

describe('two cities in one database', () => {
  it('read their own only, at every door and in every role of the whole city', async () => {
    const reads = t.house.slices
      .flatMap(slice => slice.doors.map(({ endpoint }) => endpoint))
      .filter(({ method }) => method === 'get')
    let heard = 0
    for (const role of ['city-desk', 'system-administrator', 'auditor'] as const) {
      const token = await t.signedIn('left', role)
      for (const endpoint of reads) {
        const text = await ask(endpoint, token)
        // Who may sign in where is asked before anybody is signed in: the names of all cities are public.
        if (endpoint.name !== 'access.setupState') expect(text, endpoint.name).not.toContain('right')
        if (text.includes('left-mark')) heard += 1
      }
    }
    expect(heard).toBeGreaterThan(12)
  })

  it('count their own only: no figure of one moves when the other grows', async () => {
    const reads = t.house.slices
      .flatMap(slice => slice.doors.map(({ endpoint }) => endpoint))
      .filter(({ method, name, gives }) => method === 'get' && gives !== 'file' && name !== 'access.setupState')
    const tokens = [
      await t.signedIn('left'),
      await t.signedIn('left', 'system-administrator'),
      await t.signedIn('left', 'auditor'),
    ]
    const look = async () => {
      const answers: string[] = []
      for (const token of tokens)
        for (const endpoint of reads)
          answers.push(
            `${endpoint.name} ${(await ask(endpoint, token)).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')}`,
          )
      return answers
    }
    const before = await look()
    await grow('right')
    expect(await look()).toEqual(before)
    await grow('left')
    expect(await look()).not.toEqual(before)
  })

  it('change their own only: whatever one does, not a byte of the other moves', async () => {
    const before = await holdings('right')
    const writes = t.house.slices
      .flatMap(slice => slice.doors.map(({ endpoint }) => endpoint))
      .filter(({ method, may, takes }) => method !== 'get' && may !== 'anyone' && takes !== 'file')
    for (const role of ['city-desk', 'system-administrator'] as const)
      for (const endpoint of writes) await ask(endpoint, await t.signedIn('left', role))
    expect(await holdings('right')).toBe(before)
  })

  it('do not take each other’s sessions, whoever writes another city in front of a token', async () => {
    const token = await t.signedIn('left')
    const moved = token.replace(/^left/, 'right')
    expect((await t.call('/api/me', { token: moved })).status).toBe(401)
    expect(await (await t.call('/api/me', { token })).json()).toMatchObject({ tenant: { id: 'left' } })
  })
})
