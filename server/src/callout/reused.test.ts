import { depart, rollCall } from '@muster/core/callout/departure.wire.ts'
import { answerHold, myAnswer, signUp, standDown, withdrawAnswer } from '@muster/core/callout/seats.wire.ts'
import { get } from '@muster/core/callout/wire.ts'
import { send } from '@muster/core/ledger/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { deskAndPhones, published, rebuilt } from './testing.ts'

const REUSED = expect.objectContaining({ slug: 'ledger/id-reused' })

let t: Town
let desk: Ask
let people: string[]
let hands: Ask[]
beforeAll(async () => {
  t = await town()
  ;({ desk, people, hands } = await deskAndPhones(t, 3))
})
afterAll(() => t.close())

it('an id stands for one act: what a phone does next under an earlier id is refused, not swallowed', async () => {
  const { id: callId } = await published(desk, { quota: 1 })
  const [first, second] = [hands[0]!, hands[1]!]
  const [came, left, took] = [v7(), v7(), v7()]
  await first(signUp, { callId, id: came })
  await expect(first(withdrawAnswer, { callId, id: came })).rejects.toEqual(REUSED)
  expect((await first(myAnswer, { callId })).state).toBe('confirmed')
  await second(signUp, { callId, id: v7() })
  await first(withdrawAnswer, { callId, id: left })
  await expect(first(signUp, { callId, id: left })).rejects.toEqual(REUSED)
  await expect(first(signUp, { callId, id: left.toUpperCase() })).rejects.toEqual(REUSED)

  await second(answerHold, { callId, id: took, accept: true })
  await expect(second(answerHold, { callId, id: took, accept: false })).rejects.toEqual(REUSED)
  await expect(desk(standDown, { callId, personId: people[1]!, id: took })).rejects.toEqual(REUSED)
  expect((await second(myAnswer, { callId })).state).toBe('confirmed')
})

it('the same out of a phone’s outbox, where an answer and its withdrawal come together', async () => {
  const { id: callId } = await published(desk, { quota: 1 })
  const id = v7()
  const fact = { id, occurredAt: t.clock.now.toISOString(), personId: people[2]!, subjectId: callId, payload: {} }
  const facts = ['callout.signed-up', 'callout.withdrew', 'callout.signed-up'].map(kind => ({ ...fact, kind }))
  const { answers } = await hands[2]!(send, { facts })
  const verdicts = answers.map(({ verdict, problem }) => problem?.type ?? verdict)
  expect(verdicts).toEqual(['accepted', '/problems/ledger/id-reused', 'known'])
  expect((await hands[2]!(myAnswer, { callId })).state).toBe('confirmed')
})

it('a departure under the id of a roll-call is refused, and one under its own is told once', async () => {
  const { id: callId, version } = await published(desk, { quota: 1 })
  await hands[0]!(signUp, { callId, id: v7() })
  const marked = v7()
  await desk(rollCall, { callId, at: 'departure', marks: [{ id: marked, personId: people[0]!, present: true }] })
  await expect(desk(depart, { callId, id: marked, version })).rejects.toEqual(REUSED)
  expect((await desk(get, { callId })).state).not.toBe('departed')
  const id = v7()
  const gone = await desk(depart, { callId, id, version: (await desk(get, { callId })).version })
  expect(gone.state).toBe('departed')
  expect(await desk(depart, { callId, id, version })).toEqual(gone)
  expect(await rebuilt(t)).toEqual([])
})
