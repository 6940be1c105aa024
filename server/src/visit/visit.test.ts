import * as duty from '@muster/core/duty/turns.wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import type { Outcome } from '@muster/core/visit/outcomes.ts'
import * as wire from '@muster/core/visit/wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rebuilt } from '../callout/testing.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew, note } from '../duty/testing.ts'
import { openAsOwner } from '../platform/database/open.ts'
import { until } from '../platform/engine/wait.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addDoors, send, told } from './testing.ts'

let t: Town
let city: Ask
let captain: Ask
let incidentId: string
let community: string
let post: string
let shift: string
let staff: Crew
let siteId: string
let doors: wire.Household[]
let sweepId: string

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('04-17 08:30').toISOString())
  city = await t.as('city-desk')
  incidentId = v7()
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  community = await aCommunity(t)
  post = await addPost(t, '春谷社区登记岗', { territory: community, incidentId })
  staff = await crew(t, 3)
  shift = await addShift(t, post, at('04-17 08:00'), at('04-17 20:00'), { people: 2 })
  await assign(t, shift, staff.people.slice(0, 2))
  // Whoever runs the post, with a phone of their own.
  captain = await t.as('street-desk', { territory: `${community.slice(0, 9)}000` })
})
afterAll(() => t.close())

beforeEach(async () => {
  t.clock.pass(60_000)
  siteId = v7()
  await city(sites.createSites, {
    rows: [{ id: siteId, territory: community, kind: 'building', name: `${siteId.slice(-3)} 栋` }],
  })
  doors = await addDoors(city, siteId, { stairs: 1, floors: 6, doors: 2 })
  sweepId = v7()
  await city(wire.open, { incidentId, id: sweepId, name: '敲门行动', postId: post, siteIds: [siteId] })
})

const visit = (nth: number, outcome: Outcome = 'answered', more: object = {}, supersedes?: string) =>
  told('done', doors[nth]!.id, t.clock.now, { sweepId, outcome, ...more }, supersedes)
const claim = (more: object = {}) => told('claimed', siteId, t.clock.now, { sweepId, stair: '1', ...more })
const sum = async (asOf?: string) => {
  const all = await city(wire.coverage, { sweepId, ...(asOf && { asOf }) })
  expect(all.done + all.open + all.unknown + all.excused).toBe(all.households)
  return all
}

