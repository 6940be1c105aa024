// The access matrix: every endpoint, asked by nobody, by every role, and about things in and out of reach, through real
// HTTP. Nothing in it names an endpoint: whoever adds one is checked by it.
import { urlOf } from '@muster/core/platform/client.ts'
import type { Endpoint } from '@muster/core/platform/endpoint.ts'
import { ROLE_NAMES, ROLES, type Role } from '@muster/core/platform/role.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Town, town } from '../platform/testing/town.ts'
import { leastInput } from './testing/inputs.ts'
import { buildWorld, CANARY, nothing, type Things, type Where, type World } from './testing/world.ts'

let t: Town
let world: World
let endpoints: Endpoint[]
beforeAll(async () => {
  t = await town()
  world = await buildWorld(t)
  endpoints = t.app.house.slices.flatMap(slice => slice.doors.map(door => door.endpoint))
})
afterAll(() => t.close())

/** Whoever holds the verb sees all of them: what is closed to nobody of one's own city has no elsewhere. */
const OF_THE_CITY = ['incident', 'bulletin']
/**
 * A unit is no part of a street or a team, and a place, a rota or a zone of control is no part of either: whoever holds a
 * verb over them only for its other uses reaches none.
 */
const SIDES: Readonly<Record<string, readonly string[]>> = {
  unit: ['tenant', 'unit'],
  territory: ['tenant', 'territory'],
  rota: ['tenant', 'territory'],
  control: ['tenant', 'territory'],
}
const NO_SIDE = (endpoint: Endpoint, role: Role) => {
  const sides = SIDES[kindOf(endpoint) ?? '']
  return sides !== undefined && !sides.includes(ROLES[role].scope)
}
const AT_ONCE = 6

const holders = ({ may }: Endpoint): readonly Role[] =>
  may === 'signed-in' ? ROLE_NAMES : (t.app.house.powers[may] ?? [])
const kindOf = ({ reach }: Endpoint) => (typeof reach === 'object' ? reach.kind : undefined)
const guarded = () => endpoints.filter(({ may }) => may !== 'anyone')

interface Answer {
  readonly status: number
  readonly slug: string
  readonly text: string
}

/** Asks as a program would. */
async function ask(endpoint: Endpoint, things: Things, token?: string): Promise<Answer> {
  const input = leastInput(endpoint, things)
  const headers: Record<string, string> = { 'x-muster': '1', ...(token && { authorization: `Bearer ${token}` }) }
  const request: RequestInit = { method: endpoint.method.toUpperCase(), headers }
  if (endpoint.takes === 'file') request.body = upload(input)
  else if (endpoint.method !== 'get') {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(input)
  }
  const response = await fetch(t.url + urlOf(endpoint, input), request)
  const text = await response.text()
  const problem = response.headers.get('content-type')?.includes('problem')
    ? (JSON.parse(text) as { title: string })
    : null
  return { status: response.status, slug: problem?.title ?? '', text }
}

function upload(input: Record<string, unknown>): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(input)) form.append(key, String(value))
  form.append('file', new Blob(['姓名,编号\n']), 'a.csv')
  return form
}

/** Runs each case and names those that came out otherwise; a few at a time, because there are many. */
async function wrong<C>(cases: readonly C[], judge: (one: C) => Promise<string | null>): Promise<string[]> {
  const found: string[] = []
  const waiting = [...cases]
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const verdict = await judge(one)
      if (verdict) found.push(verdict)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return found.sort()
}

const each = (roles: (endpoint: Endpoint) => readonly Role[], fits = (_: Endpoint) => true) =>
  guarded()
    .filter(fits)
    .flatMap(endpoint => roles(endpoint).map(role => ({ endpoint, role })))

interface Scene {
  readonly token: string
  readonly things: Things
}
const scenes = new Map<string, Promise<Scene>>()

async function stage(role: Role, where: Where): Promise<Scene> {
  const actor = await world.actor(role)
  return { token: actor.token, things: await world.things(where, { ...actor, role }) }
}

/** Who only looks disturbs nobody and may share what is there; every act gets an actor and things of its own. */
async function asked(endpoint: Endpoint, role: Role, where: Where): Promise<Answer> {
  const key = `${role} ${where}`
  const shared = scenes.get(key) ?? stage(role, where)
  scenes.set(key, shared)
  const { token, things } = await (endpoint.method === 'get' ? shared : stage(role, where))
  return ask(endpoint, things, token)
}

