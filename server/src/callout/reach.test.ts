import { depart, rollCall, sheet } from '@muster/core/callout/departure.wire.ts'
import {
  myAnswer,
  seats,
  select,
  signUp,
  signUpChain,
  standDown,
  withdrawAnswer,
} from '@muster/core/callout/seats.wire.ts'
import { amend, draft, end, get, list, publish, size, withdraw } from '@muster/core/callout/wire.ts'
import { send } from '@muster/core/ledger/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCall, addPeople, addUnit, type Place, phones, published } from './testing.ts'

const NOT_FOUND = { slug: 'door/not-found', status: 404 }
const NOT_ALLOWED = { slug: 'door/not-allowed', status: 403 }

let t: Town
let bureau: Place
let office: Place
let school: Place
let street: string
let community: string
let elsewhere: string
let desks: { city: Ask; bureau: Ask; office: Ask; school: Ask; street: Ask; auditor: Ask }
let people: { office: string[]; school: string[]; residents: string[] }
let hands: { office: Ask[]; school: Ask[]; resident: Ask; captain: Ask }

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  bureau = await addUnit(t, '某市局')
  office = await addUnit(t, '一处', bureau)
  school = await addUnit(t, '某学校')
  const communities = await t.owner
    .selectFrom('territory')
    .select(['code', 'parent'])
    .where('level', '=', 'community')
    .orderBy('code')
    .execute()
  community = communities[0]!.code
  street = communities[0]!.parent!
  elsewhere = communities.at(-1)!.code
  people = {
    office: await addPeople(t, office, 4, { skills: ['medical'], onCall: true }),
    school: await addPeople(t, school, 3),
    residents: await addPeople(t, school, 2, { residence: community }),
  }
  const [captain, ...officers] = people.office
  hands = {
    office: await phones(t, officers),
    captain: (await phones(t, [captain!], 'captain'))[0]!,
    school: await phones(t, people.school),
    resident: (await phones(t, [people.residents[0]!]))[0]!,
  }
  desks = {
    city: await t.as('city-desk'),
    bureau: await t.as('unit-secretary', { unitId: bureau.id }),
    office: await t.as('unit-secretary', { unitId: office.id }),
    school: await t.as('unit-secretary', { unitId: school.id }),
    street: await t.as('street-desk', { territory: street }),
    auditor: await t.as('auditor'),
  }
})
afterAll(() => t.close())

const titles = async (ask: Ask) => (await ask(list, { limit: 500 })).rows.map(({ title }) => title)

describe('whom a call reaches', () => {
  it('sizes it: units with all below, and residence, and skills, inside what the desk answers for', async () => {
    const of = async (ask: Ask, audience: object) => (await ask(size, { audience, quota: 1 })).addressed
    expect(await of(desks.city, {})).toBe(9)
    expect(await of(desks.city, { unitIds: [bureau.id] })).toBe(4)
    expect(await of(desks.city, { unitIds: [bureau.id, school.id], skills: ['medical', 'driving'] })).toBe(4)
    expect(await of(desks.city, { territories: [street], unitIds: [school.id] })).toBe(2)
    expect(await of(desks.city, { territories: [street], unitIds: [bureau.id] })).toBe(0)
    expect(await of(desks.bureau, {})).toBe(4)
    expect(await of(desks.street, {})).toBe(2)
    expect(await desks.city(size, { audience: { skills: ['medical'] }, quota: 1 })).toEqual({
      addressed: 4,
      onCall: 4,
      serving: 0,
    })
  })

  it('counts who serves in an open call', async () => {
    const call = await published(desks.school, { quota: 5, title: '护校' })
    await hands.school[0]!(signUp, { callId: call.id, id: v7() })
    expect((await desks.city(size, { audience: {}, quota: 1 })).serving).toBe(1)
    await desks.school(end, { callId: call.id, version: call.version })
    expect((await desks.city(size, { audience: {}, quota: 1 })).serving).toBe(0)
  })

  it('lets a desk address only what it answers for; other units do not exist for it', async () => {
    const outside = { unitIds: [school.id] }
    await expect(desks.bureau(draft, aCall({ audience: outside }))).rejects.toMatchObject(NOT_FOUND)
    await expect(desks.bureau(size, { audience: outside, quota: 1 })).rejects.toMatchObject(NOT_FOUND)
    await expect(desks.bureau(draft, aCall({ audience: { unitIds: [v7()] } }))).rejects.toMatchObject(NOT_FOUND)
    await expect(desks.street(draft, aCall({ audience: { territories: [elsewhere] } }))).rejects.toMatchObject(
      NOT_FOUND,
    )
    await expect(desks.city(draft, aCall({ incidentId: v7() }))).rejects.toMatchObject(NOT_FOUND)
    expect((await desks.bureau(draft, aCall({ audience: { unitIds: [office.id] } }))).state).toBe('draft')
  })
})

