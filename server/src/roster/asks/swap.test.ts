// Swaps, with both asked; and a team of two years ago, in which everybody is asked again.

import * as teams from '@muster/core/people/teams.wire.ts'
import * as wire from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place } from '../../callout/testing.ts'
import type { Ask, Town } from '../../platform/testing/town.ts'
import { aPost, aShift, STREET, toldTo } from '../posts/testing.ts'
import { asked, everybodyLeaves, NOW, openStage, putBy, type Somebody, say, volunteersOf } from './testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: Place
beforeAll(async () => {
  ;({ t, city, street, unit } = await openStage())
})
afterAll(() => t.close())
beforeEach(() => t.clock.set(NOW))

const volunteers = (count: number, residence?: string) => volunteersOf(t, unit, count, residence)
const clear = () => everybodyLeaves(t)
const put = (...what: Parameters<ReturnType<typeof putBy>>) => putBy(city)(...what)

describe('a swap', () => {
  const pair = async () => {
    await clear()
    const [ann, bob, cara] = (await volunteers(3)) as [Somebody, Somebody, Somebody]
    const [captain] = (await volunteers(1)) as [Somebody]
    const team = v7()
    await city(teams.createTeam, { id: team, name: '东门队', kind: 'service', territory: STREET })
    await city(teams.setMember, { teamId: team, personId: captain.id, roles: ['captain'] })
    const post = await aPost(city, { name: '东门', reportMinutes: 0, teamId: team })
    const on = (day: string) => aShift(city, post.id, `${day}T00:00:00.000Z`, `${day}T06:00:00.000Z`, { people: 1 })
    const [monday, tuesday] = [await on('2022-04-04'), await on('2022-04-05')]
    const anns = (await put(monday, ann.id)).assignment.id
    const bobs = (await put(tuesday, bob.id)).assignment.id
    return { ann, bob, cara, captain, team, monday, tuesday, anns, bobs, until: '2022-04-01T00:00:00.000Z' }
  }
  const on = async (shift: Shift) =>
    (await street(assign.assignments, { shiftId: shift.id })).rows.map(({ person }) => person.id)

  it('is done at once when both have agreed, and the captain is told', async () => {
    const { ann, bob, captain, monday, tuesday, anns, bobs, until } = await pair()
    const { rows } = await ann.hand(wire.swapPartners, { assignmentId: anns })
    expect(rows).toMatchObject([{ assignmentId: bobs, shift: { id: tuesday.id } }])
    expect(await ann.hand(wire.offerSwap, { assignmentId: anns, id: v7(), withAssignmentId: bobs, until })).toEqual({
      asked: 1,
    })
    const offered = async () => (await ann.hand(assign.myShifts, {})).rows.map(row => row.offered)
    expect(await ann.hand(assign.myShifts, {})).toMatchObject({ rows: [{ basis: 'VOLUNTARY' }] })
    expect(await offered()).toEqual([{ asked: 1, until }])
    expect([await on(monday), await on(tuesday)]).toEqual([[ann.id], [bob.id]])
    expect(await asked(bob)).toMatchObject([{ kind: 'swap', shift: { id: monday.id }, gives: { id: tuesday.id } }])
    expect(await say(bob, true)).toMatchObject({ outcome: 'swapped' })
    expect([await on(monday), await on(tuesday)]).toEqual([[bob.id], [ann.id]])
    expect(await offered()).toEqual([null])
    expect((await toldTo(t, ann.id)).at(-1)).toContain('换班成功')
    expect(await toldTo(t, captain.id)).toEqual([
      expect.stringContaining('双方已同意'),
      expect.stringContaining('双方已同意'),
    ])
    await expect(ann.hand(wire.offerSwap, { assignmentId: anns, id: v7(), until })).rejects.toMatchObject({
      slug: 'roster/shift-over',
    })
    await expect(bob.hand(wire.swapPartners, { assignmentId: anns })).rejects.toMatchObject({ slug: 'door/not-found' })
  })

  it('is refused for the guard of either, and what stands against the other stays theirs', async () => {
    const { ann, bob, anns, bobs, until, monday, tuesday } = await pair()
    await ann.hand(wire.offerSwap, { assignmentId: anns, id: v7(), withAssignmentId: bobs, until })
    await ann.hand(assign.sayFitness, { fit: false })
    await expect(say(bob, true)).rejects.toMatchObject({
      slug: 'roster/other-stopped',
      zh: expect.not.stringContaining('不适合'),
    })
    expect([await on(monday), await on(tuesday)]).toEqual([[ann.id], [bob.id]])
    await ann.hand(assign.sayFitness, { fit: true })
    expect(await say(bob, true)).toMatchObject({ outcome: 'swapped' })
  })

  it('gives a shift away to the first of the pool, or is taken back', async () => {
    const { ann, bob, cara, monday, anns, until } = await pair()
    expect(await ann.hand(wire.giveAway, { assignmentId: anns, id: v7(), until })).toEqual({ asked: 2 })
    expect(await asked(cara)).toEqual([])
    await ann.hand(wire.keepShift, { assignmentId: anns })
    expect(await asked(bob)).toEqual([])
    await ann.hand(wire.giveAway, { assignmentId: anns, id: v7(), until })
    expect(await say(bob, true)).toMatchObject({ outcome: 'taken' })
    expect(await on(monday)).toEqual([bob.id])
    expect((await toldTo(t, ann.id)).at(-1)).toContain('已有人接班')
  })

  it('goes to one of two who take it at the same moment', async () => {
    const { ann, bob, cara, team, monday, anns, until } = await pair()
    await city(teams.setMember, { teamId: team, personId: cara.id, roles: ['member'] })
    expect(await ann.hand(wire.giveAway, { assignmentId: anns, id: v7(), until })).toEqual({ asked: 3 })
    const outcomes = await Promise.all([say(bob, true), say(cara, true)])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['late', 'taken'])
    expect(await on(monday)).toHaveLength(1)
  })
})

