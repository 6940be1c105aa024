import * as boards from '@muster/core/duty/boards.wire.ts'
import * as care from '@muster/core/duty/care.wire.ts'
import * as wire from '@muster/core/duty/turns.wire.ts'
import { send } from '@muster/core/ledger/wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { createTeam } from '@muster/core/people/teams.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rebuilt } from '../callout/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew, note } from './testing.ts'

let t: Town
let desk: Ask
let staff: Crew
let here: string
let post: string
let team: string
let days = 0
const on = (clock: string) => at(`04-${String(days).padStart(2, '0')} ${clock}`)

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  here = await aCommunity(t)
  team = v7()
  await (await t.as('city-desk'))(createTeam, { id: team, name: '查验组', kind: 'service', territory: here })
  post = await addPost(t, '查验点', { territory: here, teamId: team })
})
afterAll(() => t.close())
beforeEach(async () => {
  days += 1
  staff = await crew(t, 6)
  await goTo('07:50')
})

const goTo = async (clock: string) => {
  t.clock.set(on(clock).toISOString())
  desk = await t.as('city-desk')
  await t.tick()
}
const shiftOf = async (people: readonly number[], need = people.length) => {
  const shift = await addShift(t, post, on('08:00'), on('16:00'), { people: need })
  await assign(
    t,
    shift,
    people.map(nth => staff.people[nth]!),
  )
  return shift
}
const arrive = async (nth: number, shiftId: string) =>
  staff.hands[nth]!(wire.checkIn, { id: v7(), code: (await desk(wire.code, { shiftId })).code })
const shortages = async (shiftId: string) =>
  (
    await sql<{ cause: string; people: number; state: string }>`
      select cause, people, state from shortage where shift_id = ${shiftId} order by raised_at, id`.execute(t.owner)
  ).rows.map(({ cause, people, state }) => `${cause} ${people} ${state}`)

describe('a captain', () => {
  it('speaks for those who are placed there; anybody else is a number until a desk of the place confirms', async () => {
    const shift = await shiftOf([0], 2)
    const captain = await t.as('captain', { teamId: team })
    const add = (ask: Ask, nth: number) =>
      ask(wire.checkInFor, { id: v7(), shiftId: shift, personId: staff.people[nth]! })
    expect(await add(captain, 0)).toMatchObject({ present: 1, missing: 1 })
    const stranger = (await add(captain, 1)).people.find(({ person }) => person.id === staff.people[1])!
    expect(stranger).toMatchObject({ person: { name: null, unit: '' }, turn: { flags: ['unproven', 'unplanned'] } })
    const { rows } = await captain(boards.present, {})
    expect(
      rows.map(row => [row.person.name === null, row.unproven]).toSorted(([a], [b]) => Number(a) - Number(b)),
    ).toEqual([
      [false, false],
      [true, true],
    ])
    // Nothing can be noted of people of whom nobody here knows anything.
    const act = { id: v7(), shiftId: shift, personId: staff.people[2]!, what: 'ticked' as const, item: '消毒' }
    await expect(captain(wire.actFor, act)).rejects.toMatchObject({ slug: 'duty/who' })

    const street = await t.as('street-desk', { territory: here })
    const seen = await add(street, 1)
    expect(seen).toMatchObject({ present: 2, missing: 0 })
    expect(seen.people.every(({ person }) => person.name !== null)).toBe(true)
    const after = (await captain(wire.sheet, { shiftId: shift })).people
    expect(after.every(({ person }) => person.name !== null)).toBe(true)
  })

  it('says that somebody is hurt without being told until when they are insured', async () => {
    const shift = await shiftOf([0])
    await arrive(0, shift)
    await sql`insert into cover (tenant, person_id, until_day, set_by, set_at)
              values ('xuzhou', ${staff.people[0]}, '2030-01-01', ${v7()}, ${on('00:00')})`.execute(t.owner)
    const said = { shiftId: shift, what: 'injury' as const, leaves: false }
    const captain = await t.as('captain', { teamId: team })
    const told = await captain(care.hurtFor, { ...said, id: v7(), personId: staff.people[0]! })
    expect(told.insurance.zh).not.toContain('2030')
    expect((await staff.hands[0]!(care.hurtOwn, { ...said, id: v7() })).insurance.zh).toContain('2030-01-01')
  })

  it('closes by condition: nobody is asked, expected or on standby any more, and who was on the way is told', async () => {
    const shift = await shiftOf([0, 1], 3)
    await assign(t, shift, [staff.people[2]!], true)
    await arrive(0, shift)
    await sql`insert into shortage (tenant, id, shift_id, cause, people, found, needed_by, state, wave, version, raised_at)
              values ('xuzhou', ${v7()}, ${shift}, 'gap', 1, 0, ${on('08:00')}, 'open', 1, 1, ${on('07:00')})`.execute(
      t.owner,
    )
    const id = v7()
    await desk(wire.close, { id, shiftId: shift, reason: '车辆清零' })
    expect(await shortages(shift)).toEqual(['gap 1 closed'])
    const { rows } = await sql`select from assignment where shift_id = ${shift} and ended_at is null`.execute(t.owner)
    expect(rows).toEqual([])
    expect((await staff.hands[1]!(inbox, { limit: 1 })).rows[0]!.zh).toContain('不需要您了')
    // The id of this closing closes no other shift.
    const other = await shiftOf([3])
    await expect(desk(wire.close, { id, shiftId: other, reason: '车辆清零' })).rejects.toMatchObject({
      slug: 'ledger/id-reused',
    })
  })
})

