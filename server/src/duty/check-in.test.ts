import * as wire from '@muster/core/duty/turns.wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rebuilt } from '../callout/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew, note } from './testing.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
let t: Town
let desk: Ask
let post: string
let staff: Crew

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  post = await addPost(t, '高速出口查验点', { territory: await aCommunity(t) })
})
afterAll(() => t.close())
// Each test has a day of its own: the ledger's time never goes back.
let days = 0
const on = (clock: string) => at(`04-${String(days).padStart(2, '0')} ${clock}`)
beforeEach(async () => {
  days += 1
  t.clock.set(on('07:55').toISOString())
  desk = await t.as('city-desk')
  staff = await crew(t, 12)
})

const shiftOf = async (people: string[], from = '08:00', to = '16:00') => {
  const shift = await addShift(t, post, on(from), on(to), { people: people.length || 1 })
  await assign(t, shift, people)
  return shift
}
const scan = (nth: number, code: string, over: object = {}) =>
  staff.hands[nth]!(wire.checkIn, { id: v7(), code, ...over })
const shown = (shiftId: string) => desk(wire.code, { shiftId })

describe('the code on the captain’s screen', () => {
  it('lets somebody in who scans it, and changes nothing when it is scanned again', async () => {
    const shift = await shiftOf([staff.people[0]!])
    expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 0, missing: 1 })
    const { code } = await shown(shift)
    const mine = await scan(0, code)
    expect(mine).toMatchObject({ state: 'on', turn: { via: 'code', in: t.clock.now.toISOString(), flags: [] } })
    expect((await scan(0, code)).turn!.id).toBe(mine.turn!.id)
    expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 1, missing: 0 })
  })

  it('is another one every half minute; the one before holds, and one that was passed on is refused after a minute', async () => {
    const shift = await shiftOf([staff.people[0]!, staff.people[1]!])
    const { code, until } = await shown(shift)
    expect(new Date(until).getTime() - t.clock.now.getTime()).toBe(30 * SECOND)
    t.clock.pass(59 * SECOND)
    expect((await shown(shift)).code).not.toBe(code)
    expect((await scan(0, code)).state).toBe('on')
    t.clock.pass(SECOND)
    await expect(scan(1, code)).rejects.toMatchObject({ slug: 'duty/code-old' })
  })

  it('may be typed in six digits', async () => {
    const shift = await shiftOf([staff.people[0]!])
    const { digits } = await shown(shift)
    await expect(scan(0, digits)).rejects.toMatchObject({ slug: 'duty/which-shift' })
    const wrong = digits === '123456' ? '654321' : '123456'
    await expect(scan(0, wrong, { shiftId: shift })).rejects.toMatchObject({ slug: 'duty/code-wrong' })
    expect(await scan(0, digits, { shiftId: shift })).toMatchObject({ state: 'on', turn: { via: 'typed' } })
  })

  it('is not found out by trying: after ten wrong numbers one has to wait', async () => {
    const shift = await shiftOf([staff.people[0]!])
    const { digits } = await shown(shift)
    const wrong = [...Array(11).keys()].map(nth => String((Number(digits) + 1 + nth) % 1_000_000).padStart(6, '0'))
    for (const guess of wrong.slice(0, 10))
      await expect(scan(0, guess, { shiftId: shift })).rejects.toMatchObject({ slug: 'duty/code-wrong' })
    await expect(scan(0, digits, { shiftId: shift })).rejects.toMatchObject({ slug: 'door/too-many' })
    expect((await scan(0, (await shown(shift)).code)).state).toBe('on')
  })

  it('is not found out by a phone that claims to have typed it before, either', async () => {
    const shift = await shiftOf([staff.people[0]!])
    t.clock.pass(10 * MINUTE)
    const { digits } = await shown(shift)
    const typed = (nth: number) =>
      note('checked-in', shift, staff.people[0]!, new Date(t.clock.now.getTime() - (3 + nth) * MINUTE), {
        code: String((Number(digits) + nth) % 1_000_000).padStart(6, '0'),
      })
    const send = async (nth: number) => (await staff.hands[0]!(ledger.send, { facts: [typed(nth)] })).answers[0]!
    for (let nth = 1; nth <= 10; nth++) expect(await send(nth)).toMatchObject({ verdict: 'accepted' })
    expect((await send(0)).problem?.type).toBe('/problems/door/too-many')
    expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 0, missing: 1 })
  })

  it('is of no use at another post, changed by one letter, or a second time', async () => {
    const [shift, other] = [await shiftOf([staff.people[0]!]), await shiftOf([staff.people[1]!], '08:00', '09:00')]
    const { code } = await shown(shift)
    const moved = code.replace(shift.replaceAll('-', ''), other.replaceAll('-', ''))
    await expect(scan(1, moved)).rejects.toMatchObject({ slug: 'duty/code-wrong' })
    await scan(0, code)
    await staff.hands[0]!(wire.actOwn, { id: v7(), shiftId: shift, what: 'checked-out', why: 'early' })
    await expect(scan(0, code)).rejects.toMatchObject({ slug: 'duty/code-used' })
  })
})