describe('whoever cannot come', () => {
  it('frees the place and has somebody else looked for; nothing tells that it was their word', async () => {
    await clear()
    const [ann, bob] = (await volunteers(2)) as [Somebody, Somebody]
    const post = await aPost(city, { name: '北门', reportMinutes: 0 })
    const shift = await aShift(city, post.id, '2022-03-28T06:00:00.000Z', '2022-03-28T09:00:00.000Z', { people: 1 })
    const { assignment } = await put(shift, ann.id)
    expect(await ann.hand(wire.cannotCome, { assignmentId: assignment.id })).toEqual({ done: true })
    expect(await ann.hand(wire.cannotCome, { assignmentId: assignment.id })).toEqual({ done: true })
    await t.tick()
    expect(await asked(bob)).toMatchObject([{ shift: { id: shift.id } }])
    const { rows } = await street(wire.shortages, {})
    expect(rows.filter(one => one.shift.id === shift.id)).toMatchObject([{ cause: 'gap', missing: 1 }])
    const { id: account } = await t.owner
      .selectFrom('account')
      .select('id')
      .where('person_id', '=', ann.id)
      .executeTakeFirstOrThrow()
    const lines = await t.owner.selectFrom('audit_line').selectAll().where('account_id', '=', account).execute()
    expect(lines.filter(({ action }) => action.startsWith('roster.'))).toEqual([])
    const raised = await t.owner.selectFrom('shortage').select('raised_by').where('shift_id', '=', shift.id).execute()
    expect(raised).toEqual([{ raised_by: null }])
  })

  it('adds to the shortage of that shift; who has checked in has come', async () => {
    await clear()
    const [ann, bob] = (await volunteers(2)) as [Somebody, Somebody]
    const post = await aPost(city, { name: '南门', reportMinutes: 0 })
    const shift = await aShift(city, post.id, '2022-03-28T06:00:00.000Z', '2022-03-28T09:00:00.000Z', { people: 3 })
    const anns = await put(shift, ann.id)
    const bobs = await put(shift, bob.id)
    const raised = await city(wire.raiseShortage, { shiftId: shift.id, id: v7(), people: 1 })
    await ann.hand(wire.cannotCome, { assignmentId: anns.assignment.id })
    const { rows } = await street(wire.shortages, {})
    expect(rows.filter(one => one.shift.id === shift.id)).toMatchObject([{ id: raised.id, missing: 2 }])
    const turn = { personId: bob.id, shiftId: shift.id, day: '2022-03-28', from: t.clock.now, until: null }
    const served = async () => [{ ...turn, plannedEnd: new Date('2022-03-28T09:00:00.000Z') }]
    const slices = t.app.house.slices as unknown[]
    slices.push({ name: 'stand-in', doors: [], served })
    const said = bob.hand(wire.cannotCome, { assignmentId: bobs.assignment.id })
    await expect(said.finally(() => slices.pop())).rejects.toMatchObject({ slug: 'roster/come-already' })
  })

  it('says so before it begins, for what they came to by their own word', async () => {
    await clear()
    const [ann] = (await volunteers(1)) as [Somebody]
    const post = await aPost(city, { name: '西门', reportMinutes: 0 })
    const shift = await aShift(city, post.id, '2022-03-28T06:00:00.000Z', '2022-03-28T09:00:00.000Z')
    const ordered = await put(shift, ann.id, { basis: 'DUTY_ORDER' })
    const { id } = ordered.assignment
    await expect(ann.hand(wire.cannotCome, { assignmentId: id })).rejects.toMatchObject({ slug: 'roster/by-order' })
    t.clock.set('2022-03-28T06:00:00.000Z')
    await expect(ann.hand(wire.cannotCome, { assignmentId: id })).rejects.toMatchObject({ slug: 'roster/shift-over' })
  })
})

