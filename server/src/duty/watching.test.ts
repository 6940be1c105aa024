import * as wire from '@muster/core/duty/turns.wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { answerAsk, myAsks } from '@muster/core/roster/asks.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { addPeople, addUnit, rebuilt } from '../callout/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from './testing.ts'

let t: Town
let desk: Ask
let staff: Crew
let community: string
let days = 0
const on = (clock: string) => at(`04-${String(days).padStart(2, '0')} ${clock}`)

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  community = await aCommunity(t)
})
afterAll(() => t.close())
// Each test has a day of its own: the ledger's time never goes back.
beforeEach(async () => {
  days += 1
  staff = await crew(t, 6)
  await goTo('07:00')
})

const goTo = async (clock: string, instant = on(clock)) => {
  t.clock.set(instant.toISOString())
  desk = await t.as('city-desk')
  await t.tick()
}
const arrive = async (nth: number, shiftId: string) =>
  staff.hands[nth]!(wire.checkIn, { id: v7(), code: (await desk(wire.code, { shiftId })).code })
const act = (
  nth: number,
  shiftId: string,
  what: 'checked-out' | 'suit-on' | 'suit-off' | 'stayed' | 'handed-over' | 'took-over',
  over = {},
) => staff.hands[nth]!(wire.actOwn, { id: v7(), shiftId, what, ...over })
const see = (shiftId: string) => desk(wire.sheet, { shiftId })
const newest = async (nth: number) => (await staff.hands[nth]!(inbox, { limit: 1 })).rows[0]?.zh ?? ''

/** Alarms that stand at a shift, with the step they have reached. */
const alarms = async (shiftId: string) => {
  const { rows } = await sql<{ kind: string; step: string }>`
    select kind, step from alarm where shift_id = ${shiftId} and cleared_at is null order by since, kind`.execute(
    t.owner,
  )
  return rows.map(({ kind, step }) => `${kind} ${step}`)
}

it('gives up who does not come, asks standby, and the place is held within minutes', async () => {
  const post = await addPost(t, '核酸采样点', { territory: community, reportMinutes: 20 })
  const shift = await addShift(t, post, on('08:00'), on('16:00'), { people: 2 })
  await assign(t, shift, staff.people.slice(0, 2))
  await assign(t, shift, [staff.people[2]!], true)
  await goTo('07:40')
  await arrive(0, shift)
  await goTo('07:45')
  expect(await alarms(shift)).toEqual(['late person'])
  expect(await newest(1)).toContain('迟到。如不能到岗，请马上说明。')

  await goTo('08:00')
  expect((await see(shift)).people.map(({ state }) => state)).toEqual(['no-show', 'on', 'standby'])
  const { rows } = await staff.hands[2]!(myAsks, {})
  expect(rows).toHaveLength(1)
  await staff.hands[2]!(answerAsk, { askId: rows[0]!.id, yes: true })
  await goTo('08:01')
  expect(await alarms(shift)).toEqual(['short captain', 'no-show captain'])
  await goTo('08:12')
  await arrive(2, shift)
  await t.tick()
  expect(await alarms(shift)).toEqual([])
  expect(await see(shift)).toMatchObject({ present: 2, missing: 0 })
})

it('gives up who says to be there from afar: the place is asked for, and proof is welcome still', async () => {
  const post = await addPost(t, '值守点', { territory: community })
  const shift = await addShift(t, post, on('08:00'), on('16:00'))
  await assign(t, shift, [staff.people[0]!])
  await goTo('07:55')
  await staff.hands[0]!(wire.checkIn, { id: v7(), shiftId: shift })
  await goTo('08:05')
  expect(await alarms(shift)).toEqual(['late person', 'uncovered captain'])
  await goTo('08:20')
  expect((await see(shift)).people).toMatchObject([{ state: 'no-show', assignmentId: null }])
  const { rows } = await sql`select cause, people from shortage where shift_id = ${shift}`.execute(t.owner)
  expect(rows).toEqual([{ cause: 'no-show', people: 1 }])
  // Time that nobody has seen is on record, and counts for nothing.
  expect(await staff.hands[0]!(wire.myRecord, {})).toMatchObject({
    minutes: 0,
    hours: { served: 0 },
    segments: [{ turn: { state: 'no-show', minutes: 0 } }],
  })
  expect(await arrive(0, shift)).toMatchObject({ state: 'on', turn: { flags: ['late', 'no-show-before'] } })

  const other = await addShift(t, post, on('09:00'), on('16:00'), { role: 'leader' })
  await assign(t, other, [staff.people[1]!])
  await staff.hands[1]!(wire.checkIn, { id: v7(), shiftId: other })
  const said = await desk(wire.noShow, { id: v7(), shiftId: other, personId: staff.people[1]! })
  expect(said.people).toMatchObject([{ state: 'no-show', assignmentId: null }])
})