describe('a sweep', () => {
  it('counts each door once, however often it is told and whoever was there, and shows every hand', async () => {
    const first = [visit(0, 'answered', { people: 3 }), visit(1, 'nobody-home', { left: true }), visit(2, 'empty')]
    expect(await send(staff.hands[0]!, ...first)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await send(staff.hands[0]!, ...first)).toEqual(['known', 'known', 'known'])
    await send(staff.hands[1]!, visit(0))
    expect(await sum()).toMatchObject({
      households: 12,
      done: 2,
      open: 10,
      twice: 1,
      visits: 4,
      buildingVisits: 1,
      people: 3,
    })
    const { rows } = await captain(wire.doors, { sweepId, state: 'done' })
    expect(rows[0]!.visits.map(({ by, outcome }) => [by?.id, outcome])).toEqual([
      [staff.people[0], 'answered'],
      [staff.people[1], 'answered'],
    ])
    await rebuilt(t)
    expect(await sum()).toMatchObject({ done: 2, visits: 4, twice: 1 })
  })

  it('shows the city how far it has come, and not what came of any one household', async () => {
    await send(staff.hands[0]!, visit(0, 'refused'))
    const { rows } = await city(wire.doors, { sweepId, state: 'done' })
    expect(rows[0]!.visits[0]).toMatchObject({ outcome: null, by: { id: staff.people[0] } })
  })

  it('tells at any time how it stood at an instant, on the roll of doors of that instant', async () => {
    await send(staff.hands[0]!, visit(0))
    const noon = t.clock.now.toISOString()
    t.clock.pass(60_000)
    await send(staff.hands[0]!, visit(1))
    await city(wire.removeHousehold, { householdId: doors[11]!.id })
    await city(wire.addHouseholds, {
      siteId,
      rows: [
        { id: v7(), stair: '2', floor: 1, number: '101' },
        { id: v7(), stair: '2', floor: 1, number: '102' },
      ],
    })
    expect(await sum()).toMatchObject({ households: 13, done: 2 })
    expect(await sum(noon)).toMatchObject({ households: 12, done: 1, open: 11 })
    const without = t.clock.now.toISOString()
    t.clock.pass(60_000)
    expect((await city(wire.households, { siteId })).gone).toMatchObject([{ id: doors[11]!.id }])
    await city(wire.restoreHousehold, { householdId: doors[11]!.id })
    expect(await sum()).toMatchObject({ households: 14, done: 2, empty: [] })
    expect(await sum(without)).toMatchObject({ households: 13 })
  })

  it('holds no building in which nobody would be sent to a door', async () => {
    const bare = { id: v7(), territory: community, kind: 'building' as const, name: '没有门户的楼' }
    await city(sites.createSites, { rows: [bare] })
    const opened = city(wire.open, { incidentId, id: v7(), name: '敲门', postId: post, siteIds: [siteId, bare.id] })
    await expect(opened).rejects.toMatchObject({ slug: 'visit/no-doors', en: expect.stringContaining(bare.name) })
    for (const { id } of doors) await city(wire.removeHousehold, { householdId: id })
    t.clock.pass(1_000)
    expect(await sum()).toMatchObject({ households: 0, empty: [{ id: siteId }] })
  })

  it('keeps a visit of somebody who was not meant to be there, and leaves its door unknown until another one knocks', async () => {
    expect(await send(staff.hands[2]!, visit(4))).toEqual(['accepted'])
    expect(await sum()).toMatchObject({ unknown: 1, done: 0 })
    await send(staff.hands[0]!, visit(4, 'moved'))
    expect(await sum()).toMatchObject({ unknown: 0, done: 1 })
  })

  it('lets a slip be taken back or corrected by its own hand, also when the line brings it in the wrong order', async () => {
    const slip = visit(0, 'refused')
    const undo = told('withdrawn', doors[0]!.id, t.clock.now, { sweepId }, slip.id)
    expect(await send(staff.hands[0]!, undo)).toEqual(['/problems/visit/not-heard-yet'])
    expect(await send(staff.hands[0]!, slip)).toEqual(['accepted'])
    expect(await send(staff.hands[1]!, undo)).toEqual(['/problems/visit/not-yours'])
    expect(await send(staff.hands[0]!, undo)).toEqual(['accepted'])
    expect(await sum()).toMatchObject({ done: 0, visits: 0 })
    const wrong = visit(1, 'nobody-home')
    await send(staff.hands[0]!, wrong)
    await send(staff.hands[0]!, visit(1, 'answered', {}, wrong.id))
    expect(await sum()).toMatchObject({ done: 1, visits: 1 })
  })

  it('takes a correction for the knock it corrects, and a knock that may not correct any more for one of its own', async () => {
    const slip = visit(0, 'refused')
    await send(staff.hands[0]!, slip)
    t.clock.pass(10 * 60_000)
    const right = visit(0, 'nobody-home', {}, slip.id)
    expect(await send(staff.hands[0]!, right)).toEqual(['accepted'])
    expect(await send(staff.hands[1]!, visit(0, 'answered', {}, right.id))).toEqual(['accepted'])
    const { rows } = await captain(wire.doors, { sweepId, state: 'done' })
    expect(rows[0]!.visits).toMatchObject([
      { outcome: 'nobody-home', at: slip.occurredAt, by: { id: staff.people[0] } },
      { outcome: 'answered', at: t.clock.now.toISOString(), by: { id: staff.people[1] } },
    ])
  })

  it('leaves out doors that are excused, unless somebody was there', async () => {
    await captain(wire.excuse, { sweepId, id: v7(), householdId: doors[3]!.id, reason: 'no-home' })
    expect(await sum()).toMatchObject({ excused: 1, open: 11 })
    await captain(wire.endExcuse, { sweepId, id: v7(), householdId: doors[3]!.id })
    expect(await sum()).toMatchObject({ excused: 0, open: 12 })
    await captain(wire.excuse, { sweepId, id: v7(), householdId: doors[3]!.id, reason: 'unsafe' })
    await rebuilt(t)
    expect(await sum()).toMatchObject({ excused: 1, open: 11 })
    await send(staff.hands[0]!, visit(3))
    expect(await sum()).toMatchObject({ excused: 0, done: 1 })
  })

  it('refuses doors that are not on its roll, and doors that stand there twice', async () => {
    const strange = told('done', v7(), t.clock.now, { sweepId, outcome: 'answered' })
    expect(await send(staff.hands[0]!, strange)).toEqual(['/problems/visit/not-on-roll'])
    const twice = city(wire.addHouseholds, { siteId, rows: [{ id: v7(), stair: '1', floor: 1, number: '101' }] })
    await expect(twice).rejects.toMatchObject({ slug: 'visit/door-twice' })
  })
})

