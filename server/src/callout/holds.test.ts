import { answerHold, myAnswer, seats, signUp, standDown, withdrawAnswer } from '@muster/core/callout/seats.wire.ts'
import { amend, get, withdraw } from '@muster/core/callout/wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCall, deskAndPhones, published, rebuilt } from './testing.ts'

const MINUTE = 60_000
let t: Town
let desk: Ask
let ids: string[]
let hands: Ask[]

beforeAll(async () => {
  t = await town()
  ;({ desk, people: ids, hands } = await deskAndPhones(t, 8))
})
afterAll(() => t.close())

const tap = (nth: number, callId: string, fit = true) => hands[nth]!(signUp, { callId, id: v7(), fit })
const answer = (nth: number, callId: string) => hands[nth]!(myAnswer, { callId })
const newest = async (nth: number) => (await hands[nth]!(inbox, { limit: 1 })).rows[0]!.zh

async function fullCall(over: Parameters<typeof published>[1] = {}) {
  const { id } = await published(desk, { quota: 2, holdMinutes: 10, ...over })
  for (const nth of [0, 1, 2, 3, 4]) await tap(nth, id)
  return id
}

it('asks the reserve in order: who lets it pass goes to the end, and the next is asked', async () => {
  const callId = await fullCall()
  await hands[0]!(withdrawAnswer, { callId, id: v7() })
  const until = new Date(t.clock.now.getTime() + 10 * MINUTE).toISOString()
  expect(await answer(2, callId)).toMatchObject({ state: 'held', place: 1, heldUntil: until })
  expect(await newest(2)).toContain('有一个名额为您保留到 3月28日')

  t.clock.pass(10 * MINUTE - 1000)
  await t.tick()
  expect((await answer(2, callId)).state).toBe('held')
  t.clock.pass(1000)
  await expect(hands[2]!(answerHold, { callId, id: v7(), accept: true })).rejects.toMatchObject({
    slug: 'callout/no-hold',
  })
  await t.tick()
  expect(await answer(2, callId)).toMatchObject({
    state: 'reserve',
    rank: 4,
    zh: expect.stringContaining('前面还有 1 人'),
  })
  expect(await newest(2)).toContain('已请下一位')
  expect((await answer(3, callId)).state).toBe('held')

  const declined = await hands[3]!(answerHold, { callId, id: v7(), accept: false })
  expect(declined.state).toBe('declined')
  const id = v7()
  const taken = await hands[4]!(answerHold, { callId, id, accept: true })
  expect(taken).toMatchObject({ state: 'confirmed', place: 1 })
  expect(await hands[4]!(answerHold, { callId, id, accept: true })).toEqual(taken)
  const { rows } = await desk(seats, { callId })
  expect(rows.map(row => [row.person.id, row.state])).toEqual([
    [ids[4], 'confirmed'],
    [ids[1], 'confirmed'],
    [ids[2], 'reserve'],
    [ids[0], 'withdrawn'],
    [ids[3], 'declined'],
  ])
})

it('opens again when nobody on the reserve takes the place, and the next who taps has it', async () => {
  const callId = await fullCall({ quota: 4 })
  expect((await desk(get, { callId })).state).toBe('full')
  await hands[0]!(withdrawAnswer, { callId, id: v7() })
  t.clock.pass(10 * MINUTE)
  await t.tick()
  expect(await desk(get, { callId })).toMatchObject({ state: 'open', counts: { confirmed: 3, held: 0, reserve: 1 } })
  expect(await tap(4, callId)).toMatchObject({ state: 'confirmed', place: 1 })
  expect((await desk(get, { callId })).state).toBe('full')
})

it('never places somebody who says not to be fit, but keeps them on the reserve', async () => {
  const { id: callId } = await published(desk, { quota: 2 })
  expect(await tap(0, callId, false)).toMatchObject({ state: 'reserve', rank: 1 })
  expect(await tap(1, callId)).toMatchObject({ state: 'confirmed', place: 1 })
  const { version } = await desk(get, { callId })
  const { id: _, incidentId: __, ...body } = aCall({ quota: 5 })
  await desk(amend, { ...body, callId, version })
  expect((await answer(0, callId)).state).toBe('reserve')
})

