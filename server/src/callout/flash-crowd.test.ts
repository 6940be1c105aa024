import * as seatWire from '@muster/core/callout/seats.wire.ts'
import { get } from '@muster/core/callout/wire.ts'
import { exportPeople } from '@muster/core/people/imports.wire.ts'
import { list } from '@muster/core/people/wire.ts'
import { Problem } from '@muster/core/platform/problem.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LATEST } from '../platform/door/gate.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addPeople, deskAndPhones, published, rebuilt } from './testing.ts'

const PHONES = 40
const QUOTA = 20
const SCREENS = 500
const EXPORTS = 40

let t: Town
let desk: Ask
let hands: Ask[]
beforeAll(async () => {
  t = await town()
  const crowd = await deskAndPhones(t, PHONES)
  ;({ desk, hands } = crowd)
  await addPeople(t, crowd.unit, 3000)
})
afterAll(() => t.close())

/** What became of a request: the seconds after which to come back, or undefined when it was answered. */
const outcome = (asked: Promise<unknown>): Promise<number | undefined> =>
  asked.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof Problem) || error.slug !== 'door/busy') throw error
      return Number(error.details.seconds)
    },
  )

/** One phone in the crowd: signs up, thinks better of it, signs up again. */
async function eager(hand: Ask, callId: string): Promise<void> {
  await hand(seatWire.signUp, { callId, id: v7() })
  await hand(seatWire.withdrawAnswer, { callId, id: v7() })
  await hand(seatWire.signUp, { callId, id: v7() })
}

it('a crowd ten times too large: every deed is done, screens and exports are told when to come back, and then all is as ever', async () => {
  const { id: callId } = await published(desk, { quota: QUOTA, audience: {} })
  const screens = Array.from({ length: SCREENS }, () => outcome(desk(list, { limit: 200 })))
  const files = Array.from({ length: EXPORTS }, () => outcome(desk(exportPeople, { format: 'csv' })))
  await Promise.all(hands.map(hand => eager(hand, callId)))
  const [shown, sent] = [await Promise.all(screens), await Promise.all(files)]

  const answered = (list: readonly (number | undefined)[]) => list.filter(seconds => seconds === undefined).length
  expect(answered(shown)).toBeGreaterThan(0)
  expect(answered(sent)).toBeGreaterThan(0)
  const away = [...shown, ...sent].filter(seconds => seconds !== undefined)
  expect(away.length, 'some were turned away').toBeGreaterThan(0)
  expect(Math.min(...away)).toBeGreaterThanOrEqual(1)
  expect(Math.max(...away)).toBeLessThanOrEqual(LATEST)
  expect(new Set(away).size, 'not all at once').toBeGreaterThan(1)

  expect(await desk(get, { callId })).toMatchObject({ state: 'full' })
  await desk(list, { limit: 200 })
  await desk(exportPeople, { format: 'csv' })
  const metrics = await (await fetch(`${t.url}/metrics`)).text()
  for (const urgency of ['deed', 'work', 'picture', 'export'])
    for (const how of ['running', 'waiting'])
      expect(metrics).toContain(`muster_${how}_requests{urgency="${urgency}"} 0`)
  expect(metrics).not.toMatch(/status="500"|muster_bugs_total [1-9]/)
  expect(await rebuilt(t)).toEqual([])
})
