import * as access from '@muster/core/access/wire.ts'
import * as turns from '@muster/core/duty/turns.wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { roadCheckpoint } from '@muster/core/register/forms/epidemic.ts'
import * as register from '@muster/core/register/wire.ts'
import * as build from '@muster/core/roster/build.wire.ts'
import * as draft from '@muster/core/roster/draft.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as rotas from '@muster/core/roster/rota.wire.ts'
import * as versions from '@muster/core/roster/versions.wire.ts'
import type { Ask } from '../play/ask.ts'
import { inParallel } from '../play/parallel.ts'
import { joinPhone, type StageSettings } from '../play/stage.ts'
import { until } from '../play/until.ts'
import { type Cast, CITY_DESK, castOf, streetLogin } from '../replays/r2/cast.ts'
import { WHOLE } from '../world/city.ts'
import { chinese } from '../world/moment.ts'
import { streetOf } from '../world/places.ts'

const STREET = '320302001000'
const EVENING = chinese('2022-03-30 21:00')
const [FIRST, LAST] = ['2022-03-31', '2022-04-06']

/** A post of the street as its desk sets it up; what is left out comes from the hazard pack. */
const POSTS = [
  { key: 'road', kind: 'road-checkpoint', name: '黄楼北出口卡点', people: 4, standby: 2 },
  { key: 'gate', kind: 'gate', name: '故黄河小区东门', people: 2, standby: 1 },
  { key: 'queue', kind: 'testing-order', name: '黄楼公园采样点', people: 5, standby: 1 },
  // Nobody stands here without insurance: what the engine could not fill, and why.
  { key: 'sampling', kind: 'sampling', name: '黄楼公园采样台', people: 2, standby: 0 },
] as const

/** Where the pages of the duty day are. */
export interface DutyDay {
  readonly rotaId: string
  readonly postId: string
  readonly shiftId: string
  readonly registerId: string
  /** New join links of whoever leads the checkpoint, and of somebody who is due there: each works once. */
  readonly captain: () => Promise<string>
  readonly onPost: () => Promise<string>
}

/**
 * The morning after the bulletin, on one street: four posts, a rota that the engine built, and the first half hour of the day
 * with somebody late, somebody missing and somebody who has to be confirmed. For pictures; what must hold is in the replays.
 */
export async function playDuty(settings: StageSettings): Promise<DutyDay> {
  const cast = await castOf(settings, WHOLE)
  const id = (...what: readonly (string | number)[]) => cast.stage.ids(EVENING, 'duty', ...what)
  const [street, city] = [await cast.desks.desk(streetLogin(STREET)), await cast.desks.desk(CITY_DESK)]
  const day: Day = { cast, id, street, city }
  await cast.stage.scene(EVENING, () => setUp(day))
  await cast.stage.scene(chinese('2022-03-30 21:20'), () => plan(day))
  const shift = (await firstShifts(city, id('rota'))).find(({ postId }) => postId === id('post', 'road'))!
  const [captainId = '', onPostId = '', ...others] = shift.published.people
  await cast.stage.scene(chinese(`${FIRST} 07:10`), () => appoint(day, captainId))
  await cast.stage.scene(chinese(`${FIRST} 07:48`), () => arrive(day, captainId, others))
  await cast.stage.scene(chinese(`${FIRST} 08:02`), () => miss(day, shift.id, others[0]!))
  await cast.stage.scene(chinese(`${FIRST} 08:04`), async () => {})
  await cast.stage.close()
  const link = async (personId: string) => new URL((await city(access.invite, { personId })).link, 'http://x').pathname
  return {
    rotaId: id('rota'),
    postId: id('post', 'road'),
    shiftId: shift.id,
    registerId: id('register'),
    captain: () => link(captainId),
    onPost: () => link(onPostId),
  }
}

interface Day {
  readonly cast: Cast
  readonly id: (...what: readonly (string | number)[]) => string
  readonly street: Ask
  readonly city: Ask
}

