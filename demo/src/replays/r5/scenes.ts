import * as boards from '@muster/core/duty/boards.wire.ts'
import * as duty from '@muster/core/duty/turns.wire.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import { until } from '../../play/until.ts'
import { chinese } from '../../world/moment.ts'
import { type Cast, STREET_DESK } from './cast.ts'

export const MORNING = { startsAt: chinese('2021-08-05 08:00'), endsAt: chinese('2021-08-05 13:00') } as const
const AFTERNOON = { startsAt: MORNING.endsAt, endsAt: chinese('2021-08-05 18:00') } as const
export const RELIEVED = chinese('2021-08-05 13:10')
export const URGENT = chinese('2021-08-05 13:15')
const ARRIVED = chinese('2021-08-05 13:45')
/** Planned until eight in the evening; the queue is longer. */
const SCHOOL = { startsAt: ARRIVED, endsAt: chinese('2021-08-05 20:00') } as const
export const NEEDED = 4

/** What both posts are alike in. */
const post = () => ({
  kind: 'testing-order',
  danger: false,
  checklist: [],
  skills: [],
  suitMinutes: null,
  reportMinutes: 0,
})

/** The testing site on the square: hers until one, then another one's. */
export async function prepare({ desks, community, her, successor, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const of = { territory: community.code, incidentId: id('incident') }
  await street(posts.createPost, { id: id('square'), name: '社区广场采样点', ...of, ...post() })
  await street(posts.addShift, { postId: id('square'), id: id('morning'), role: 'member', people: 1, ...MORNING })
  await street(posts.addShift, { postId: id('square'), id: id('afternoon'), role: 'member', people: 1, ...AFTERNOON })
  await street(assign.assign, { shiftId: id('morning'), id: id('assignment', 'her'), personId: her })
  await street(assign.assign, { shiftId: id('afternoon'), id: id('assignment', 'next'), personId: successor })
}

export async function checkIn({ desks, her, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  await street(duty.checkInFor, { id: id('check-in', 'morning'), shiftId: id('morning'), personId: her })
}

/** 13:10. Her successor is ten minutes late; she has stayed, hands over and goes. */
export async function relieve({ desks, phones, her, successor, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  await street(duty.checkInFor, { id: id('check-in', 'successor'), shiftId: id('afternoon'), personId: successor })
  const phone = phones.get(her)!
  const handOver = {
    id: id('hand-over'),
    shiftId: id('morning'),
    what: 'handed-over',
    note: '队伍排到西门，缺一盒手套',
  } as const
  await phone(duty.actOwn, handOver)
  await phone(duty.actOwn, { id: id('check-out', 'her'), shiftId: id('morning'), what: 'checked-out', why: 'relieved' })
}

/** 13:15. A school opens a testing site and needs four at once. */
export async function openSchool({ desks, community, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const of = { territory: community.code, incidentId: id('incident'), closesWhen: '队伍清空' }
  await street(posts.createPost, { id: id('school'), name: '学校采样点', ...of, ...post() })
  const shift = { postId: id('school'), id: id('school-shift'), role: 'member', people: NEEDED, openEnd: true }
  await street(posts.addShift, { ...shift, ...SCHOOL })
}

/** @returns who could come */
export async function raise(cast: Cast) {
  await openSchool(cast)
  const { desks, id } = cast
  const street = await desks.desk(STREET_DESK)
  const lack = { shiftId: id('school-shift'), id: id('shortage'), people: NEEDED, cause: 'new-post' } as const
  await street(asks.raiseShortage, lack)
  return (await street(asks.candidates, { shortageId: id('shortage') })).rows
}

/** She reads what she is asked, with her hours today, and says yes; three more do. @returns her ask and the outcomes */
export async function consent({ phones, her, willing }: Cast) {
  const ask = await until(async () => (await phones.get(her)!(asks.myAsks, {})).rows[0] ?? null)
  return { ask, outcomes: await sayYes({ phones }, [her, ...willing]) }
}

/** These look at their phones and say yes to what they are asked. @returns the outcomes */
export async function sayYes({ phones }: Pick<Cast, 'phones'>, people: readonly string[]): Promise<string[]> {
  const outcomes: string[] = []
  for (const personId of people) {
    const phone = phones.get(personId)!
    const [own] = (await phone(asks.myAsks, {})).rows
    if (own) outcomes.push((await phone(asks.answerAsk, { askId: own.id, yes: true })).outcome)
  }
  return outcomes
}

/** All four at the school, by the word of the desk. */
export async function arrive({ desks, her, willing, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const shiftId = id('school-shift')
  for (const [nth, personId] of [her, ...willing].entries())
    await street(duty.checkInFor, { id: id('check-in', 'school', nth), shiftId, personId })
}

/** The alarm about her hours, as time brings it. */
export async function alarmOfHours({ desks, her }: Cast): Promise<boards.Alarm | null> {
  const street = await desks.desk(STREET_DESK)
  return until(async () => {
    const { rows } = await street(boards.alarms, {})
    return rows.find(({ kind, person }) => kind === 'hours-stop' && person?.id === her)
  })
}

/** Shortages that ask for her relief, while she still stands there. */
export async function reliefs({ desks, id }: Cast) {
  const street = await desks.desk(STREET_DESK)
  const { rows } = await street(asks.shortages, {})
  return rows.filter(({ cause, shift }) => cause === 'relief' && shift.id === id('school-shift'))
}

/** 22:40. The queue is empty. */
export async function closeSchool({ desks, id }: Cast) {
  const street = await desks.desk(STREET_DESK)
  return street(duty.close, { id: id('closing'), shiftId: id('school-shift'), reason: '队伍清空' })
}
