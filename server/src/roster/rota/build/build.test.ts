import { end, gaps, reasons, start } from '@muster/core/roster/build.wire.ts'
import { board, setCells } from '@muster/core/roster/draft.wire.ts'
import { get } from '@muster/core/roster/rota.wire.ts'
import { publish } from '@muster/core/roster/versions.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPeople, addUnit } from '../../../callout/testing.ts'
import { type Ask, type Town, town } from '../../../platform/testing/town.ts'
import { addPost, addShift, aRota, COMMUNITY } from '../testing.ts'
import { settled } from './running.ts'

let t: Town
let desk: Ask
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T00:00:00.000Z')
  desk = await t.as('city-desk')
})
afterAll(() => t.close())

const WEEK = { from: '2022-03-28', to: '2022-04-03' }
const DAYS = ['2022-03-28', '2022-03-29', '2022-03-30', '2022-03-31', '2022-04-01', '2022-04-02', '2022-04-03']

/** A rota of one post with people of its own. */
async function start1(count: number, name: string, traits: Parameters<typeof addPost>[1] = {}) {
  const unit = await addUnit(t, `${name}单位`)
  const people = await addPeople(t, unit, count)
  const postId = await addPost(t, { name, ...traits })
  const rota = async () => (await aRota(desk, [postId], { pool: { unitIds: [unit.id] } })).id
  return { people, postId, rota, unit }
}

/** Has the engine build, to the end. */
async function built(
  rotaId: string,
  settings: Partial<{ seconds: number; keepPublished: boolean; disturbance: number }> = {},
) {
  await desk(start, { rotaId, id: v7(), settings: { seconds: 1, ...settings } })
  await t.tick()
  await settled()
  await t.tick()
  const { build } = await desk(get, { rotaId })
  if (build!.state === 'failed') await t.tick()
  return build!
}
const boardOf = (rotaId: string) => desk(board, { rotaId, ...WEEK })

