import { draft, publish } from '@muster/core/callout/wire.ts'
import { client } from '@muster/core/platform/client.ts'
import type { InputOf, OutputOf } from '@muster/core/platform/endpoint.ts'
import type { Role } from '@muster/core/platform/role.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { rebuild } from '../ledger/rebuild.ts'
import { serverContext } from '../platform/context.ts'
import { sha256 } from '../platform/secrets.ts'
import type { Ask, Town } from '../platform/testing/town.ts'

const LONG_AGO = new Date('2022-01-01T00:00:00.000Z')
const NEVER = new Date('2099-01-01T00:00:00.000Z')

export interface Place {
  readonly id: string
  readonly path: string
}

/** Adds an invented unit. */
export async function addUnit(t: Town, name: string, parent?: Place): Promise<Place> {
  const id = v7()
  const path = `${parent?.path ?? ''}${id}/`
  const row = { tenant: 'xuzhou', id, code: id.slice(-12), name, kind: 'agency', parent: parent?.id ?? null, path }
  await t.owner
    .insertInto('unit')
    .values({ ...row, version: 1, created_at: LONG_AGO })
    .execute()
  return { id, path }
}

interface Traits {
  readonly residence?: string
  readonly skills?: string[]
  readonly onCall?: boolean
  readonly phone?: string
}

/** Adds invented people to a unit. @returns their ids */
export async function addPeople(t: Town, unit: Place, count: number, traits: Traits = {}): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, nth) => {
    const id = v7()
    return {
      tenant: 'xuzhou',
      id,
      volunteer_no: `V${id.slice(-12).toUpperCase()}`,
      name: `队员${nth + 1}`,
      pinyin: 'duiyuan dy',
      unit_id: unit.id,
      phone: traits.phone ?? null,
      residence: traits.residence ?? null,
      skills: traits.skills ?? [],
      availability: 'any-time',
      on_call: traits.onCall ?? false,
      light_duty: false,
      version: 1,
      joined_at: LONG_AGO,
      changed_at: LONG_AGO,
    }
  })
  await t.owner.insertInto('person').values(rows).execute()
  return rows.map(({ id }) => id)
}

/** Signs people in on their phones, all at once: sessions as a join link opens them. */
export async function phones(t: Town, personIds: readonly string[], role: Role = 'volunteer'): Promise<Ask[]> {
  const tenant = 'xuzhou'
  const made = personIds.map(personId => ({ personId, accountId: v7(), token: `${tenant}.${v7()}${v7()}` }))
  await t.owner
    .insertInto('account')
    .values(made.map(one => ({ tenant, id: one.accountId, person_id: one.personId, created_at: LONG_AGO })))
    .execute()
  await t.owner
    .insertInto('role_grant')
    .values(made.map(one => ({ tenant, id: v7(), account_id: one.accountId, role, given_at: LONG_AGO })))
    .execute()
  await t.owner
    .insertInto('session')
    .values(
      made.map(one => ({
        tenant,
        token_hash: sha256(one.token),
        account_id: one.accountId,
        device: 'phone',
        created_at: LONG_AGO,
        seen_at: NEVER,
        idle_minutes: 60,
        expires_at: NEVER,
      })),
    )
    .execute()
  return made.map(({ token }) => client({ at: t.url, fetch, headers: () => ({ authorization: `Bearer ${token}` }) }))
}

/** The city's desk, and people of one unit with their phones in their hands. */
export async function deskAndPhones(t: Town, count: number) {
  const unit = await addUnit(t, '某市局')
  const people = await addPeople(t, unit, count)
  return { desk: await t.as('city-desk'), unit, people, hands: await phones(t, people) }
}

type Body = Omit<InputOf<typeof draft>, 'id'>

/** A call as the tests want it, unless they say otherwise. */
export const aCall = (over: Partial<Body> = {}): InputOf<typeof draft> => ({
  id: v7(),
  kind: 'recruitment',
  basis: 'VOLUNTARY',
  title: '核酸采样点志愿者',
  text: '到采样点维持秩序。',
  issuers: ['机关工委'],
  audience: {},
  quota: 30,
  muster: { point: '市政府广场', at: '2022-03-28T08:20:00.000Z' },
  ...over,
})

/** Drafts and publishes a call. */
export async function published(desk: Ask, over: Partial<Body> = {}): Promise<OutputOf<typeof publish>> {
  const { id, version } = await desk(draft, aCall(over))
  return desk(publish, { callId: id, version })
}

/** Sums every projection anew. @returns the tables whose rows changed by it, which must be none */
export async function rebuilt(t: Town): Promise<string[]> {
  const tenant = await t.owner.selectFrom('tenant').selectAll().where('tenant', '=', 'xuzhou').executeTakeFirstOrThrow()
  return t.owner.transaction().execute(async tx => {
    const ctx = serverContext({ tx, tenant, real: t.clock.now, house: t.app.house })
    const results = await rebuild(ctx)
    await sql`set constraints all immediate`.execute(tx)
    return results.filter(({ before, after }) => before !== after).flatMap(({ tables }) => tables)
  })
}