describe('a team of two years ago', () => {
  it('is woken in one act: everybody asked once, nobody placed before saying yes', async () => {
    await clear()
    const agency = await volunteers(3)
    const company = await addPeople(t, { ...(await addUnit(t, '某公司')) }, 2)
    await t.owner.updateTable('unit').set({ kind: 'enterprise' }).where('name', '=', '某公司').execute()
    const [team, gates, supplies] = [v7(), v7(), v7()]
    await city(teams.createTeam, { id: team, name: '临时党支部', kind: 'temporary-branch', territory: STREET })
    await city(teams.createTeam, { id: gates, name: '卡口组', kind: 'service', parent: team })
    await city(teams.createTeam, { id: supplies, name: '物资组', kind: 'service', parent: team })
    const join = (teamId: string, personId: string) => city(teams.setMember, { teamId, personId, roles: ['member'] })
    for (const { id } of agency) await join(gates, id)
    for (const id of company) await join(supplies, id)
    await join(supplies, agency[0]!.id)
    expect(await city(wire.strength, { teamId: team })).toMatchObject({
      people: 5,
      memberships: 6,
      agencyStaff: 3,
      strength: 5,
      renewal: null,
      groups: [
        { name: '卡口组', people: 3, memberships: 3 },
        { name: '物资组', people: 3, memberships: 3 },
      ],
    })
    const id = v7()
    const woken = { teamId: team, id, until: '2022-03-30T00:00:00.000Z', why: '疫情再起' }
    expect(await street(wire.renewTeam, woken)).toMatchObject({ strength: 0, reserve: 0, renewal: { asked: 5 } })
    expect(await street(wire.renewTeam, woken)).toMatchObject({ renewal: { asked: 5 } })
    await expect(street(wire.renewTeam, { ...woken, id: v7() })).rejects.toMatchObject({
      slug: 'roster/renewing-already',
    })

    const post = await aPost(city, { name: '南门', reportMinutes: 0, teamId: team })
    const shift = await aShift(city, post.id, '2022-03-28T06:00:00.000Z', '2022-03-28T09:00:00.000Z', { people: 5 })
    const [first, second] = agency as [Somebody, Somebody]
    await expect(put(shift, first.id)).rejects.toMatchObject({
      slug: 'roster/not-consented',
      details: { team: '临时党支部' },
    })
    expect(await asked(first)).toMatchObject([{ kind: 'join', team: { id: team }, shift: null }])
    expect(await say(first, true)).toMatchObject({ outcome: 'joined' })
    await say(second, false)
    await put(shift, first.id)
    await expect(put(shift, second.id)).rejects.toMatchObject({ slug: 'roster/not-consented' })
    t.clock.set('2022-03-28T07:00:00.000Z')
    expect(await street(wire.strength, { teamId: team })).toMatchObject({ strength: 1, deployed: 1, reserve: 0 })
    t.clock.set('2022-03-30T00:00:00.000Z')
    await t.tick()
    expect(await asked(agency[2]!)).toEqual([])
    await expect(
      put(await aShift(city, post.id, '2022-03-30T06:00:00.000Z', '2022-03-30T09:00:00.000Z'), second.id),
    ).rejects.toMatchObject({
      slug: 'roster/not-consented',
    })
  })
})
