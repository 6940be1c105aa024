// What is planned changes under people: the guard looks at each of them again, what ends leaves nothing open, and each hears of it.

import * as asks from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as wire from '@muster/core/roster/posts.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place } from '../../callout/testing.ts'
import { refusal } from '../../people/testing.ts'
import type { Ask, Town } from '../../platform/testing/town.ts'
import { asked, everybodyLeaves, lasting, NOW, openStage, putBy, type Somebody, volunteersOf } from '../asks/testing.ts'
import { aPost, arrivals, aShift, STREET, toldTo } from './testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: Place
beforeAll(async () => {
  ;({ t, city, street, unit } = await openStage())
})
afterAll(() => t.close())
beforeEach(() => t.clock.set(NOW)) // 13:15 in the city

const at = (hour: string, day = '2022-03-29') => new Date(`${day}T${hour}:00+08:00`).toISOString()
const volunteers = async (count: number) => {
  await everybodyLeaves(t)
  return volunteersOf(t, unit, count)
}
const put = (...what: Parameters<ReturnType<typeof putBy>>) => putBy(city)(...what)
const on = async (shift: Shift) =>
  (await city(assign.assignments, { shiftId: shift.id })).rows.map(({ person }) => person.id)
const bodyOf = ({ role, startsAt, endsAt, people }: Shift) => ({ role, startsAt, endsAt, people })
const gate = (over = {}) => aPost(city, { name: '东门', reportMinutes: 0, ...over })

describe('other hours', () => {
  it('are judged for everybody placed: nothing changes until the desk takes off, or answers for, whom the guard stops', async () => {
    const [ann, bob] = (await volunteers(2)) as [Somebody, Somebody]
    const post = await gate()
    const early = await aShift(city, post.id, at('06:00'), at('08:00'), { people: 1 })
    const shift = await aShift(city, post.id, at('08:00'), at('16:00'))
    await put(early, ann.id)
    const anns = await put(shift, ann.id)
    await put(shift, bob.id)
    const longer = { shiftId: shift.id, version: 1, ...bodyOf(shift), endsAt: at('19:00') }
    const { version: _, ...asSeen } = longer
    const { rows } = await city(wire.previewAmendShift, asSeen)
    expect(rows.filter(row => row.verdicts.some(({ level }) => level === 'stop'))).toMatchObject([
      { assignmentId: anns.assignment.id, person: { id: ann.id }, endsAt: at('19:00') },
    ])
    await expect(city(wire.amendShift, longer)).rejects.toEqual(refusal('roster/amend-stops'))
    expect((await city(wire.post, { postId: post.id })).shifts).toContainEqual(
      expect.objectContaining({ id: shift.id, endsAt: at('16:00'), version: 1 }),
    )
    const changed = await city(wire.amendShift, { ...longer, release: [anns.assignment.id] })
    expect(changed).toMatchObject({ endsAt: at('19:00'), version: 2 })
    expect(await on(shift)).toEqual([bob.id])
    expect((await toldTo(t, ann.id)).at(-1)).toContain('不需要您了')
    expect((await toldTo(t, bob.id)).at(-1)).toContain('改为')
  })

  it('are kept with a reason and a second name, and relief is asked for, once', async () => {
    const [ann] = (await volunteers(1)) as [Somebody]
    const [leader] = (await addPeople(t, unit, 1)) as [string]
    await lasting(t, 'street-desk', { territory: STREET }, leader)
    const post = await gate()
    const shift = await aShift(city, post.id, at('08:00'), at('16:00'), { people: 1 })
    const { assignment } = await put(shift, ann.id)
    const override = { reason: '接班的人被封控', second: await numberOf(leader) }
    const body = { shiftId: shift.id, ...bodyOf(shift) }
    await city(wire.amendShift, { ...body, version: 1, endsAt: at('21:00'), override })
    expect(await toldTo(t, ann.id)).toContainEqual(expect.stringContaining('超出保护限度'))
    await city(wire.amendShift, { ...body, version: 2, endsAt: at('22:00'), override })
    expect((await city(assign.overrides, {})).rows).toMatchObject([{ assignmentId: assignment.id, rules: ['hours'] }])
    const open = (await city(asks.shortages, {})).rows.filter(one => one.shift.id === shift.id)
    expect(open).toMatchObject([{ cause: 'relief', missing: 1 }])
  })

  it('move by when somebody is needed; once fewer are needed than come, nobody is looked for any more', async () => {
    const [ann] = (await volunteers(1)) as [Somebody]
    const shift = await aShift(city, (await gate()).id, at('08:00'), at('12:00'), { people: 2 })
    await put(shift, ann.id)
    const missing = { shiftId: shift.id, id: v7(), people: 1, ask: false } as const
    expect((await city(asks.raiseShortage, missing)).neededBy).toBe(at('08:00'))
    const looked = async () => {
      const { rows } = await city(asks.shortages, { open: false })
      return rows.find(({ id }) => id === missing.id)
    }
    const body = { shiftId: shift.id, ...bodyOf(shift), startsAt: at('09:00') }
    await city(wire.amendShift, { ...body, version: 1 })
    expect(await looked()).toMatchObject({ state: 'open', neededBy: at('09:00') })
    await city(wire.amendShift, { ...body, version: 2, people: 1 })
    expect(await looked()).toMatchObject({ state: 'filled', missing: 0 })
  })

  it('leave whoever joined late where they began', async () => {
    const [ann] = (await volunteers(1)) as [Somebody]
    const post = await gate()
    const shift = await aShift(city, post.id, at('10:00', '2022-03-28'), at('16:00', '2022-03-28'))
    await put(shift, ann.id)
    await city(wire.amendShift, { shiftId: shift.id, version: 1, ...bodyOf(shift), endsAt: at('17:00', '2022-03-28') })
    const { rows } = await ann.hand(assign.myShifts, {})
    expect(rows).toHaveLength(1)
    const span = await t.owner.selectFrom('assignment').select('span').where('person_id', '=', ann.id).execute()
    expect(String(span[0]!.span)).toContain('05:15:00')
  })
})

