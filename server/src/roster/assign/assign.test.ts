// Placing people by hand: what the guard refuses, what a second name lifts, and that two desks never both win.
import * as access from '@muster/core/access/wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as wire from '@muster/core/roster/assign.wire.ts'
import { SAFETY } from '@muster/core/roster/safety.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place, phones } from '../../callout/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { lasting } from '../asks/testing.ts'
import { aPost, aShift, ELSEWHERE, STREET, toldTo } from '../posts/testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: Place
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T04:00:00.000Z')
  city = await as('city-desk')
  street = await as('street-desk', { territory: STREET })
  unit = await addUnit(t, '某市局')
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2022-03-27T04:00:00.000Z'))

const as = (...who: Parameters<Town['as']>) => lasting(t, ...who)
/** Somebody who lives in the street. */
const somebody = async (count = 1): Promise<string[]> => addPeople(t, unit, count, { residence: '320302001002' })
const nameOf = async (ask: Ask): Promise<string> => (await ask(access.me, {})).account.login!
/** A shift by the clocks of Xuzhou. */
const shiftAt = async (day: string, from: string, hours: number, over: { danger?: boolean; people?: number } = {}) => {
  const post = await aPost(city, { reportMinutes: 0, danger: over.danger ?? false, name: `${day}岗` })
  const start = new Date(`${day}T${from}:00+08:00`)
  const end = new Date(start.getTime() + hours * 3_600_000)
  return aShift(city, post.id, start.toISOString(), end.toISOString(), { people: over.people ?? 2 })
}
/** What lifts a stop: a reason and the street's desk. */
const override = async () => ({ reason: '实在无人', second: await nameOf(street) })
const put = (ask: Ask, shift: Shift, personId: string, over: object = {}) =>
  ask(wire.assign, { shiftId: shift.id, id: v7(), personId, ...over })

describe('a volunteer who ended at 01:30', () => {
  let team: string
  let captain: Ask
  let volunteer: string
  let late: Shift
  let early: Shift
  beforeAll(async () => {
    t.clock.set('2022-03-27T04:00:00.000Z')
    ;[volunteer] = (await somebody()) as [string]
    team = v7()
    await city(teams.createTeam, { id: team, name: '潘塘卡口队', kind: 'service', territory: STREET })
    await city(teams.setMember, { teamId: team, personId: volunteer, roles: ['member'] })
    captain = await as('captain', { teamId: team })
    const post = await aPost(city, { reportMinutes: 0, name: '潘塘卡口', teamId: team })
    late = await aShift(city, post.id, '2022-03-27T09:30:00.000Z', '2022-03-27T17:30:00.000Z')
    early = await aShift(city, post.id, '2022-03-27T23:00:00.000Z', '2022-03-28T03:00:00.000Z')
    await put(captain, late, volunteer)
  })

  it('is not placed at 07:00 the same day: 5.5 hours are fewer than 8', async () => {
    t.clock.set('2022-03-27T18:00:00.000Z')
    await expect(put(captain, early, volunteer)).rejects.toMatchObject({
      slug: 'roster/guard-stops',
      details: { whyZh: expect.stringContaining('间隔 5.5 小时，少于 8 小时') },
    })
    const { rows } = await captain(wire.judge, { shiftId: early.id, personIds: [volunteer] })
    expect(rows[0]!.verdicts).toContainEqual(
      expect.objectContaining({ rule: 'rest', level: 'stop', en: '5.5 h between shifts, less than 8 h' }),
    )
  })

  it('is placed by a reason and a second name that may assign there, and relief is asked for at once', async () => {
    t.clock.set('2022-03-27T18:00:00.000Z')
    const reason = '卡口无人可替，只此一早'
    const me = await nameOf(captain)
    for (const second of ['nobody', me])
      await expect(put(captain, early, volunteer, { override: { reason, second } })).rejects.toMatchObject({
        slug: 'roster/second-name',
      })
    const elsewhere = await as('street-desk', { territory: ELSEWHERE })
    await expect(
      put(captain, early, volunteer, { override: { reason, second: await nameOf(elsewhere) } }),
    ).rejects.toMatchObject({ slug: 'roster/second-name' })

    const placed = await put(captain, early, volunteer, { override: { reason, second: await nameOf(street) } })
    expect(placed.verdicts.map(({ rule }) => rule)).toContain('rest')
    const open = await street(asks.shortages, {})
    expect(open.rows).toMatchObject([{ id: placed.shortageId, cause: 'relief', missing: 1, shift: { id: early.id } }])
    const lifted = await street(wire.overrides, {})
    expect(lifted.rows).toMatchObject([
      { assignmentId: placed.assignment.id, reason, mine: true, over: false, objectedAt: null, by: me },
    ])
    expect((await captain(wire.overrides, {})).rows).toMatchObject([{ mine: false }])
    const lines = await t.owner.selectFrom('audit_line').select(['action', 'detail']).execute()
    expect(lines.find(({ action }) => action === 'roster.guard-overridden')!.detail).toMatchObject({
      shortage: placed.shortageId,
    })
  })

  it('is taken off again when the second name objects; the request for relief goes on', async () => {
    t.clock.set('2022-03-27T18:00:00.000Z')
    const [{ assignmentId }] = (await street(wire.overrides, {})).rows as [wire.Override]
    await expect(captain(wire.object, { assignmentId, why: '不同意' })).rejects.toMatchObject({
      slug: 'roster/not-second',
    })
    await street(wire.object, { assignmentId, why: '休息不足，另找人' })
    await street(wire.object, { assignmentId, why: '再说一次' })
    expect((await street(wire.assignments, { shiftId: early.id })).rows).toEqual([])
    expect((await street(asks.shortages, {})).rows).toMatchObject([{ state: 'open' }])
    expect((await street(wire.overrides, {})).rows).toMatchObject([
      { over: true, objectedAt: t.clock.now.toISOString(), objection: '休息不足，另找人' },
    ])
    // To others it looks as when the person does not accept it, or is relieved.
    expect((await captain(wire.overrides, {})).rows).toMatchObject([{ over: true, objectedAt: null, objection: null }])
    expect(await lastLine(assignmentId)).toEqual({ action: 'roster.override-objected', actor: null, detail: {} })
    expect((await toldTo(t, volunteer)).at(-1)).toContain('第二人不同意')
  })
})

