import { answerHold, myAnswer, select, signUp, standDown, withdrawAnswer } from '@muster/core/callout/seats.wire.ts'
import { get, leave } from '@muster/core/people/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { deskAndPhones, published, rebuilt } from './testing.ts'

/** Who has left the roster may still hold a phone that is signed in: nobody counts on them any more. */
let t: Town
let desk: Ask
let people: string[]
let hands: Ask[]

beforeAll(async () => {
  t = await town()
  ;({ desk, people, hands } = await deskAndPhones(t, 12))
})
afterAll(() => t.close())

const tap = (nth: number, callId: string) => hands[nth]!(signUp, { callId, id: v7() })
const answer = async (nth: number, callId: string) => (await hands[nth]!(myAnswer, { callId })).state
const leaves = async (nth: number) => {
  const { version } = await desk(get, { personId: people[nth]! })
  await desk(leave, { personId: people[nth]!, version })
}

it('is passed over on the reserve, asked or ordered, and can sign up no more', async () => {
  const order = { kind: 'order', basis: 'DUTY_ORDER', orderedBy: '市指挥部第 3 号令' } as const
  const calls = [await published(desk, { quota: 1 }), await published(desk, { quota: 1, ...order })]
  for (const { id } of calls) for (const nth of [0, 1, 2]) await tap(nth, id)
  await leaves(1)
  const [asked, ordered] = calls.map(({ id }) => id) as [string, string]
  for (const callId of [asked, ordered]) await desk(standDown, { callId, personId: people[0]!, id: v7() })
  expect([await answer(1, asked), await answer(2, asked)]).toEqual(['reserve', 'held'])
  expect([await answer(1, ordered), await answer(2, ordered)]).toEqual(['reserve', 'confirmed'])
  expect((await hands[1]!(withdrawAnswer, { callId: asked, id: v7() })).state).toBe('withdrawn')
  await expect(tap(1, asked)).rejects.toMatchObject({ slug: 'door/not-found' })
})

it('takes no place that was held before, but may decline it', async () => {
  const { id: callId } = await published(desk, { quota: 1 })
  for (const nth of [3, 4, 5]) await tap(nth, callId)
  await hands[3]!(withdrawAnswer, { callId, id: v7() })
  await leaves(4)
  const accepting = hands[4]!(answerHold, { callId, id: v7(), accept: true })
  await expect(accepting).rejects.toMatchObject({ slug: 'callout/not-addressed' })
  expect((await hands[4]!(answerHold, { callId, id: v7(), accept: false })).state).toBe('declined')
  expect(await answer(5, callId)).toBe('held')
})

it('is not selected', async () => {
  const { id: callId, version } = await published(desk, { quota: 1, selection: 'ranked' })
  for (const nth of [6, 7]) await tap(nth, callId)
  await leaves(6)
  const call = await desk(select, { callId, version })
  expect(call).toMatchObject({ state: 'full', counts: { confirmed: 1, reserve: 0 } })
  expect([await answer(6, callId), await answer(7, callId)]).toEqual(['signed-up', 'confirmed'])
  expect(await rebuilt(t)).toEqual([])
})