/** The number by which somebody goes. */
async function numberOf(personId: string): Promise<string> {
  const row = await t.owner
    .selectFrom('person')
    .select('volunteer_no')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.volunteer_no
}

describe('a post that becomes dangerous', () => {
  it('keeps nobody without insurance, whatever anybody says', async () => {
    const [ann, bob] = (await volunteers(2)) as [Somebody, Somebody]
    await t.owner
      .insertInto('cover')
      .values({ tenant: 'xuzhou', person_id: bob.id, until_day: '2022-12-31', set_by: v7(), set_at: new Date(NOW) })
      .execute()
    const post = await gate()
    const shift = await aShift(city, post.id, at('08:00'), at('12:00'))
    const anns = await put(shift, ann.id)
    await put(shift, bob.id)
    const change = { postId: post.id, name: post.name, danger: true }
    const { rows } = await city(wire.previewAmendPost, change)
    expect(rows).toMatchObject([{ assignmentId: anns.assignment.id, verdicts: [{ rule: 'insurance', level: 'stop' }] }])
    const override = { reason: '没有别的人', second: 'admin' }
    await expect(city(wire.amendPost, { ...change, version: 1, override })).rejects.toEqual(
      refusal('roster/amend-firm'),
    )
    await city(wire.amendPost, { ...change, version: 1, release: [anns.assignment.id] })
    expect(await on(shift)).toEqual([bob.id])
  })

  it('is too much for one act where very many would be stopped: the desk reads what to do, and nothing changes', async () => {
    const people = await addPeople(t, unit, 31)
    const post = await gate()
    const days = Array.from({ length: 10 }, (_, nth) => `2022-04-${String(nth + 10)}`)
    const shifts = await Promise.all(
      days.map(day => aShift(city, post.id, at('08:00', day), at('12:00', day), { people: 31 })),
    )
    await sql`
      insert into assignment (tenant, id, shift_id, person_id, span, standby, basis, source, assigned_at, version)
      select s.tenant, gen_random_uuid(), s.id, p, tstzrange(s.starts_at, s.ends_at), false, 'VOLUNTARY', 'rota', ${NOW}, 1
        from shift s cross join unnest(${people}::uuid[]) p where s.id = any(${shifts.map(({ id }) => id)}::uuid[])`.execute(
      t.owner,
    )
    const change = { postId: post.id, name: post.name, danger: true }
    const many = { slug: 'roster/amend-many', details: { count: 310, most: 300 } }
    await expect(city(wire.previewAmendPost, change)).rejects.toMatchObject(many)
    await expect(city(wire.amendPost, { ...change, version: 1 })).rejects.toMatchObject(many)
    expect((await city(wire.post, { postId: post.id })).post).toMatchObject({ danger: false, version: 1 })
    // What only warns stops nothing: the first are shown, and how many they are.
    const suited = { postId: post.id, name: post.name, suitMinutes: 60 }
    const { rows, count } = await city(wire.previewAmendPost, suited)
    expect([rows.length, count]).toEqual([300, 310])
    expect(await city(wire.amendPost, { ...suited, version: 1 })).toMatchObject({ suitMinutes: 60 })
  })

  it('tells everybody once of another report time', async () => {
    const [ann] = (await volunteers(1)) as [Somebody]
    const post = await gate()
    for (const day of ['2022-03-29', '2022-03-30'])
      await put(await aShift(city, post.id, at('08:00', day), at('12:00', day)), ann.id)
    await city(wire.amendPost, { postId: post.id, version: 1, name: post.name, reportMinutes: 30 })
    const told = (await toldTo(t, ann.id)).filter(words => words.includes('到岗时间'))
    expect(told).toEqual([expect.stringMatching(/2 个班次.*3月29日 07:30 到岗/)])
  })
})