describe('a build by the engine', () => {
  it('fills every place and the standby, evenly, and says why people are where they are', async () => {
    const { postId, rota } = await start1(12, '高速卡口')
    for (const day of DAYS) await addShift(t, postId, day, '08:00', { people: 4, standby: 1 })
    const rotaId = await rota()
    // It ends as soon as the engine has proved that nothing is better.
    const build = await built(rotaId, { seconds: 40 })
    expect(build).toMatchObject({ state: 'done', left: 0, progress: { gaps: 0, proved: true } })
    expect(build.progress!.bound).toBe(build.progress!.cost)
    const { shifts, people } = await boardOf(rotaId)
    expect(shifts.map(({ gap, standbyGap }) => [gap, standbyGap])).toEqual(DAYS.map(() => [0, 0]))
    expect((await desk(gaps, { rotaId })).gaps).toEqual([])
    // 35 places and standbys for 12 people: nobody has more than four.
    const times = people.map(
      ({ id }) => shifts.filter(({ draft }) => [...draft.people, ...draft.standby].includes(id)).length,
    )
    expect(Math.max(...times)).toBeLessThanOrEqual(4)
    const why = await desk(reasons, { rotaId, shiftId: shifts[0]!.id })
    expect(why.reasons).toHaveLength(5)
    expect(why.reasons[0]!.because.map(({ zh }) => zh)).toContain('近 14 天 0 小时，平均 0 小时')
  })

  it('leaves gaps where limits would have to give, and says which, with names', async () => {
    const { postId, rota, people, unit } = await start1(2, '夜岗')
    const [unfit] = await addPeople(t, unit, 1)
    const said = { tenant: 'xuzhou', person_id: unfit!, fit: false, said_at: t.clock.now }
    await t.owner.insertInto('fitness').values(said).execute()
    for (const day of DAYS.slice(0, 2))
      for (const hours of ['00:00', '08:00', '16:00']) await addShift(t, postId, day, hours)
    const rotaId = await rota()
    const build = await built(rotaId)
    expect(build).toMatchObject({ state: 'done' })
    const { gaps: short, cost, bound } = build.progress!
    expect(short).toBeGreaterThan(0)
    // Told to the screen as a number, proved or not.
    expect(bound).toBeGreaterThanOrEqual(0)
    expect(bound).toBeLessThanOrEqual(cost)
    const { gaps: found } = await desk(gaps, { rotaId })
    expect(found.reduce((sum, { missing }) => sum + missing, 0)).toBe(short)
    for (const { ways } of found) {
      expect(new Set(ways.map(({ person }) => person.id))).toEqual(new Set(people))
      expect(ways.every(({ rules }) => rules.length > 0 && /\p{Script=Han}/u.test(rules[0]!.zh))).toBe(true)
    }
    // Nothing of whoever said not to be fit is kept.
    const kept = await t.owner.selectFrom('rota_build').select('gaps').where('rota_id', '=', rotaId).executeTakeFirst()
    expect(JSON.stringify(kept!.gaps)).not.toContain(unfit!)
  })

  it('leaves alone what is fixed, and what somebody changes meanwhile', async () => {
    const { postId, rota, people } = await start1(6, '双人岗')
    const [first, second] = [
      await addShift(t, postId, DAYS[0]!, '08:00', { people: 2 }),
      await addShift(t, postId, DAYS[1]!, '08:00', { people: 2 }),
    ]
    await addShift(t, postId, DAYS[2]!, '08:00', { people: 2 })
    const rotaId = await rota()
    const [one, other] = [people[0]!, people[1]!]
    await desk(setCells, { rotaId, cells: [{ shiftId: first, version: 0, people: [one], fixed: true }] })
    await desk(start, { rotaId, id: v7(), settings: { seconds: 1 } })
    await t.tick()
    await desk(setCells, { rotaId, cells: [{ shiftId: second, version: 0, people: [other] }] })
    await settled()
    await t.tick()
    expect((await desk(get, { rotaId })).build).toMatchObject({ state: 'done', left: 1 })
    const { shifts } = await boardOf(rotaId)
    expect(shifts.map(({ draft }) => draft.people.length)).toEqual([1, 1, 2])
    expect([shifts[0]!.draft.people, shifts[1]!.draft.people]).toEqual([[one], [other]])
  })

  it('changes little of what people were told, and nothing where that is asked', async () => {
    const { postId, rota, people } = await start1(8, '保持岗')
    for (const day of DAYS) await addShift(t, postId, day, '08:00', { people: 2 })
    const rotaId = await rota()
    await built(rotaId)
    await desk(publish, { rotaId, draft: (await desk(get, { rotaId })).draft })
    const told = (await boardOf(rotaId)).shifts.map(({ published }) => published.people)
    // One falls out for the week; only their days change.
    const out = told[0]![0]!
    await t.owner.updateTable('person').set({ availability: 'not-now' }).where('id', '=', out).execute()
    await built(rotaId, { disturbance: 50, seconds: 5 })
    const after = (await boardOf(rotaId)).shifts.map(({ draft }) => draft.people)
    const changed = told.flatMap((before, nth) => before.filter(id => !after[nth]!.includes(id)))
    expect(changed.every(id => id === out)).toBe(true)
    await built(rotaId, { keepPublished: true })
    const kept = (await boardOf(rotaId)).shifts
    expect(kept.map(({ differs }) => differs)).toEqual(DAYS.map(() => false))
    expect(people).toContain(out)
  })

  it('runs one at a time for a rota, ends when it is told to, with or without what it has', async () => {
    const { postId, rota } = await start1(5, '取消岗')
    await addShift(t, postId, DAYS[0]!, '08:00', { people: 3 })
    const rotaId = await rota()
    const id = v7()
    const first = await desk(start, { rotaId, id })
    expect(first.state).toBe('waiting')
    expect(await desk(start, { rotaId, id })).toEqual(first)
    await expect(desk(start, { rotaId, id: v7() })).rejects.toMatchObject({ slug: 'roster/build-runs' })
    expect((await desk(end, { rotaId, keep: false }))!.state).toBe('cancelled')
    await desk(start, { rotaId, id: v7(), settings: { seconds: 600 } })
    await t.tick()
    await desk(end, { rotaId, keep: false })
    await t.tick()
    expect((await desk(get, { rotaId })).build!.state).toBe('cancelled')
    expect((await boardOf(rotaId)).shifts[0]!.draft.people).toEqual([])
    await t.tick()
    // As soon as there is anything, it is taken as it is.
    await desk(start, { rotaId, id: v7(), settings: { seconds: 600 } })
    await t.tick()
    await desk(end, { rotaId, keep: true })
    await t.tick()
    await settled()
    await t.tick()
    expect((await desk(get, { rotaId })).build).toMatchObject({ state: 'done', progress: { gaps: 0 } })
    expect((await boardOf(rotaId)).shifts[0]!.draft.people).toHaveLength(3)
    await t.tick()
    expect(await built(rotaId)).toMatchObject({ state: 'done' })
  })

  it('is broken off when its server dies, and can be started again', async () => {
    const { postId, rota } = await start1(5, '断电岗')
    await addShift(t, postId, DAYS[0]!, '08:00', { people: 3 })
    const rotaId = await rota()
    const id = v7()
    await desk(start, { rotaId, id })
    const dead = { state: 'running', server: v7(), beat_at: t.clock.now }
    await t.owner.updateTable('rota_build').set(dead).where('id', '=', id).execute()
    t.clock.pass(31_000)
    await t.tick()
    expect((await desk(get, { rotaId })).build!.state).toBe('broken-off')
    expect(await built(rotaId)).toMatchObject({ state: 'done', progress: { gaps: 0 } })
  })

  it('says so when there is nothing to build, or nobody to ask', async () => {
    const { rota } = await start1(1, '空岗')
    await expect(built(await rota())).rejects.toMatchObject({ slug: 'roster/nothing-to-build' })
    const postId = await addPost(t, { name: '没人岗' })
    await addShift(t, postId, DAYS[0]!, '08:00')
    const { id } = await aRota(desk, [postId])
    await expect(built(id)).rejects.toMatchObject({ slug: 'roster/nobody-to-ask' })
  })

  it('puts people near home, who has the skill, whom they asked for, and never who is away', async () => {
    const unit = await addUnit(t, '混合单位')
    const [near] = await addPeople(t, unit, 1, { residence: COMMUNITY, skills: ['medical'] })
    const [far] = await addPeople(t, unit, 1, { residence: '320311003010', skills: ['medical'] })
    const [none] = await addPeople(t, unit, 1, { residence: COMMUNITY })
    const [a, b] = [
      await addPost(t, { name: '采样点', skills: ['medical'] }),
      await addPost(t, { name: '远处采样点', skills: ['medical'], territory: '320311003010' }),
    ]
    const shiftId = await addShift(t, a, DAYS[0]!, '08:00')
    await addShift(t, b, DAYS[0]!, '08:00')
    const { id: rotaId } = await aRota(desk, [a, b], { code: '320300000000', pool: { unitIds: [unit.id] } })
    await built(rotaId)
    const { shifts } = await boardOf(rotaId)
    expect(shifts.find(({ id }) => id === shiftId)!.draft.people).toEqual([near])
    expect(shifts.flatMap(({ draft }) => draft.people)).toEqual(expect.arrayContaining([near, far]))
    expect(shifts.flatMap(({ draft }) => draft.people)).not.toContain(none)
    const why = (await desk(reasons, { rotaId, shiftId })).reasons[0]!.because.map(({ zh }) => zh)
    expect(why.slice(0, 2)).toEqual(['具备技能：医护', '住在本社区'])
  })
})