describe('a list', () => {
  it('is held by one, until three quarters of an hour after the last work', async () => {
    expect(await send(staff.hands[0]!, claim())).toEqual(['accepted'])
    expect(await send(staff.hands[1]!, claim())).toEqual(['/problems/visit/claimed'])
    t.clock.pass(40 * 60_000)
    await send(staff.hands[0]!, visit(0))
    t.clock.pass(40 * 60_000)
    expect(await send(staff.hands[1]!, claim())).toEqual(['/problems/visit/claimed'])
    const [row] = (await city(wire.coverage, { sweepId })).rows
    expect(row!.claim).toMatchObject({
      by: { id: staff.people[0] },
      until: new Date(t.clock.now.getTime() + 5 * 60_000).toISOString(),
    })
    t.clock.pass(5 * 60_000)
    expect(await send(staff.hands[1]!, claim())).toEqual(['accepted'])
  })

  it('is not taken by a phone that wakes up late, however much it adds', async () => {
    const [late, done] = [claim(), visit(0)]
    t.clock.pass(50 * 60_000)
    expect(await send(staff.hands[0]!, late, done)).toEqual(['known', 'accepted'])
    expect((await sum()).rows[0]!.claim).toBeNull()
    const [over, back] = [claim({ over: true }), told('released', siteId, t.clock.now, { sweepId, stair: '1' })]
    t.clock.pass(50 * 60_000)
    expect(await send(staff.hands[1]!, claim())).toEqual(['accepted'])
    expect(await send(captain, over, back)).toEqual(['known', 'known'])
    expect((await sum()).rows[0]!.claim).toMatchObject({ by: { id: staff.people[1] } })
  })

  it('is given back by its holder or freed by the desk', async () => {
    await send(staff.hands[0]!, claim())
    const back = () => told('released', siteId, t.clock.now, { sweepId, stair: '1' })
    await send(staff.hands[1]!, back())
    expect(await send(staff.hands[1]!, claim())).toEqual(['/problems/visit/claimed'])
    await send(staff.hands[0]!, back())
    expect(await send(staff.hands[1]!, claim())).toEqual(['accepted'])
    await captain(wire.release, { sweepId, id: v7(), siteId, stair: '1' })
    expect(await send(staff.hands[0]!, claim())).toEqual(['accepted'])
  })

  it('is taken over with the code of the post, or by whoever runs it; what was only said to be done is unknown', async () => {
    await send(staff.hands[0]!, claim(), visit(0), visit(1))
    const said = doors.slice(0, 4).map(({ id }) => id)
    expect(await send(staff.hands[1]!, claim({ over: true, code: 'AAAAAA' }))).toEqual(['/problems/visit/wrong-code'])
    const { code } = await city(wire.coverage, { sweepId })
    expect(await send(staff.hands[1]!, claim({ over: true, code, said }))).toEqual(['accepted'])
    expect(await sum()).toMatchObject({ done: 2, unknown: 2, open: 8 })
    expect(await send(captain, claim({ over: true }))).toEqual(['accepted'])
    expect(await sum()).toMatchObject({ done: 2, unknown: 2, open: 8 })
    const audited = await t.owner
      .selectFrom('audit_line')
      .select('detail')
      .where('action', '=', 'visit.taken-over')
      .execute()
    expect(audited).toContainEqual({ detail: expect.objectContaining({ done: 2, unknown: 2, open: 8 }) })
    await rebuilt(t)
    expect(await sum()).toMatchObject({ done: 2, unknown: 2, open: 8 })
  })

  it('is taken over in a batch without a ring: the audit is written after everything that follows from other facts', async () => {
    const person = staff.people[0]!
    await city(duty.checkInFor, { id: v7(), shiftId: shift, personId: person })
    await send(staff.hands[0]!, claim())
    const other = openAsOwner(t.databaseUrl).db
    const { sent } = await other.transaction().execute(async tx => {
      await sql`select from shift where id = ${shift} for no key update`.execute(tx)
      const left = note('checked-out', shift, person, t.clock.now, { why: 'early' })
      const batch = send(captain, claim({ over: true }), left)
      const held = sql<{ waiting: number }>`
        select count(*)::int as waiting from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`
      const waits = async () => (await held.execute(t.owner)).rows[0]!.waiting === 1
      expect(await until(waits, { deadline: 10_000 })).toBe(true)
      // What a desk that holds a shift does next.
      await sql`select from audit_head for update nowait`.execute(tx)
      return { sent: batch }
    })
    expect(await sent).toEqual(['accepted', 'accepted'])
    await other.destroy()
  })

  it('comes to a phone with every door, and with nobody’s name', async () => {
    await send(staff.hands[0]!, claim(), visit(0))
    const { rows } = await staff.hands[1]!(wire.mine, {})
    const [list] = rows.find(({ id }) => id === sweepId)!.lists
    expect(list).toMatchObject({ stair: '1', claim: { mine: false } })
    expect(list!.doors.map(({ number }) => number)).toEqual(doors.map(({ number }) => number))
    expect(list!.doors[0]!.visits).toMatchObject([{ outcome: 'answered', mine: false }])
    expect(await staff.hands[2]!(wire.mine, {})).toEqual({ rows: [] })
  })
})