/** The street's posts with a week of shifts, its team, and the register of the checkpoint. */
async function setUp({ cast, id, street, city }: Day): Promise<void> {
  const community = cast.base.communities.find(({ code }) => streetOf(code) === STREET)!
  const teamId = id('team')
  await street(teams.createTeam, { id: teamId, name: '黄楼街道突击队', kind: 'surge', territory: STREET })
  const { rows } = await street(people.list, { limit: 30 })
  await inParallel(rows.slice(0, 24), 4, ({ id: personId }) =>
    street(teams.setMember, { teamId, personId, roles: ['member'] }),
  )
  for (const { key, kind, name, people: needed, standby } of POSTS) {
    const post = { id: id('post', key), territory: community.code, kind, name, reportMinutes: 10, teamId }
    await street(posts.createPost, { ...post, incidentId: cast.incidentId })
    const lines = [
      { starts: '08:00', ends: '14:00', role: 'member', people: needed, standby },
      { starts: '14:00', ends: '20:00', role: 'member', people: needed },
    ]
    const week = { id: id('week', key), postIds: [post.id], firstDay: FIRST, lastDay: LAST, lines }
    await street(posts.layOut, week)
  }
  const { incidentId } = cast
  const road = { id: id('register'), key: 'road', form: roadCheckpoint, postIds: [id('post', 'road')] }
  await city(register.open, { incidentId, ...road })
}

/** The engine builds the street's week, and it is published. */
async function plan({ id, city }: Day): Promise<void> {
  const rotaId = id('rota')
  const of = { code: STREET, id: rotaId, name: '黄楼街道一周排班', from: FIRST, to: LAST }
  await city(rotas.create, { ...of, postIds: POSTS.map(({ key }) => id('post', key)), pool: { territories: [STREET] } })
  await city(build.start, { rotaId, id: id('build'), settings: { seconds: 10 } })
  const built = await until(async () => {
    const now = await city(rotas.get, { rotaId })
    return now.build?.endedAt ? now : null
  })
  if (!built) throw new Error('The engine has not come to an end.')
  await city(versions.publish, { rotaId, draft: built.draft })
}

/** The shifts of the first morning, one at each post. */
async function firstShifts(city: Ask, rotaId: string) {
  const { shifts } = await city(draft.board, { rotaId, from: FIRST, to: FIRST })
  return shifts.filter(({ startsAt }) => startsAt === chinese(`${FIRST} 08:00`))
}

/** Whoever leads the checkpoint has a phone of their own, and may say who is there. */
async function appoint({ cast, id, city }: Day, personId: string): Promise<void> {
  const again = async () => (await city(access.invite, { personId })).link
  const phone = await joinPhone(cast.stage, await again(), again)
  const { account } = await phone(access.me, {})
  const grant = { accountId: account.id, id: id('captain'), role: 'captain', teamId: id('team') } as const
  await cast.stage.administrator(access.giveGrant, grant)
}

/** Most come in time. At the checkpoint two have not, and one at the park. */
async function arrive({ id, street, city }: Day, captainId: string, others: readonly string[]): Promise<void> {
  for (const { postId, id: shiftId, published } of await firstShifts(city, id('rota'))) {
    const coming = postId === id('post', 'road') ? [captainId, ...others.slice(1)] : published.people.slice(1)
    await inParallel(coming, 4, personId =>
      street(turns.checkInFor, { id: id('in', shiftId, personId), shiftId, personId }),
    )
  }
}

/** One of them taps without a code, which waits for the captain's word; at the park the desk says who did not come. */
async function miss({ cast, id, street, city }: Day, shiftId: string, personId: string): Promise<void> {
  const again = async () => (await city(access.invite, { personId })).link
  const phone = await joinPhone(cast.stage, await again(), again)
  await phone(turns.checkIn, { id: id('tap'), shiftId })
  const park = (await firstShifts(city, id('rota'))).find(({ postId }) => postId === id('post', 'queue'))!
  await street(turns.noShow, { id: id('no-show'), shiftId: park.id, personId: park.published.people[0]! })
}
