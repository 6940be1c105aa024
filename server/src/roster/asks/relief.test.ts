// What is asked for in somebody's place, and what becomes of it once they are gone; what is missing on one shift is asked for once.

import * as access from '@muster/core/access/wire.ts'
import * as duty from '@muster/core/duty/turns.wire.ts'
import * as wire from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as safety from '@muster/core/roster/safety.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Place } from '../../callout/testing.ts'
import type { Ask, Town } from '../../platform/testing/town.ts'
import { aPost, aShift, toldTo } from '../posts/testing.ts'
import { asked, everybodyLeaves, NOW, openStage, putBy, type Somebody, say, volunteersOf } from './testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: Place
let second: string
beforeAll(async () => {
  ;({ t, city, street, unit } = await openStage())
  second = (await street(access.me, {})).account.login!
})
afterAll(() => t.close())
beforeEach(() => t.clock.set(NOW)) // 13:15 in the city

const volunteers = async (count: number) => {
  await everybodyLeaves(t)
  return volunteersOf(t, unit, count)
}
const put = (...what: Parameters<ReturnType<typeof putBy>>) => putBy(city)(...what)
const gate = async (from: string, until: string, people: number) =>
  aShift(city, (await aPost(city, { name: '东门', reportMinutes: 0 })).id, from, until, { people })
const about = async (shift: Shift) =>
  (await street(wire.shortages, { open: false })).rows.filter(one => one.shift.id === shift.id)
const on = async (shift: Shift) =>
  (await city(assign.assignments, { shiftId: shift.id })).rows.map(({ person }) => person.id)