describe('who may know of a call', () => {
  it('shows a draft to its issuers only, and a call to those it addresses and their desks', async () => {
    const title = '只给一处'
    const { id: callId, version } = await desks.city(draft, aCall({ title, audience: { unitIds: [office.id] } }))
    await expect(hands.office[0]!(get, { callId })).rejects.toMatchObject(NOT_FOUND)
    await expect(desks.office(get, { callId })).rejects.toMatchObject(NOT_FOUND)
    await desks.city(publish, { callId, version })
    for (const ask of [hands.office[0]!, hands.captain, desks.office, desks.bureau, desks.city]) {
      expect((await ask(get, { callId })).title).toBe(title)
      expect(await titles(ask)).toContain(title)
    }
    for (const ask of [hands.school[0]!, hands.resident, desks.school, desks.street]) {
      await expect(ask(get, { callId })).rejects.toMatchObject(NOT_FOUND)
      expect(await titles(ask)).not.toContain(title)
    }
  })

  it('reaches residents and their street by residence, whatever their unit', async () => {
    const title = '本街道居民'
    const { id: callId } = await published(desks.street, { title })
    expect((await hands.resident(signUp, { callId, id: v7() })).state).toBe('confirmed')
    expect(await titles(desks.city)).toContain(title)
    expect(await titles(desks.school)).not.toContain(title)
    await expect(hands.school[0]!(signUp, { callId, id: v7() })).rejects.toMatchObject(NOT_FOUND)
    await expect(hands.school[0]!(myAnswer, { callId })).rejects.toMatchObject(NOT_FOUND)
  })

  it('keeps a call for those who answered it, when the audience is narrowed later', async () => {
    const call = await published(desks.city, { title: '先宽后窄' })
    await hands.school[0]!(signUp, { callId: call.id, id: v7() })
    const { id: _, incidentId: __, ...body } = aCall({ title: '先宽后窄', audience: { unitIds: [office.id] } })
    await desks.city(amend, { ...body, callId: call.id, version: call.version })
    expect((await hands.school[0]!(myAnswer, { callId: call.id })).state).toBe('confirmed')
    await expect(hands.school[1]!(signUp, { callId: call.id, id: v7() })).rejects.toMatchObject(NOT_FOUND)
  })
})

