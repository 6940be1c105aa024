import { ROLES, type Role } from '@muster/core/platform/role.ts'
import type { Insertable } from 'kysely'
import { v7 } from 'uuid'
import type { DB } from '../../platform/database/rows.gen.ts'
import { sha256 } from '../../platform/secrets.ts'
import type { Town } from '../../platform/testing/town.ts'
import { addPosts, addSecondment } from './posts.ts'

/** One's own part of the city, another part of it, and another city on the same installation. */
export type Where = 'inside' | 'elsewhere' | 'abroad'

/** Ids of things made for one request, so that requests do not disturb each other. */
export type Things = Readonly<Record<string, string>>

interface Part {
  readonly tenant: string
  readonly unitId: string
  readonly teamId: string
  readonly street: string
  readonly community: string
}

/** Things that nobody has: for answers that must not depend on what there is. */
export const nothing = (): Things =>
  Object.fromEntries(['personId', 'unitId', 'teamId', 'accountId', 'callId', 'importId'].map(name => [name, v7()]))

export interface World {
  /** A freshly signed-in actor. @returns the session's token */
  actor(role: Role, options?: { person?: boolean }): Promise<{ token: string; personId: string | null }>
  /** One of everything, there. */
  things(where: Where, actor: { token: string; personId: string | null; role: Role }): Promise<Things>
}

const AT = new Date('2022-03-01T00:00:00.000Z')
const LATER = new Date('2099-01-01T00:00:00.000Z')
/** Names that only people elsewhere have: an answer that holds one of them has leaked. */
export const CANARY = '外人甲乙丙'

/** Two cities; in the first, two streets and two units that have nothing to do with each other. */
export async function buildWorld({ owner }: Town): Promise<World> {
  await owner
    .insertInto('tenant')
    .values({
      tenant: 'abroad',
      name: '外市',
      zone: 'Asia/Shanghai',
      rehearsal: false,
      badge_key: Buffer.alloc(32),
      created_at: AT,
    })
    .execute()
  const add = adder(owner)
  const parts: Record<Where, Part> = {
    inside: await addPart(add, 'xuzhou', '01'),
    elsewhere: await addPart(add, 'xuzhou', '02'),
    abroad: await addPart(add, 'abroad', '01'),
  }
  return {
    actor: async (role, { person = true } = {}) => {
      const { inside } = parts
      const personId = person ? await addPerson(add, inside, '本人') : null
      const accountId = v7()
      await add('account', { tenant: inside.tenant, id: accountId, login: null, person_id: personId, created_at: AT })
      await add('role_grant', { ...grantOf(role, inside), id: v7(), account_id: accountId, role, given_at: AT })
      const token = `${inside.tenant}.${v7()}${v7()}`
      await add('session', sessionOf(inside.tenant, accountId, token))
      return { token, personId }
    },
    things: (where, actor) => addThings(add, parts[where], where, actor),
  }
}

type Add = <T extends keyof DB>(table: T, row: Insertable<DB[T]>) => Promise<void>
const adder =
  (owner: Town['owner']): Add =>
  async (table, row) =>
    void (await owner.insertInto(table).values(row).execute())

async function addPart(add: Add, tenant: string, nth: string): Promise<Part> {
  const [street, community, unitId, teamId] = [`S${nth}`, `M${nth}`, v7(), v7()]
  const place = {
    tenant,
    name: `第${nth}`,
    urban: true,
    zone: false,
    kind: '',
    pinyin: 'x',
    initials: 'x',
    version: 'test',
    valid_from: '2022-01-01',
  }
  await add('territory', { ...place, code: street, level: 'street', path: `${street}/` })
  await add('territory', {
    ...place,
    code: community,
    level: 'community',
    parent: street,
    path: `${street}/${community}/`,
  })
  const unit = {
    tenant,
    id: unitId,
    code: unitId,
    name: '单位',
    kind: 'agency',
    path: `${unitId}/`,
    version: 1,
    created_at: AT,
  }
  await add('unit', unit)
  await add('team', { tenant, id: teamId, name: '队', kind: 'service', path: `${teamId}/`, version: 1, formed_at: AT })
  return { tenant, unitId, teamId, street, community }
}

const grantOf = (role: Role, { tenant, unitId, teamId, street }: Part) => ({
  tenant,
  territory: ROLES[role].scope === 'territory' ? street : null,
  unit_id: ROLES[role].scope === 'unit' ? unitId : null,
  team_id: ROLES[role].scope === 'team' ? teamId : null,
})

const sessionOf = (tenant: string, account_id: string, token: string) => ({
  tenant,
  token_hash: sha256(token),
  account_id,
  device: 'test',
  created_at: AT,
  seen_at: LATER,
  idle_minutes: 60,
  expires_at: LATER,
})

const numberOf = (personId: string) => `N${personId.slice(-12)}`.toUpperCase()

async function addPerson(add: Add, { tenant, unitId, teamId, community }: Part, name: string): Promise<string> {
  const id = v7()
  const tastes = { skills: [], availability: 'any-time', on_call: false, light_duty: false }
  const dates = { version: 1, joined_at: AT, changed_at: AT }
  const row = { tenant, id, volunteer_no: numberOf(id), name, pinyin: 'x', unit_id: unitId, residence: community }
  await add('person', { ...row, ...tastes, ...dates })
  await add('team_member', { tenant, team_id: teamId, person_id: id, roles: ['member'], since: AT })
  return id
}

