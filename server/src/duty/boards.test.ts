import * as boards from '@muster/core/duty/boards.wire.ts'
import * as captain from '@muster/core/duty/captain.wire.ts'
import * as wire from '@muster/core/duty/turns.wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from './testing.ts'

const byName = (one: readonly unknown[], other: readonly unknown[]) => String(one[0]).localeCompare(String(other[0]))
let t: Town
let desk: Ask
let staff: Crew
let [here, there] = ['', '']

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  ;[here, there] = [await aCommunity(t, 0), await aCommunity(t, 900)]
  staff = await crew(t, 8)
  await goTo('07:30')
})
afterAll(() => t.close())

const goTo = async (clock: string) => {
  t.clock.set(at(`03-28 ${clock}`).toISOString())
  desk = await t.as('city-desk')
  await t.tick()
}
const arrive = async (nth: number, shiftId: string) =>
  staff.hands[nth]!(wire.checkIn, { id: v7(), code: (await desk(wire.code, { shiftId })).code })

const shiftAt = async (
  name: string,
  from: string,
  people: number[],
  over: { need?: number; command?: boolean; in?: string } = {},
) => {
  const post = await addPost(t, name, { territory: over.in ?? here, command: over.command ?? false })
  const shift = await addShift(t, post, at(`03-28 ${from}`), at('03-28 20:00'), { people: over.need ?? 1 })
  await assign(
    t,
    shift,
    people.map(nth => staff.people[nth]!),
  )
  return { post, shift }
}

it('shows gaps first, by urgency, and what helps', async () => {
  const half = await shiftAt('采样点', '08:00', [0, 1], { need: 2 })
  const empty = await shiftAt('卡点', '08:00', [2], { in: there })
  const seat = await shiftAt('指挥部', '08:00', [3], { command: true })
  const later = await shiftAt('夜间值守', '11:00', [], { need: 3 })
  await shiftAt('太远', '13:00', [])
  const whole = await shiftAt('服务点', '08:00', [4])
  await goTo('07:58')
  for (const [nth, { shift }] of [
    [0, half],
    [4, whole],
  ] as const)
    await arrive(nth, shift)
  await staff.hands[2]!(wire.checkIn, { id: v7(), shiftId: empty.shift })
  await goTo('08:02')
  const board = await desk(boards.gaps, {})
  expect(board.rows.map(row => [row.post.name, row.minutes, row.missing, row.action])).toEqual([
    ['指挥部', 2, 1, 'wait'],
    ['卡点', 2, 1, 'confirm'],
    ['采样点', 2, 1, 'wait'],
    ['夜间值守', -178, 3, 'assign'],
  ])
  expect(board).toMatchObject({ now: { posts: 3, people: 3 }, coming: { posts: 1, people: 3 } })
  expect((await desk(boards.gaps, { territory: there })).rows.map(row => row.post.name)).toEqual(['卡点'])
  const { rows } = await desk(captain.shifts, { hours: 4 })
  expect(
    rows.map(row => [row.post.name, row.present, row.unproven, row.late, row.missing] as const).toSorted(byName),
  ).toEqual(
    [
      ['采样点', 1, 0, 1, 1],
      ['卡点', 0, 1, 0, 1],
      ['夜间值守', 0, 0, 0, 3],
      ['指挥部', 0, 0, 1, 1],
      ['服务点', 1, 0, 0, 0],
    ].toSorted(byName),
  )
  const elsewhere = await t.as('street-desk', { territory: there })
  expect((await elsewhere(captain.shifts, { hours: 4 })).rows.map(row => row.post.name)).toEqual(['卡点'])
  await desk(wire.checkInFor, { id: v7(), shiftId: empty.shift, personId: staff.people[2]! })
  await arrive(3, seat.shift)
  expect((await desk(boards.gaps, {})).rows.map(row => row.post.name)).toEqual(['采样点', '夜间值守'])
  expect(later.shift).toBeTruthy()
})

it('reminds whoever has not come, once however often it is tapped, and nobody else', async () => {
  const { rows } = await desk(captain.shifts, { hours: 4 })
  const { shiftId } = rows.find(row => row.post.name === '采样点')!
  const remind = (nth: number) => desk(captain.remind, { shiftId, personId: staff.people[nth]! })
  const told = async () =>
    (await staff.hands[1]!(inbox, {})).rows.filter(({ zh }) => zh.startsWith('队长在“采样点”等您：3月28日 08:00 到岗'))
  await remind(1)
  await remind(1)
  expect(await told()).toHaveLength(1)
  await expect(remind(0)).rejects.toMatchObject({ slug: 'duty/is-here' })
  await expect(remind(7)).rejects.toMatchObject({ slug: 'duty/not-planned' })
})

