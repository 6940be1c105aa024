import { seats, signUp, signUpChain } from '@muster/core/callout/seats.wire.ts'
import { get } from '@muster/core/callout/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { deskAndPhones, published, rebuilt } from './testing.ts'

/** `ROUNDS=200` runs it for a long while; every round must come out the same. */
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const PEOPLE = 100
const QUOTA = 30

let t: Town
let desk: Ask
let people: string[]
let hands: Ask[]

beforeAll(async () => {
  t = await town()
  ;({ desk, people, hands } = await deskAndPhones(t, PEOPLE))
})
afterAll(() => t.close())

it(`gives 30 places to 100 who tap at once, and 70 ranks, ${ROUNDS} times over`, { timeout: 600_000 }, async () => {
  let milliseconds = 0
  for (let round = 0; round < ROUNDS; round++) {
    const { id: callId } = await published(desk, { quota: QUOTA })
    const from = performance.now()
    const answers = await Promise.all(hands.map(tap => tap(signUp, { callId, id: v7() })))
    milliseconds += performance.now() - from
    const places = answers.filter(({ state }) => state === 'confirmed').map(({ place }) => place!)
    const ranks = answers.filter(({ state }) => state === 'reserve').map(({ rank }) => rank!)
    expect(places.toSorted((a, b) => a - b)).toEqual(Array.from({ length: QUOTA }, (_, nth) => nth + 1))
    expect(ranks.toSorted((a, b) => a - b)).toEqual(Array.from({ length: PEOPLE - QUOTA }, (_, nth) => nth + 1))
    await arrivalDecided(callId)
    await t.tick()
  }
  console.log(`${Math.round((ROUNDS * PEOPLE * 1000) / milliseconds)} sign-ups a second`)
  expect(await rebuilt(t)).toEqual([])
})

/** Whoever was heard before has the lower number: no one is overtaken between the tap and the place. */
async function arrivalDecided(callId: string): Promise<void> {
  const rows = await t.owner.selectFrom('seat').selectAll().where('call_id', '=', callId).orderBy('arrival').execute()
  expect(rows.map(row => row.place ?? QUOTA + row.rank!)).toEqual(rows.map((_, nth) => nth + 1))
  expect(await desk(get, { callId })).toMatchObject({ state: 'full', counts: { confirmed: QUOTA, signedUp: PEOPLE } })
}

it('takes a second tap and a resend for the same answer, however many come at once', async () => {
  const { id: callId } = await published(desk, { quota: 1 })
  const id = v7()
  const taps = [id, id, v7(), v7(), id]
  const answers = await Promise.all(taps.map(tap => hands[0]!(signUp, { callId, id: tap })))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]).toMatchObject({ state: 'confirmed', place: 1 })
  expect((await desk(seats, { callId })).rows).toHaveLength(1)
  const facts = await t.owner
    .selectFrom('fact')
    .select('kind')
    .where('subject_id', '=', callId)
    .orderBy('seq')
    .execute()
  expect(facts.map(({ kind }) => kind)).toEqual(['callout.signed-up', 'callout.confirmed'])
})

it('takes an id in capitals for the same person: some phones write them so', async () => {
  const { id: callId } = await published(desk, { quota: 2 })
  const entries = [people[0]!.toUpperCase(), people[0]!].map(personId => ({ id: v7(), personId }))
  const { answers } = await desk(signUpChain, { callId, entries })
  expect(answers.map(({ verdict }) => verdict)).toEqual(['accepted', 'known'])
  expect(await desk(get, { callId })).toMatchObject({ state: 'open', counts: { confirmed: 1 } })
})

it('lets no code overbook: the tables refuse a seat without a place, and two seats on one', async () => {
  const { id: call_id } = await published(desk, { quota: 1 })
  const seat = {
    tenant: 'xuzhou',
    call_id,
    state: 'confirmed',
    signed_up_at: t.clock.now,
    arrival: 1,
    via: 'tap',
    fit: true,
    lapsed: false,
  }
  const sit = (person: number, place: number) =>
    t.owner
      .insertInto('seat')
      .values({ ...seat, person_id: people[person]!, place })
      .execute()
  await expect(sit(0, 2)).rejects.toThrow('foreign key')
  await sit(0, 1)
  await expect(sit(1, 1)).rejects.toThrow('unique')
  await t.owner.deleteFrom('seat').where('call_id', '=', call_id).execute()
})
