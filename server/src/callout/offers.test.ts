import { decideOffer, offer, offers, publicCall } from '@muster/core/callout/offers.wire.ts'
import { myAnswer, seats } from '@muster/core/callout/seats.wire.ts'
import { draft, end, get } from '@muster/core/callout/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { mustNotFlood } from './limit.ts'
import { aCall, addPeople, addUnit, type Place, phones, published, rebuilt } from './testing.ts'

let t: Town
let bureau: Place
let desk: Ask
let secretary: Ask
let other: Ask
let ids: string[]

beforeAll(async () => {
  t = await town()
  bureau = await addUnit(t, '某市局')
  const school = await addUnit(t, '某学校')
  ids = [...(await addPeople(t, bureau, 2)), ...(await addPeople(t, school, 1))]
  desk = await t.as('city-desk')
  secretary = await t.as('unit-secretary', { unitId: bureau.id })
  other = await t.as('unit-secretary', { unitId: school.id })
})
afterAll(() => t.close())

const volunteerNo = async (id: string) =>
  (await t.owner.selectFrom('person').select('volunteer_no').where('id', '=', id).executeTakeFirstOrThrow())
    .volunteer_no

it('shows anybody with the link what is asked, and nobody who goes', async () => {
  const call = await published(desk, { quota: 2 })
  const shown = await t.anyone(publicCall, { link: call.link! })
  expect(shown).toMatchObject({ tenantName: '徐州市', title: call.title, taken: 0, quota: 2, state: 'open' })
  expect(Object.keys(shown)).not.toContain('counts')
  const { id } = await desk(draft, aCall())
  const hidden = await t.owner.selectFrom('call_out').select('link').where('id', '=', id).executeTakeFirstOrThrow()
  for (const link of [hidden.link, `${call.link!}x`, 'nowhere.abcdefgh'])
    await expect(t.anyone(publicCall, { link })).rejects.toMatchObject({ slug: 'door/not-found' })
})

it('takes an offer once, without any ID number, while the call runs', async () => {
  const call = await published(desk, { quota: 2 })
  const mine = { link: call.link!, id: v7(), name: '队员1', note: '会开车' }
  expect(await t.anyone(offer, mine)).toEqual({ done: true })
  expect(await t.anyone(offer, mine)).toEqual({ done: true })
  expect((await desk(offers, { callId: call.id })).total).toBe(1)
  const identity = { ...mine, id: v7(), note: '身份证 11010519491231002X' }
  await expect(t.anyone(offer, identity)).rejects.toMatchObject({ slug: 'people/id-number' })
  await desk(end, { callId: call.id, version: call.version })
  await expect(t.anyone(offer, { ...mine, id: v7() })).rejects.toMatchObject({ slug: 'callout/not-open' })
})

it('accepts an offer as the sign-up of a person of the roster, by the rule of all sign-ups', async () => {
  const deadline = new Date(t.clock.now.getTime() + 60_000).toISOString()
  const call = await published(secretary, { quota: 1, deadline })
  t.clock.pass(60_000)
  for (const nth of [0, 1, 2])
    await t.anyone(offer, {
      link: call.link!,
      id: v7(),
      name: '自己写的名字',
      volunteerNo: (await volunteerNo(ids[nth]!)).toLowerCase(),
    })
  const { rows, total } = await secretary(offers, { state: 'waiting', callId: call.id })
  expect(total).toBe(3)
  expect(rows.map(row => row.candidates.map(one => one.id))).toEqual([[ids[0]], [ids[1]], []])
  expect((await other(offers, {})).total).toBe(0)
  const decide = (nth: number, accept: { personId: string } | null, ask = secretary) =>
    ask(decideOffer, { callId: call.id, offerId: rows[nth]!.id, id: v7(), accept })
  await expect(decide(0, { personId: ids[0]! }, other)).rejects.toMatchObject({ slug: 'door/not-found' })
  await expect(decide(2, { personId: ids[2]! })).rejects.toMatchObject({ slug: 'door/not-found' })
  expect(await decide(0, { personId: ids[0]! })).toMatchObject({ state: 'accepted' })
  expect(await decide(0, { personId: ids[0]! })).toMatchObject({ state: 'accepted' })
  await expect(decide(0, null)).rejects.toMatchObject({ slug: 'callout/offer-decided' })
  expect(await decide(1, { personId: ids[1]! })).toMatchObject({ state: 'accepted' })
  expect(await decide(2, null)).toMatchObject({ state: 'thanked' })
  expect((await secretary(seats, { callId: call.id })).rows).toMatchObject([
    {
      state: 'confirmed',
      via: 'offer',
      reasons: expect.arrayContaining([{ zh: '由请战书接受', en: 'accepted from an offer' }]),
    },
    { state: 'reserve', rank: 1 },
  ])
  const [hand] = await phones(t, [ids[0]!])
  expect((await hand!(myAnswer, { callId: call.id })).state).toBe('confirmed')
  expect((await t.anyone(publicCall, { link: call.link! })).taken).toBe(1)
  expect((await secretary(get, { callId: call.id })).state).toBe('full')
  expect(await rebuilt(t)).toEqual([])
})

it('ends a flood of offers through one link', async () => {
  const link = `xuzhou.${v7()}`
  for (let nth = 0; nth < 1000; nth++) await mustNotFlood(link)
  await expect(mustNotFlood(link)).rejects.toMatchObject({ slug: 'door/too-many' })
})
