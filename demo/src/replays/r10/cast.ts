import * as incident from '@muster/core/incident/wire.ts'
import { exempt } from '@muster/core/people/exemptions.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { addCrew, phoneOf } from '../../play/crew.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { chinese } from '../../world/moment.ts'
import { type Place, readBase, streetOf } from '../../world/places.ts'

const SHANGLUO = { id: 'shangluo', name: '商洛市', territory: '611000000000' } as const
const DISTRICT = '611002000000'
const BEGIN = chinese('2022-01-05 15:00')

export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'
export const SECRETARY = 'secretary'

const STAFF = 60
/** Who need not report: six on duty, four posted to villages, two on leave. */
export const EXEMPT = [
  ['on-duty', 6],
  ['village-posting', 4],
  ['leave', 2],
] as const

/** An agency of sixty, the community its people report to, and both desks. */
export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  readonly community: Place
  readonly unitId: string
  /** All sixty; the first twelve are exempt, the last one does not come. */
  readonly staff: readonly string[]
  readonly numbers: readonly string[]
  readonly id: (...what: readonly (string | number)[]) => string
}

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, SHANGLUO, BEGIN)
  const [community] = (await readBase(stage.administrator, [DISTRICT])).communities
  const id = (...what: readonly (string | number)[]) => stage.ids(BEGIN, ...what)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: streetOf(community!.code) },
    { login: SECRETARY, role: 'unit-secretary', unitId: id('unit') },
  ])
  const staff = Array.from({ length: STAFF }, (_, nth) => id('staff', nth))
  const numbers = staff.map((_, nth) => `SL-${String(nth + 1).padStart(6, '0')}`)
  return { stage, desks, community: community!, unitId: id('unit'), staff, numbers, id }
}

/** The unit with its roster, and who is exempt, each approved by the secretary. */
export async function gatherUnit({ desks, community, unitId, staff, id }: Cast): Promise<void> {
  const [city, street, secretary] = desks.plans
  await inParallel([city!, street!], 2, desks.add)
  const desk = await desks.desk(CITY_DESK)
  await desk(incident.open, { id: id('incident'), kind: 'epidemic', name: '一月疫情', territory: SHANGLUO.territory })
  await desk(people.createUnit, { id: unitId, code: 'SL01', name: '市直某局', kind: 'agency' })
  await addCrew(desk, { unitId, residence: community.code, ids: staff, prefix: 'SL', first: 1 })
  await desks.add(secretary!)
  const unit = await desks.desk(SECRETARY)
  const reasons = EXEMPT.flatMap(([reason, count]) => Array.from({ length: count }, () => reason))
  for (const [nth, reason] of reasons.entries())
    await unit(exempt, { id: id('exemption', nth), personId: staff[nth]!, reason, from: '2022-01-05' })
}

/** Somebody's own phone. */
export const phone = async ({ stage, desks, staff }: Cast, nth: number): Promise<Ask> =>
  phoneOf(stage, await desks.desk(CITY_DESK), staff[nth]!)