it('places the next in rank at once on a duty order, without asking', async () => {
  const callId = await fullCall({ kind: 'order', basis: 'DUTY_ORDER', orderedBy: '市指挥部第 3 号令' })
  await desk(standDown, { callId, personId: ids[1]!, id: v7(), reason: '另有任务' })
  expect(await newest(1)).toContain('这次不必前往，谢谢您。原因：另有任务')
  expect(await answer(2, callId)).toMatchObject({ state: 'confirmed', place: 2 })
})

it('takes a stand-down that is sent again for the same one, also when the person is back by then', async () => {
  const callId = await fullCall({ quota: 5 })
  const down = { callId, personId: ids[0]!, id: v7() }
  await desk(standDown, down)
  expect(await tap(0, callId)).toMatchObject({ state: 'confirmed', place: 1 })
  await desk(standDown, down)
  expect((await answer(0, callId)).state).toBe('confirmed')
  expect(await newest(0)).toContain('到市政府广场集合')
})

it('raises the quota for those who wait, and never lowers it below those who have a place', async () => {
  const callId = await fullCall()
  const { version } = await desk(get, { callId })
  const { id: _, incidentId: __, ...body } = aCall({ quota: 4, holdMinutes: 10 })
  const raised = await desk(amend, { ...body, callId, version })
  expect(raised).toMatchObject({ quota: 4, state: 'full', counts: { confirmed: 2, held: 2, reserve: 1 } })
  expect(await newest(4)).toContain('第 3 版')
  await expect(desk(amend, { ...body, quota: 3, callId, version: raised.version })).rejects.toMatchObject({
    slug: 'callout/quota-below-confirmed',
  })
  await hands[2]!(answerHold, { callId, id: v7(), accept: true })
  await hands[3]!(answerHold, { callId, id: v7(), accept: false })
  await hands[4]!(answerHold, { callId, id: v7(), accept: false })
  const lowered = await desk(amend, { ...body, quota: 3, callId, version: raised.version })
  expect(lowered).toMatchObject({ quota: 3, state: 'full', counts: { confirmed: 3 } })
  expect(await tap(5, callId)).toMatchObject({ state: 'reserve' })
})

it('asks every new vacancy of the whole reserve again, also of those who let an earlier one pass', async () => {
  const { id: callId } = await published(desk, { quota: 2, holdMinutes: 10 })
  for (const nth of [0, 1, 2]) await tap(nth, callId)
  await hands[0]!(withdrawAnswer, { callId, id: v7() })
  t.clock.pass(10 * MINUTE)
  await t.tick()
  expect((await answer(2, callId)).state).toBe('reserve')
  await hands[1]!(withdrawAnswer, { callId, id: v7() })
  expect((await answer(2, callId)).state).toBe('held')
})

it('lets go of everything when a call is withdrawn, and tells all why', async () => {
  const callId = await fullCall()
  const { version } = await desk(get, { callId })
  const call = await desk(withdraw, { callId, version, reason: '雨停了' })
  expect(call).toMatchObject({ state: 'withdrawn', counts: { confirmed: 0, reserve: 0, stoodDown: 5 } })
  expect(await newest(0)).toContain('召集已撤回，不必前往。原因：雨停了')
  await expect(tap(6, callId)).rejects.toMatchObject({ slug: 'callout/not-open' })
  await expect(hands[0]!(withdrawAnswer, { callId, id: v7() })).rejects.toMatchObject({ slug: 'callout/not-signed-up' })
})

it('takes back a withdrawal as a new sign-up, at the end of the line', async () => {
  const callId = await fullCall({ quota: 3 })
  const id = v7()
  await hands[0]!(withdrawAnswer, { callId, id })
  expect((await hands[0]!(withdrawAnswer, { callId, id })).state).toBe('withdrawn')
  expect((await hands[0]!(withdrawAnswer, { callId, id: v7() })).state).toBe('withdrawn')
  expect(await tap(0, callId)).toMatchObject({ state: 'reserve', rank: 3 })
  await expect(hands[6]!(withdrawAnswer, { callId, id: v7() })).rejects.toMatchObject({ slug: 'callout/not-signed-up' })
})

it('comes to the same seats when all of this is summed anew from the facts', async () => {
  expect(await rebuilt(t)).toEqual([])
})