it('counts an early end before midnight for the day on which people stood there', async () => {
  const midnight = new Date(on('23:59').getTime() + 60_000)
  const shift = await addShift(t, post, midnight, new Date(midnight.getTime() + 8 * 3_600_000))
  await assign(t, shift, [staff.people[0]!])
  await goTo('23:30')
  await arrive(0, shift)
  await goTo('23:50')
  await desk(wire.close, { id: v7(), shiftId: shift, reason: '风险解除' })
  const { segments } = await staff.hands[0]!(wire.myRecord, {})
  expect(segments).toMatchObject([
    { day: on('08:00').toISOString().slice(0, 10), turn: { minutes: 20, why: 'closed' } },
  ])
})

describe('places that are left', () => {
  it('are asked for as far as people are missing, whoever left, once', async () => {
    const shift = await shiftOf([0, 1, 2], 2)
    const other = await addShift(t, post, on('08:30'), on('15:00'))
    for (const nth of [0, 1, 2]) await arrive(nth, shift)
    await goTo('09:00')
    // Three are there where two are needed: the first who goes is not missed.
    await staff.hands[0]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'checked-out', why: 'early' })
    expect(await shortages(shift)).toEqual([])
    // Whoever moves on to another post is.
    await arrive(1, other)
    expect(await shortages(shift)).toEqual(['gap 1 open'])
    await staff.hands[2]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'checked-out', why: 'relieved' })
    expect(await shortages(shift)).toEqual(['gap 2 open'])
    // Coming and going again asks for nobody twice.
    await goTo('09:10')
    await arrive(2, shift)
    await staff.hands[2]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'checked-out', why: 'early' })
    expect(await shortages(shift)).toEqual(['gap 2 open'])
  })

  it('of many who do not come are one shortage a shift', async () => {
    const shift = await shiftOf([0, 1, 2, 3])
    await arrive(0, shift)
    await goTo('08:20')
    expect(await shortages(shift)).toEqual(['no-show 3 open'])
  })

  it('are not left by whoever came back, when the leaving is heard late', async () => {
    const shift = await shiftOf([0])
    const [person, hand] = [staff.people[0]!, staff.hands[0]!]
    await arrive(0, shift)
    await goTo('09:40')
    const { code } = await desk(wire.code, { shiftId: shift })
    await goTo('10:00')
    const left = note('checked-out', shift, person, on('09:00'), { why: 'early' })
    await hand(send, { facts: [note('checked-in', shift, person, on('09:40'), { code }), left] })
    const { people } = await desk(wire.sheet, { shiftId: shift })
    expect(people[0]).toMatchObject({ state: 'on', assignmentId: expect.any(String) })
  })

  it('are left by whoever only says to be back', async () => {
    const shift = await shiftOf([0])
    const [person, hand] = [staff.people[0]!, staff.hands[0]!]
    await arrive(0, shift)
    await goTo('10:00')
    const left = note('checked-out', shift, person, on('09:00'), { why: 'early' })
    await hand(send, { facts: [note('checked-in', shift, person, on('09:40')), left] })
    const { people, present } = await desk(wire.sheet, { shiftId: shift })
    expect([present, people]).toMatchObject([
      0,
      [{ assignmentId: null, turn: { state: 'on', in: on('09:40').toISOString() } }],
    ])
    expect(await shortages(shift)).toEqual(['gap 1 open'])
    // Once they are seen there, the place is theirs again, and nobody is called for it.
    const seen = await desk(wire.checkInFor, { id: v7(), shiftId: shift, personId: person })
    expect(seen).toMatchObject({ present: 1, people: [{ state: 'on', assignmentId: expect.any(String) }] })
    expect(await shortages(shift)).toEqual(['gap 1 filled'])
  })
})

