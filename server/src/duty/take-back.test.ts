import * as wire from '@muster/core/duty/turns.wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as shortage from '@muster/core/roster/shortage.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rebuilt } from '../callout/testing.ts'
import { openAsOwner } from '../platform/database/open.ts'
import { until } from '../platform/engine/wait.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew, note } from './testing.ts'

const MINUTE = 60_000
let t: Town
let desk: Ask
let post: string
let staff: Crew
let shift: string

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  post = await addPost(t, '河堤巡查点', { territory: await aCommunity(t) })
})
afterAll(() => t.close())
let days = 0
const on = (clock: string) => at(`06-${String(days).padStart(2, '0')} ${clock}`)
beforeEach(async () => {
  days += 1
  t.clock.set(on('08:00').toISOString())
  desk = await t.as('city-desk')
  staff = await crew(t, 2)
  shift = await addShift(t, post, on('08:00'), on('16:00'))
  await assign(t, shift, [staff.people[0]!])
  await desk(wire.checkInFor, { id: v7(), shiftId: shift, personId: staff.people[0]! })
  t.clock.pass(60 * MINUTE)
})

const acts = (what: 'checked-out' | 'took-back', over: { why?: 'early'; shiftId?: string; id?: string } = {}) =>
  desk(wire.actFor, { id: v7(), shiftId: shift, personId: staff.people[0]!, what, ...over })

/** How many of this database wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`.execute(t.owner)
  return rows[0]!.waiting
}

describe('a check-out that was a slip', () => {
  it('is taken back: one stretch, the place as before, and nobody is asked for any more', async () => {
    await acts('checked-out', { why: 'early' })
    await t.tick()
    expect(await desk(shortage.shortages, {})).toMatchObject({ rows: [{ missing: 1 }] })
    t.clock.pass(5 * MINUTE)
    const id = v7()
    const after = await acts('took-back', { id })
    expect(after).toMatchObject({ present: 1, missing: 0, people: [{ state: 'on', turn: { minutes: 65, out: null } }] })
    expect(after.people[0]!.assignmentId).not.toBeNull()
    expect((await desk(shortage.shortages, {})).rows).toEqual([])
    expect((await acts('took-back', { id })).present).toBe(1)
    expect(await rebuilt(t)).toEqual([])
  })

  it('is taken back by the one who slipped, from the phone and from its outbox alike', async () => {
    const slip = () => staff.hands[0]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'checked-out' })
    await slip()
    const mine = await staff.hands[0]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'took-back' })
    expect(mine).toMatchObject({ state: 'on', turn: { out: null } })
    await slip()
    const kept = note('took-back', shift, staff.people[0]!, t.clock.now)
    // Whatever the phone says it corrects, it is the check-out.
    const { answers } = await staff.hands[0]!(ledger.send, { facts: [{ ...kept, supersedes: mine.turn!.id }] })
    expect(answers).toMatchObject([{ verdict: 'accepted' }])
    expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 1, missing: 0 })
  })

  it('is the captain’s to take back where it was the captain who checked them out', async () => {
    await acts('checked-out')
    const mine = { id: v7(), shiftId: shift, what: 'took-back' as const }
    await expect(staff.hands[0]!(wire.actOwn, mine)).rejects.toMatchObject({ slug: 'duty/said-by-another' })
    const kept = note('took-back', shift, staff.people[0]!, t.clock.now)
    const { answers } = await staff.hands[0]!(ledger.send, { facts: [kept] })
    expect(answers[0]!.problem?.type).toBe('/problems/duty/said-by-another')
    expect((await acts('took-back')).present).toBe(1)
  })

  it('leaves the place to whoever has it by now: the one who is back is there beyond the number', async () => {
    await acts('checked-out')
    await assign(t, shift, [staff.people[1]!])
    expect(await acts('took-back')).toMatchObject({
      present: 1,
      people: [
        { state: 'late', person: { id: staff.people[1] } },
        { state: 'on', assignmentId: null },
      ],
    })
  })

  it('waits for the desk that sends the person elsewhere at that moment, and leaves them without this place', async () => {
    await acts('checked-out')
    const other = await addShift(t, post, on('09:00'), on('12:00'), { role: 'leader' })
    const { db: hand } = openAsOwner(t.databaseUrl)
    const { back } = await hand.transaction().execute(async tx => {
      await sql`select from person where id = ${staff.people[0]} for no key update`.execute(tx)
      await assign({ ...t, owner: tx }, other, [staff.people[0]!])
      const taken = acts('took-back')
      expect(await until(async () => (await waiting()) === 1, { deadline: 10_000 })).toBe(true)
      return { back: taken }
    })
    expect(await back).toMatchObject({ present: 1, people: [{ state: 'on', assignmentId: null }] })
    await hand.destroy()
  })

  it('stays where nobody left, where they are elsewhere by now, after half an hour, and once the shift is over', async () => {
    await expect(acts('took-back')).rejects.toMatchObject({ slug: 'duty/not-left' })
    await acts('checked-out')
    const other = await addShift(t, post, on('09:00'), on('12:00'), { role: 'leader' })
    t.clock.pass(MINUTE)
    await desk(wire.checkInFor, { id: v7(), shiftId: other, personId: staff.people[0]! })
    await expect(acts('took-back')).rejects.toMatchObject({ slug: 'duty/is-elsewhere' })
    t.clock.pass(31 * MINUTE)
    await acts('checked-out', { shiftId: other })
    await expect(acts('took-back')).rejects.toMatchObject({ slug: 'duty/is-elsewhere' })
    t.clock.pass(31 * MINUTE)
    await expect(acts('took-back', { shiftId: other })).rejects.toMatchObject({ slug: 'duty/left-for-good' })
    await desk(wire.checkInFor, { id: v7(), shiftId: shift, personId: staff.people[0]! })
    await acts('checked-out')
    await desk(wire.close, { id: v7(), shiftId: shift, reason: '险情解除' })
    await expect(acts('took-back')).rejects.toMatchObject({ slug: 'duty/left-for-good' })
  })
})