it('takes the captain’s word earlier, and welcomes who comes after all', async () => {
  const post = await addPost(t, '服务点', { territory: community })
  const shift = await addShift(t, post, on('08:00'), on('16:00'))
  await assign(t, shift, [staff.people[0]!])
  const id = v7()
  const said = await desk(wire.noShow, { id, shiftId: shift, personId: staff.people[0]! })
  expect(said.people).toMatchObject([{ state: 'no-show', assignmentId: null }])
  await desk(wire.noShow, { id, shiftId: shift, personId: staff.people[0]! })
  await expect(desk(wire.noShow, { id: v7(), shiftId: shift, personId: staff.people[4]! })).rejects.toMatchObject({
    slug: 'duty/not-planned',
  })
  await goTo('08:00')
  await goTo('08:10')
  expect(await alarms(shift)).toEqual(['no-show street-desk', 'uncovered street-desk'])
  // Whoever comes after all finds the shift on the phone.
  const { rows } = await staff.hands[0]!(wire.myDuty, {})
  expect(rows).toMatchObject([{ shift: { id: shift }, state: 'no-show' }])
  expect(await arrive(0, shift)).toMatchObject({
    state: 'on',
    turn: { lateMinutes: 10, flags: ['late', 'no-show-before'] },
  })
  await expect(desk(wire.noShow, { id: v7(), shiftId: shift, personId: staff.people[0]! })).rejects.toMatchObject({
    slug: 'duty/is-here',
  })
  await t.tick()
  expect(await alarms(shift)).toEqual([])
})

it('never shows a post covered by a successor who is not there: the one before stays with a reason, or it is uncovered', async () => {
  const post = await addPost(t, '卡点', { territory: community })
  const day = await addShift(t, post, on('08:00'), on('16:00'))
  const night = await addShift(t, post, on('16:00'), on('23:00'))
  await assign(t, day, [staff.people[0]!])
  await assign(t, night, [staff.people[1]!])
  await goTo('07:58')
  await arrive(0, day)
  await goTo('15:30')
  expect(await alarms(day)).toEqual([])
  await goTo('15:50')
  expect(await alarms(day)).toEqual(['relief captain'])
  expect(await newest(0)).toContain('接班人未到')
  await goTo('16:00')
  expect(await alarms(night)).toEqual(['uncovered captain'])
  expect(await see(night)).toMatchObject({ present: 0, missing: 1 })
  await expect(act(0, day, 'stayed')).rejects.toMatchObject({ slug: 'duty/needs-reason' })
  await act(0, day, 'stayed', { reason: '接班人堵车，十分钟后到' })
  await t.tick()
  expect(await alarms(night)).toEqual([])
  expect(await see(night)).toMatchObject({ present: 1, missing: 0 })

  await goTo('16:09')
  await arrive(1, night)
  await act(0, day, 'handed-over', { note: '东门道闸坏了', otherId: staff.people[1]! })
  expect(await newest(1)).toContain('“卡点”交班：东门道闸坏了')
  const mine = await act(1, night, 'took-over', { otherId: staff.people[0]! })
  expect(mine.before!.people).toMatchObject([{ arrived: true, note: '东门道闸坏了' }])
  await act(0, day, 'checked-out', { why: 'relieved' })
  await t.tick()
  expect([await alarms(day), await alarms(night)]).toEqual([[], []])
  const { segments } = await staff.hands[0]!(wire.myRecord, {})
  expect(segments[0]!.turn).toMatchObject({ minutes: 491, stayed: '接班人堵车，十分钟后到', why: 'relieved' })
})

it('clocks suit and hours, and looks for relief at the limit', async () => {
  const post = await addPost(t, '隔离点', { territory: community, suitMinutes: 120 })
  const shift = await addShift(t, post, on('08:00'), on('22:00'), { openEnd: true })
  await assign(t, shift, [staff.people[0]!])
  await goTo('08:00')
  await arrive(0, shift)
  await act(0, shift, 'suit-on')
  await goTo('09:59')
  expect(await alarms(shift)).toEqual([])
  await goTo('10:00')
  expect(await alarms(shift)).toEqual(['suit person'])
  await goTo('10:05')
  expect(await alarms(shift)).toEqual(['suit captain'])
  await act(0, shift, 'suit-off')
  await t.tick()
  expect(await alarms(shift)).toEqual([])
  await goTo('16:00')
  expect(await alarms(shift)).toEqual(['hours-warn captain'])
  await goTo('20:00')
  expect(await alarms(shift)).toEqual(['hours-stop captain'])
  const { rows } = await sql`select cause, relieves from shortage where shift_id = ${shift}`.execute(t.owner)
  expect(rows).toMatchObject([{ cause: 'relief', relieves: expect.any(String) }])
  await goTo('22:00')
  expect(await alarms(shift)).toEqual(['hours-stop city-desk', 'overdue captain'])
  const closed = await desk(wire.close, { id: v7(), shiftId: shift, reason: '排队人员清零' })
  expect(closed).toMatchObject({ present: 0, missing: 0, closedWhy: '排队人员清零', people: [{ state: 'left' }] })
  await t.tick()
  expect(await alarms(shift)).toEqual([])
})

