import * as incident from '@muster/core/incident/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { addCrew, phoneOf } from '../../play/crew.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { chinese } from '../../world/moment.ts'
import { type Place, readBase, streetOf } from '../../world/places.ts'

const YANGZHOU = { id: 'yangzhou', name: '扬州市', territory: '321000000000' } as const
const DISTRICT = '321002000000'
const BEGIN = chinese('2021-08-04 15:00')

export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'

/** She and who relieves her, three more who will say yes, and some who live farther away. */
const NEAR = 5
const FAR = 12

export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  /** Where the testing site and the school are. */
  readonly community: Place
  readonly far: Place
  readonly her: string
  readonly successor: string
  readonly willing: readonly string[]
  readonly others: readonly string[]
  readonly phones: Map<string, Ask>
  readonly id: (...what: readonly (string | number)[]) => string
}

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, YANGZHOU, BEGIN)
  const { communities } = await readBase(stage.administrator, [DISTRICT])
  const [community] = communities
  const far = communities.find(({ code }) => streetOf(code) !== streetOf(community!.code))!
  const id = (...what: readonly (string | number)[]) => stage.ids(BEGIN, ...what)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: streetOf(community!.code) },
  ])
  const [her, successor, ...willing] = Array.from({ length: NEAR }, (_, nth) => id('near', nth))
  const others = Array.from({ length: FAR }, (_, nth) => id('far', nth))
  const people = { her: her!, successor: successor!, willing, others }
  return { stage, desks, community: community!, far, ...people, phones: new Map(), id }
}

/** Two desks, the people with their phones, and the incident. */
export async function foundStreet(cast: Cast): Promise<void> {
  const { stage, desks, community, far, her, successor, willing, others, phones, id } = cast
  await inParallel(desks.plans, 2, desks.add)
  const city = await desks.desk(CITY_DESK)
  await city(people.createUnit, { id: id('unit'), code: 'YZ02', name: '市教育局', kind: 'agency' })
  const near = [her, successor, ...willing]
  const crew = { unitId: id('unit'), prefix: 'YZ' }
  await addCrew(city, { ...crew, residence: community.code, ids: near, first: 1 })
  await addCrew(city, { ...crew, residence: far.code, ids: others, first: 101 })
  for (const personId of near) phones.set(personId, await phoneOf(stage, city, personId))
  await city(incident.open, { id: id('incident'), kind: 'epidemic', name: '8月疫情', territory: DISTRICT })
}