async function addThings(
  add: Add,
  part: Part,
  where: Where,
  actor: { token: string; personId: string | null; role: Role },
): Promise<Things> {
  const { tenant } = part
  const personId = await addPerson(add, part, where === 'inside' ? '同事' : CANARY)
  const [unitId, teamId, accountId, grantId] = [v7(), v7(), v7(), v7()]
  const path = `${part.unitId}/${unitId}/`
  await add('unit', {
    tenant,
    id: unitId,
    code: unitId,
    name: '科',
    kind: 'agency',
    parent: part.unitId,
    path,
    version: 1,
    created_at: AT,
  })
  const ownId = where === 'inside' ? actor.personId : null
  const work = await addWork(add, part, personId, actor.role, ownId)
  const home = { parent: part.teamId, path: `${part.teamId}/${teamId}/`, unit_id: part.unitId, territory: part.street }
  await add('team', { tenant, id: teamId, name: '组', kind: 'service', version: 1, formed_at: AT, ...home })
  await add('account', { tenant, id: accountId, login: `a${accountId}`, created_at: AT })
  await add('role_grant', { tenant, id: grantId, account_id: accountId, role: 'volunteer', given_at: AT })
  return {
    tenant,
    personId,
    unitId,
    teamId,
    accountId,
    grantId,
    code: part.community,
    territory: part.community,
    community: part.community,
    sessionId: sha256(actor.token).slice(0, 16),
    reportId: v7(),
    volunteerNo: numberOf(personId),
    ...work,
    ...(await addPosts(add, { ...part, incidentId: work.incidentId }, ownId ?? personId)),
    ...(await addSecondment(add, part, personId)),
    ...(await addPapers(add, part, personId)),
  }
}

const CALL = {
  kind: 'recruitment',
  basis: 'VOLUNTARY',
  selection: 'arrival',
  state: 'open',
  title: '召集',
  body: '文',
  issuers: ['处'],
  audience: JSON.stringify({ unitIds: [], territories: [], skills: [] }),
  quota: 3,
  hold_minutes: 10,
  wave: 1,
  created_at: AT,
  published_at: AT,
  version: 1,
}

/** An incident and a call of the side that the role stands on, with the actor confirmed for it. */
async function addWork(add: Add, part: Part, personId: string, role: Role, ownId: string | null) {
  const { tenant } = part
  const [incidentId, callId, offerId] = [v7(), v7(), v7()]
  const dates = { started_at: AT, opened_at: AT, version: 1 }
  await add('incident', { tenant, id: incidentId, kind: 'flood', name: '汛', territory: part.street, ...dates })
  const byStreet = role === 'street-desk'
  const byCity = ROLES[role].scope === 'tenant'
  await add('call_out', {
    ...CALL,
    tenant,
    id: callId,
    incident_id: incidentId,
    link: callId,
    owner_unit: byStreet || byCity ? null : part.unitId,
    owner_territory: byStreet ? part.street : null,
  })
  for (const place of [1, 2, 3]) await add('call_place', { tenant, call_id: callId, place })
  for (const [nth, person] of [personId, ownId].filter(id => id !== null).entries()) {
    const seat = {
      state: 'confirmed',
      place: nth + 1,
      signed_up_at: AT,
      arrival: nth + 1,
      via: 'tap',
      fit: true,
      lapsed: false,
    }
    await add('seat', { tenant, call_id: callId, person_id: person, ...seat })
  }
  await add('offer', { tenant, id: offerId, call_id: callId, at: AT, name: '请战人', state: 'waiting' })
  return { incidentId, callId, offerId }
}

let bulletins = 100
const BULLETIN = {
  title: '通报',
  as_of: AT,
  frozen_at: AT,
  frozen_by: 'x',
  rule_version: '1',
  digest: 'x',
  content: JSON.stringify({
    figures: [],
    tables: { byTerritory: [], byUnit: [], uncoveredStreets: [], uncoveredCommunities: [] },
    sentence: { zh: '句', en: 'x' },
    publicSentence: { zh: '句', en: 'x' },
  }),
}

/** What is written about people: an import, an exemption, a bulletin. */
async function addPapers(add: Add, part: Part, personId: string): Promise<Things> {
  const { tenant, unitId } = part
  const [importId, exemptionId, bulletinId] = [v7(), v7(), v7()]
  const json = { counts: '{"rows":0,"added":0,"changed":0,"same":0,"errors":0}', errors: '[]', plan: '[]' }
  const upload = { file_name: 'a.csv', file: Buffer.from('姓名\n'), state: 'preview', account_id: v7(), at: AT }
  await add('people_import', { tenant, id: importId, unit_id: unitId, ...upload, ...json })
  const approval = { approver: v7(), approved_at: AT }
  bulletins += 1
  await add('bulletin', { tenant, id: bulletinId, number: `2021-${bulletins}`, ...BULLETIN })
  await add('exemption', {
    tenant,
    id: exemptionId,
    person_id: personId,
    reason: 'leave',
    from_day: '2022-03-01',
    ...approval,
  })
  return { importId, exemptionId, bulletinId }
}
