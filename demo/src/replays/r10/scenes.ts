import * as duty from '@muster/core/duty/turns.wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as residents from '@muster/core/register/sampling/residents.wire.ts'
import * as rounds from '@muster/core/register/sampling/rounds.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import { inParallel } from '../../play/parallel.ts'
import { chinese } from '../../world/moment.ts'
import { type Cast, CITY_DESK, EXEMPT, phone, STREET_DESK } from './cast.ts'

const EXEMPTED = EXEMPT.reduce((sum, [, count]) => sum + count, 0)
/** Who could not come to the site in round 1, by door and not by name. */
export const HOMES = Array.from({ length: 9 }, (_, nth) => `上门 ${nth + 1} 号`)
export const NOTE = `${HOMES.length} 户行动不便，没能到点采样，第二轮请上门`

/** Everybody who is expected reports to the community, but for one. */
export async function reportIn({ desks, community, staff, numbers, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const expected = [...staff.keys()].slice(EXEMPTED, -1)
  await inParallel(expected, 4, nth =>
    street(enrolment.receive, {
      code: community.code,
      id: id('report', nth),
      volunteerNo: numbers[nth]!,
      as: 'residence',
    }),
  )
}

/** Round 1 at the site: the second shift takes over, and is told what is left to do. @returns what it reads */
export async function handOver(cast: Cast): Promise<string | null> {
  const { desks, staff, id } = cast
  const street = await desks.desk(STREET_DESK)
  const [incumbent, successor] = [staff[EXEMPTED]!, staff[EXEMPTED + 1]!]
  const note = {
    id: id('handed'),
    shiftId: id('morning'),
    what: 'handed-over',
    note: NOTE,
    otherId: successor,
  } as const
  await street(duty.checkInFor, { id: id('in', 'noon'), shiftId: id('noon'), personId: successor })
  await (await phone(cast, EXEMPTED))(duty.actOwn, note)
  const own = await phone(cast, EXEMPTED + 1)
  const { before } = await own(duty.actOwn, {
    id: id('took'),
    shiftId: id('noon'),
    what: 'took-over',
    otherId: incumbent,
  })
  const left = { id: id('out', 'morning'), shiftId: id('morning'), what: 'checked-out', why: 'relieved' } as const
  await street(duty.actFor, { ...left, personId: incumbent })
  return before!.people.find(({ person }) => person.id === incumbent)?.note ?? null
}

/** The testing site with two shifts, and the first of them there. */
export async function openSite({ desks, community, staff, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const site = { id: id('site'), territory: community.code, kind: 'testing', name: '核酸采样点', danger: false }
  await street(posts.createPost, { ...site, reportMinutes: 0, checklist: [], skills: [], suitMinutes: null })
  const SHIFTS = [
    ['morning', '08:00', '12:00'],
    ['noon', '12:00', '16:00'],
  ] as const
  for (const [nth, [name, from, to]] of SHIFTS.entries()) {
    const hours = { startsAt: chinese(`2022-01-06 ${from}`), endsAt: chinese(`2022-01-06 ${to}`) }
    await street(posts.addShift, { postId: site.id, id: id(name), role: 'member', people: 1, ...hours })
    await street(assign.assign, { shiftId: id(name), id: id('on', name), personId: staff[EXEMPTED + nth]! })
  }
  await street(duty.checkInFor, { id: id('in', 'morning'), shiftId: id('morning'), personId: staff[EXEMPTED]! })
}

/** The note becomes the list of round 2: a post for home service, and a line for each door. @returns how many lines */
export async function planHomes(cast: Cast): Promise<number> {
  const { desks, community, staff, id } = cast
  const street = await desks.desk(STREET_DESK)
  const homes = {
    id: id('homes'),
    incidentId: id('incident'),
    territory: community.code,
    kind: 'home-service',
    name: '第二轮上门服务',
    danger: false,
  }
  await street(posts.createPost, {
    ...homes,
    reportMinutes: 0,
    checklist: HOMES,
    skills: [],
    suitMinutes: null,
  })
  const hours = { startsAt: chinese('2022-01-08 08:00'), endsAt: chinese('2022-01-08 12:00') }
  await street(posts.addShift, { postId: homes.id, id: id('round-2'), role: 'member', people: 1, ...hours })
  await street(assign.assign, { shiftId: id('round-2'), id: id('on', 'round-2'), personId: staff[EXEMPTED + 2]! })
  return askForHomes(cast)
}

/** Round 2 takes samples at home, in tubes of ten. */
async function askForHomes({ desks, community, id }: Cast): Promise<number> {
  const city = await desks.desk(CITY_DESK)
  const street = await desks.desk(STREET_DESK)
  const [roundId, territory] = [id('round', 2), community.code]
  const times = { startsAt: chinese('2022-01-08 08:00'), endsAt: chinese('2022-01-08 12:00') }
  const round = {
    id: roundId,
    territory,
    name: '第二轮',
    territories: [territory],
    tubeSize: 10 as const,
    postIds: [id('homes')],
  }
  await city(rounds.openRound, { incidentId: id('incident'), ...round, ...times })
  for (const [nth, door] of HOMES.entries()) {
    const line = { id: id('line', nth), territory, askedBy: 'community', name: nameAt(nth), door } as const
    await street(residents.askHomeService, { roundId, ...line })
  }
  return (await street(residents.homeService, { roundId })).total
}

const nameAt = (nth: number): string => `住户 ${nth + 1}`

/**
 * Round 2 goes from door to door, where there is no line: what was written down is sent afterwards, the last first, and as the
 * answer is lost once more. @returns how many were served, how many are left, how many samples in how many tubes
 */
export async function serveHomes(cast: Cast): Promise<[served: number, left: number, samples: number, tubes: number]> {
  const { desks, staff, id } = cast
  const street = await desks.desk(STREET_DESK)
  const shiftId = id('round-2')
  await street(duty.checkInFor, { id: id('in', 'round-2'), shiftId, personId: staff[EXEMPTED + 2]! })
  const own = await phone(cast, EXEMPTED + 2)
  for (const [nth, item] of HOMES.entries())
    await own(duty.actOwn, { id: id('home', nth), shiftId, what: 'ticked', item })
  const facts = HOMES.map((door, nth) => ({
    id: id('sample', nth),
    kind: 'register.sampled',
    subjectId: id('homes'),
    occurredAt: chinese('2022-01-08 08:00'),
    payload: { roundId: id('round', 2), tube: 'SL-0002-01', name: nameAt(nth), door, homeServiceId: id('line', nth) },
  }))
  for (const batch of [facts.toReversed(), facts]) await own(ledger.send, { facts: batch })
  const about = { roundId: id('round', 2) }
  const served = await street(residents.homeService, { ...about, state: 'served' })
  const left = await street(residents.homeService, { ...about, state: 'open' })
  const { samples, tubes } = await street(rounds.roundFigures, about)
  return [served.total, left.total, samples, tubes]
}