it('shows who is where and for how long, and what stands in each place', async () => {
  await goTo('08:30')
  const all = await desk(boards.present, { limit: 2 })
  expect(all).toMatchObject({ total: 4, inSuit: 0 })
  const rest = await desk(boards.present, { limit: 2, after: all.next! })
  expect([...all.rows, ...rest.rows].map(row => [row.post.name, row.minutes])).toEqual([
    ['采样点', 32],
    ['服务点', 32],
    ['卡点', 28],
    ['指挥部', 28],
  ])
  expect((await desk(boards.present, { search: staff.people[2]!.slice(-12).toUpperCase() })).rows).toMatchObject([
    { post: { name: '卡点' } },
  ])
  const { rows, total } = await desk(boards.places, {})
  expect(total).toMatchObject({ posts: 4, need: 5, present: 4, missing: 1, uncovered: 0, alarms: 1 })
  const opened = await desk(boards.places, { territory: rows[0]!.code })
  expect(opened.rows.length).toBeGreaterThan(0)
  expect(await (await t.as('street-desk', { territory: there }))(boards.places, {})).toMatchObject({
    rows: [{ code: there, opens: false, posts: 1, present: 1 }],
  })
})

/** As the database puts them in order. */
const NAMES = ['服务点', '采样点', '卡点'].toSorted((a, b) => (a < b ? -1 : 1))

it('tells the wall who came and what begins, in numbers', async () => {
  const wall = await desk(boards.wall, { minutes: 180 })
  expect(wall).toMatchObject({ onDuty: 4, arrived: 4, left: 0, noShows: 1 })
  expect(wall.rows.map(row => [row.what, row.post.name, row.people, row.of])).toEqual([
    ['start', '夜间值守', 0, 3],
    ['arrivals', '卡点', 1, 1],
    ['arrivals', '指挥部', 1, 1],
    ...NAMES.slice(1).map(name => ['arrivals', name, 1, name === '采样点' ? 2 : 1]),
  ])
})

it('lets a desk take an alarm, which climbs no further and goes when it is no longer true', async () => {
  await t.tick()
  const { rows } = await desk(boards.alarms, {})
  expect(rows.map(row => [row.kind, row.post.name, row.step])).toEqual([
    ['short', '采样点', 'street-desk'],
    ['no-show', '采样点', 'captain'],
  ])
  const [short] = rows
  await desk(boards.acknowledge, { postId: short!.post.id, alarmId: short!.id })
  await goTo('09:40')
  const now = await desk(boards.alarms, {})
  expect(now.rows[0]).toMatchObject({ step: 'street-desk', nextStepAt: null, acknowledgedAt: expect.any(String) })
  const elsewhere = await t.as('street-desk', { territory: there })
  expect((await elsewhere(boards.alarms, {})).rows).toEqual([])
  await expect(elsewhere(boards.acknowledge, { postId: short!.post.id, alarmId: short!.id })).rejects.toMatchObject({
    slug: 'door/not-found',
  })
  await arrive(5, short!.shiftId!)
  await t.tick()
  expect((await desk(boards.alarms, {})).rows).toEqual([])
  expect((await desk(boards.alarms, { cleared: 'true' })).rows.every(({ clearedAt }) => clearedAt)).toBe(true)
})

it('says that all leaders stand at one place while a seat elsewhere is theirs', async () => {
  const breach = await shiftAt('决口现场', '10:00', [])
  const second = await shiftAt('前方指挥所', '09:45', [6], { command: true, in: there })
  await goTo('09:50')
  await arrive(6, second.shift)
  await goTo('10:05')
  const kinds = async () => (await desk(boards.alarms, {})).rows.map(row => `${row.kind} ${row.post.name}`)
  expect(await kinds()).not.toContain('leaders-together 决口现场')
  await arrive(3, breach.shift)
  await arrive(6, breach.shift)
  await t.tick()
  expect(await kinds()).toEqual(
    expect.arrayContaining(['leaders-together 决口现场', 'command-empty 指挥部', 'command-empty 前方指挥所']),
  )
  await goTo('10:10')
  await arrive(6, second.shift)
  await t.tick()
  expect(await kinds()).toEqual(['command-empty 指挥部'])
})

it('keeps a shift of open end in view until somebody closes it, however long ago it began', async () => {
  const name = '溃口守护点'
  const post = await addPost(t, name, { territory: here })
  const shiftId = await addShift(t, post, at('03-28 08:00'), at('03-28 16:00'), { openEnd: true })
  t.clock.set(at('03-31 20:00').toISOString())
  desk = await t.as('city-desk')
  const seen = async () => ({
    gap: (await desk(boards.gaps, {})).rows.some(row => row.shiftId === shiftId),
    day: (await desk(captain.shifts, {})).rows.some(row => row.shiftId === shiftId),
    wall: (await desk(boards.wall, {})).rows.some(row => row.shiftId === shiftId),
    need: (await desk(boards.places, {})).total.need,
  })
  expect(await seen()).toEqual({ gap: true, day: true, wall: false, need: 1 })
  await desk(wire.checkInFor, { id: v7(), shiftId, personId: staff.people[0]! })
  expect(await seen()).toEqual({ gap: false, day: true, wall: true, need: 1 })
  await desk(wire.close, { id: v7(), shiftId, reason: '险情解除' })
  expect(await seen()).toMatchObject({ gap: false, need: 0 })
})
