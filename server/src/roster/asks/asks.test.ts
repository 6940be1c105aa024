// What people are asked: the first yes wins, a no looks like no answer to everybody else, and both agree to a swap.

import { ENDPOINTS } from '@muster/core/main.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as wire from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place, phones } from '../../callout/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { aPost, aShift, ELSEWHERE, STREET, toldTo } from '../posts/testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: Place
const NOW = '2022-03-28T05:15:00.000Z'
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(NOW)
  city = await as('city-desk')
  street = await as('street-desk', { territory: STREET })
  unit = await addUnit(t, '某市局')
})
afterAll(() => t.close())
beforeEach(() => t.clock.set(NOW))

/** Signs somebody in for as long as the story takes. */
async function as(...who: Parameters<Town['as']>): Promise<Ask> {
  const ask = await t.as(...who)
  await t.owner
    .updateTable('session')
    .set({ idle_minutes: 100_000, expires_at: new Date('2099-01-01') })
    .execute()
  return ask
}

interface Somebody {
  readonly id: string
  readonly hand: Ask
}
async function volunteers(count: number, traits: Parameters<typeof addPeople>[3] = {}): Promise<Somebody[]> {
  const ids = await addPeople(t, unit, count, { residence: '320302001002', ...traits })
  const hands = await phones(t, ids)
  return ids.map((id, nth) => ({ id, hand: hands[nth]! }))
}
/** Takes everybody of earlier stories off the roster, so that each ranking is about its own people. */
const clear = () =>
  t.owner
    .updateTable('person')
    .set({ left_at: new Date(NOW) })
    .where('left_at', 'is', null)
    .execute()
const school = async (
  people: number,
  over: { from?: string; until?: string; territory?: string } = {},
): Promise<Shift> => {
  const post = await aPost(city, {
    name: '学校采样点',
    reportMinutes: 0,
    ...(over.territory && { territory: over.territory }),
  })
  return aShift(city, post.id, over.from ?? '2022-03-28T06:00:00.000Z', over.until ?? '2022-03-28T09:00:00.000Z', {
    people,
  })
}
const put = (shift: Shift, personId: string, over: object = {}) =>
  city(assign.assign, { shiftId: shift.id, id: v7(), personId, ...over })
const raise = (shift: Shift, people: number, over: object = {}) =>
  street(wire.raiseShortage, { shiftId: shift.id, id: v7(), people, ...over })
const asked = async ({ hand }: Somebody) => (await hand(wire.myAsks, {})).rows
const say = async (who: Somebody, yes: boolean) => {
  const [one] = await asked(who)
  return who.hand(wire.answerAsk, { askId: one!.id, yes })
}

