import * as wire from '@muster/core/duty/turns.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, assign, at, type Crew, crew } from './testing.ts'

let t: Town
let desk: Ask
let staff: Crew
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  staff = await crew(t, 2)
})
afterAll(() => t.close())

it('what somebody has come to is not taken back: neither the shift nor the batch it came with', async () => {
  t.clock.set(at('03-28 07:00').toISOString())
  const postId = await addPost(t, '东门', { territory: await aCommunity(t) })
  const batchId = v7()
  const line = { starts: '08:00', ends: '14:00', role: 'member', people: 2 }
  const days = { firstDay: '2022-03-28', lastDay: '2022-03-30' }
  await desk(posts.layOut, { id: batchId, postIds: [postId], ...days, lines: [line] })
  const [first, second] = (await desk(posts.post, { postId })).shifts
  await assign(t, first!.id, staff.people)
  t.clock.set(at('03-28 07:55').toISOString())
  for (const personId of staff.people) await desk(wire.checkInFor, { id: v7(), shiftId: first!.id, personId })
  const cancel = (shiftId: string) => desk(posts.cancelShift, { shiftId, version: 1, reason: '不需要' })
  const there = { slug: 'roster/people-there', details: { count: 2 } }
  await expect(cancel(first!.id)).rejects.toMatchObject(there)
  const undo = desk(posts.undoBatch, { batchId })
  await expect(undo).rejects.toMatchObject({ slug: 'roster/batch-begun', details: { count: 2 } })
  expect(await cancel(second!.id)).toMatchObject({ cancelled: true })
})
