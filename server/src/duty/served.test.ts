// What somebody really served counts before what was planned, wherever the guard is asked.

import * as duty from '@muster/core/duty/turns.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPeople, addUnit, phones } from '../callout/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aPost, aShift } from '../roster/posts/testing.ts'

let t: Town
let city: Ask
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-28T00:00:00.000Z')
  city = await t.as('city-desk')
})
afterAll(() => t.close())

it('the guard counts an early leaver’s hours to the minute, and whoever stays on past the plan', async () => {
  const [early, late] = (await addPeople(t, await addUnit(t, '某市局'), 2)) as [string, string]
  const post = await aPost(city, { reportMinutes: 0 })
  const shift = await aShift(city, post.id, '2022-03-28T00:00:00.000Z', '2022-03-28T08:00:00.000Z')
  const evening = await aShift(city, post.id, '2022-03-28T10:00:00.000Z', '2022-03-28T13:00:00.000Z')
  for (const personId of [early, late]) {
    await city(assign.assign, { shiftId: shift.id, id: v7(), personId })
    await city(duty.checkInFor, { shiftId: shift.id, id: v7(), personId })
  }
  const minutes = async () =>
    (await city(assign.judge, { shiftId: evening.id, personIds: [early, late] })).rows.map(row => row.minutesBefore)
  t.clock.set('2022-03-28T05:10:00.000Z')
  city = await t.as('city-desk')
  await city(duty.actFor, { shiftId: shift.id, id: v7(), personId: early, what: 'checked-out', why: 'relieved' })
  expect(await minutes()).toEqual([310, 480])
  const [hand] = await phones(t, [early])
  expect(await hand!(assign.myShifts, {})).toMatchObject({ minutesToday: 310 })
  t.clock.set('2022-03-28T09:00:00.000Z')
  city = await t.as('city-desk')
  expect(await minutes()).toEqual([310, 540])
})