describe('who may do what', () => {
  it('leaves a call to its issuer: desks that are addressed bring their people and see them, no more', async () => {
    const { id: callId, version } = await published(desks.city, { title: '全市' })
    const entries = [people.office[1]!, people.school[0]!].map(personId => ({ id: v7(), personId }))
    const { answers } = await desks.office(signUpChain, { callId, entries })
    expect(answers.map(({ verdict }) => verdict)).toEqual(['accepted', 'refused'])
    await hands.school[0]!(signUp, { callId, id: v7() })
    const seen = async (ask: Ask) => (await ask(seats, { callId })).rows.map(row => row.person.id)
    expect(await seen(desks.office)).toEqual([people.office[1]])
    expect(await seen(desks.city)).toEqual([people.office[1], people.school[0]])
    const personId = people.school[0]!
    await expect(desks.school(standDown, { callId, personId, id: v7() })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(desks.school(end, { callId, version })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(desks.school(withdraw, { callId, version, reason: '无' })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(desks.school(select, { callId, version })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(desks.school(sheet, { callId })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(desks.school(depart, { callId, version, id: v7() })).rejects.toMatchObject(NOT_ALLOWED)
  })

  it('shows no superior who withdrew from a voluntary call, but for the one who issued it', async () => {
    const { id: callId } = await published(desks.city, { title: '自愿' })
    await hands.school[0]!(signUp, { callId, id: v7() })
    await hands.school[0]!(withdrawAnswer, { callId, id: v7() })
    expect((await desks.school(seats, { callId })).rows).toEqual([])
    expect((await desks.city(seats, { callId })).rows).toMatchObject([{ state: 'withdrawn' }])
  })

  it('refuses roles that have no such power, and hands that are not signed in', async () => {
    const { id: callId } = await published(desks.city)
    await expect(desks.auditor(get, { callId })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(hands.school[0]!(draft, aCall())).rejects.toMatchObject(NOT_ALLOWED)
    await expect(hands.school[0]!(seats, { callId })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(desks.city(signUp, { callId, id: v7() })).rejects.toMatchObject(NOT_ALLOWED)
    await expect(t.anyone(get, { callId })).rejects.toMatchObject({ slug: 'door/not-signed-in' })
    await expect(desks.bureau(signUp, { callId, id: v7() })).rejects.toMatchObject(NOT_FOUND)
  })

  it('lets a captain who goes along call the roll, also out of a phone’s outbox', async () => {
    const { id: callId } = await published(desks.city, { title: '带队' })
    await hands.school[0]!(signUp, { callId, id: v7() })
    const mark = { id: v7(), personId: people.school[0]!, present: true }
    await expect(hands.captain(rollCall, { callId, at: 'muster', marks: [mark] })).rejects.toMatchObject(NOT_ALLOWED)
    await hands.captain(signUp, { callId, id: v7() })
    const fact = {
      id: v7(),
      kind: 'callout.rolled',
      occurredAt: t.clock.now.toISOString(),
      personId: people.school[0]!,
      subjectId: callId,
      payload: { at: 'muster', present: false },
    }
    const stranger = { ...fact, id: v7(), personId: people.school[2]! }
    const { answers } = await hands.captain(send, { facts: [fact, stranger] })
    expect(answers.map(one => one.verdict)).toEqual(['accepted', 'refused'])
    expect(await hands.captain(rollCall, { callId, at: 'muster', marks: [mark] })).toEqual({
      present: 1,
      absent: 0,
      unmarked: 1,
    })
    const { answers: refused } = await hands.school[0]!(send, { facts: [{ ...fact, id: v7() }] })
    expect(refused[0]!.problem?.type).toBe('/problems/door/not-allowed')
  })
})

describe('a phone’s outbox', () => {
  it('signs up and withdraws as the door does, once per fact, only for oneself', async () => {
    const { id: callId } = await published(desks.city, { title: '离线报名' })
    const fact = (over: object) => ({
      id: v7(),
      kind: 'callout.signed-up',
      occurredAt: t.clock.now.toISOString(),
      personId: people.school[0],
      subjectId: callId,
      payload: { fit: true, via: 'desk' },
      ...over,
    })
    const own = fact({})
    const sent = [
      own,
      own,
      fact({ personId: people.school[1] }),
      fact({ subjectId: v7() }),
      fact({ payload: { fit: 'yes' } }),
    ]
    const { answers } = await hands.school[0]!(send, { facts: sent })
    expect(answers.map(one => one.problem?.type.replace('/problems/', '') ?? one.verdict)).toEqual([
      'accepted',
      'known',
      'door/not-found',
      'door/not-found',
      'door/bad-input',
    ])
    expect((await desks.city(seats, { callId })).rows).toMatchObject([{ via: 'tap', state: 'confirmed' }])
    await hands.school[0]!(send, { facts: [fact({ kind: 'callout.withdrew', payload: {} })] })
    expect((await hands.school[0]!(myAnswer, { callId })).state).toBe('withdrawn')
    const forged = fact({ kind: 'callout.confirmed', payload: { place: 1 } })
    const { answers: decided } = await hands.school[0]!(send, { facts: [forged] })
    expect(decided[0]!.problem?.type).toBe('/problems/ledger/unknown-kind')
  })
})