describe('relief that is asked for', () => {
  /** Ann comes from a night and stands here five and a half hours later: somebody is looked for in her place, and Bob is asked. */
  const tired = async () => {
    const [ann, bob, cara] = (await volunteers(3)) as [Somebody, Somebody, Somebody]
    await put(await gate('2022-03-28T14:00:00.000Z', '2022-03-28T20:00:00.000Z', 1), ann.id)
    const shift = await gate('2022-03-29T01:30:00.000Z', '2022-03-29T09:30:00.000Z', 1)
    const next = ['2022-03-30T01:30:00.000Z', '2022-03-30T09:30:00.000Z'] as const
    await put(await aShift(city, shift.postId, ...next), cara.id)
    const { assignment } = await put(shift, ann.id, { override: { reason: '实在无人', second } })
    const [{ id: shortageId, version }] = (await about(shift)) as [wire.Shortage]
    await street(wire.askMore, { shortageId, version, personIds: [bob.id] })
    return { ann, bob, cara, shift, anns: assignment.id }
  }

  it('sends her home when somebody comes in her place', async () => {
    const { ann, bob, shift } = await tired()
    expect(await say(bob, true)).toMatchObject({ outcome: 'taken' })
    expect([await on(shift), await about(shift)]).toMatchObject([[bob.id], [{ state: 'filled' }]])
    expect((await toldTo(t, ann.id)).at(-1)).toContain('接替您的人已落实')
  })

  it('goes on for the empty place when the desk takes her off, and she hears of no relief', async () => {
    const { ann, bob, shift, anns } = await tired()
    await city(assign.takeOff, { assignmentId: anns, version: 1 })
    expect(await about(shift)).toMatchObject([{ cause: 'relief', state: 'open', missing: 1 }])
    const told = await toldTo(t, ann.id)
    expect(await say(bob, true)).toMatchObject({ outcome: 'taken' })
    expect([await on(shift), await about(shift)]).toMatchObject([[bob.id], [{ state: 'filled' }]])
    expect(await toldTo(t, ann.id)).toEqual(told)
  })

  it('ends when the place is filled meanwhile, by the desk or by whom she gave it to; who was asked need not come', async () => {
    const first = await tired()
    await city(assign.takeOff, { assignmentId: first.anns, version: 1 })
    await put(first.shift, first.cara.id)
    expect([await on(first.shift), await about(first.shift)]).toMatchObject([[first.cara.id], [{ state: 'filled' }]])
    expect(await asked(first.bob)).toEqual([])
    const then = await tired()
    await then.ann.hand(wire.giveAway, { assignmentId: then.anns, id: v7(), until: '2022-03-29T00:00:00.000Z' })
    expect(await say(then.cara, true)).toMatchObject({ outcome: 'taken' })
    expect([await on(then.shift), await about(then.shift)]).toMatchObject([[then.cara.id], [{ state: 'filled' }]])
    expect(await asked(then.bob)).toEqual([])
  })

  it('is the lack that is asked for when she cannot come: it is asked for once', async () => {
    const { ann, shift, anns } = await tired()
    await ann.hand(wire.cannotCome, { assignmentId: anns })
    expect(await about(shift)).toMatchObject([{ cause: 'relief', state: 'open', people: 1, missing: 1 }])
  })

  it('ends when nothing is missing: somebody on standby leaves no place', async () => {
    const [ann, bob] = (await volunteers(2)) as [Somebody, Somebody]
    const post = await aPost(city, { name: '医疗点', reportMinutes: 0, skills: ['medical'] })
    const shift = await aShift(city, post.id, '2022-03-29T01:30:00.000Z', '2022-03-29T09:30:00.000Z', { people: 1 })
    const override = { reason: '实在无人', second }
    await put(shift, bob.id, { override })
    const { assignment } = await put(shift, ann.id, { standby: true, override })
    const bobs = { cause: 'relief', state: 'open' }
    expect(await about(shift)).toMatchObject([bobs, bobs])
    await ann.hand(safety.objectMyself, { assignmentId: assignment.id })
    expect((await about(shift)).map(({ state }) => state).toSorted()).toEqual(['filled', 'open'])
  })

  /** Ann has come, and checks out by a slip an hour later. */
  const slipped = async (meanwhile: (ann: Somebody, anns: string) => Promise<unknown> = async () => {}) => {
    const all = await tired()
    t.clock.set('2022-03-29T01:30:00.000Z')
    await street(duty.checkInFor, { id: v7(), shiftId: all.shift.id, personId: all.ann.id })
    t.clock.set('2022-03-29T02:30:00.000Z')
    await meanwhile(all.ann, all.anns)
    const acts = (what: 'checked-out' | 'took-back') =>
      street(duty.actFor, { id: v7(), shiftId: all.shift.id, personId: all.ann.id, what })
    await acts('checked-out')
    t.clock.set('2022-03-29T02:31:00.000Z')
    return { ...all, takeBack: () => acts('took-back') }
  }

  it('goes on in her place when she had not left after all', async () => {
    const { ann, bob, shift, takeBack } = await slipped()
    await takeBack()
    expect([await on(shift), await about(shift)]).toMatchObject([[ann.id], [{ cause: 'relief', state: 'open' }]])
    expect(await say(bob, true)).toMatchObject({ outcome: 'taken' })
    expect([await on(shift), await about(shift)]).toMatchObject([[bob.id], [{ state: 'filled' }]])
  })

  it('goes on for the empty place when she did not accept hers: a slip that is taken back gives her none', async () => {
    const { shift, takeBack } = await slipped(({ hand }, assignmentId) => hand(safety.objectMyself, { assignmentId }))
    await takeBack()
    expect([await on(shift), await about(shift)]).toMatchObject([[], [{ cause: 'relief', state: 'open', missing: 1 }]])
  })

  it('is the lack that is asked for when she does not come: it is asked for once', async () => {
    const { ann, bob, shift } = await tired()
    t.clock.set('2022-03-29T02:30:00.000Z')
    await street(duty.noShow, { id: v7(), shiftId: shift.id, personId: ann.id })
    expect(await about(shift)).toMatchObject([{ cause: 'relief', state: 'open', missing: 1 }])
    expect(await say(bob, true)).toMatchObject({ outcome: 'taken' })
    expect(await on(shift)).toEqual([bob.id])
  })
})

it('two who cannot come to one shift are one shortage; each on standby is asked once, and both come', async () => {
  const [ann, bob, cara, dan] = (await volunteers(4)) as [Somebody, Somebody, Somebody, Somebody]
  const shift = await gate('2022-03-28T06:00:00.000Z', '2022-03-28T09:00:00.000Z', 2)
  const placed = [await put(shift, ann.id), await put(shift, bob.id)]
  for (const one of [cara, dan]) await put(shift, one.id, { standby: true })
  const cannotCome = async (who: Somebody, nth: number) => {
    await who.hand(wire.cannotCome, { assignmentId: placed[nth]!.assignment.id })
    await t.tick()
  }
  await cannotCome(ann, 0)
  expect(await about(shift)).toMatchObject([{ cause: 'gap', people: 1, asked: 2 }])
  await cannotCome(bob, 1)
  expect(await about(shift)).toMatchObject([{ cause: 'gap', people: 2, missing: 2, asked: 2 }])
  for (const one of [cara, dan]) {
    expect(await asked(one)).toHaveLength(1)
    expect(await say(one, true)).toMatchObject({ outcome: 'taken' })
  }
  expect(new Set(await on(shift))).toEqual(new Set([cara.id, dan.id]))
  expect(await about(shift)).toMatchObject([{ state: 'filled', people: 2 }])
})
