import * as incident from '@muster/core/incident/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import { gatePass, roadCheckpoint } from '@muster/core/register/forms/epidemic.ts'
import * as wire from '@muster/core/register/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuilt } from '../callout/testing.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from '../duty/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'

const HOUR = 3_600_000
let t: Town
let city: Ask
let incidentId: string
let post: string
let elsewhere: string
let staff: Crew

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('03-28 08:30').toISOString())
  city = await t.as('city-desk')
  incidentId = v7()
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  post = await addPost(t, '高速出口查验点', { territory: await aCommunity(t), incidentId })
  elsewhere = await addPost(t, '另一卡口', { territory: await aCommunity(t, 40), incidentId })
  staff = await crew(t, 3)
  const shift = await addShift(t, post, at('03-28 08:00'), at('03-28 16:00'), { people: 2 })
  await assign(t, shift, staff.people.slice(0, 2))
})
afterAll(() => t.close())

/** The desk of the street in which the first post stands. */
const street = async () => t.as('street-desk', { territory: `${(await aCommunity(t)).slice(0, 9)}000` })
const openRegister = async (form = roadCheckpoint, postIds = [post]) => {
  const id = v7()
  return city(wire.open, { incidentId, id, key: `r-${id.slice(-8)}`, form, postIds })
}
const car = (nth: number) => ({ plate: `苏C${10_000 + nth}`, people: 2, 'health-code': 'good', passed: 'passed' })
const fact = (registerId: string, answers: object, over: object = {}) => ({
  id: v7(),
  kind: 'register.entered',
  subjectId: post,
  occurredAt: t.clock.now.toISOString(),
  payload: { registerId, formVersion: 1, answers },
  ...over,
})
const send = async (hand: Ask, ...facts: object[]) => (await hand(ledger.send, { facts })).answers
const slugs = (answers: Awaited<ReturnType<typeof send>>) =>
  answers.map(({ verdict, problem }) => problem?.type ?? verdict)