describe('an urgent shortage at a school', () => {
  it('ranks whoever was just relieved nearby, says her hours today, and takes her word within minutes', async () => {
    await clear()
    const [her] = (await volunteers(1, { residence: ELSEWHERE })) as [Somebody]
    await volunteers(3, { residence: '320311003001' })
    t.clock.set('2022-03-27T23:00:00.000Z')
    const testing = await school(1, { from: '2022-03-28T00:00:00.000Z', until: '2022-03-28T08:00:00.000Z' })
    const morning = await put(testing, her.id)
    t.clock.set('2022-03-28T05:10:00.000Z')
    await city(assign.takeOff, { assignmentId: morning.assignment.id, version: 1 })
    t.clock.set(NOW)
    // Under way since five past: of the hours before she was free nobody asks.
    const shift = await school(1, { from: '2022-03-28T05:05:00.000Z' })
    const shortage = await raise(shift, 1, { cause: 'new-post' })
    expect(shortage).toMatchObject({ state: 'open', missing: 1, wave: 1 })
    const { rows } = await street(wire.candidates, { shortageId: shortage.id })
    expect(rows[0]).toMatchObject({ rank: 1, person: { id: her.id }, minutesToday: 310, asked: true })
    expect(rows[0]!.reasons.map(({ zh }) => zh)).toEqual([
      '刚从同社区的岗位下来',
      '住本市其他区县',
      '24 小时内已服务 5 小时 10 分',
      '近 7 天被询问 1 次',
    ])
    const [ask] = await asked(her)
    expect(ask).toMatchObject({ kind: 'take', today: { minutes: 310, zh: '今天已服务 5 小时 10 分' } })
    expect((await toldTo(t, her.id)).at(-1)).toContain('今天已服务 5 小时 10 分')
    t.clock.pass(90_000)
    expect(await say(her, true)).toMatchObject({ outcome: 'taken' })
    expect((await street(wire.shortages, { open: false })).rows.find(({ id }) => id === shortage.id)).toMatchObject({
      state: 'filled',
      missing: 0,
    })
    expect((await street(assign.assignments, { shiftId: shift.id })).rows).toMatchObject([
      { person: { id: her.id }, basis: 'VOLUNTARY', source: 'refill' },
    ])
  })

  it('asks more people each time, nobody twice, and stands the others down kindly once it is filled', async () => {
    await clear()
    const all = await volunteers(12)
    const shortage = await raise(await school(1), 1)
    const askedNow = async () => (await Promise.all(all.map(asked))).filter(list => list.length > 0).length
    expect(await askedNow()).toBe(3)
    t.clock.pass(4 * 60_000)
    await t.tick()
    expect(await askedNow()).toBe(3)
    t.clock.pass(60_000)
    await t.tick()
    expect(await askedNow()).toBe(9)
    const willing: Somebody[] = []
    for (const one of all) if ((await asked(one)).length > 0) willing.push(one)
    const [winner, refuser, ...rest] = willing as [Somebody, Somebody, ...Somebody[]]
    await say(refuser, false)
    const askId = (await asked(rest[0]!))[0]!.id
    expect(await say(winner, true)).toMatchObject({ outcome: 'taken' })
    expect(await rest[0]!.hand(wire.answerAsk, { askId, yes: true })).toMatchObject({ outcome: 'late' })
    expect(await askedNow()).toBe(0)
    expect((await toldTo(t, rest[0]!.id)).at(-1)).toContain('人员已满，您不必前往，谢谢')
    t.clock.pass(10 * 60_000)
    await t.tick()
    expect((await street(wire.shortages, { open: false })).rows.find(({ id }) => id === shortage.id)).toMatchObject({
      asked: 9,
    })
  })

  it('is won by the first: of many who say yes at one moment exactly as many come as are needed', async () => {
    for (let nth = 0; nth < 3; nth++) {
      await clear()
      const all = await volunteers(12)
      const shift = await school(4)
      const { id: shortageId, version } = await raise(shift, 4, { ask: false })
      await street(wire.askMore, { shortageId, version, personIds: all.map(({ id }) => id) })
      const ids = await Promise.all(all.map(async one => (await asked(one))[0]!.id))
      const answers = await Promise.all(all.map((one, at) => one.hand(wire.answerAsk, { askId: ids[at]!, yes: true })))
      expect(answers.filter(({ outcome }) => outcome === 'taken')).toHaveLength(4)
      expect(answers.filter(({ outcome }) => outcome === 'late')).toHaveLength(8)
      expect((await street(assign.assignments, { shiftId: shift.id })).rows).toHaveLength(4)
      // Asked again, each hears the same.
      const again = await Promise.all(all.map((one, at) => one.hand(wire.answerAsk, { askId: ids[at]!, yes: true })))
      expect(again.map(({ outcome }) => outcome)).toEqual(answers.map(({ outcome }) => outcome))
    }
  })

  it('asks whoever is on standby first, and alone', async () => {
    await clear()
    const [ready, ...others] = (await volunteers(4)) as [Somebody, ...Somebody[]]
    const shift = await school(1)
    await put(shift, ready.id, { standby: true })
    await raise(shift, 1, { cause: 'no-show' })
    expect(await asked(ready)).toHaveLength(1)
    expect((await Promise.all(others.map(asked))).flat()).toEqual([])
    expect(await say(ready, true)).toMatchObject({ outcome: 'taken' })
    expect((await street(assign.assignments, { shiftId: shift.id })).rows).toMatchObject([
      { person: { id: ready.id }, standby: false },
    ])
  })

  it('passes over whoever is exempt, elsewhere, tired or without the skill, and is met by hand as well', async () => {
    await clear()
    const [exempt, elsewhere, tired, free] = (await volunteers(4)) as [Somebody, Somebody, Somebody, Somebody]
    await t.owner
      .insertInto('exemption')
      .values({
        tenant: 'xuzhou',
        id: v7(),
        person_id: exempt.id,
        reason: 'leave',
        from_day: '2022-03-28',
        approver: v7(),
        approved_at: new Date(NOW),
      })
      .execute()
    await put(await school(1), elsewhere.id)
    t.clock.set('2022-03-27T12:00:00.000Z')
    await put(await school(1, { from: '2022-03-27T20:00:00.000Z', until: '2022-03-28T01:00:00.000Z' }), tired.id)
    t.clock.set(NOW)
    const shift = await school(1)
    const shortage = await raise(shift, 1)
    const { rows } = await street(wire.candidates, { shortageId: shortage.id })
    expect(rows.map(({ person }) => person.id)).toEqual([free.id])
    await put(shift, free.id)
    expect((await street(wire.shortages, {})).rows.filter(({ id }) => id === shortage.id)).toEqual([])
    const nobody = await aPost(city, { name: '医疗点', skills: ['medical'] })
    const medical = await aShift(city, nobody.id, '2022-03-28T07:00:00.000Z', '2022-03-28T09:00:00.000Z')
    const lack = await raise(medical, 1)
    expect((await street(wire.candidates, { shortageId: lack.id })).rows).toEqual([])
    await expect(raise(shift, 1)).rejects.toMatchObject({ slug: 'roster/shift-full' })
    const elsewhereDesk = await as('street-desk', { territory: '320311003000' })
    await expect(elsewhereDesk(wire.candidates, { shortageId: lack.id })).rejects.toMatchObject({
      slug: 'door/not-found',
    })
    const { version } = (await street(wire.shortages, {})).rows.find(({ id }) => id === lack.id)!
    await street(wire.closeShortage, { shortageId: lack.id, version })
    await expect(street(wire.askMore, { shortageId: lack.id, version: version + 1 })).rejects.toMatchObject({
      slug: 'roster/shortage-over',
    })
  })

  it('ends with its shift', async () => {
    await clear()
    const [one] = (await volunteers(1)) as [Somebody]
    await raise(await school(1), 1)
    expect(await asked(one)).toHaveLength(1)
    t.clock.set('2022-03-28T09:00:00.000Z')
    await t.tick()
    expect(await asked(one)).toEqual([])
    expect((await street(wire.shortages, {})).rows).toEqual([])
  })
})