describe('a post that closes', () => {
  it('ends open ends past their plan, and leaves no shortage, no ask and nobody on standby', async () => {
    const [ann, ready, free] = (await volunteers(3)) as [Somebody, Somebody, Somebody]
    const post = await gate()
    const hours = [at('09:00', '2022-03-28'), at('13:00', '2022-03-28')] as const
    const shift = await aShift(city, post.id, ...hours, { people: 2, openEnd: true })
    await put(shift, ann.id)
    await put(shift, ready.id, { standby: true })
    await city(asks.raiseShortage, { shiftId: shift.id, id: v7(), people: 1, ask: false })
    await city(asks.askToTake, { shiftId: shift.id, personIds: [free.id], until: at('20:00', '2022-03-28') })
    expect(await asked(free)).toHaveLength(1)
    await city(wire.closePost, { postId: post.id, version: 1, reason: '队伍清空' })
    expect((await city(wire.post, { postId: post.id })).shifts).toMatchObject([{ id: shift.id, openEnd: false }])
    expect((await city(asks.shortages, {})).rows.filter(one => one.shift.id === shift.id)).toEqual([])
    expect(await asked(free)).toEqual([])
    expect((await toldTo(t, ready.id)).at(-1)).toContain('不需要您了')
    expect((await toldTo(t, ann.id)).at(-1)).toContain('现在撤岗')
    await expect(put(shift, free.id)).rejects.toMatchObject({ slug: 'roster/shift-over' })
  })

  it('ends, and does not cancel, what somebody has come to before it began', async () => {
    const [ann] = (await volunteers(1)) as [Somebody]
    const post = await gate({ reportMinutes: 30 })
    const soon = await aShift(city, post.id, at('13:30', '2022-03-28'), at('16:00', '2022-03-28'))
    const later = await aShift(city, post.id, at('16:00', '2022-03-28'), at('20:00', '2022-03-28'))
    await put(soon, ann.id)
    const gone = arrivals(t, [soon.id])
    await city(wire.closePost, { postId: post.id, version: 1, reason: '风险解除' })
    gone()
    const { shifts } = await city(wire.post, { postId: post.id })
    expect(shifts).toMatchObject([
      { id: soon.id, cancelled: false, endsAt: NOW },
      { id: later.id, cancelled: true },
    ])
  })
})

it('is looked at beforehand without waiting for anybody, and nobody waits for the look', async () => {
  const [ann] = (await volunteers(1)) as [Somebody]
  const post = await gate()
  const shift = await aShift(city, post.id, at('08:00'), at('12:00'))
  await put(shift, ann.id)
  const looks = () =>
    Promise.all([
      city(wire.previewAmendPost, { postId: post.id, name: post.name, danger: true }),
      city(wire.previewAmendShift, { shiftId: shift.id, ...bodyOf(shift), endsAt: at('22:00') }),
    ])
  await t.owner.transaction().execute(async tx => {
    for (const table of ['post', 'shift', 'assignment', 'person'] as const)
      await sql`select from ${sql.table(table)} for update`.execute(tx)
    expect((await looks()).map(({ rows }) => rows.length)).toEqual([1, 1])
  })
})

describe('a unit', () => {
  it('sees where its people stand for a day after, and there its own people only', async () => {
    const [ann] = (await volunteers(1)) as [Somebody]
    const [stranger] = (await volunteersOf(t, await addUnit(t, '另一单位'), 1)) as [Somebody]
    const secretary = await lasting(t, 'unit-secretary', { unitId: unit.id })
    const post = await gate()
    const shift = await aShift(city, post.id, at('08:00'), at('12:00'))
    const other = await aShift(city, post.id, at('12:00'), at('16:00'))
    await put(shift, ann.id)
    await put(shift, stranger.id)
    const seen = await secretary(assign.assignments, { shiftId: shift.id })
    expect(seen.rows.map(({ person }) => person.id)).toEqual([ann.id])
    await expect(secretary(assign.assignments, { shiftId: other.id })).rejects.toEqual(refusal('door/not-found'))
    expect((await secretary(wire.posts, {})).rows.map(({ id }) => id)).toContain(post.id)
    t.clock.set(at('13:00', '2022-03-30'))
    expect((await secretary(wire.posts, {})).rows.map(({ id }) => id)).not.toContain(post.id)
    await expect(secretary(wire.post, { postId: post.id })).rejects.toEqual(refusal('door/not-found'))
    expect(await street(wire.post, { postId: post.id })).toMatchObject({ post: { id: post.id } })
  })
})