describe('entries from a phone', () => {
  it('count once however often they are sent, and a rebuild gives the same', async () => {
    const { id } = await openRegister()
    const facts = Array.from({ length: 20 }, (_, nth) => fact(id, car(nth)))
    expect(slugs(await send(staff.hands[0]!, ...facts))).toEqual(Array(20).fill('accepted'))
    expect(slugs(await send(staff.hands[0]!, ...facts.slice(5)))).toEqual(Array(15).fill('known'))
    const counted = await city(wire.counts, { registerId: id })
    expect(counted).toMatchObject({ entries: 20, adds: 40, rows: [{ entries: 20 }] })
    await rebuilt(t)
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 20, adds: 40 })
  })

  it('that were not filled in rightly are refused in words, beside those that stand', async () => {
    const { id } = await openRegister()
    const answers = await send(staff.hands[0]!, fact(id, { plate: '苏C1', people: 2 }), fact(id, car(1)))
    expect(slugs(answers)).toEqual(['/problems/register/bad-answers', 'accepted'])
    expect(answers[0]!.problem!.zh).toBe(
      '有 2 项没填对：车牌号：车牌号写得不对，例如：苏C12345。 放行：请填写“放行”。 请改好再记。',
    )
  })

  it('keep what concerns somebody out of the ledger, and show it to those whom the question names', async () => {
    const { id } = await openRegister()
    await send(staff.hands[0]!, fact(id, car(77)))
    const { rows } = await t.owner
      .selectFrom('fact')
      .selectAll()
      .where('kind', '=', 'register.entered')
      .execute()
      .then(all => ({ rows: all }))
    expect(JSON.stringify(rows)).not.toContain('苏C')
    const [seen] = (await city(wire.entries, { registerId: id })).rows
    expect(seen!.personal ?? {}).toEqual({})
    const desk = await street()
    expect((await desk(wire.entries, { registerId: id })).rows[0]!.personal).toEqual({ plate: '苏C10077' })
    const own = (await staff.hands[0]!(wire.mine, {})).rows[0]!.recent
    expect(own.find(entry => entry.registerId === id)!.personal).toEqual({ plate: '苏C10077' })
    // Whoever corrects what they cannot read whole leaves the rest as it is.
    const { plate: _, ...told } = { ...car(77), people: 4 }
    const over = { postId: post, id: v7(), registerId: id, formVersion: 1, supersedes: seen!.id, answers: told }
    expect((await city(wire.enter, over)).personal ?? {}).toEqual({})
    const [now] = (await desk(wire.entries, { registerId: id })).rows
    expect(now).toMatchObject({ answers: { people: 4 }, personal: { plate: '苏C10077' } })
  })

  it('of somebody who was not meant to be there wait for a desk, which lets them count or not', async () => {
    const { id } = await openRegister()
    await send(staff.hands[2]!, fact(id, car(1)), fact(id, car(2)))
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 0 })
    const { rows } = await city(wire.entries, { registerId: id, only: 'held' })
    expect(rows.map(({ held }) => held)).toEqual(['not-on-post', 'not-on-post'])
    await city(wire.settle, { id: v7(), entryId: rows[0]!.id, counts: true })
    await city(wire.settle, { id: v7(), entryId: rows[1]!.id, counts: false })
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1 })
    await expect(city(wire.settle, { id: v7(), entryId: rows[0]!.id, counts: true })).rejects.toMatchObject({
      slug: 'register/not-held',
    })
    await rebuilt(t)
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1 })
  })

  it('are corrected and taken back by whoever wrote them, and by nobody else’s phone', async () => {
    const { id } = await openRegister()
    const [first, second] = [fact(id, car(1)), fact(id, car(2))]
    await send(staff.hands[0]!, first, second)
    const fixed = fact(id, { ...car(1), people: 5 }, { supersedes: first.id })
    expect(slugs(await send(staff.hands[1]!, fixed))).toEqual(['/problems/register/not-yours'])
    const again = fact(id, { ...car(1), people: 5 }, { supersedes: first.id })
    expect(slugs(await send(staff.hands[0]!, again))).toEqual(['accepted'])
    await staff.hands[0]!(wire.withdraw, { id: v7(), entryId: second.id, reason: '写错岗位' })
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1, adds: 5 })
    await rebuilt(t)
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1, adds: 5 })
  })

  it('are warned about when the same was written down a moment ago, at whatever post', async () => {
    const { id } = await openRegister(roadCheckpoint, [post, elsewhere])
    await send(staff.hands[0]!, fact(id, car(1)))
    const alike = (plate: string) => staff.hands[1]!(wire.alike, { registerId: id, answers: { plate } })
    expect((await alike('苏c 10001')).rows).toEqual([
      { post: { id: post, name: '高速出口查验点' }, at: t.clock.now.toISOString() },
    ])
    expect((await alike('苏C10002')).rows).toEqual([])
  })
})

describe('a form that changed while a phone was without signal', () => {
  it('still holds for what was written with it; what never was a form is refused', async () => {
    const { id, version, form } = await openRegister()
    const [first, ...rest] = form.questions
    const changed = {
      ...form,
      questions: [
        first!,
        ...rest,
        { key: 'from', words: { zh: '从哪来', en: 'From' }, type: 'text', required: true } as never,
      ],
    }
    const after = await city(wire.amend, { registerId: id, version, form: changed, postIds: [post] })
    expect(after.formVersion).toBe(2)
    const later = { ...fact(id, car(3)), payload: { registerId: id, formVersion: 3, answers: car(3) } }
    expect(slugs(await send(staff.hands[0]!, fact(id, car(1)), later))).toEqual([
      'accepted',
      '/problems/register/unknown-form',
    ])
    const { rows } = await city(wire.entries, { registerId: id })
    expect(rows[0]).toMatchObject({ older: true, formVersion: 1 })
    expect(await city(wire.get, { registerId: id, formVersion: 1 })).toMatchObject({ form, formVersion: 1, version: 2 })
    await expect(city(wire.get, { registerId: id, formVersion: 3 })).rejects.toMatchObject({
      slug: 'register/unknown-form',
    })
    await expect(city(wire.amend, { registerId: id, version, form, postIds: [post] })).rejects.toMatchObject({
      slug: 'door/changed-meanwhile',
    })
  })
})