describe('whoever was seen elsewhere', () => {
  it('has left, though their coming is heard only then', async () => {
    const [shift, other] = [await shiftOf([0]), await addShift(t, post, on('08:00'), on('15:00'))]
    await goTo('08:00')
    const { code } = await desk(wire.code, { shiftId: shift })
    await goTo('08:10')
    await arrive(0, other)
    await staff.hands[0]!(send, { facts: [note('checked-in', shift, staff.people[0]!, on('08:00'), { code })] })
    const { people } = await desk(wire.sheet, { shiftId: shift })
    expect(people).toMatchObject([{ state: 'left', assignmentId: null, turn: { why: 'moved' } }])
    expect(await shortages(shift)).toEqual(['gap 1 open'])
  })

  it('and came back before it was heard keeps the place', async () => {
    const [shift, other] = [await shiftOf([0]), await addShift(t, post, on('08:00'), on('15:00'))]
    await goTo('08:00')
    await arrive(0, shift)
    await goTo('08:40')
    const { code } = await desk(wire.code, { shiftId: other })
    await goTo('09:00')
    await desk(wire.checkInFor, { id: v7(), shiftId: shift, personId: staff.people[0]! })
    await staff.hands[0]!(send, { facts: [note('checked-in', other, staff.people[0]!, on('08:40'), { code })] })
    const line = (await desk(wire.sheet, { shiftId: shift })).people.find(one => one.state === 'on')
    expect(line).toMatchObject({ assignmentId: expect.any(String) })
    expect(await shortages(shift)).toEqual([])
  })
})

it('gives the place back to whoever had not moved on after all, once that word is corrected', async () => {
  const [shift, other] = [await shiftOf([0]), await addShift(t, post, on('08:00'), on('15:00'))]
  await arrive(0, shift)
  await goTo('08:30')
  const seen = v7()
  await staff.hands[0]!(wire.checkIn, { id: seen, code: (await desk(wire.code, { shiftId: other })).code })
  expect(await shortages(shift)).toEqual(['gap 1 open'])
  // Where she was seen, she does not unsay herself: the captain knows that it was before.
  const corrected = { ...note('checked-in', other, staff.people[0]!, on('07:40')), supersedes: seen }
  const { answers } = await staff.hands[0]!(send, { facts: [corrected] })
  expect(answers[0]!.problem?.type).toBe('/problems/duty/said-by-another')
  expect(await shortages(shift)).toEqual(['gap 1 open'])
  const captain = await t.as('captain', { teamId: team })
  expect((await captain(send, { facts: [{ ...corrected, id: v7() }] })).answers[0]!.verdict).toBe('accepted')
  const { people } = await desk(wire.sheet, { shiftId: shift })
  expect(people).toMatchObject([{ state: 'on', assignmentId: expect.any(String), turn: { out: null } }])
  expect(await shortages(shift)).toEqual(['gap 1 filled'])
})

