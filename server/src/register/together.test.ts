// What one phone wrote down without a line comes in one batch.

import * as incident from '@muster/core/incident/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import { roadCheckpoint } from '@muster/core/register/forms/epidemic.ts'
import * as wire from '@muster/core/register/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rebuilt } from '../callout/testing.ts'
import { aCommunity, addPost, addShift, assign, at, type Crew, crew } from '../duty/testing.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'

const id = v7()
let t: Town
let city: Ask
let street: Ask
let post: string
let elsewhere: string
let staff: Crew
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('03-28 08:30').toISOString())
  city = await t.as('city-desk')
  const incidentId = v7()
  await city(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  const territory = await aCommunity(t)
  street = await t.as('street-desk', { territory: `${territory.slice(0, 9)}000` })
  post = await addPost(t, '高速出口查验点', { territory, incidentId })
  elsewhere = await addPost(t, '另一卡口', { territory, incidentId })
  staff = await crew(t, 2)
  await assign(t, await addShift(t, post, at('03-28 08:00'), at('03-28 16:00')), staff.people.slice(0, 1))
  await city(wire.open, { incidentId, id, key: 'checkpoint', form: roadCheckpoint, postIds: [post] })
})
afterAll(() => t.close())

const car = (nth: number) => ({ plate: `苏C${10_000 + nth}`, people: 2, 'health-code': 'good', passed: 'passed' })
const fact = (registerId: string, answers: object, over: object = {}) => ({
  id: v7(),
  kind: 'register.entered',
  subjectId: post,
  occurredAt: t.clock.now.toISOString(),
  payload: { registerId, formVersion: 1, answers },
  ...over,
})
const send = async (hand: Ask, ...facts: object[]) =>
  (await hand(ledger.send, { facts })).answers.map(({ verdict, problem }) => problem?.type ?? verdict)

it('entries of one batch are decided together and each by itself, in the order in which they speak of one another', async () => {
  const [hand, stranger] = [staff.hands[0]!, staff.hands[1]!]
  const [first, second, known] = [fact(id, car(1)), fact(id, car(2)), fact(id, car(3))]
  await send(hand, known)
  const about = { registerId: id, entryId: second.id }
  const takenBack = { ...second, id: v7(), kind: 'register.withdrawn', supersedes: second.id }
  const batch = [
    first,
    fact(id, { plate: '苏C1', people: 2 }),
    known,
    fact(v7(), car(4)),
    fact(id, car(5), { subjectId: elsewhere }),
    fact(id, car(6), { occurredAt: at('03-28 05:00').toISOString() }),
    { ...second, payload: { ...second.payload, answers: car(7) } },
    { ...takenBack, payload: { ...about, reason: '写错了' } },
    fact(id, car(2), { supersedes: second.id }),
    fact(id, { ...car(1), people: 9 }, { supersedes: first.id }),
    fact(id, car(8)),
  ]
  const bad = ['/problems/register/bad-answers', '/problems/door/not-found', '/problems/register/not-here']
  const over = '/problems/ledger/superseded'
  const came = [
    'accepted',
    bad[0],
    'known',
    bad[1],
    bad[2],
    'accepted',
    'accepted',
    'accepted',
    over,
    'accepted',
    'accepted',
  ]
  expect(await send(hand, ...batch)).toEqual(came)
  expect(await send(stranger, fact(id, car(9)))).toEqual(['accepted'])
  // Stand: the known one, the corrected one with nine people, and the last; three hours before the shift nobody was there.
  const counted = { entries: 3, adds: 13 }
  expect(await city(wire.counts, { registerId: id })).toMatchObject(counted)
  const held = (await city(wire.entries, { registerId: id, only: 'held' })).rows
  expect(held.map(({ held: why }) => why)).toEqual(['not-on-post', 'not-on-post'])
  const plates = (await street(wire.entries, { registerId: id })).rows.map(row => row.personal?.plate)
  expect(plates.filter(plate => typeof plate === 'string').sort()).toEqual([
    '苏C10001',
    '苏C10003',
    '苏C10006',
    '苏C10008',
    '苏C10009',
  ])
  await rebuilt(t)
  expect(await city(wire.counts, { registerId: id })).toMatchObject(counted)
})
