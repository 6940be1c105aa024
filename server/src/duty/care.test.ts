import * as boards from '@muster/core/duty/boards.wire.ts'
import * as careWire from '@muster/core/duty/care.wire.ts'
import * as wire from '@muster/core/duty/turns.wire.ts'
import { history, send } from '@muster/core/ledger/wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew, note } from './testing.ts'

let t: Town
let desk: Ask
let staff: Crew
let shift: string
let here: string

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  here = await aCommunity(t)
  staff = await crew(t, 4)
  const post = await addPost(t, '采样点', { territory: here })
  shift = await addShift(t, post, at('03-28 08:00'), at('03-28 20:00'), { people: 2 })
  await assign(t, shift, staff.people.slice(0, 2))
  t.clock.set(at('03-28 07:59').toISOString())
  desk = await t.as('city-desk')
  await t.tick()
  for (const nth of [0, 1])
    await staff.hands[nth]!(wire.checkIn, { id: v7(), code: (await desk(wire.code, { shiftId: shift })).code })
})
afterAll(() => t.close())

const said = (over: object = {}) => ({ id: v7(), shiftId: shift, what: 'injury' as const, leaves: true, ...over })

it('says in one tap what to do, opens a case, and looks for somebody in the place', async () => {
  const one = said()
  const help = await staff.hands[0]!(careWire.hurtOwn, one)
  expect(help).toMatchObject({ followUpOn: '2022-03-29', insurance: { zh: expect.stringContaining('条例') } })
  expect(help.firstAid[2]!.zh).toContain('120')
  expect(await staff.hands[0]!(careWire.hurtOwn, one)).toEqual(help)
  expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 1, missing: 1 })
  const { rows } = await sql`select cause, people from shortage where shift_id = ${shift}`.execute(t.owner)
  expect(rows).toEqual([{ cause: 'gap', people: 1 }])
  await t.tick()
  const { rows: raised } = await desk(boards.alarms, {})
  expect(raised.map(row => [row.kind, row.person])).toContainEqual(['care', null])
  await expect(staff.hands[3]!(careWire.hurtOwn, said())).rejects.toMatchObject({ slug: 'door/not-found' })
})

it('is seen by the desks and captains of the post and by nobody else, in no list, record or history', async () => {
  const secretary = await t.as('unit-secretary', { unitId: await unitOf(staff.people[0]!) })
  await expect(secretary(careWire.cases, {})).rejects.toMatchObject({ slug: 'door/not-allowed' })
  const elsewhere = await t.as('street-desk', { territory: await aCommunity(t, 900) })
  expect((await elsewhere(careWire.cases, {})).total).toBe(0)
  const [own] = (await (await t.as('street-desk', { territory: here }))(careWire.cases, {})).rows
  expect(own).toMatchObject({ what: 'injury', person: { id: staff.people[0] }, version: 1 })
  for (const ask of [secretary, desk]) {
    const facts = (await ask(history, { personId: staff.people[0]! })).rows
    expect(facts.map(({ kind }) => kind).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'duty.checked-in',
      'duty.checked-out',
    ])
    const record = await ask(wire.record, { personId: staff.people[0]! })
    expect(record.segments[0]!.turn.why).toBe('early')
    expect(JSON.stringify([facts, record])).not.toMatch(/injur|hurt|伤/)
  }
})

it('is followed up by version, and the alarm goes when somebody has taken it up', async () => {
  const [one] = (await desk(careWire.cases, {})).rows
  const next = { shiftId: shift, caseId: one!.id, followUpOn: '2022-04-02', note: '已就诊，周六再问', closed: false }
  expect(await desk(careWire.followUp, { ...next, version: 1 })).toMatchObject({
    version: 2,
    followUpOn: '2022-04-02',
    note: '已就诊，周六再问',
  })
  await expect(desk(careWire.followUp, { ...next, version: 1 })).rejects.toMatchObject({
    slug: 'door/changed-meanwhile',
  })
  await t.tick()
  expect((await desk(boards.alarms, {})).rows.map(row => row.kind)).not.toContain('care')
  await desk(careWire.followUp, { ...next, version: 2, closed: true })
  expect((await desk(careWire.cases, {})).total).toBe(0)
})

it('comes from a phone without signal as well, and is counted without names', async () => {
  const fact = note('hurt', shift, staff.people[1]!, t.clock.now, { what: 'distress', leaves: false })
  const { answers } = await staff.hands[1]!(send, { facts: [fact, fact] })
  expect(answers.map(({ verdict }) => verdict)).toEqual(['accepted', 'known'])
  expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 1 })
  expect(await desk(careWire.careCounts, { from: '2022-03-28', to: '2022-03-28' })).toEqual({
    injuries: 1,
    distress: 1,
    open: 1,
  })
})

const unitOf = async (id: string) =>
  (await t.owner.selectFrom('person').select('unit_id').where('id', '=', id).executeTakeFirstOrThrow()).unit_id
