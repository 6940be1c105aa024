import * as duty from '@muster/core/duty/turns.wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as answering from '@muster/core/roster/answering.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as control from '@muster/core/roster/control.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { chinese } from '../../world/moment.ts'
import { BUILDINGS, type Cast, CITY_DESK, STREET_DESK } from './cast.ts'

const TESTERS = 4
const TESTING = { startsAt: chinese('2021-08-03 08:00'), endsAt: chinese('2021-08-03 12:00') }

/** What the street says with the level. */
export const SAID = {
  measures: ['楼栋封闭，居民足不出户', '生活物资和药品送到门口', '隔天一次核酸检测'],
  basis: '传染病防治法第四十二条；扬州市疫情防控指挥部通告',
  issuer: '扬州市疫情防控指挥部',
  contact: '社区服务热线',
  endsOn: '2021-08-17',
} as const

export const buildingIds = ({ id }: Cast): string[] =>
  Array.from({ length: BUILDINGS }, (_, nth) => id('building', nth + 1))

/** The evening before: the incident, the compound with its buildings, the testing site and the zone, not yet in force. */
export async function prepare(cast: Cast): Promise<void> {
  const { desks, community, id } = cast
  const city = await desks.desk(CITY_DESK)
  const street = await desks.desk(STREET_DESK)
  const territory = community.code
  await city(incident.open, { id: id('incident'), kind: 'epidemic', name: '8月疫情', territory: '321002000000' })
  const compound = { id: id('compound'), territory, kind: 'compound', name: '琼花苑' } as const
  const houses = buildingIds(cast).map(
    (one, nth) =>
      ({
        id: one,
        territory,
        kind: 'building',
        name: `${nth + 1}号楼`,
        parentId: compound.id,
        households: 36,
      }) as const,
  )
  const testing = { id: id('testing-site'), territory, kind: 'testing-site', name: '社区广场采样点' } as const
  await street(sites.createSites, { rows: [compound, testing, ...houses] })
  await street(posts.createPost, {
    id: id('testing'),
    incidentId: id('incident'),
    territory,
    kind: 'testing-order',
    name: '社区广场采样点秩序',
    siteId: testing.id,
  })
  const shift = { postId: id('testing'), id: id('testing-shift'), role: 'member', people: TESTERS }
  await street(posts.addShift, { ...shift, ...TESTING })
  await street(control.createControl, {
    id: id('control'),
    incidentId: id('incident'),
    territory,
    name: community.name,
    scale: 'risk',
    siteIds: [testing.id, ...buildingIds(cast)],
  })
}

/** Four of the street office are meant to stand at the testing site, and do from eight. */
export async function openTesting({ desks, staff, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const shiftId = id('testing-shift')
  for (const [nth, personId] of staff.slice(0, TESTERS).entries()) {
    await street(assign.assign, { shiftId, id: id('assignment', nth), personId, basis: 'DUTY_ORDER' })
  }
}
export async function checkInTesters({ desks, staff, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const shiftId = id('testing-shift')
  for (const [nth, personId] of staff.slice(0, TESTERS).entries())
    await street(duty.checkInFor, { id: id('check-in', nth), shiftId, personId })
}

/** What is seen of the testing site: the plan, and who is there. */
export async function testingDuty({ desks, id }: Cast) {
  const street = await desks.desk(STREET_DESK)
  const { post, shifts } = await street(posts.post, { postId: id('testing') })
  const { rows } = await street(assign.assignments, { shiftId: id('testing-shift') })
  const { present, people } = await street(duty.sheet, { shiftId: id('testing-shift') })
  return { post, shifts, assigned: rows, present, states: people.map(({ state }) => state) }
}

/** Nine o'clock. @returns what was made, and in how many seconds */
export async function changeLevel({ desks, id }: Cast) {
  const street = await desks.desk(STREET_DESK)
  const began = performance.now()
  const change = { controlId: id('control'), version: 1, batchId: id('batch'), level: 'medium', reason: '发现一例阳性' }
  const answer = await street(control.changeControlLevel, { ...change, ...SAID, measures: [...SAID.measures] })
  return { ...answer, seconds: (performance.now() - began) / 1000 }
}

/** Each building gets its owner from the street office, and the zone a leader. */
export async function nameOwners(cast: Cast): Promise<void> {
  const { desks, staff, id } = cast
  const street = await desks.desk(STREET_DESK)
  const owners = buildingIds(cast).map((whatId, nth) => ({
    id: id('owner', nth),
    personId: staff[TESTERS + nth]!,
    kind: 'owner' as const,
    what: 'site' as const,
    whatId,
  }))
  const leader = {
    id: id('leader'),
    personId: staff.at(-1)!,
    kind: 'answers',
    what: 'control',
    whatId: id('control'),
  } as const
  await street(answering.nameAnswering, { rows: [...owners, leader] })
}
