import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { addCrew, phoneOf } from '../../play/crew.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { chinese } from '../../world/moment.ts'
import { type Place, readBase, streetOf } from '../../world/places.ts'

const WUHU = { id: 'wuhu', name: '芜湖市', territory: '340200000000' } as const
const DISTRICT = '340202000000'
/** The team of the first outbreak. */
const FORMED = chinese('2020-02-08 09:00')

export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'
export const SECRETARY = 'secretary'

/** A committee and three groups: 158 memberships of 157 people, for one is in the committee and in a group. */
export const GROUPS = [
  { name: '支委会', many: 5, roles: ['captain', 'deputy', 'publicity', 'coordination', 'member'] },
  { name: '机动组', many: 10, roles: ['member'] },
  { name: '物资组', many: 35, roles: ['member'] },
  { name: '卡口组', many: 108, roles: ['member'] },
] as const
export const PEOPLE = 157
/** Of them from the agencies of the city; the others work in companies and for communities. */
export const AGENCY_STAFF = 23

export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  readonly community: Place
  readonly people: readonly string[]
  readonly phones: Map<string, Ask>
  readonly id: (...what: readonly (string | number)[]) => string
}

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, WUHU, FORMED)
  const [community] = (await readBase(stage.administrator, [DISTRICT])).communities
  const id = (...what: readonly (string | number)[]) => stage.ids(FORMED, ...what)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: streetOf(community!.code) },
    { login: SECRETARY, role: 'unit-secretary', unitId: id('agency') },
  ])
  const members = Array.from({ length: PEOPLE }, (_, nth) => id('person', nth))
  return { stage, desks, community: community!, people: members, phones: new Map(), id }
}

/** February 2020: an agency leads, companies and the community send people, and a temporary branch is formed. */
export async function formBranch({ desks, community, people: members, id }: Cast): Promise<void> {
  const [city, street, secretary] = desks.plans
  await inParallel([city!, street!], 2, desks.add)
  const desk = await desks.desk(CITY_DESK)
  await desk(people.createUnit, { id: id('agency'), code: 'WH01', name: '市直机关工委', kind: 'agency' })
  await desk(people.createUnit, { id: id('company'), code: 'WH02', name: '芜湖某重工', kind: 'enterprise' })
  await desks.add(secretary!)
  const crew = { residence: community.code, prefix: 'WH' }
  await addCrew(desk, { ...crew, unitId: id('agency'), ids: members.slice(0, AGENCY_STAFF), first: 1 })
  await addCrew(desk, { ...crew, unitId: id('company'), ids: members.slice(AGENCY_STAFF), first: 1001 })
  const team = { id: id('team'), name: '镜湖临时党支部', kind: 'temporary-branch', unitId: id('agency') } as const
  await desk(teams.createTeam, { ...team, territory: streetOf(community.code) })
  let first = 0
  for (const { name, many, roles } of GROUPS) {
    const teamId = id('group', name)
    await desk(teams.createTeam, { id: teamId, name, kind: 'service', parent: team.id })
    // One place is filled by somebody who is in the committee already.
    const own = members.slice(first, first + many)
    const joining = own.length < many ? [...own, members[0]!] : own
    await inParallel([...joining.entries()], 6, ([nth, personId]) =>
      desk(teams.setMember, { teamId, personId, roles: [roles[nth % roles.length]!] }),
    )
    first += many
  }
}

/** Everybody has a phone of their own by now. */
export async function joinPhones({ stage, desks, people: members, phones }: Cast): Promise<void> {
  const desk = await desks.desk(CITY_DESK)
  await inParallel(members, 6, async personId => void phones.set(personId, await phoneOf(stage, desk, personId)))
}
