import { board, pool, setCells, territoryBoard } from '@muster/core/roster/draft.wire.ts'
import { amend, create, get, list } from '@muster/core/roster/rota.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place } from '../../callout/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { addPost, addShift, aRota, COMMUNITY, STREET } from './testing.ts'

let t: Town
let desk: Ask
let other: Ask
let unit: Place
let people: string[]
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T00:00:00.000Z')
  desk = await t.as('city-desk')
  other = await t.as('city-desk')
  unit = await addUnit(t, '某市局')
  people = await addPeople(t, unit, 8)
})
afterAll(() => t.close())

const WEEK = { from: '2022-03-28', to: '2022-04-03' }
const ofUnit = () => ({ unitIds: [unit.id] })
const cell = (shiftId: string, version: number, ids: string[], standby: string[] = []) => ({
  shiftId,
  version,
  people: ids,
  standby,
})
const [A, B, C] = [0, 1, 2]

describe('a rota', () => {
  it('is created once, listed, amended by version, and is nobody else’s business', async () => {
    const postId = await addPost(t)
    const rota = await aRota(desk, [postId], { pool: ofUnit() })
    expect(rota).toMatchObject({
      people: 8,
      draft: 0,
      published: null,
      build: null,
      version: 1,
      settings: { near: true },
    })
    const { id: rotaId } = rota
    expect(await aRota(desk, [postId], { id: rotaId, name: '别的', pool: ofUnit() })).toEqual(rota)
    const change = { rotaId, name: '改名', postIds: [postId], ...WEEK, pool: ofUnit() }
    expect(await desk(amend, { ...change, version: 1 })).toMatchObject({ name: '改名', version: 2 })
    await expect(desk(amend, { ...change, version: 1 })).rejects.toMatchObject({
      slug: 'door/changed-meanwhile',
      details: { current: 2, seen: 1 },
    })
    const listed = await desk(list, { territory: '320302000000', day: '2022-04-01', search: '改名' })
    expect(listed.rows).toMatchObject([{ id: rotaId, posts: 1 }])
    const elsewhere = await t.as('street-desk', { territory: '320311003000' })
    await expect(elsewhere(get, { rotaId })).rejects.toMatchObject({ slug: 'door/not-found' })
    expect((await elsewhere(list, {})).total).toBe(0)
    const street = await t.as('street-desk', { territory: STREET })
    expect((await street(get, { rotaId })).id).toBe(rotaId)
    // A street names no unit: it does not reach one.
    await expect(street(amend, { ...change, version: 2 })).rejects.toMatchObject({ slug: 'door/not-found' })
  })

  it('takes other people and wishes meanwhile; what the draft holds of a post that goes is gone with it', async () => {
    const [stays, goes] = [await addPost(t, { name: '留岗' }), await addPost(t, { name: '撤岗' })]
    const shifts = [await addShift(t, stays, '2022-03-30', '08:00'), await addShift(t, goes, '2022-03-31', '08:00')]
    const { id: rotaId, people: many } = await aRota(desk, [stays, goes], { pool: ofUnit() })
    await desk(setCells, { rotaId, cells: shifts.map(shiftId => cell(shiftId, 0, [people[A]!])) })
    const wishes = [{ personId: people[B]!, day: '2022-03-30', want: 'off' as const }]
    const body = { rotaId, name: '改人', ...WEEK, wishes }
    const fewer = await desk(amend, { ...body, version: 1, postIds: [stays], pool: {} })
    expect(fewer).toMatchObject({ people: 0, wishes, draft: 2, posts: [{ name: '留岗' }] })
    const again = await desk(amend, { ...body, version: 2, postIds: [stays, goes], pool: ofUnit() })
    expect(again).toMatchObject({ people: many, wishes })
    const { shifts: shown } = await desk(board, { rotaId, ...WEEK })
    expect(shown.map(({ draft }) => draft.people)).toEqual([[people[A]], []])
    const lines = await t.owner
      .selectFrom('audit_line')
      .select('detail')
      .where('action', '=', 'roster.rota-amended')
      .where('subject', '=', `rota/${rotaId}`)
      .orderBy('seq')
      .execute()
    expect(lines.map(({ detail }) => detail)).toMatchObject([{ lostCells: 1, wishes: 1 }, { lostCells: 0 }])
  })

  it('takes a post that no other rota plans on any of its days, and only days that can be', async () => {
    const postId = await addPost(t, { name: '西门' })
    await aRota(desk, [postId], { name: '第一周' })
    await expect(aRota(desk, [postId], { from: '2022-04-03', to: '2022-04-09' })).rejects.toMatchObject({
      slug: 'roster/post-in-another-rota',
      details: { post: '西门', rota: '第一周' },
    })
    await aRota(desk, [postId], { from: '2022-04-04', to: '2022-04-10' })
    for (const to of ['2022-04-10', '2022-07-01'])
      await expect(aRota(desk, [postId], { from: '2022-04-11', to })).rejects.toMatchObject({
        slug: 'roster/rota-days',
      })
    await expect(
      desk(create, { code: '320311003000', id: v7(), name: '外街', postIds: [postId], ...WEEK, pool: {} }),
    ).rejects.toMatchObject({
      slug: 'door/not-found',
    })
  })

  it('asks who signed up, is in a team, works in a unit or reported in; not who left, is exempt, unfit or not available', async () => {
    const mine = await addPeople(t, await addUnit(t, '小单位'), 5)
    const [left, exempt, away, there, unfit] = mine as [string, string, string, string, string]
    const said = { tenant: 'xuzhou', person_id: unfit, fit: false, said_at: t.clock.now }
    await t.owner.insertInto('fitness').values(said).execute()
    await t.owner.updateTable('person').set({ left_at: t.clock.now }).where('id', '=', left).execute()
    await t.owner.updateTable('person').set({ availability: 'not-now' }).where('id', '=', away).execute()
    await t.owner
      .insertInto('exemption')
      .values({
        tenant: 'xuzhou',
        id: v7(),
        person_id: exempt,
        reason: 'leave',
        from_day: '2022-03-25',
        until_day: '2022-03-29',
        approver: v7(),
        approved_at: t.clock.now,
      })
      .execute()
    const teamId = v7()
    await t.owner
      .insertInto('team')
      .values({
        tenant: 'xuzhou',
        id: teamId,
        name: '小队',
        kind: 'service',
        path: `${teamId}/`,
        version: 1,
        formed_at: t.clock.now,
      })
      .execute()
    const members = mine.map(person_id => ({
      tenant: 'xuzhou',
      team_id: teamId,
      person_id,
      roles: ['member'],
      since: t.clock.now,
    }))
    await t.owner.insertInto('team_member').values(members).execute()
    const rota = await aRota(desk, [await addPost(t)], { pool: { teamIds: [teamId] } })
    expect(rota.people).toBe(1)
    const found = (await desk(pool, { rotaId: rota.id, ...WEEK })).people
    expect(found.map(({ id, unavailable: days }) => [id, days])).toEqual(
      expect.arrayContaining([
        [there, []],
        [exempt, ['2022-03-28', '2022-03-29']],
        // Own word and an exemption look the same: days, and no reason.
        [unfit, expect.arrayContaining([WEEK.from, WEEK.to])],
      ]),
    )
    expect(found).toHaveLength(3)
  })
})