it('a form that asks the same stays the version it was: posts change without a word to those who write', async () => {
  const { id, version, form } = await openRegister()
  const after = await city(wire.amend, { registerId: id, version, form, postIds: [post, elsewhere] })
  expect(after).toMatchObject({ formVersion: 1, version: 2 })
})

describe('entries that a phone brings late or with a wrong clock', () => {
  it('are held when their post has left the register, and count as of now when the clock ran ahead', async () => {
    const { id, version, form } = await openRegister(roadCheckpoint, [post, elsewhere])
    const ahead = fact(id, car(1), { occurredAt: new Date(t.clock.now.getTime() + 9 * HOUR).toISOString() })
    const never = fact((await openRegister(roadCheckpoint, [elsewhere])).id, car(2))
    const before = fact(id, car(3))
    t.clock.pass(HOUR / 60)
    const now = t.clock.now.toISOString()
    await city(wire.amend, { registerId: id, version, form, postIds: [elsewhere] })
    expect(slugs(await send(staff.hands[0]!, ahead, never, before))).toEqual([
      'accepted',
      '/problems/register/not-here',
      'accepted',
    ])
    expect((await city(wire.entries, { registerId: id })).rows).toMatchObject([
      { id: ahead.id, at: now, held: 'post-left' },
      { id: before.id, held: null },
    ])
    const { payload } = await t.owner
      .selectFrom('fact')
      .selectAll()
      .where('id', '=', ahead.id)
      .executeTakeFirstOrThrow()
    expect(payload).toMatchObject({ skewed: true })
  })
})

describe('a gate', () => {
  it('knows who is still out', async () => {
    const { id } = await openRegister(gatePass)
    const out = (door: string) => fact(id, { door, people: 1, reason: 'medical' })
    const [first, second] = [out('3幢 201'), out('5幢 102')]
    await send(staff.hands[0]!, first, second)
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 2, out: 2 })
    await staff.hands[1]!(wire.back, { id: v7(), entryId: first.id })
    await expect(staff.hands[1]!(wire.back, { id: v7(), entryId: first.id })).rejects.toMatchObject({
      slug: 'register/not-out',
    })
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 2, out: 1 })
    expect((await city(wire.entries, { registerId: id, only: 'out' })).rows.map(row => row.id)).toEqual([second.id])
    const third = out('6幢 301')
    t.clock.pass(HOUR / 60)
    await send(staff.hands[0]!, { ...third, occurredAt: t.clock.now.toISOString() })
    const seen = (await staff.hands[1]!(wire.mine, {})).rows[0]!.out.filter(({ registerId }) => registerId === id)
    expect(seen.map(({ personal }) => personal)).toEqual([{ door: '5幢102' }, { door: '6幢301' }])
  })

  it('takes the return of one whose entry still waits for a desk: when it counts nobody is missing', async () => {
    const { id } = await openRegister(gatePass)
    const waits = fact(id, { door: '7幢 101', people: 1, reason: 'medical' })
    await send(staff.hands[2]!, waits)
    const out = (await staff.hands[1]!(wire.mine, {})).rows[0]!.out.filter(({ registerId }) => registerId === id)
    expect(out).toMatchObject([{ id: waits.id, state: 'held' }])
    const back = { ...fact(id, {}), kind: 'register.came-back', payload: { registerId: id, entryId: waits.id } }
    expect(slugs(await send(staff.hands[2]!, back))).toEqual(['accepted'])
    await city(wire.settle, { id: v7(), entryId: waits.id, counts: true })
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1, out: 0 })
  })
})

