import * as incident from '@muster/core/incident/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import { gatePass, roadCheckpoint } from '@muster/core/register/forms/epidemic.ts'
import * as wire from '@muster/core/register/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from '../duty/testing.ts'
import { writeSheet } from '../platform/sheets/sheets.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'

let t: Town
let city: Ask
let incidentId: string
let post: string
let staff: Crew

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('03-28 08:30').toISOString())
  city = await t.as('city-desk')
  incidentId = v7()
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  post = await addPost(t, '高速出口查验点', { territory: await aCommunity(t), incidentId })
  staff = await crew(t, 1)
  await assign(t, await addShift(t, post, at('03-28 08:00'), at('03-28 16:00')), staff.people)
})
afterAll(() => t.close())

/** The desk of the street in which the post stands. */
const street = async () => t.as('street-desk', { territory: `${(await aCommunity(t)).slice(0, 9)}000` })
const openRegister = async (form = roadCheckpoint) => {
  const id = v7()
  return city(wire.open, { incidentId, id, key: `r-${id.slice(-8)}`, form, postIds: [post] })
}
const car = (nth: number) => ({ plate: `苏C${10_000 + nth}`, people: 2, 'health-code': 'good', passed: 'passed' })
const fact = (registerId: string, answers: object) => ({
  id: v7(),
  kind: 'register.entered',
  subjectId: post,
  occurredAt: t.clock.now.toISOString(),
  payload: { registerId, formVersion: 1, answers },
})
const send = async (hand: Ask, ...facts: object[]) => {
  const { answers } = await hand(ledger.send, { facts })
  expect(answers.map(({ verdict }) => verdict)).toEqual(facts.map(() => 'accepted'))
}

describe('a city’s own form', () => {
  it('comes from an XLSForm, with a report of what was left out', async () => {
    const columns = [
      { key: 'type', header: 'type' },
      { key: 'name', header: 'name' },
      { key: 'label', header: 'label' },
    ]
    const bytes = await writeSheet({
      sheetName: 'survey',
      columns,
      rows: [
        { type: 'text', name: 'Place', label: '地点' },
        { type: 'geopoint', name: 'g', label: '' },
      ],
    })
    const read = await city(wire.readXlsForm, { incidentId, file: { name: '排查表.xlsx', bytes } })
    expect(read.questions).toMatchObject([{ key: 'place', type: 'text' }])
    expect(read.remarks).toMatchObject([{ row: 3, leftOut: true }])
    const none = await writeSheet({ sheetName: '别的', columns, rows: [] })
    await expect(city(wire.readXlsForm, { incidentId, file: { name: 'x.xlsx', bytes: none } })).rejects.toMatchObject({
      slug: 'register/no-survey',
    })
  })

  it('keeps out of the ledger what its desk has not called harmless, and asks no telephone in the clear', async () => {
    const bytes = await writeSheet({
      sheetName: 'survey',
      columns: ['type', 'name', 'label'].map(key => ({ key, header: key })),
      rows: [{ type: 'text', name: 'who', label: '姓名' }],
    })
    const { questions } = await city(wire.readXlsForm, { incidentId, file: { name: '入户.xlsx', bytes } })
    const { id, version, form } = await openRegister({ ...roadCheckpoint, adds: undefined, same: undefined, questions })
    const entry = fact(id, { who: '王小甲' })
    await send(staff.hands[0]!, entry)
    const { payload } = await t.owner
      .selectFrom('fact')
      .select('payload')
      .where('id', '=', entry.id)
      .executeTakeFirstOrThrow()
    expect(payload).toMatchObject({ answers: {} })
    expect((await (await street())(wire.entries, { registerId: id })).rows[0]!.personal).toEqual({ who: '王小甲' })
    const phone = { key: 'phone', words: form.words, type: 'text', shape: 'phone', most: 20, required: false } as const
    const open = { ...form, questions: [...form.questions, phone] }
    await expect(city(wire.amend, { registerId: id, version, form: open, postIds: [post] })).rejects.toMatchObject({
      slug: 'register/bad-form',
    })
  })
})

describe('a correction', () => {
  it('by a desk stays the writer’s own: the desk reads no more by it, the writer no less', async () => {
    const [plate, ...rest] = roadCheckpoint.questions
    const questions = [{ ...plate!, personal: { ...plate!.personal!, viewers: ['captain' as const] } }, ...rest]
    const { id } = await openRegister({ ...roadCheckpoint, questions })
    const first = fact(id, car(8))
    await send(staff.hands[0]!, first)
    const desk = await street()
    const { plate: _, ...told } = { ...car(8), people: 6 }
    const over = { postId: post, registerId: id, formVersion: 1, answers: told }
    const second = await desk(wire.enter, { ...over, id: v7(), supersedes: first.id })
    const third = await desk(wire.enter, { ...over, id: v7(), supersedes: second.id })
    expect([second, third]).toMatchObject([
      { personal: {}, mine: false },
      { personal: {}, mine: false },
    ])
    const own = (await staff.hands[0]!(wire.mine, {})).rows[0]!.recent
    expect(own.find(entry => entry.id === third.id)).toMatchObject({ personal: { plate: '苏C10008' }, mine: true })
  })
})

describe('a role', () => {
  it('opens answers where it was given only: the captain of one team is a volunteer at the gate of another', async () => {
    const [door, ...rest] = gatePass.questions
    const asked = (viewers: ('captain' | 'volunteer')[]) =>
      openRegister({ ...gatePass, questions: [{ ...door!, personal: { ...door!.personal!, viewers } }, ...rest] })
    const registers = [await asked(['captain']), await asked(['captain', 'volunteer'])]
    for (const { id } of registers)
      await send(staff.hands[0]!, fact(id, { door: '8幢 101', people: 1, reason: 'medical' }))

    const { people, hands } = await crew(t, 1)
    await assign(t, await addShift(t, post, at('03-28 08:00'), at('03-28 20:00')), people)
    const { id: account_id } = await t.owner
      .selectFrom('account')
      .select('id')
      .where('person_id', '=', people[0]!)
      .executeTakeFirstOrThrow()
    const team_id = v7()
    const team = { id: team_id, name: '医护队', kind: 'service', path: `${team_id}/`, version: 1 }
    await t.owner
      .insertInto('team')
      .values({ tenant: 'xuzhou', ...team, formed_at: t.clock.now })
      .execute()
    const grant = { id: v7(), account_id, role: 'captain', team_id, given_at: t.clock.now }
    await t.owner
      .insertInto('role_grant')
      .values({ tenant: 'xuzhou', ...grant })
      .execute()
    const seen = async () => {
      const { out } = (await hands[0]!(wire.mine, {})).rows[0]!
      return registers.map(({ id }) => out.find(({ registerId }) => registerId === id)!.personal)
    }
    expect(await seen()).toEqual([{}, { door: '8幢101' }])
    await t.owner.updateTable('post').set({ team_id }).where('id', '=', post).execute()
    expect(await seen()).toEqual([{ door: '8幢101' }, { door: '8幢101' }])
    await t.owner.updateTable('post').set({ team_id: null }).where('id', '=', post).execute()
  })
})
