import { signUp, withdrawAnswer } from '@muster/core/callout/seats.wire.ts'
import { leave } from '@muster/core/people/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPeople, addUnit, phones, published } from '../callout/testing.ts'
import { serverContext } from '../platform/context.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { type Month, monthsOf, otherFacts } from './months.ts'

let t: Town
let desk: Ask
beforeAll(async () => {
  t = await town()
  desk = await t.as('city-desk')
})
afterAll(() => t.close())

async function months(): Promise<Month[]> {
  const tenant = await t.owner.selectFrom('tenant').selectAll().executeTakeFirstOrThrow()
  return t.owner
    .transaction()
    .execute(tx => monthsOf(serverContext({ tx, tenant, real: t.clock.now, house: t.app.house })))
}
const counts = (month: Month | undefined) => month?.kinds.map(({ kind, facts, bound }) => [kind, facts, bound])

it('each month of the ledger says what is in it, and how much of it is about people who are still there', async () => {
  const [stays, goes] = await addPeople(t, await addUnit(t, '某市局'), 2)
  const [first, second] = await phones(t, [stays!, goes!])
  const { id: callId } = await published(desk, { quota: 2 })
  await first!(signUp, { callId, id: v7() })
  await second!(signUp, { callId, id: v7() })
  // Of a phone whose clock is years off.
  await second!(withdrawAnswer, { callId, id: v7({ msecs: Date.parse('2019-05-04T00:00:00.000Z') }) })
  await desk(leave, { personId: goes!, version: 1 })

  const all = await months()
  expect(all.length).toBeGreaterThan(4)
  expect(all.every(({ part, bytes }) => /^fact_(\d{4}_\d\d|other)$/.test(part) && bytes > 0)).toBe(true)
  const full = all.filter(({ kinds }) => kinds.length > 0)
  expect(full).toHaveLength(2)
  expect(counts(full.find(({ part }) => part !== 'fact_other'))).toEqual([
    ['callout.confirmed', 2, 1],
    ['callout.signed-up', 2, 1],
  ])
  const other = full.find(({ part }) => part === 'fact_other')
  expect(counts(other)).toEqual([['callout.withdrew', 1, 0]])
  expect(other?.kinds[0]?.newest).toEqual(t.clock.now)
  expect(await otherFacts.read(t.app.db, t.clock.now)).toEqual([expect.objectContaining({ value: 1 })])
})