describe('paper', () => {
  it('has numbers of its own: each line is keyed in once, whoever keys it', async () => {
    const { id } = await openRegister()
    const request = { registerId: id, id: v7(), postId: post, sheets: 2 }
    const { rows } = await city(wire.printSheets, request)
    expect((await city(wire.printSheets, request)).rows.map(({ sheet }) => sheet)).toEqual(
      rows.map(({ sheet }) => sheet),
    )
    const on = { sheet: rows[0]!.sheet, line: 7 }
    const keyed = { postId: post, registerId: id, formVersion: 1, answers: car(1), on }
    await city(wire.enter, { id: v7(), ...keyed })
    await expect(staff.hands[0]!(wire.enter, { id: v7(), ...keyed })).rejects.toMatchObject({
      slug: 'register/line-used',
    })
    await expect(city(wire.enter, { id: v7(), ...keyed, on: { ...on, line: 21 } })).rejects.toMatchObject({
      slug: 'register/no-such-line',
    })
    expect((await city(wire.paper, { sheet: on.sheet.toLowerCase() })).used).toEqual([7])
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1 })
  })

  it('is keyed in at its own post, by a number that was read rightly, and its line is free again when it does not count', async () => {
    const { id } = await openRegister(roadCheckpoint, [post, elsewhere])
    const { rows } = await city(wire.printSheets, { registerId: id, id: v7(), postId: post, sheets: 1 })
    const on = { sheet: rows[0]!.sheet, line: 1 }
    const keyed = { postId: post, registerId: id, formVersion: 1, answers: car(1), on }
    const noSuchLine = { slug: 'register/no-such-line' }
    await expect(city(wire.enter, { id: v7(), ...keyed, postId: elsewhere })).rejects.toMatchObject(noSuchLine)
    const misread = on.sheet.slice(0, 5) + (on.sheet.endsWith('A') ? 'C' : 'A')
    await expect(city(wire.paper, { sheet: misread })).rejects.toMatchObject(noSuchLine)
    const late = fact(id, car(1), { payload: { registerId: id, formVersion: 1, answers: car(1), on } })
    await send(staff.hands[2]!, late)
    await city(wire.settle, { id: v7(), entryId: late.id, counts: false })
    const again = await city(wire.enter, { id: v7(), ...keyed, on: { ...on, sheet: ` ${on.sheet.toLowerCase()} ` } })
    expect(again).toMatchObject({ on, state: 'stands' })
  })
})

describe('a correction', () => {
  it('keeps the hour, the line of paper and the return, and only its own answers about somebody', async () => {
    const { id } = await openRegister(gatePass)
    const { rows } = await city(wire.printSheets, { registerId: id, id: v7(), postId: post, sheets: 1 })
    const answers = { door: '3幢 201', people: 1, reason: 'medical' }
    const on = { sheet: rows[0]!.sheet, line: 3 }
    const first = fact(id, answers, { payload: { registerId: id, formVersion: 1, answers, on } })
    await send(staff.hands[0]!, first)
    const at = t.clock.now.toISOString()
    t.clock.pass(HOUR / 60)
    const back = t.clock.now.toISOString()
    await staff.hands[1]!(wire.back, { id: v7(), entryId: first.id })
    t.clock.pass(HOUR / 60)
    const second = fact(id, { ...answers, people: 2 }, { supersedes: first.id })
    expect(slugs(await send(staff.hands[0]!, second))).toEqual(['accepted'])
    expect((await city(wire.entries, { registerId: id })).rows).toMatchObject([
      { id: second.id, at, on, backAt: back, answers: { people: 2 } },
    ])
    const kept = await t.owner.selectFrom('entry_private').selectAll().where('register_id', '=', id).execute()
    expect(kept.map(({ entry_id }) => entry_id)).toEqual([second.id])
  })

  it('takes the return that was noted on what it corrects', async () => {
    const { id } = await openRegister(gatePass)
    const answers = { door: '4幢 101', people: 1, reason: 'supplies' }
    const first = fact(id, answers)
    const second = fact(id, { ...answers, people: 3 }, { supersedes: first.id })
    const back = { ...fact(id, {}), kind: 'register.came-back', payload: { registerId: id, entryId: first.id } }
    expect(slugs(await send(staff.hands[0]!, first, second, back))).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1, out: 0 })
  })
})

