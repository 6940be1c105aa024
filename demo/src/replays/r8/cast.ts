import * as access from '@muster/core/access/wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { byPattern } from '@muster/core/visit/pattern.ts'
import * as visit from '@muster/core/visit/wire.ts'
import type { Ask } from '../../play/ask.ts'
import { addCrew, phoneOf } from '../../play/crew.ts'
import { inParallel } from '../../play/parallel.ts'
import { type Desks, desksOf, openStage, type Stage, type StageSettings } from '../../play/stage.ts'
import { chinese } from '../../world/moment.ts'
import { type Place, readBase, streetOf } from '../../world/places.ts'

const WUHU = { id: 'wuhu-doors', name: '芜湖市', territory: '340200000000' } as const
const DISTRICT = '340202000000'
const BEGIN = chinese('2022-04-17 07:30')
const DAY = { startsAt: chinese('2022-04-17 08:00'), endsAt: chinese('2022-04-17 20:00') } as const

export const CITY_DESK = 'city-desk'
export const STREET_DESK = 'street-desk'
export const AUDITOR = 'auditor'
/** One stair of sixty doors. */
export const PATTERN = { stairs: 1, floors: 15, doors: 4 } as const
export const STAIR = '1'

/** A registrar and the captain of their team, each with a phone, and a building of sixty doors. */
export interface Cast {
  readonly stage: Stage
  readonly desks: Desks
  readonly community: Place
  readonly registrar: string
  readonly captain: string
  readonly phones: Map<string, Ask>
  readonly id: (...what: readonly (string | number)[]) => string
}

export async function castOf(settings: StageSettings): Promise<Cast> {
  const stage = await openStage(settings, WUHU, BEGIN)
  const [community] = (await readBase(stage.administrator, [DISTRICT])).communities
  const id = (...what: readonly (string | number)[]) => stage.ids(BEGIN, ...what)
  const desks = desksOf(stage, [
    { login: CITY_DESK, role: 'city-desk' },
    { login: STREET_DESK, role: 'street-desk', territory: streetOf(community!.code) },
    { login: AUDITOR, role: 'auditor' },
  ])
  const two = { registrar: id('registrar'), captain: id('captain') }
  return { stage, desks, community: community!, ...two, phones: new Map(), id }
}

/** The team, and phones in both hands; the captain's leads the team. */
export async function foundTeam({ stage, desks, community, registrar, captain, phones, id }: Cast): Promise<void> {
  await inParallel(desks.plans, 3, desks.add)
  const desk = await desks.desk(CITY_DESK)
  await desk(people.createUnit, { id: id('unit'), code: 'WH01', name: '市市场监督管理局', kind: 'agency' })
  await addCrew(desk, {
    unitId: id('unit'),
    residence: community.code,
    ids: [registrar, captain],
    prefix: 'WH',
    first: 1,
  })
  const team = { id: id('team'), name: '春谷登记队', kind: 'surge', territory: streetOf(community.code) } as const
  await desk(teams.createTeam, team)
  for (const personId of [registrar, captain]) {
    await desk(teams.setMember, { teamId: team.id, personId, roles: [personId === captain ? 'captain' : 'member'] })
    phones.set(personId, await phoneOf(stage, desk, personId))
  }
  const { account } = await phones.get(captain)!(access.me, {})
  const grant = { accountId: account.id, id: id('leads'), role: 'captain', teamId: team.id } as const
  await stage.administrator(access.giveGrant, grant)
}

/** The building with its doors, the post from which it is swept, and both people on its shift. */
export async function planSweep({ desks, community, registrar, captain, id }: Cast): Promise<void> {
  const city = await desks.desk(CITY_DESK)
  const event = { id: id('incident'), kind: 'epidemic', name: '4月疫情', territory: WUHU.territory } as const
  await city(incident.open, event)
  const street = await desks.desk(STREET_DESK)
  const place = { territory: community.code }
  await street(sites.createSites, {
    rows: [{ id: id('building'), ...place, kind: 'building', name: '春谷家园 3 栋' }],
  })
  const rows = byPattern(PATTERN).map((spot, nth) => ({ id: id('door', nth), ...spot }))
  await street(visit.addHouseholds, { siteId: id('building'), rows })
  const post = { id: id('post'), ...place, incidentId: event.id, kind: 'registration', name: '春谷入户登记岗' }
  const plain = { reportMinutes: 0, danger: false, checklist: [], skills: [], suitMinutes: null }
  await street(posts.createPost, { ...post, ...plain, teamId: id('team') })
  await street(posts.addShift, { postId: post.id, id: id('shift'), role: 'member', people: 2, ...DAY })
  for (const personId of [registrar, captain])
    await street(assign.assign, { shiftId: id('shift'), id: id('assignment', personId), personId })
  await street(visit.open, {
    incidentId: event.id,
    id: id('sweep'),
    name: '上门核酸登记',
    postId: post.id,
    siteIds: [id('building')],
  })
}
