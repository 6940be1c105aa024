import * as incident from '@muster/core/incident/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import * as sampling from '@muster/core/register/sampling/rounds.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import type { Ask } from '../../play/ask.ts'
import { addCrew, phoneOf } from '../../play/crew.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { chinese, minutesAfter } from '../../world/moment.ts'
import { type Place, readBase } from '../../world/places.ts'

const QINGDAO = { id: 'qingdao', name: '青岛市', territory: '370200000000' } as const
const DISTRICT = '370203000000'
const FIRST = chinese('2022-03-09 18:00')
export const STARTS = chinese('2022-03-10 09:00')
export const HOURS = 6
export const NOON = minutesAfter(STARTS, 180)
export const REPORT = minutesAfter(STARTS, -60)
export const ENDS = minutesAfter(STARTS, HOURS * 60)
export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'
export const SITES = 26
export const TUBE = 10
/** What is ticked before a site opens. */
export const OPENING = ['物资清点', '防护着装', '信息录入设备', '一米线'] as const

/** How many people come to each site; 26 × 3,270 are the 85,000 of that day. */
export interface Size {
  readonly each: number
}
export const WHOLE: Size = { each: 3_270 }

export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  readonly size: Size
  readonly places: readonly Place[]
  /** The phone of each desk, and a second one at the first site. */
  readonly phones: Ask[]
  readonly id: (...what: readonly (string | number)[]) => string
}

export async function castOf(settings: StageSettings, size: Size): Promise<Cast> {
  const stage = await openStage(settings, QINGDAO, FIRST)
  const { communities } = await readBase(stage.administrator, [DISTRICT])
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: DISTRICT },
  ])
  const id = (...what: readonly (string | number)[]) => stage.ids(FIRST, ...what)
  return { stage, desks, size, places: communities.slice(0, SITES), phones: [], id }
}

/** The evening before: a round at 26 sites, somebody at each desk, two at the first. */
export async function prepare({ stage, desks, places, phones, id }: Cast): Promise<void> {
  for (const plan of desks.plans) await desks.add(plan)
  const city = await desks.desk(CITY_DESK)
  const incidentId = id('incident')
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '青岛疫情', territory: QINGDAO.territory })
  await city(people.createUnit, { id: id('unit'), code: 'QD01', name: '市直某局', kind: 'agency' })
  const crew = Array.from({ length: SITES + 1 }, (_, nth) => id('person', nth))
  await addCrew(city, { unitId: id('unit'), residence: places[0]!.code, ids: crew, prefix: 'QD', first: 1 })
  await inParallel([...places.entries()], 4, async ([nth, { code, name }]) => {
    const postId = id('post', nth)
    const post = { id: postId, incidentId, territory: code, kind: 'test', name: `${name}采样点` }
    await city(posts.createPost, { ...post, reportMinutes: 60, checklist: [...OPENING] })
    const shift = { postId, id: id('shift', nth), role: '录入', people: nth === 0 ? 2 : 1 }
    await city(posts.addShift, { ...shift, startsAt: STARTS, endsAt: ENDS })
    await city(assign.assign, { shiftId: shift.id, id: id('assignment', nth), personId: crew[nth]! })
  })
  const second = { shiftId: id('shift', 0), id: id('assignment', SITES), personId: crew[SITES]! }
  await city(assign.assign, second)
  await city(sampling.openRound, {
    incidentId,
    id: id('round'),
    territory: DISTRICT,
    name: '第一轮',
    territories: [DISTRICT],
    startsAt: STARTS,
    endsAt: ENDS,
    tubeSize: TUBE,
    lateMinutes: 480,
    postIds: places.map((_, nth) => id('post', nth)),
  })
  phones.push(...(await inParallel(crew, 6, personId => phoneOf(stage, city, personId))))
}
