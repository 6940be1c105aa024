import * as access from '@muster/core/access/wire.ts'
import * as care from '@muster/core/duty/care.wire.ts'
import * as turns from '@muster/core/duty/turns.wire.ts'
import * as placing from '@muster/core/roster/assign.wire.ts'
import * as draft from '@muster/core/roster/draft.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as rotas from '@muster/core/roster/rota.wire.ts'
import * as versions from '@muster/core/roster/versions.wire.ts'
import { assign } from '../../../../server/src/duty/testing.ts'
import type { Ask, Town } from '../../../../server/src/platform/testing/town.ts'
import { newId } from '../ids.ts'

const STREET = '320302001000'
export const COMMUNITY = '320302001005'
const HOUR = 3_600_000

/** A day of the city so many days from the town's own, `2022-03-30`. */
const dayFrom = (city: Town, days: number): string =>
  new Date(city.clock.now.getTime() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)

interface Gate {
  readonly name: string
  readonly people?: number
  readonly standby?: number
}

/** Gates with a shift by day and one by night, laid out over a week. @returns the posts' ids */
export async function gates(city: Town, desk: Ask, all: readonly Gate[], firstDay = 0): Promise<string[]> {
  const ids: string[] = []
  for (const { name, people = 2, standby = 0 } of all) {
    const id = newId()
    await desk(posts.createPost, {
      id,
      territory: COMMUNITY,
      kind: 'gate',
      name,
      reportMinutes: 30,
      checklist: ['桌椅', '测温枪'],
    })
    const lines = [
      { starts: '08:00', ends: '16:00', role: 'member', people, standby },
      { starts: '16:00', ends: '00:00', role: 'member', people: Math.max(1, people - 1) },
    ]
    const [first, last] = [dayFrom(city, firstDay), dayFrom(city, firstDay + 6)]
    await desk(posts.layOut, { id: newId(), postIds: [id], firstDay: first, lastDay: last, lines })
    ids.push(id)
  }
  return ids
}

/** A rota of these posts for a week, out of the people of one unit. @returns its id */
export async function rotaOf(city: Town, desk: Ask, postIds: readonly string[], unitId: string, firstDay = 0) {
  const id = newId()
  await desk(rotas.create, {
    code: STREET,
    id,
    name: '黄楼街道卡口排班',
    postIds: [...postIds],
    from: dayFrom(city, firstDay),
    to: dayFrom(city, firstDay + 6),
    pool: { unitIds: [unitId] },
  })
  return id
}

/** Everything a board shows of a rota's week. */
export async function boardOf(desk: Ask, rotaId: string) {
  const { from, to } = await desk(rotas.get, { rotaId })
  return desk(draft.board, { rotaId, from, to })
}

/** Puts one of these people on each of the first shifts to come. */
async function fillCells(city: Town, desk: Ask, rotaId: string, people: readonly string[]): Promise<void> {
  const { shifts } = await boardOf(desk, rotaId)
  const open = shifts
    .filter(({ startsAt }) => Date.parse(startsAt) > city.clock.now.getTime())
    .toSorted((one, two) => one.startsAt.localeCompare(two.startsAt))
  const cells = people.map((person, nth) => {
    const { id, draft: cell } = open[nth]!
    return { shiftId: id, version: cell.version, people: [person] }
  })
  await desk(draft.setCells, { rotaId, cells })
}

/** Gates under way with people who came and one who did not, and a published rota of the week. */
export async function onPost(city: Town, desk: Ask, unitId: string, people: readonly string[]) {
  const postIds = await gates(city, desk, [{ name: '东门', standby: 1 }, { name: '西门' }])
  const rotaId = await rotaOf(city, desk, postIds, unitId)
  await fillCells(city, desk, rotaId, people.slice(0, 4))
  const { draft: seen } = await desk(rotas.get, { rotaId })
  await desk(versions.publish, { rotaId, draft: seen })
  const shifts = (await boardOf(desk, rotaId)).shifts.toSorted((one, two) => one.startsAt.localeCompare(two.startsAt))
  const shiftId = shifts.find(({ postId }) => postId === postIds[0])!.id
  await assign(city, shiftId, people.slice(4, 6))
  await desk(turns.checkInFor, { shiftId, id: newId(), personId: people[4]! })
  await desk(turns.noShow, { shiftId, id: newId(), personId: people[5]! })
  await desk(care.hurtFor, { shiftId, id: newId(), personId: people[4]!, what: 'distress', leaves: false })
  const next = shifts.find(({ startsAt }) => Date.parse(startsAt) > city.clock.now.getTime() + 12 * HOUR)!
  await liftRest(city, desk, next.id, people[0]!)
  return { postId: postIds[0]!, shiftId, rotaId }
}

/** Somebody who ends at midnight begins again in the morning: a stop, lifted by two names. */
async function liftRest(city: Town, desk: Ask, shiftId: string, personId: string): Promise<void> {
  const { account } = await (await city.as('city-desk'))(access.me, {})
  const override = { reason: '没有别人能接这一班', second: account.login! }
  await desk(placing.assign, { shiftId, id: newId(), personId, basis: 'DUTY_ORDER', override })
}