describe('placing somebody', () => {
  it('is told to them, seen by their unit, and the same when sent again', async () => {
    const [personId] = (await somebody()) as [string]
    const shift = await shiftAt('2022-04-01', '08:00', 6)
    const id = v7()
    const once = await street(wire.assign, { shiftId: shift.id, id, personId })
    const again = await street(wire.assign, { shiftId: shift.id, id, personId })
    expect(again.assignment).toEqual(once.assignment)
    expect(await toldTo(t, personId)).toEqual([expect.stringContaining('4月1日 08:00–14:00')])
    const secretary = await as('unit-secretary', { unitId: unit.id })
    expect((await secretary(wire.assignments, { shiftId: shift.id })).rows).toMatchObject([
      { person: { id: personId } },
    ])
    const [hand] = await phones(t, [personId])
    expect((await hand!(wire.myShifts, {})).rows).toMatchObject([
      { shift: { id: shift.id, place: expect.any(String) } },
    ])
    await expect(put(street, shift, personId)).rejects.toMatchObject({ slug: 'roster/on-it-already' })
  })

  it('takes nobody off to another post at the same time, and names the other post only to those who may see it', async () => {
    const [personId] = (await somebody()) as [string]
    await put(city, await shiftAt('2022-04-02', '08:00', 6), personId)
    const faraway = await aPost(city, { territory: ELSEWHERE, reportMinutes: 60, name: '远岗' })
    const there = await aShift(city, faraway.id, '2022-04-02T04:00:00.000Z', '2022-04-02T10:00:00.000Z')
    await expect(put(city, there, personId)).rejects.toMatchObject({
      slug: 'roster/elsewhere-then',
      zh: expect.stringContaining('4月2日 08:00–14:00 已在“2022-04-02岗”有安排'),
    })
    const other = await as('street-desk', { territory: '320311003000' })
    await city(wire.second, {
      personId,
      id: v7(),
      territory: '320311003000',
      orderedBy: '市指挥部',
      from: '2022-03-27T05:00:00.000Z',
      until: '2022-04-09T00:00:00.000Z',
    })
    await expect(put(other, there, personId)).rejects.toMatchObject({
      slug: 'roster/elsewhere-then',
      zh: expect.stringContaining('另一岗位'),
    })
  })

  it('keeps to the number of people, and to shifts that go on', async () => {
    const [one, other] = (await somebody(2)) as [string, string]
    const shift = await shiftAt('2022-04-03', '08:00', 6, { people: 1 })
    const placed = await put(street, shift, one)
    await expect(put(street, shift, other)).rejects.toMatchObject({ slug: 'roster/shift-full' })
    await put(street, shift, other, { standby: true })
    const { id: assignmentId, version } = placed.assignment
    await expect(street(wire.takeOff, { assignmentId, version: version + 1 })).rejects.toMatchObject({
      slug: 'door/changed-meanwhile',
    })
    await street(wire.takeOff, { assignmentId, version })
    await put(street, shift, other)
    expect((await street(wire.assignments, { shiftId: shift.id })).rows).toMatchObject([
      { person: { id: other }, standby: false },
    ])
    t.clock.set('2022-04-03T07:00:00.000Z')
    await expect(put(street, shift, one)).rejects.toMatchObject({ slug: 'roster/shift-over' })
  })

  it('moves in one step, or not at all', async () => {
    const [personId] = (await somebody()) as [string]
    const from = await shiftAt('2022-04-10', '08:00', 6)
    const to = await shiftAt('2022-04-10', '15:00', 6)
    const dangerous = await shiftAt('2022-04-10', '16:00', 4, { danger: true })
    const { assignment } = await put(street, from, personId)
    const move = { assignmentId: assignment.id, version: 1, id: v7() }
    await expect(street(wire.move, { ...move, toShiftId: dangerous.id })).rejects.toMatchObject({
      slug: 'roster/guard-firm',
    })
    expect((await street(wire.assignments, { shiftId: from.id })).rows).toHaveLength(1)
    await street(wire.move, { ...move, toShiftId: to.id })
    expect((await street(wire.assignments, { shiftId: from.id })).rows).toEqual([])
    expect((await street(wire.assignments, { shiftId: to.id })).rows).toMatchObject([{ person: { id: personId } }])
  })

  it('judges a move without the hours that are left behind, and passes on a word to the person', async () => {
    const [personId] = (await somebody()) as [string]
    const [from, to] = [await shiftAt('2022-04-11', '08:00', 6), await shiftAt('2022-04-11', '09:00', 6)]
    const { id: assignmentId } = (await put(street, from, personId)).assignment
    const verdicts = async (instead?: string) => {
      const { rows } = await street(wire.judge, { shiftId: to.id, personIds: [personId], ...(instead && { instead }) })
      return rows[0]!.verdicts.map(({ rule }) => rule)
    }
    expect([await verdicts(), await verdicts(assignmentId)]).toEqual([['overlap'], []])
    await street(wire.move, { assignmentId, version: 1, toShiftId: to.id, id: v7(), why: '东门人手已够' })
    expect(await toldTo(t, personId)).toContainEqual(expect.stringContaining('说明：东门人手已够'))
    const moves = await t.owner.selectFrom('audit_line').select('detail').where('action', '=', 'roster.moved').execute()
    expect(moves.at(-1)!.detail).toMatchObject({ why: '东门人手已够' })
  })

  it('is decided once when two desks place the same person at the same moment', async () => {
    for (let nth = 0; nth < 5; nth++) {
      const [personId] = (await somebody()) as [string]
      const shifts = await Promise.all([shiftAt('2022-04-12', '08:00', 6), shiftAt('2022-04-12', '18:00', 6)])
      const results = await Promise.allSettled(shifts.map(shift => put(city, shift, personId)))
      // Four hours between the two: too long for a pause, too short for rest.
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { slug: 'roster/guard-stops' },
      })
    }
  })
})

