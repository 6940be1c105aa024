import * as care from '@muster/core/duty/care.wire.ts'
import * as wire from '@muster/core/duty/turns.wire.ts'
import { send } from '@muster/core/ledger/wire.ts'
import { createTeam } from '@muster/core/people/teams.wire.ts'
import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openAsOwner } from '../platform/database/open.ts'
import type { DB } from '../platform/database/rows.gen.ts'
import { until } from '../platform/engine/wait.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew, note } from './testing.ts'

let t: Town
let other: Kysely<DB>
let desk: Ask
let staff: Crew
let shifts: [string, string]

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  other = openAsOwner(t.databaseUrl).db
})
afterAll(async () => {
  await other.destroy()
  await t.close()
})
let days = 0
const on = (clock: string) => at(`05-${String(days).padStart(2, '0')} ${clock}`)
beforeEach(async () => {
  days += 1
  t.clock.set(on('08:00').toISOString())
  desk = await t.as('city-desk')
  staff = await crew(t, 2)
  const post = await addPost(t, '查验点', { territory: await aCommunity(t) })
  const aShift = () => addShift(t, post, on('08:00'), on('16:00'))
  // By their ids: in this order shifts are held.
  shifts = [await aShift(), await aShift()].toSorted() as [string, string]
  for (const [nth, shiftId] of shifts.entries()) {
    await assign(t, shiftId, [staff.people[nth]!])
    await desk(wire.checkInFor, { id: v7(), shiftId, personId: staff.people[nth]! })
  }
  t.clock.set(on('09:00').toISOString())
})

const waits = () =>
  until(
    async () => {
      const { rows } = await sql<{ waiting: number }>`
        select count(*)::int as waiting from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`.execute(t.owner)
      return rows[0]!.waiting === 1
    },
    { deadline: 10_000 },
  )
const left = (nth: number) => note('checked-out', shifts[nth]!, staff.people[nth]!, on('08:50'), { why: 'early' })
const shortages = async () =>
  (await sql`select shift_id from shortage where shift_id = any(${shifts}::uuid[])`.execute(t.owner)).rows.length

describe('rows are held in one order', () => {
  it('of a batch of facts: all shifts before the first line of the audit, so that a desk never waits in a ring', async () => {
    const { sent } = await other.transaction().execute(async tx => {
      await sql`select from shift where id = ${shifts[1]} for no key update`.execute(tx)
      const batch = desk(send, { facts: [left(0), left(1)] })
      expect(await waits()).toBe(true)
      // What a desk that holds a shift does next.
      await sql`select from audit_head for update nowait`.execute(tx)
      return { sent: batch }
    })
    expect((await sent).answers.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted'])
    expect(await shortages()).toBe(2)
  })

  it('of somebody who leaves in the last minutes: the shift before who is placed there', async () => {
    t.clock.set(on('15:50').toISOString())
    const act = { id: v7(), shiftId: shifts[0], what: 'checked-out' as const, why: 'relieved' as const }
    const { gone } = await other.transaction().execute(async tx => {
      await sql`select from shift where id = ${shifts[0]} for no key update`.execute(tx)
      const leaving = staff.hands[0]!(wire.actOwn, act)
      expect(await waits()).toBe(true)
      await sql`select from assignment where shift_id = ${shifts[0]} for update nowait`.execute(tx)
      return { gone: leaving }
    })
    expect(await gone).toMatchObject({ state: 'left', assignmentId: null })
    expect(await shortages()).toBe(0)
  })

  it('of a case that is followed up: the ledger before the case', async () => {
    const caseId = v7()
    const hurt = { id: caseId, shiftId: shifts[0], what: 'injury' as const, leaves: false }
    await staff.hands[0]!(care.hurtOwn, hurt)
    const { asked } = await other.transaction().execute(async tx => {
      await sql`select from ledger_clock for update`.execute(tx)
      const said = { caseId, shiftId: shifts[0], version: 1, followUpOn: '2022-06-01', closed: false }
      const following = desk(care.followUp, said)
      expect(await waits()).toBe(true)
      await sql`select from care_case for update nowait`.execute(tx)
      return { asked: following }
    })
    expect(await asked).toMatchObject({ version: 2 })
  })
})

it('gives up one fact of many without what would have followed from it', async () => {
  const [fact, wrong] = [left(0), { ...left(1), payload: { why: 'moved' } }]
  const { answers } = await desk(send, { facts: [wrong, fact] })
  expect(answers.map(({ verdict }) => verdict)).toEqual(['refused', 'accepted'])
  const { rows } = await sql`
    select from assignment where shift_id = any(${shifts}::uuid[]) and ended_at is null`.execute(t.owner)
  expect([rows.length, await shortages()]).toEqual([1, 1])
})

it('takes what a phone with a fast clock says as said now', async () => {
  const ahead = note('checked-out', shifts[0], staff.people[0]!, on('09:40'), { why: 'early' })
  expect((await staff.hands[0]!(send, { facts: [ahead] })).answers).toMatchObject([{ verdict: 'accepted' }])
  const { people } = await desk(wire.sheet, { shiftId: shifts[0] })
  expect(people).toMatchObject([{ state: 'left', turn: { out: on('09:00').toISOString() } }])
})

it('writes down that a captain said a stranger was there, by whichever way it was sent', async () => {
  const team = v7()
  const territory = await aCommunity(t)
  await desk(createTeam, { id: team, name: '查验组', kind: 'service', territory })
  const shiftId = await addShift(t, await addPost(t, '查验点', { territory, teamId: team }), on('09:00'), on('12:00'))
  const captain = await t.as('captain', { teamId: team })
  await captain(wire.checkInFor, { id: v7(), shiftId, personId: staff.people[0]! })
  const kept = note('checked-in', shiftId, staff.people[1]!, on('09:00'))
  expect((await captain(send, { facts: [kept, kept] })).answers.map(one => one.verdict)).toEqual(['accepted', 'known'])
  const { rows } = await sql`
    select from audit_line where action = 'duty.checked-in-unplaced' and subject = ${`shift/${shiftId}`}`.execute(
    t.owner,
  )
  expect(rows).toHaveLength(2)
})
