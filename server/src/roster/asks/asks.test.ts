// What people are asked: the first yes wins, a no looks like no answer to everybody else, and both agree to a swap.

import { ENDPOINTS } from '@muster/core/main.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as wire from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Place } from '../../callout/testing.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Ask, Town } from '../../platform/testing/town.ts'
import { aPost, aShift, ELSEWHERE, STREET, toldTo } from '../posts/testing.ts'
import { asked, everybodyLeaves, lasting, NOW, openStage, putBy, type Somebody, say, volunteersOf } from './testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: Place
beforeAll(async () => {
  ;({ t, city, street, unit } = await openStage())
})
afterAll(() => t.close())
beforeEach(() => t.clock.set(NOW))

const as = (...who: Parameters<Town['as']>) => lasting(t, ...who)
const volunteers = (count: number, residence?: string) => volunteersOf(t, unit, count, residence)
const clear = () => everybodyLeaves(t)
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
const put = (...what: Parameters<ReturnType<typeof putBy>>) => putBy(city)(...what)
/** Raises a shortage; a moment later the first wave is asked. */
async function raise(shift: Shift, people: number, over: object = {}): Promise<wire.Shortage> {
  const { id } = await street(wire.raiseShortage, { shiftId: shift.id, id: v7(), people, ...over })
  await t.tick()
  return (await street(wire.shortages, { open: false })).rows.find(one => one.id === id)!
}

const raiseAt = (shift: Shift) => city(wire.raiseShortage, { shiftId: shift.id, id: v7(), people: 1, ask: false })

