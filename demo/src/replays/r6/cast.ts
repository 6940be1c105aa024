import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { diceOf } from '../../world/dice.ts'
import { chinese } from '../../world/moment.ts'
import { inventNames } from '../../world/names.ts'
import { type Place, readBase, streetOf } from '../../world/places.ts'

const YANGZHOU = { id: 'yangzhou', name: '扬州市', territory: '321000000000' } as const
const DISTRICT = '321002000000'
const BEGIN = chinese('2021-08-02 18:00')
const STAFF = 16

export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'
export const BUILDINGS = 10

/** The level is changed at nine; by half past, no building is without an owner. */
export const CHANGED = chinese('2021-08-03 09:00')
export const OWNED = chinese('2021-08-03 09:25')
export const DUE = chinese('2021-08-03 09:30')

/** A community with one testing site and ten buildings, a street desk, and sixteen people of its street office. */
export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  readonly community: Place
  readonly staff: readonly string[]
  readonly id: (...what: readonly (string | number)[]) => string
}

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, YANGZHOU, BEGIN)
  const [community] = (await readBase(stage.administrator, [DISTRICT])).communities
  const id = (...what: readonly (string | number)[]) => stage.ids(BEGIN, ...what)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: streetOf(community!.code) },
  ])
  const staff = Array.from({ length: STAFF }, (_, nth) => id('person', nth))
  return { stage, desks, community: community!, staff, id }
}

/** The street's desk, and the people of the street office, who live in the community. */
export async function foundStreet({ desks, community, staff, id }: Cast): Promise<void> {
  await inParallel(desks.plans, 2, desks.add)
  const city: Ask = await desks.desk(CITY_DESK)
  const unitId = id('unit')
  await city(people.createUnit, { id: unitId, code: 'YZ01', name: '东关街道办事处', kind: 'agency' })
  const names = inventNames(diceOf(20210803), staff.length)
  for (const [nth, personId] of staff.entries()) {
    const volunteerNo = `YZ-${String(nth + 1).padStart(6, '0')}`
    await city(people.create, { id: personId, volunteerNo, name: names[nth]!, unitId, residence: community.code })
  }
}
