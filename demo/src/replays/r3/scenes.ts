import * as access from '@muster/core/access/wire.ts'
import * as duty from '@muster/core/duty/turns.wire.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as build from '@muster/core/roster/build.wire.ts'
import * as draft from '@muster/core/roster/draft.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as rota from '@muster/core/roster/rota.wire.ts'
import * as versions from '@muster/core/roster/versions.wire.ts'
import { type Ask, unlessDone } from '../../play/ask.ts'
import { inParallel } from '../../play/parallel.ts'
import { joinPhone } from '../../play/stage.ts'
import { until } from '../../play/until.ts'
import { chinese } from '../../world/moment.ts'
import { type Cast, CITY_DESK, DAYS, incidentIdOf, PLACES, STANDBY, STREET_DESK } from './cast.ts'

export const postId = ({ id }: Cast): string => id('post')
export const shiftId = ({ id }: Cast, day: string): string => id('shift', day)
export const WEEK = { from: DAYS[0], to: DAYS.at(-1)! }

/** The checkpoint with its seven days, and a rota of it for whom the call confirmed. */
export async function layOut(cast: Cast): Promise<void> {
  const { desks, community, callId, rotaId } = cast
  const street = await desks.desk(STREET_DESK)
  const city = await desks.desk(CITY_DESK)
  const post = {
    id: postId(cast),
    territory: community.code,
    incidentId: incidentIdOf(cast),
    kind: 'road-checkpoint',
    name: '高速出口卡口',
    reportMinutes: 60,
    danger: false,
    skills: [],
    suitMinutes: null,
  }
  await street(posts.createPost, post)
  for (const day of DAYS) {
    const hours = { startsAt: chinese(`${day} 08:00`), endsAt: chinese(`${day} 16:00`) }
    const need = { role: 'member', people: PLACES, standby: STANDBY }
    await street(posts.addShift, { postId: post.id, id: shiftId(cast, day), ...need, ...hours })
  }
  const pool = { callIds: [callId] }
  await city(rota.create, { code: community.code, id: rotaId, name: '高速卡口一周', postIds: [post.id], ...WEEK, pool })
}

/** The engine builds, the desk publishes. @returns what was built and what was published */
export async function buildAndPublish({ desks, rotaId, id }: Cast) {
  const city = await desks.desk(CITY_DESK)
  const { build: before } = await city(rota.get, { rotaId })
  if (!before) await city(build.start, { rotaId, id: id('build'), settings: { seconds: 20 } })
  const built = await until(async () => {
    const now = await city(rota.get, { rotaId })
    return now.build?.endedAt ? now : null
  })
  if (!built) throw new Error('The engine has not come to an end.')
  const published = await city(versions.publish, { rotaId, draft: built.draft })
  return { build: built.build!, published, board: await city(draft.board, { rotaId, ...WEEK }) }
}

/** Who is planned on a day. */
export async function plannedOn({ desks, rotaId }: Cast, day: string) {
  const city = await desks.desk(CITY_DESK)
  const { shifts } = await city(draft.board, { rotaId, from: day, to: day })
  return shifts[0]!.published
}

const ABSENT = 2

/** At seven everybody but two is there; those two are noted at eight, and standby is asked at once. */
export async function report(cast: Cast, day: string, people: readonly string[]): Promise<void> {
  const street = await cast.desks.desk(STREET_DESK)
  await inParallel(people.slice(ABSENT), 4, personId =>
    street(duty.checkInFor, { id: cast.id('in', day, personId), shiftId: shiftId(cast, day), personId }),
  )
}
export async function noteAbsent(cast: Cast, day: string, people: readonly string[]): Promise<void> {
  const street = await cast.desks.desk(STREET_DESK)
  for (const personId of people.slice(0, ABSENT)) {
    const absent = { id: cast.id('no-show', day, personId), shiftId: shiftId(cast, day), personId }
    // Time may have said so already.
    await unlessDone(street(duty.noShow, absent), 'duty/not-planned')
  }
}

/** Those on standby look at their phones and say yes, until nobody is missing. @returns who comes */
export async function answer(cast: Cast, day: string, standby: readonly string[]): Promise<string[]> {
  const coming: string[] = []
  for (const personId of standby) {
    if (coming.length === ABSENT) break
    const phone = await phoneOf(cast, personId)
    // Time asks, a second or two after somebody is missed.
    const rows = await until(async () => {
      const about = (await phone(asks.myAsks, {})).rows.filter(({ shift }) => shift?.id === shiftId(cast, day))
      return about.length > 0 ? about : null
    })
    for (const { id: askId } of rows ?? []) {
      const { outcome } = await phone(asks.answerAsk, { askId, yes: true })
      if (outcome === 'taken') {
        coming.push(personId)
        break
      }
    }
  }
  return coming
}

/** The phone of somebody of the pool, joined when it is first needed. */
export async function phoneOf({ stage, desks, phones }: Cast, personId: string): Promise<Ask> {
  const known = phones.get(personId)
  if (known) return known
  const city = await desks.desk(CITY_DESK)
  const again = async () => (await city(access.invite, { personId })).link
  const phone = await joinPhone(stage, await again(), again)
  phones.set(personId, phone)
  return phone
}

/** Who came from standby is there a quarter of an hour after two were missing. @returns the shift as it stands then */
export async function arrive(cast: Cast, day: string, coming: readonly string[]) {
  const street = await cast.desks.desk(STREET_DESK)
  const shift = shiftId(cast, day)
  for (const personId of coming)
    await street(duty.checkInFor, { id: cast.id('in', day, personId), shiftId: shift, personId })
  return street(duty.sheet, { shiftId: shift })
}

export async function goHome(cast: Cast, day: string): Promise<void> {
  const street = await cast.desks.desk(STREET_DESK)
  const shift = shiftId(cast, day)
  const { people } = await street(duty.sheet, { shiftId: shift })
  const here = people.filter(({ state }) => state === 'on').map(({ person }) => person.id)
  await inParallel(here, 4, personId =>
    street(duty.actFor, { id: cast.id('out', day, personId), shiftId: shift, personId, what: 'checked-out' }),
  )
}