describe('an urgent shortage at a school', () => {
  it('ranks whoever was just relieved nearby, says her hours today, and takes her word within minutes', async () => {
    await clear()
    const [her] = (await volunteers(1, ELSEWHERE)) as [Somebody]
    await volunteers(3, '320311003001')
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

  it('asks nobody while it is raised, where the ledger may be held, and the first wave with the next look of time', async () => {
    await clear()
    const [one] = (await volunteers(1)) as [Somebody]
    const shift = await school(1)
    const made = await street(wire.raiseShortage, { shiftId: shift.id, id: v7(), people: 1 })
    expect(made).toMatchObject({ wave: 0, asked: 0, nextWaveAt: NOW })
    expect(await asked(one)).toEqual([])
    await t.tick()
    expect(await asked(one)).toHaveLength(1)
    expect((await street(wire.shortages, {})).rows).toMatchObject([{ id: made.id, wave: 1, asked: 1 }])
    expect(await say(one, true)).toMatchObject({ outcome: 'taken' })
  })

  it('whose ranking fails stops no other: its turn comes again in five minutes', async () => {
    await clear()
    const [one] = (await volunteers(1)) as [Somebody]
    const later = { from: '2022-03-29T06:00:00.000Z', until: '2022-03-29T09:00:00.000Z' }
    const [bad, good] = [await school(1), await school(1, later)]
    for (const shift of [bad, good]) await street(wire.raiseShortage, { shiftId: shift.id, id: v7(), people: 1 })
    const slices = t.app.house.slices as unknown[]
    // The guard looks nine days ahead: what ends there tells the one from the other.
    const between = new Date('2022-04-07T00:00:00.000Z')
    const served = async ({ tx }: Ctx, _people: unknown, _from: unknown, until: Date) =>
      until < between ? (await sql`select no_such_column`.execute(tx)).rows : []
    slices.push({ name: 'stand-in', doors: [], served })
    await expect(t.tick().finally(() => slices.pop())).rejects.toThrow('no_such_column')
    expect(await asked(one)).toMatchObject([{ shift: { id: good.id } }])
    const { rows } = await street(wire.shortages, {})
    const again = new Date(Date.parse(NOW) + 300_000).toISOString()
    expect(rows.find(row => row.shift.id === bad.id)).toMatchObject({ wave: 0, nextWaveAt: again })
    for (const { id, version } of rows) await street(wire.closeShortage, { shortageId: id, version })
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

  it('calls whoever is on standby by order at once, and asks only volunteers', async () => {
    await clear()
    const [ordered, ready] = (await volunteers(2)) as [Somebody, Somebody]
    const shift = await school(2)
    await put(shift, ordered.id, { standby: true, basis: 'DUTY_ORDER' })
    await put(shift, ready.id, { standby: true })
    const shortage = await raise(shift, 2, { cause: 'no-show' })
    expect(shortage).toMatchObject({ state: 'open', missing: 1 })
    expect(await asked(ordered)).toEqual([])
    expect((await toldTo(t, ordered.id)).at(-1)).toContain('备勤转上岗')
    expect(await say(ready, true)).toMatchObject({ outcome: 'taken' })
    expect((await street(assign.assignments, { shiftId: shift.id })).rows).toMatchObject([
      { standby: false, source: 'refill' },
      { standby: false, source: 'refill' },
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
    const shortage = await raiseAt(shift)
    const { rows } = await street(wire.candidates, { shortageId: shortage.id })
    expect(rows.map(({ person }) => person.id)).toEqual([free.id])
    await put(shift, free.id)
    expect((await street(wire.shortages, {})).rows.filter(({ id }) => id === shortage.id)).toEqual([])
    const nobody = await aPost(city, { name: '医疗点', skills: ['medical'] })
    const medical = await aShift(city, nobody.id, '2022-03-28T07:00:00.000Z', '2022-03-28T09:00:00.000Z')
    const lack = await raiseAt(medical)
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

  it('names one’s own people; others are volunteers of a unit, who can be asked all the same', async () => {
    await clear()
    const [near] = (await volunteers(1)) as [Somebody]
    const [far, unlisted] = (await volunteers(2, ELSEWHERE)) as [Somebody, Somebody]
    const shift = await school(2)
    await put(await school(1), unlisted.id)
    const { id: shortageId, version } = await raiseAt(shift)
    const { rows } = await street(wire.candidates, { shortageId })
    expect(rows.map(({ person }) => [person.id, person.name === null, person.unit])).toEqual([
      [near.id, false, '某市局'],
      [far.id, true, '某市局'],
    ])
    await street(wire.askMore, { shortageId, version, personIds: [near.id, far.id, unlisted.id] })
    expect([await asked(near), await asked(far), await asked(unlisted)].map(list => list.length)).toEqual([1, 1, 0])
  })

  it('says how near somebody lives, at a street’s own post by the street', async () => {
    await clear()
    for (const home of ['320302001002', '320302001003', '320302002001', ELSEWHERE]) await volunteers(1, home)
    const homes = async (territory: string) => {
      const shortage = await raiseAt(await school(1, { territory }))
      const { rows } = await city(wire.candidates, { shortageId: shortage.id })
      return rows.map(({ reasons }) => reasons.find(({ zh }) => zh.startsWith('住'))!.zh)
    }
    expect(await homes('320302001002')).toEqual(['住同社区', '住同街道', '住同区县', '住本市其他区县'])
    expect(await homes(STREET)).toEqual(['住同街道', '住同街道', '住同区县', '住本市其他区县'])
  })

  it('goes on past its plan where the end is open: whoever is asked then can still say yes', async () => {
    await clear()
    const [first, second] = (await volunteers(2)) as [Somebody, Somebody]
    const post = await aPost(city, { name: '队伍未清的采样点', reportMinutes: 0 })
    const hours = ['2022-03-28T02:00:00.000Z', '2022-03-28T05:00:00.000Z'] as const
    const shift = await aShift(city, post.id, ...hours, { people: 2, openEnd: true })
    await put(shift, second.id, { standby: true })
    const { id } = await raise(shift, 2)
    expect(await say(second, true)).toMatchObject({ outcome: 'taken' })
    const { version } = (await street(wire.shortages, {})).rows.find(one => one.id === id)!
    await street(wire.closeShortage, { shortageId: id, version })
    await street(wire.askToTake, { shiftId: shift.id, personIds: [first.id], until: '2022-03-28T06:00:00.000Z' })
    expect(await say(first, true)).toMatchObject({ outcome: 'taken' })
    await city(posts.closePost, { postId: post.id, version: 1, reason: '队伍清空' })
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