describe('what a phone corrects', () => {
  it('is its own word about the same thing; what the captain noted, the captain corrects', async () => {
    const [shift, other] = [await shiftOf([0]), await addShift(t, post, on('16:00'), on('20:00'))]
    await assign(t, other, [staff.people[0]!])
    await arrive(0, shift)
    await goTo('09:00')
    const [person, hand] = [staff.people[0]!, staff.hands[0]!]
    const one = note('break-began', shift, person, on('08:30'))
    const [taken] = (await hand(send, { facts: [one] })).answers
    expect(taken).toMatchObject({ verdict: 'accepted' })
    const refused = async (fact: object) => (await hand(send, { facts: [fact] })).answers[0]!.problem?.type
    const correcting = (kind: string, shiftId: string, supersedes: string) => ({
      ...note(kind, shiftId, person, on('08:40')),
      supersedes,
    })
    expect(await refused(correcting('suit-on', shift, one.id))).toBe('/problems/ledger/corrects-another')
    expect(await refused(correcting('break-began', other, one.id))).toBe('/problems/ledger/corrects-another')
    expect(await refused(correcting('break-began', shift, v7()))).toBe('/problems/ledger/corrects-another')
    const byDesk = v7()
    await desk(wire.actFor, { id: byDesk, shiftId: shift, personId: person, what: 'break-ended' })
    expect(await refused(correcting('break-ended', shift, byDesk))).toBe('/problems/duty/said-by-another')
    expect(await refused({ ...note('checked-out', shift, person, on('08:50'), { why: 'moved' }) })).toBe(
      '/problems/door/bad-input',
    )
    expect(await refused(correcting('break-began', shift, one.id))).toBeUndefined()
  })

  it('names whom it hands over to only where they can be', async () => {
    const [shift, next] = [await shiftOf([0, 1]), await addShift(t, post, on('16:00'), on('20:00'))]
    await assign(t, next, [staff.people[2]!])
    await arrive(0, shift)
    await goTo('15:50')
    const over = (otherId: string) =>
      staff.hands[0]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'handed-over', note: '道闸坏了', otherId })
    await expect(over(staff.people[5]!)).rejects.toMatchObject({ slug: 'duty/other-not-beside' })
    expect((await over(staff.people[2]!)).turn!.handedOver).toMatchObject({ to: staff.people[2] })
    const kept = note('handed-over', shift, staff.people[0]!, on('15:50'), { note: '钥匙在岗亭', to: staff.people[5]! })
    await staff.hands[0]!(send, { facts: [kept] })
    const { turn } = (await desk(wire.sheet, { shiftId: shift })).people.find(
      line => line.person.id === staff.people[0],
    )!
    expect(turn!.handedOver).toMatchObject({ to: null, note: '钥匙在岗亭' })
  })
})

it('ends with the plan what nobody ended, says so for a day, and believes who knows better', async () => {
  const shift = await shiftOf([0])
  await arrive(0, shift)
  await goTo('19:59')
  expect((await desk(wire.sheet, { shiftId: shift })).people[0]!.state).toBe('on')
  await goTo('20:00')
  await t.tick()
  const [line] = (await desk(wire.sheet, { shiftId: shift })).people
  expect(line).toMatchObject({ state: 'left', turn: { why: 'unsaid', minutes: 490, flags: ['not-checked-out'] } })
  const kinds = async () =>
    (await desk(boards.alarms, { postId: post })).rows.filter(row => row.shiftId === shift).map(({ kind }) => kind)
  expect(await kinds()).toEqual(['not-checked-out'])
  const left = { id: v7(), shiftId: shift, personId: staff.people[0]!, what: 'checked-out' as const }
  await desk(wire.actFor, { ...left, occurredAt: on('16:30').toISOString() })
  await t.tick()
  expect(await kinds()).toEqual([])
  expect((await staff.hands[0]!(wire.myRecord, {})).minutes).toBe(520)
})

it('comes to the same turns when they are summed anew from the facts', async () => {
  expect(await rebuilt(t)).toEqual([])
})