describe('a second look', () => {
  it('is drawn by chance among what is done, made by somebody else, and reopens what was not so', async () => {
    await expect(captain(wire.draw, { sweepId, id: v7(), percent: 50 })).rejects.toMatchObject({
      slug: 'visit/none-done',
    })
    await send(staff.hands[0]!, ...doors.slice(0, 5).map((_, nth) => visit(nth)))
    await send(captain, visit(5))
    await captain(wire.draw, { sweepId, id: v7(), percent: 100 })
    const { rows } = await captain(wire.rechecks, { sweepId })
    expect(rows).toHaveLength(6)
    const note = (nth: number, agrees: boolean) =>
      captain(wire.recheck, { sweepId, id: v7(), drawId: rows[nth]!.drawId, householdId: rows[nth]!.id, agrees })
    await note(0, true)
    await note(1, false)
    await expect(note(0, false)).rejects.toMatchObject({ slug: 'visit/not-drawn' })
    await expect(note(5, true)).rejects.toMatchObject({ slug: 'visit/own-work' })
    expect(await sum()).toMatchObject({ done: 5, unknown: 1, rechecks: { drawn: 6, checked: 2, agree: 1 } })
    // What a phone adds late was so before the second look; a new knock settles the door, which may be drawn again.
    const before = told('done', rows[1]!.id, at('04-17 08:31'), { sweepId, outcome: 'answered' })
    expect(await send(staff.hands[1]!, before)).toEqual(['accepted'])
    expect(await sum()).toMatchObject({ done: 5, unknown: 1 })
    t.clock.pass(60_000)
    await send(staff.hands[1]!, visit(1))
    expect(await sum()).toMatchObject({ done: 6, unknown: 0 })
    await captain(wire.draw, { sweepId, id: v7(), percent: 100 })
    await rebuilt(t)
    expect(await sum()).toMatchObject({ done: 6, rechecks: { drawn: 7, checked: 2, agree: 1 } })
  })
})

describe('a sweep that has ended', () => {
  it('takes in late what was done in time, holds what was done after its end, and says so after five days', async () => {
    const early = visit(0)
    t.clock.pass(60_000)
    await city(wire.close, { sweepId, version: 1 })
    t.clock.pass(60_000)
    const late = visit(1)
    expect(await send(staff.hands[0]!, early, late)).toEqual(['accepted', 'accepted'])
    expect(await sum()).toMatchObject({ done: 1, unknown: 1 })
    t.clock.pass(6 * 86_400_000)
    const old = told('done', doors[2]!.id, at('04-17 10:00'), { sweepId, outcome: 'answered' })
    const hand = await t.as('volunteer')
    expect(await send(hand, old)).toEqual(['/problems/visit/closed'])
  })
})
