import * as duty from '@muster/core/duty/turns.wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import { until } from '../../play/until.ts'
import { chinese } from '../../world/moment.ts'
import { CAPTAIN, type Cast, STREET_DESK } from './cast.ts'

export const LATE = { startsAt: chinese('2022-03-28 17:30'), endsAt: chinese('2022-03-29 01:30') } as const
const EARLY = { startsAt: chinese('2022-03-29 07:00'), endsAt: chinese('2022-03-29 10:00') } as const

/** The checkpoint with its late and its early shift, one person each; the volunteer is on the late one. */
export async function prepare({ desks, community, members, id }: Cast): Promise<void> {
  const street = await desks.desk(STREET_DESK)
  const postId = id('post')
  await street(posts.createPost, {
    id: postId,
    territory: community.code,
    kind: 'checkpoint',
    name: '潘塘卡口',
    reportMinutes: 0,
    danger: false,
    teamId: id('team'),
    checklist: [],
    skills: [],
    suitMinutes: null,
  })
  await street(posts.addShift, { postId, id: id('late'), role: 'member', people: 1, ...LATE })
  await street(posts.addShift, { postId, id: id('early'), role: 'member', people: 1, ...EARLY })
  const captain = await desks.desk(CAPTAIN)
  const placed = { shiftId: id('late'), id: id('assignment', 'late'), personId: members[0]! }
  await captain(assign.assign, placed)
}

export async function checkIn({ desks, members, id }: Cast): Promise<void> {
  const captain = await desks.desk(CAPTAIN)
  await captain(duty.checkInFor, { id: id('check-in'), shiftId: id('late'), personId: members[0]! })
}

/** 01:30: off the post, on their own phone. */
export async function checkOut({ phones, members, id }: Cast): Promise<void> {
  const what = { id: id('check-out'), shiftId: id('late'), what: 'checked-out', why: 'ended' } as const
  await phones.get(members[0]!)!(duty.actOwn, what)
}

type Override = { reason: string; second: string }

/** The captain's hand on the early shift. @returns what came of it: the placing, or why not */
export async function placeEarly({ desks, members, id }: Cast, override?: Partial<Override>) {
  const captain = await desks.desk(CAPTAIN)
  const placing = { shiftId: id('early'), id: id('assignment', 'early'), personId: members[0]! }
  try {
    return await captain(assign.assign, { ...placing, ...(override && { override: override as Override }) })
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Who is asked for relief answers at seven minutes past six, once time has asked, and the tired one may sleep. */
export async function answerRelief({ phones, members }: Cast): Promise<string[]> {
  const outcomes: string[] = []
  const others = members.slice(1).map(personId => phones.get(personId)!)
  await until(async () => {
    for (const phone of others) if ((await phone(asks.myAsks, {})).rows.length > 0) return true
    return null
  })
  for (const phone of others) {
    const [ask] = (await phone(asks.myAsks, {})).rows
    if (ask) outcomes.push((await phone(asks.answerAsk, { askId: ask.id, yes: true })).outcome)
  }
  return outcomes
}