describe('the access matrix', () => {
  it('turns away whoever is not signed in', async () => {
    const verdicts = await wrong(guarded(), async endpoint => {
      const { status, slug } = await ask(endpoint, nothing())
      return slug === 'door/not-signed-in' && status === 401 ? null : `${endpoint.name}: ${status} ${slug}`
    })
    expect(verdicts).toEqual([])
  })

  it('lets strangers in only where anyone may, and never into a bug', async () => {
    const open = endpoints.filter(({ may }) => may === 'anyone')
    const verdicts = await wrong(open, async endpoint => {
      const { status, slug } = await ask(endpoint, nothing())
      return status < 500 && slug !== 'door/not-signed-in' ? null : `${endpoint.name}: ${status} ${slug}`
    })
    expect(verdicts).toEqual([])
  })

  it('refuses every role without the verb, before anything else is looked at', async () => {
    const tokens = new Map<Role, string>()
    for (const role of ROLE_NAMES) tokens.set(role, (await world.actor(role)).token)
    const without = each(endpoint => ROLE_NAMES.filter(role => !holders(endpoint).includes(role)))
    const verdicts = await wrong(without, async ({ endpoint, role }) => {
      const { status, slug } = await ask(endpoint, nothing(), tokens.get(role))
      return slug === 'door/not-allowed' ? null : `${role} ${endpoint.name}: ${status} ${slug}`
    })
    expect(verdicts).toEqual([])
  })

  it('hides from every holder of the verb what is out of reach, as if it did not exist', async () => {
    const places: Where[] = ['elsewhere', 'abroad']
    const cases = each(holders, endpoint => kindOf(endpoint) !== undefined).flatMap(one =>
      places.map(where => ({ ...one, where })),
    )
    const verdicts = await wrong(cases, async ({ endpoint, role, where }) => {
      const kind = kindOf(endpoint)!
      if (where === 'elsewhere' && (ROLES[role].scope === 'tenant' || OF_THE_CITY.includes(kind))) return null
      if (where === 'abroad' && kind === 'territory') return null // codes of places are the same everywhere
      const { status, slug } = await asked(endpoint, role, where)
      return slug === 'door/not-found' ? null : `${role} ${endpoint.name} ${where}: ${status} ${slug}`
    })
    expect(verdicts).toEqual([])
  })

  it('lets every holder of the verb do it inside their reach', async () => {
    // NOTE: as in a database that has lived for a minute; without statistics, joins of four tables are guesswork.
    await sql`analyze`.execute(t.owner)
    const barred = ['door/not-signed-in', 'door/not-allowed', 'door/not-found', 'door/bad-input', 'door/forged']
    const verdicts = await wrong(each(holders), async ({ endpoint, role }) => {
      if ((endpoint.reach === 'tenant' && ROLES[role].scope !== 'tenant') || NO_SIDE(endpoint, role)) return null
      const { status, slug } = await asked(endpoint, role, 'inside')
      return status < 500 && !barred.includes(slug) ? null : `${role} ${endpoint.name}: ${status} ${slug}`
    })
    expect(verdicts).toEqual([])
  })

  it('keeps what concerns the whole city from those who answer for a part of it', async () => {
    const cases = each(holders, ({ reach }) => reach === 'tenant').filter(({ role }) => ROLES[role].scope !== 'tenant')
    const verdicts = await wrong(cases, async ({ endpoint, role }) => {
      const { status, slug } = await asked(endpoint, role, 'inside')
      return slug === 'door/not-found' ? null : `${role} ${endpoint.name}: ${status} ${slug}`
    })
    expect(verdicts).toEqual([])
  })

  it('answers for oneself only to an account that is somebody', async () => {
    const verdicts = await wrong(
      each(holders, ({ reach }) => reach === 'self'),
      async ({ endpoint, role }) => {
        const actor = await world.actor(role, { person: false })
        const { status, slug } = await ask(endpoint, await world.things('inside', { ...actor, role }), actor.token)
        return slug === 'door/not-found' ? null : `${role} ${endpoint.name}: ${status} ${slug}`
      },
    )
    expect(verdicts).toEqual([])
  })

  it('names nobody from elsewhere in any list, figure or file', async () => {
    await world.things('elsewhere', { token: 'x', personId: null, role: 'volunteer' })
    const reads = each(holders, ({ method }) => method === 'get').filter(({ role }) => ROLES[role].scope !== 'tenant')
    const verdicts = await wrong(reads, async ({ endpoint, role }) => {
      const { text } = await asked(endpoint, role, 'inside')
      return text.includes(CANARY) ? `${role} ${endpoint.name}` : null
    })
    expect(verdicts).toEqual([])
  })
})
