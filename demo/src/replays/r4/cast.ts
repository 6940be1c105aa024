import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { addCrew, phoneOf } from '../../play/crew.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { chinese } from '../../world/moment.ts'
import { type Place, readBase, streetOf } from '../../world/places.ts'

const XUZHOU = { id: 'xuzhou', name: '徐州市', territory: '320300000000' } as const
const DISTRICT = '320311000000'
const BEGIN = chinese('2022-03-28 15:00')

export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'
export const CAPTAIN = 'captain'
const MEMBERS = 4

/** A checkpoint's team with its captain; the first of it is the volunteer who ends at 01:30. */
export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  readonly community: Place
  readonly members: readonly string[]
  readonly phones: Map<string, Ask>
  readonly id: (...what: readonly (string | number)[]) => string
}

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, XUZHOU, BEGIN)
  const [community] = (await readBase(stage.administrator, [DISTRICT])).communities
  const id = (...what: readonly (string | number)[]) => stage.ids(BEGIN, ...what)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: streetOf(community!.code) },
    { login: CAPTAIN, role: 'captain', teamId: id('team') },
  ])
  const members = Array.from({ length: MEMBERS }, (_, nth) => id('member', nth))
  return { stage, desks, community: community!, members, phones: new Map(), id }
}

/** The team of the checkpoint, its captain's account, and a phone in everybody's hand. */
export async function foundTeam({ stage, desks, community, members, phones, id }: Cast): Promise<void> {
  const [city, street, captain] = desks.plans
  await inParallel([city!, street!], 2, desks.add)
  const desk = await desks.desk(CITY_DESK)
  await desk(people.createUnit, { id: id('unit'), code: 'XZ01', name: '市公路事业发展中心', kind: 'agency' })
  await addCrew(desk, { unitId: id('unit'), residence: community.code, ids: members, prefix: 'XZ', first: 1 })
  const territory = streetOf(community.code)
  await desk(teams.createTeam, { id: id('team'), name: '潘塘卡口突击队', kind: 'surge', territory })
  for (const personId of members) await desk(teams.setMember, { teamId: id('team'), personId, roles: ['member'] })
  await desks.add(captain!)
  for (const personId of members) phones.set(personId, await phoneOf(stage, desk, personId))
}
