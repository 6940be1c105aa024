import * as seatWire from '@muster/core/callout/seats.wire.ts'
import { amend, get } from '@muster/core/callout/wire.ts'
import { send } from '@muster/core/ledger/wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCall, addPeople, deskAndPhones, published, rebuilt } from './testing.ts'

/** `STORMS=50` blows for a long while; every one must come out whole. */
const STORMS = Number(process.env.STORMS ?? 3)
const PHONES = 40
const LISTED = 20
const QUOTA = 12
const ACTS = 5

let t: Town
let desk: Ask
let people: string[]
let hands: Ask[]
let listed: string[]

beforeAll(async () => {
  t = await town()
  const crowd = await deskAndPhones(t, PHONES)
  ;({ desk, people, hands } = crowd)
  listed = await addPeople(t, crowd.unit, LISTED)
})
afterAll(() => t.close())

/** The same storm for the same seed (mulberry32): only the order of arrival differs. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

/** What somebody may hear who answers a moment too late; a bug, a deadlock or a database away is none of these. */
const EXPECTED = /^(callout\/(no-hold|not-signed-up|quota-below-confirmed)|door\/changed-meanwhile)$/

async function attempt(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!(error instanceof Problem) || !EXPECTED.test(error.slug)) throw error
  })
}

/** One phone: taps, withdraws, answers whatever is held, and sends from its outbox, in any order. */
async function restless(nth: number, callId: string, roll: (sides: number) => number): Promise<void> {
  const hand = hands[nth]!
  const outbox = () => ({
    facts: ['callout.signed-up', 'callout.withdrew', 'callout.signed-up'].map(kind => ({
      id: v7(),
      kind,
      occurredAt: t.clock.now.toISOString(),
      personId: people[nth]!,
      subjectId: callId,
      payload: {},
    })),
  })
  const acts = [
    () => hand(seatWire.signUp, { callId, id: v7() }),
    () => hand(seatWire.signUp, { callId, id: v7(), fit: roll(4) > 0 }),
    () => hand(seatWire.withdrawAnswer, { callId, id: v7() }),
    () => hand(seatWire.answerHold, { callId, id: v7(), accept: true }),
    () => hand(seatWire.answerHold, { callId, id: v7(), accept: false }),
    async () => {
      const { answers } = await hand(send, outbox())
      const bugs = answers.filter(({ problem }) => problem?.type.includes('door/'))
      expect(bugs).toEqual([])
    },
  ]
  await attempt(hand(seatWire.signUp, { callId, id: v7() }))
  for (let act = 1; act < ACTS; act++) await attempt(acts[roll(acts.length)]!())
}

/** The desk meanwhile: pastes a list with some who tap themselves, sends somebody home, changes the quota. */
async function busyDesk(callId: string, body: ReturnType<typeof aCall>, roll: (sides: number) => number) {
  const { id: _, incidentId: __, ...words } = body
  for (let act = 0; act < ACTS * 2; act++) {
    const some = [...listed, ...people.slice(0, LISTED)].filter(() => roll(2) === 0)
    await attempt(desk(seatWire.signUpChain, { callId, entries: some.map(personId => ({ id: v7(), personId })) }))
    const { rows } = await desk(seatWire.seats, { callId })
    const personId = rows[roll(rows.length)]!.person.id
    await attempt(desk(seatWire.standDown, { callId, personId, id: v7() }))
    const { version } = await desk(get, { callId })
    await attempt(desk(amend, { callId, version, ...words, quota: QUOTA - 2 + roll(5) }))
  }
}

/** Holds are short, so that some run out in the midst of it. */
async function time(over: () => boolean): Promise<void> {
  while (!over()) {
    t.clock.pass(20_000)
    await t.tick()
  }
}

/** As many seats as places at most, each place and each rank once, nobody waiting beside a free place unasked. */
async function whole(callId: string): Promise<void> {
  const { quota, state } = await desk(get, { callId })
  const rows = await t.owner.selectFrom('seat').selectAll().where('call_id', '=', callId).execute()
  const places = rows.flatMap(({ place }) => place ?? [])
  const ranks = rows.flatMap(({ rank }) => rank ?? [])
  expect(new Set(places).size).toBe(places.length)
  expect(new Set(ranks).size).toBe(ranks.length)
  const made = await t.owner.selectFrom('call_place').select('place').where('call_id', '=', callId).execute()
  expect(made).toHaveLength(quota)
  expect(places.length).toBeLessThanOrEqual(quota)
  expect(state).toBe(places.length < quota ? 'open' : 'full')
  const asked = rows.filter(({ rank, fit, lapsed }) => rank !== null && fit && !lapsed)
  if (asked.length > 0) expect(places).toHaveLength(quota)
}

it(`keeps places, ranks and sums whole while ${PHONES} phones, a list, the desk and time all act at once`, {
  timeout: 600_000,
}, async () => {
  for (let storm = 0; storm < STORMS; storm++) {
    const roll = dice(storm + 1)
    const body = aCall({ quota: QUOTA, holdMinutes: 1 })
    const { id: callId } = await published(desk, body)
    let over = false
    const ticking = time(() => over)
    const acting = Promise.all([...hands.keys()].map(nth => restless(nth, callId, roll)))
    await Promise.all([acting, busyDesk(callId, body, roll)]).finally(() => {
      over = true
    })
    await ticking
    await whole(callId)
    expect(await rebuilt(t)).toEqual([])
  }
})