describe('nothing that can be true is lost', () => {
  it('records who comes without an assignment, and says so', async () => {
    const shift = await shiftOf([staff.people[0]!])
    const mine = await scan(3, (await shown(shift)).code)
    expect(mine).toMatchObject({ state: 'on', turn: { flags: ['unplanned'], lateMinutes: 0 } })
  })

  it('keeps a tap without a code until the captain confirms it; only then the post is covered', async () => {
    const shift = await shiftOf([staff.people[0]!])
    const tapped = await staff.hands[0]!(wire.checkIn, { id: v7(), shiftId: shift })
    expect(tapped).toMatchObject({ state: 'on', turn: { via: 'tap', flags: ['unproven'] } })
    expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 0, missing: 1 })
    t.clock.pass(3 * MINUTE)
    const seen = await desk(wire.checkInFor, { id: v7(), shiftId: shift, personId: staff.people[0]! })
    expect(seen).toMatchObject({
      present: 1,
      people: [
        { state: 'on', turn: { in: on('07:58').toISOString(), claimedAt: on('07:55').toISOString(), flags: [] } },
      ],
    })
    // The captain may have seen them all the time, and then says so.
    const all = { id: v7(), shiftId: shift, personId: staff.people[0]!, occurredAt: on('07:55').toISOString() }
    expect((await desk(wire.checkInFor, all)).people[0]!.turn).toMatchObject({
      in: on('07:55').toISOString(),
      claimedAt: null,
    })
    await expect(staff.hands[5]!(wire.checkIn, { id: v7(), shiftId: shift })).rejects.toMatchObject({
      slug: 'door/not-found',
    })
  })

  it('judges what a phone kept without signal by when it was scanned, and flags what does not fit', async () => {
    const shift = await shiftOf(staff.people.slice(0, 3))
    const { code } = await shown(shift)
    const scannedAt = t.clock.now
    t.clock.pass(40 * MINUTE)
    const send = (nth: number, when: Date, said = code) =>
      staff.hands[nth]!(ledger.send, { facts: [note('checked-in', shift, staff.people[nth]!, when, { code: said })] })
    expect((await send(0, scannedAt)).answers).toMatchObject([{ verdict: 'accepted' }])
    expect((await send(1, new Date(scannedAt.getTime() + 9 * MINUTE))).answers).toMatchObject([{ verdict: 'accepted' }])
    expect((await send(2, t.clock.now)).answers[0]!.problem!.type).toBe('/problems/duty/code-old')
    const forged = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`
    expect((await send(2, scannedAt, forged)).answers[0]!.problem!.type).toBe('/problems/duty/code-wrong')
    const { people, present } = await desk(wire.sheet, { shiftId: shift })
    const flags = new Map(people.map(line => [line.person.id, line.turn?.flags]))
    expect(flags.get(staff.people[0]!)).toEqual(['heard-late'])
    expect(flags.get(staff.people[1]!)).toEqual(['unproven', 'late', 'heard-late'])
    expect(present).toBe(1)
  })

  it('holds a check-out that comes before its check-in, applies it then, and a resend changes nothing', async () => {
    const [person, hand] = [staff.people[4]!, staff.hands[4]!]
    const shift = await shiftOf([person])
    const { code } = await shown(shift)
    const came = note('checked-in', shift, person, t.clock.now, { code })
    t.clock.set(on('12:00').toISOString())
    const left = note('checked-out', shift, person, t.clock.now, { why: 'ended' })
    await hand(ledger.send, { facts: [left] })
    expect((await hand(wire.myDuty, {})).rows[0]).toMatchObject({ turn: { state: 'held', flags: ['no-check-in'] } })
    const { answers } = await hand(ledger.send, { facts: [came, left, came] })
    expect(answers.map(({ verdict }) => verdict)).toEqual(['accepted', 'known', 'known'])
    const { segments, minutes } = await hand(wire.myRecord, {})
    expect(segments).toMatchObject([{ turn: { state: 'left', minutes: 245, flags: ['heard-late', 'out-of-order'] } }])
    expect(minutes).toBe(245)
  })

  it('takes a captain’s list of many as facts, and those of strangers not at all', async () => {
    const shift = await shiftOf(staff.people.slice(0, 6))
    const list = staff.people.slice(0, 6).map(id => note('checked-in', shift, id, t.clock.now))
    const answers = (await desk(ledger.send, { facts: list })).answers
    expect(answers.every(({ verdict }) => verdict === 'accepted')).toBe(true)
    expect(await desk(wire.sheet, { shiftId: shift })).toMatchObject({ present: 6, missing: 0 })
    const stranger = await staff.hands[9]!(ledger.send, {
      facts: [note('checked-out', shift, staff.people[0]!, t.clock.now)],
    })
    expect(stranger.answers[0]!.problem!.type).toBe('/problems/door/not-allowed')
  })
})

it('lets nobody cover two posts: who checks in elsewhere has left', async () => {
  const [first, second] = [await shiftOf([staff.people[7]!]), await shiftOf([], '13:00', '20:00')]
  await scan(7, (await shown(first)).code)
  t.clock.set(on('13:30').toISOString())
  desk = await t.as('city-desk')
  await scan(7, (await shown(second)).code)
  const { segments } = await staff.hands[7]!(wire.myRecord, {})
  expect(segments.map(({ turn }) => [turn.state, turn.why, turn.minutes])).toEqual([
    ['left', 'moved', 335],
    ['on', null, 0],
  ])
})

it('works out each post that lies beside another, so that who came back was not there meanwhile', async () => {
  const [y, z, x] = [await shiftOf([]), await shiftOf([], '08:00', '17:00'), await shiftOf([], '08:00', '18:00')]
  const [person, hand] = [staff.people[6]!, staff.hands[6]!]
  const seenAt = async (clock: string, shiftId: string) => {
    t.clock.set(on(clock).toISOString())
    desk = await t.as('city-desk')
    await desk(wire.checkInFor, { id: v7(), shiftId, personId: person })
  }
  await seenAt('08:00', y)
  await seenAt('09:00', z)
  t.clock.set(on('09:30').toISOString())
  await hand(wire.actOwn, { id: v7(), shiftId: z, what: 'checked-out', why: 'ended' })
  await seenAt('10:00', y)
  await seenAt('11:00', x)
  const { segments } = await hand(wire.myRecord, {})
  expect(segments.map(({ turn }) => [turn.shiftId, turn.in, turn.out])).toEqual([
    [y, on('08:00').toISOString(), on('09:00').toISOString()],
    [z, on('09:00').toISOString(), on('09:30').toISOString()],
    [y, on('10:00').toISOString(), on('11:00').toISOString()],
    [x, on('11:00').toISOString(), null],
  ])
})

it('comes to the same turns in whatever order phones are heard, and nobody stands at two posts', async () => {
  const there = await addPost(t, '社区服务点', { territory: await aCommunity(t, 1) })
  const [first, second] = [
    await addShift(t, post, on('08:00'), on('16:00'), { people: 6 }),
    await addShift(t, there, on('08:00'), on('16:00'), { people: 6 }),
  ]
  const orders = fc.sample(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), { numRuns: 6, seed: 5 })
  const codes = new Map<string, string>()
  const clocks = ['08:10', '09:00', '10:00'] as const
  for (const [nth, clock] of clocks.entries()) {
    t.clock.set(on(clock).toISOString())
    desk = await t.as('city-desk')
    codes.set(clock, (await shown(nth === 1 ? second : first)).code)
  }
  t.clock.set(on('11:00').toISOString())
  // Here, there, here again, and left at last: never with a word on leaving the other post.
  const told = (person: string) => [
    note('checked-in', first, person, on('08:10'), { code: codes.get('08:10') }),
    note('suit-on', first, person, on('08:30')),
    note('checked-in', second, person, on('09:00'), { code: codes.get('09:00') }),
    note('checked-in', first, person, on('10:00'), { code: codes.get('10:00') }),
    note('checked-out', first, person, on('10:30'), { why: 'ended' }),
  ]
  for (const [nth, order] of orders.entries()) {
    const facts = told(staff.people[nth]!)
    // Whoever is not placed there shows a code first; the rest is theirs to tell.
    const heard = [...order, ...order].map(one => facts[one]!)
    for (const fact of heard) await staff.hands[nth]!(ledger.send, { facts: [fact] })
    for (const fact of facts) await staff.hands[nth]!(ledger.send, { facts: [fact] })
    const { segments } = await staff.hands[nth]!(wire.myRecord, {})
    expect(segments.map(({ turn }) => [turn.in, turn.out, turn.why])).toEqual([
      [on('08:10').toISOString(), on('09:00').toISOString(), 'moved'],
      [on('09:00').toISOString(), on('10:00').toISOString(), 'moved'],
      [on('10:00').toISOString(), on('10:30').toISOString(), 'ended'],
    ])
  }
})

it('counts a night for the day on which it began, over midnight, month’s end and a leap day', async () => {
  const [person, hand] = [staff.people[8]!, staff.hands[8]!]
  const shift = await addShift(t, post, at('02-28 20:00', 2024), at('02-29 06:00', 2024))
  await assign(t, shift, [person])
  t.clock.set(at('02-28 19:58', 2024).toISOString())
  await scan(8, (await (await t.as('city-desk'))(wire.code, { shiftId: shift })).code)
  t.clock.set(at('02-29 06:00', 2024).toISOString())
  await hand(wire.actOwn, { id: v7(), shiftId: shift, what: 'checked-out' })
  expect((await hand(wire.myRecord, { from: '2024-02-28', to: '2024-02-28' })).minutes).toBe(602)
  expect((await hand(wire.myRecord, { from: '2024-02-29' })).minutes).toBe(0)
})

it('comes to the same turns when they are summed anew from the facts', async () => {
  expect(await rebuilt(t)).toEqual([])
})