describe('reach', () => {
  it('of an act is that of its entry: a known id opens no other, and is used for one thing only', async () => {
    const { id } = await openRegister()
    const entry = fact(id, car(5))
    await send(staff.hands[0]!, entry)
    const same = { id: entry.id, postId: post, registerId: id, formVersion: 1, answers: car(5) }
    expect(await staff.hands[1]!(wire.enter, same)).toMatchObject({ personal: {}, mine: false })
    await expect(staff.hands[2]!(wire.enter, same)).rejects.toMatchObject({ slug: 'door/not-found' })
    const reused = { slug: 'ledger/id-reused' }
    await expect(city(wire.enter, { ...same, postId: elsewhere })).rejects.toMatchObject(reused)
    await expect(city(wire.withdraw, { ...same, entryId: entry.id, reason: '错' })).rejects.toMatchObject(reused)
  })

  it('of a street ends at its posts: a register of elsewhere is not there, and nobody changes the city’s', async () => {
    const far = await openRegister(roadCheckpoint, [elsewhere])
    const own = await openRegister(roadCheckpoint, [post, elsewhere])
    const desk = await street()
    await expect(desk(wire.entries, { registerId: far.id })).rejects.toMatchObject({ slug: 'door/not-found' })
    expect((await desk(wire.get, { registerId: own.id })).posts.map(({ id }) => id)).toEqual([post])
    await expect(desk(wire.close, { registerId: own.id, version: 1 })).rejects.toMatchObject({ slug: 'door/not-found' })
    await expect(
      desk(wire.open, { incidentId, id: v7(), key: 'mine', form: roadCheckpoint, postIds: [elsewhere] }),
    ).rejects.toMatchObject({ slug: 'door/not-found' })
  })
})

describe('a register that was closed', () => {
  it('takes in what phones still held for five days, holds what came after, then refuses; names go on their day', async () => {
    const { id, version } = await openRegister()
    const before = fact(id, car(1))
    t.clock.pass(HOUR)
    await city(wire.close, { registerId: id, version })
    t.clock.pass(HOUR)
    const after = fact(id, car(2))
    await send(staff.hands[0]!, before, after)
    expect((await city(wire.entries, { registerId: id })).rows.map(({ held }) => held)).toEqual(['after-closing', null])
    t.clock.pass(5 * 24 * HOUR)
    const hand = await street()
    expect(slugs(await send(hand, fact(id, car(3))))).toEqual(['/problems/register/closed'])
    await t.runJobs()
    const kept = () => t.owner.selectFrom('entry_private').selectAll().where('register_id', '=', id).execute()
    expect(await kept()).toHaveLength(2)
    t.clock.pass(9 * 24 * HOUR)
    await t.runJobs()
    expect(await kept()).toEqual([])
    city = await t.as('city-desk')
    expect(await city(wire.counts, { registerId: id })).toMatchObject({ entries: 1 })
  })

  it('forgets names when the strictest of its versions says, and keeps none that come later', async () => {
    const { id, version, form } = await openRegister({ ...roadCheckpoint, keptDays: 2 })
    await city(wire.amend, { registerId: id, version, form: { ...form, keptDays: 60 }, postIds: [post] })
    const [soon, late] = [fact(id, car(1)), fact(id, car(2))]
    await send(await street(), soon)
    await city(wire.close, { registerId: id, version: version + 1 })
    t.clock.pass(2 * 24 * HOUR)
    await t.runJobs()
    expect(slugs(await send(await street(), late))).toEqual(['accepted'])
    const kept = await t.owner.selectFrom('entry_private').selectAll().where('register_id', '=', id).execute()
    expect(kept).toEqual([])
  })
})

it('all of this summed anew from the facts is the same', async () => {
  expect(await rebuilt(t)).toEqual([])
})