describe('what no second name lifts', () => {
  it('is insurance on a dangerous post, until the unit records it', async () => {
    const [personId] = (await somebody()) as [string]
    const shift = await shiftAt('2022-04-15', '08:00', 6, { danger: true })
    await expect(put(city, shift, personId, { override: await override() })).rejects.toMatchObject({
      slug: 'roster/guard-firm',
      details: { whyZh: expect.stringContaining('保险') },
    })
    const secretary = await as('unit-secretary', { unitId: unit.id })
    expect(
      await secretary(wire.setCover, {
        rows: [personId, v7()].map(one => ({ personId: one, until: '2022-04-14' })),
      }),
    ).toEqual({ people: 1, before: [{ personId, until: null }] })
    await expect(put(city, shift, personId)).rejects.toMatchObject({ slug: 'roster/guard-firm' })
    await secretary(wire.setCover, { rows: [{ personId, until: '2022-04-15' }] })
    expect((await secretary(wire.cover, { personId })).until).toBe('2022-04-15')
    await put(city, shift, personId)
  })

  it('is a person’s own word, which nobody else can read', async () => {
    const [personId] = (await somebody()) as [string]
    const [hand] = await phones(t, [personId])
    const shift = await shiftAt('2022-04-16', '08:00', 6)
    await hand!(wire.sayFitness, { fit: false })
    await expect(put(city, shift, personId, { override: await override() })).rejects.toMatchObject({
      slug: 'roster/guard-firm',
      details: { whyZh: '此人不可安排到这一班' },
    })
    const said = await t.owner.selectFrom('audit_line').select('action').where('action', 'like', '%fit%').execute()
    expect(said).toEqual([])
    await hand!(wire.sayFitness, { fit: true })
    expect(await hand!(wire.myFitness, {})).toEqual({ fit: true })
    await put(city, shift, personId)
  })

  it('is light duty at a dangerous post, in words that say no more than not being fit', async () => {
    const [personId] = (await somebody()) as [string]
    const secretary = await as('unit-secretary', { unitId: unit.id })
    const row = await secretary(people.get, { personId })
    const { id: _, unit: home, residence, ...rest } = row
    await secretary(people.update, {
      personId,
      volunteerNo: rest.volunteerNo,
      name: rest.name!,
      skills: [],
      availability: 'any-time',
      unitId: home.id,
      residence: residence!.code,
      lightDuty: true,
      version: rest.version,
    })
    await secretary(wire.setCover, { rows: [{ personId, until: '2022-12-31' }] })
    await expect(
      put(city, await shiftAt('2022-04-17', '08:00', 6, { danger: true }), personId, { override: await override() }),
    ).rejects.toMatchObject({ details: { whyZh: '此人不可安排到这一班' } })
    await put(city, await shiftAt('2022-04-17', '08:00', 6), personId)
  })
})