describe('the draft', () => {
  it('shows who stands where, what is missing, hours and rest, and gives back the cell before', async () => {
    const postId = await addPost(t, { name: '北门' })
    const day = await addShift(t, postId, '2022-03-28', '08:00', { people: 2, standby: 1 })
    const night = await addShift(t, postId, '2022-03-28', '22:00')
    const { id: rotaId } = await aRota(desk, [postId], { pool: ofUnit() })
    const set = await desk(setCells, {
      rotaId,
      cells: [cell(day, 0, [people[A]!], [people[C]!]), cell(night, 0, [people[A]!])],
    })
    expect(set.cells[0]).toEqual({
      shiftId: day,
      cell: { version: 1, people: [people[A]], standby: [people[C]], fixed: false },
      before: { version: 0, people: [], standby: [], fixed: false },
    })
    expect(set.draft).toBe(1)
    const shown = await desk(board, { rotaId, ...WEEK })
    expect(shown.shifts).toMatchObject([
      {
        id: day,
        gap: 1,
        standbyGap: 0,
        differs: true,
        reportAt: '2022-03-27T23:00:00.000Z',
        published: { people: [] },
      },
      { id: night, gap: 0, day: '2022-03-28', differs: true },
    ])
    const her = shown.people.find(({ id }) => id === people[A])!
    // From 16:00 to 21:00, when she reports for the night.
    expect(her).toMatchObject({ minutes: 16 * 60, shifts: 2, leastRestMinutes: 5 * 60, name: '队员1', unit: '某市局' })
    expect(set.verdicts.map(({ personId, rule, stops }) => [personId, rule, stops])).toEqual(
      expect.arrayContaining([[people[A], 'rest', true]]),
    )
    const { before } = set.cells[1]!
    const undone = await desk(setCells, { rotaId, cells: [cell(night, set.cells[1]!.cell.version, before.people)] })
    expect(undone.cells[0]!.cell.people).toEqual([])
    expect(undone.verdicts.filter(({ stops }) => stops)).toEqual([])
    const place = await desk(territoryBoard, { code: COMMUNITY, ...WEEK })
    expect(place.shifts.filter(({ id }) => id === day)).toEqual(
      (await desk(board, { rotaId, ...WEEK })).shifts.slice(0, 1),
    )
  })

  it('lets two who edit one cell see both, and one of them at a time win', async () => {
    const postId = await addPost(t, { name: '南门' })
    const shiftId = await addShift(t, postId, '2022-03-29', '08:00', { people: 2 })
    const { id: rotaId } = await aRota(desk, [postId], { pool: ofUnit() })
    const put = (who: Ask, version: number, ids: string[]) =>
      who(setCells, { rotaId, cells: [cell(shiftId, version, ids)] })
    const both = await Promise.allSettled([put(desk, 0, [people[A]!]), put(other, 0, [people[B]!])])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    const [theirs, yours] = both[0].status === 'fulfilled' ? ['队员1', '队员2'] : ['队员2', '队员1']
    expect(lost.reason).toMatchObject({
      slug: 'roster/cell-changed',
      details: { post: '南门', timeZh: '3月29日 08:00–16:00', current: 1, seen: 0, theirsZh: theirs, yoursZh: yours },
    })
    await put(desk, 1, [people[A]!, people[B]!])
    await expect(put(other, 1, [])).rejects.toMatchObject({ details: { theirsEn: '队员1, 队员2', yoursEn: 'nobody' } })
    // Whom the rota does not know is counted, not named: any id may be asked with.
    const [stranger] = await addPeople(t, await addUnit(t, '另一单位'), 1)
    await expect(put(other, 1, [people[A]!, stranger!])).rejects.toMatchObject({
      slug: 'roster/cell-changed',
      details: { yoursZh: '队员1、另 1 人', yoursEn: '队员1, 1 more' },
    })
  })

  it('takes all cells of a drag or none, and nobody twice, from outside the pool, or on what has begun', async () => {
    const postId = await addPost(t)
    const past = await addShift(t, postId, '2022-03-27', '07:00')
    const first = await addShift(t, postId, '2022-03-30', '08:00')
    const second = await addShift(t, postId, '2022-03-30', '16:00')
    const stray = await addShift(t, await addPost(t), '2022-03-30', '08:00')
    const { id: rotaId } = await aRota(desk, [postId], { pool: ofUnit(), from: '2022-03-27' })
    const put = (...cells: ReturnType<typeof cell>[]) => desk(setCells, { rotaId, cells })
    const one = people[A]!
    await expect(put(cell(first, 0, [one]), cell(second, 7, []))).rejects.toMatchObject({ slug: 'roster/cell-changed' })
    expect((await desk(get, { rotaId })).draft).toBe(0)
    await expect(put(cell(first, 0, [one], [one]))).rejects.toMatchObject({ slug: 'roster/twice-in-cell' })
    const [stranger] = await addPeople(t, await addUnit(t, '外单位'), 1)
    await expect(put(cell(first, 0, [stranger!]))).rejects.toMatchObject({
      slug: 'roster/not-in-pool',
      details: { count: 1 },
    })
    await expect(put(cell(past, 0, [one]))).rejects.toMatchObject({ slug: 'roster/shift-begun' })
    await expect(put(cell(stray, 0, [one]))).rejects.toMatchObject({ slug: 'roster/not-of-rota' })
  })

  it('counts days by the clocks of the city: midnight, month end and leap day', async () => {
    const postId = await addPost(t, { name: '闰日岗' })
    const eve = await addShift(t, postId, '2024-02-29', '23:30')
    const after = await addShift(t, postId, '2024-03-01', '00:30')
    const days = { from: '2024-02-29', to: '2024-02-29' }
    const { id: rotaId } = await aRota(desk, [postId], { ...days, pool: ofUnit() })
    expect((await desk(board, { rotaId, ...days })).shifts.map(({ id }) => id)).toEqual([eve])
    expect((await desk(board, { rotaId, from: '2024-02-28', to: '2024-03-02' })).shifts.map(({ id }) => id)).toEqual([
      eve,
    ])
    const place = await desk(territoryBoard, { code: COMMUNITY, from: '2024-02-29', to: '2024-03-01' })
    expect(place.shifts.map(({ id, rotaId: of }) => [id, of])).toEqual([
      [eve, rotaId],
      [after, null],
    ])
  })
})