it('asks for the opening checklist, and forgets the alarm when the last item is ticked', async () => {
  const post = await addPost(t, '采样点', { territory: community, checklist: ['消毒', '试剂'] })
  const shift = await addShift(t, post, on('08:00'), on('12:00'))
  await assign(t, shift, [staff.people[0]!])
  await goTo('07:50')
  await arrive(0, shift)
  const tick = (item: string) => staff.hands[0]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'ticked', item })
  await tick('消毒')
  await goTo('08:00')
  expect(await alarms(shift)).toEqual(['not-opened captain'])
  expect((await tick('试剂')).opening.every(({ at: when }) => when !== null)).toBe(true)
  await t.tick()
  expect(await alarms(shift)).toEqual([])
})

it('relieves a whole night that reaches its limit at once a hundred at a time, so that facts need not wait', async () => {
  const post = await addPost(t, '河堤巡查段', { territory: community })
  const shift = await addShift(t, post, on('08:00'), on('22:00'), { people: 130 })
  const night = await addPeople(t, await addUnit(t, '某区防汛队'), 130)
  await assign(t, shift, night)
  await sql`
    insert into turn (tenant, id, shift_id, post_id, person_id, territory, state, came_at, via, proven, planned, breaks, suits, flags)
    select 'xuzhou', gen_random_uuid(), ${shift}, ${post}, person_id, ${community}, 'on', ${on('08:00')}, 'code', true, true, '[]', '[]', '{}'
      from unnest(${night}::uuid[]) as person_id`.execute(t.owner)
  const asked = async () =>
    (await sql`select from shortage where shift_id = ${shift} and cause = 'relief'`.execute(t.owner)).rows.length
  await goTo('20:00')
  expect(await asked()).toBe(100)
  await t.tick()
  expect(await asked()).toBe(130)
  await sql`delete from turn where shift_id = ${shift}`.execute(t.owner)
})

it('frees the place of whoever forgot to check out where the end is open, and somebody is asked for', async () => {
  const post = await addPost(t, '河堤巡查点', { territory: community })
  const shift = await addShift(t, post, on('08:00'), on('12:00'), { openEnd: true })
  await assign(t, shift, [staff.people[0]!])
  await goTo('07:55')
  await arrive(0, shift)
  await goTo('23:59')
  expect((await see(shift)).people[0]).toMatchObject({ state: 'on', assignmentId: expect.any(String) })
  await goTo('', new Date(on('23:59').getTime() + 60_000))
  expect((await see(shift)).people[0]).toMatchObject({ state: 'left', assignmentId: null, turn: { why: 'unsaid' } })
  // Nobody is there to be relieved any more: it is a lack like any other.
  const { rows } = await sql`select people, state, relieves from shortage where shift_id = ${shift}`.execute(t.owner)
  expect(rows).toEqual([{ people: 1, state: 'open', relieves: null }])
})

it('says that a command seat is empty as soon as it is, over midnight and a month’s end', async () => {
  const post = await addPost(t, '指挥部', { territory: community, command: true })
  const shift = await addShift(t, post, at('04-30 23:00'), at('05-01 07:00'))
  await assign(t, shift, [staff.people[0]!])
  await goTo('', at('04-30 22:59'))
  await arrive(0, shift)
  await goTo('', at('04-30 23:59'))
  expect(await alarms(shift)).toEqual([])
  await goTo('', at('05-01 00:05'))
  await act(0, shift, 'checked-out', { why: 'early' })
  await t.tick()
  expect(await alarms(shift)).toEqual(['command-empty street-desk'])
  expect((await staff.hands[0]!(wire.myRecord, { from: '2022-04-30', to: '2022-04-30' })).minutes).toBe(66)
})

it('comes to the same turns when they are summed anew from the facts', async () => {
  expect(await rebuilt(t)).toEqual([])
})