describe('a no', () => {
  /** All that anybody else can read: every list and every line, without what differs by chance. */
  async function seenByOthers(personId: string, shift: Shift, shortageId: string): Promise<string> {
    const captain = await as('captain', { teamId: await teamOf() })
    const secretary = await as('unit-secretary', { unitId: unit.id })
    const pictures = [
      await street(wire.shortages, { open: false }),
      await street(wire.candidates, { shortageId }),
      await street(assign.assignments, { shiftId: shift.id }),
      await city(wire.shortages, { open: false }),
      await captain(wire.shortages, { open: false }),
      await secretary(wire.shortages, { open: false }),
    ]
    const lines = await t.owner
      .selectFrom('audit_line')
      .select(['action', 'subject', 'detail'])
      .where('action', 'like', 'roster.%')
      .orderBy('seq')
      .execute()
    const kept = await t.owner.selectFrom('idempotency').select('answer').orderBy('key').execute()
    return JSON.stringify([pictures, lines, kept]).replaceAll(personId, 'somebody')
  }
  let team: string | undefined
  async function teamOf(): Promise<string> {
    if (team) return team
    team = v7()
    await city(teams.createTeam, { id: team, name: '学校队', kind: 'service', territory: STREET })
    return team
  }

  it('and silence leave the same in every list, every line of the audit and every table but one’s own', async () => {
    await clear()
    const all = await volunteers(3)
    const shift = await school(1)
    const shortage = await raise(shift, 1)
    const before = await seenByOthers(all[0]!.id, shift, shortage.id)
    expect(await say(all[0]!, false)).toMatchObject({ outcome: 'put-away' })
    expect(await asked(all[0]!)).toEqual([])
    expect(await seenByOthers(all[0]!.id, shift, shortage.id)).toBe(before)
    // Nobody else opens the ask, not even by its id.
    const { rows } = await sql<{
      id: string
    }>`select id from ask where person_id = ${all[0]!.id} and state = 'open'`.execute(t.owner)
    for (const other of [city, street, all[1]!.hand])
      await expect(other(wire.answerAsk, { askId: rows[0]!.id, yes: true })).rejects.toMatchObject({
        slug: expect.stringMatching(/^door\/not-/),
      })
    // It may still become a yes: a no binds nobody.
    expect(await all[0]!.hand(wire.answerAsk, { askId: rows[0]!.id, yes: true })).toMatchObject({ outcome: 'taken' })
  })

  it('is forgotten when the ask is over', async () => {
    await clear()
    const [one, other] = (await volunteers(2)) as [Somebody, Somebody]
    await raise(await school(1), 1)
    await say(one, false)
    t.clock.set('2022-03-28T09:00:00.000Z')
    await t.tick()
    const { rows } = await sql<{ state: string; put_away: boolean }>`
      select state, put_away from ask where person_id in (${one.id}, ${other.id})`.execute(t.owner)
    expect(rows).toEqual([
      { state: 'over', put_away: false },
      { state: 'over', put_away: false },
    ])
  })

  it('has no endpoint, no field and no state of its own anywhere', async () => {
    const { readFileSync } = await import('node:fs')
    const schema = readFileSync(new URL('../../platform/database/schema.sql', import.meta.url), 'utf8')
    const ask = /create table public\.ask \([^;]+;/i.exec(schema)?.[0] ?? ''
    expect(ask).not.toMatch(/declin|refus|reject|answered/)
    expect(
      JSON.stringify(ENDPOINTS.filter(({ name }) => name.startsWith('roster.')).map(({ output }) => output._zod.def)),
    ).not.toMatch(/declin|refus|reject/)
  })
})

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
    expect([await on(monday), await on(tuesday)]).toEqual([[ann.id], [bob.id]])
    expect(await asked(bob)).toMatchObject([{ kind: 'swap', shift: { id: monday.id }, gives: { id: tuesday.id } }])
    expect(await say(bob, true)).toMatchObject({ outcome: 'swapped' })
    expect([await on(monday), await on(tuesday)]).toEqual([[bob.id], [ann.id]])
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
      ...{ people: 5, memberships: 6, agencyStaff: 3, strength: 5, renewal: null },
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