it('who was placed beyond a limit, even by order, need not accept it, and nothing tells that it was they', async () => {
  const [personId] = (await somebody()) as [string]
  const [hand, stranger] = (await phones(t, [personId, (await somebody())[0]!])) as [Ask, Ask]
  const usual = await put(city, await shiftAt('2022-04-18', '08:00', 8), personId)
  const long = await shiftAt('2022-04-18', '18:00', 8)
  const placing = { basis: 'DUTY_ORDER', override: await override() } as const
  const { assignment } = await put(city, long, personId, placing)
  expect((await hand(wire.myShifts, {})).rows.map(({ beyond }) => beyond)).toEqual([false, true])
  expect(await toldTo(t, personId)).toContainEqual(expect.stringContaining('24 小时内共 16 小时，超过 12 小时'))
  const { id: assignmentId } = assignment
  await expect(stranger(wire.objectMyself, { assignmentId })).rejects.toMatchObject({ slug: 'door/not-found' })
  const other = { assignmentId: usual.assignment.id }
  await expect(hand(wire.objectMyself, other)).rejects.toMatchObject({ slug: 'door/not-found' })
  await hand(wire.objectMyself, { assignmentId })
  await hand(wire.objectMyself, { assignmentId })
  expect((await city(wire.assignments, { shiftId: long.id })).rows).toEqual([])
  // The second name reads what everybody reads: that the place is over, as if somebody had taken the person off.
  for (const reader of [city, street]) {
    const { rows } = await reader(wire.overrides, {})
    const read = rows.find(row => row.assignmentId === assignmentId)
    expect(read).toMatchObject({ mine: reader === street, over: true, objectedAt: null, objection: null })
  }
  expect(await lastLine(assignmentId)).toEqual({ action: 'roster.override-objected', actor: null, detail: {} })
})

/** What the audit says last of an assignment. */
async function lastLine(assignmentId: string) {
  const lines = await t.owner
    .selectFrom('audit_line')
    .select(['action', 'actor', 'detail'])
    .where('subject', '=', `assignment/${assignmentId}`)
    .orderBy('seq')
    .execute()
  return lines.at(-1)
}

describe('the limits of a city', () => {
  it('are its own, changed by the city’s desk alone, and the audit keeps what changed', async () => {
    const { version, ...found } = await city(wire.safetyLimits, {})
    expect(found).toEqual(SAFETY)
    const limits = { ...found, reason: '高温预警' }
    await expect(street(wire.setSafetyLimits, { ...limits, version })).rejects.toMatchObject({ slug: 'door/not-found' })
    await expect(city(wire.setSafetyLimits, { ...limits, warnMinutes: 800, version })).rejects.toMatchObject({
      slug: 'roster/limits-crossed',
    })
    await expect(city(wire.setSafetyLimits, { ...limits, mostDaysInSeven: 7, version })).rejects.toMatchObject({
      slug: 'roster/limit-beyond',
      details: { nameZh: '7 天内上岗天数', most: 6, whyZh: expect.stringContaining('第三十八条') },
    })
    const stricter = await city(wire.setSafetyLimits, { ...limits, mostMinutes: 480, version })
    expect(stricter).toMatchObject({ mostMinutes: 480, version: version + 1 })
    await expect(city(wire.setSafetyLimits, { ...limits, version })).rejects.toMatchObject({
      slug: 'door/changed-meanwhile',
    })
    const [personId] = (await somebody()) as [string]
    await expect(put(city, await shiftAt('2022-04-20', '08:00', 9), personId)).rejects.toMatchObject({
      details: { whyZh: '24 小时内共 9 小时，超过 8 小时' },
    })
    const lines = await t.owner.selectFrom('audit_line').select(['action', 'detail']).execute()
    expect(lines.filter(({ action }) => action === 'roster.limits-changed').at(-1)!.detail).toEqual({
      mostMinutes: { from: 720, to: 480 },
      reason: '高温预警',
    })
    await city(wire.setSafetyLimits, { ...limits, version: version + 1 })
  })
})
