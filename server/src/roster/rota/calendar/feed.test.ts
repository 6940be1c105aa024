import * as wire from '@muster/core/roster/calendar.wire.ts'
import { setCells } from '@muster/core/roster/draft.wire.ts'
import { get } from '@muster/core/roster/rota.wire.ts'
import { publish } from '@muster/core/roster/versions.wire.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPeople, addUnit, phones } from '../../../callout/testing.ts'
import { type Ask, type Town, town } from '../../../platform/testing/town.ts'
import { addPost, addShift, aRota } from '../testing.ts'

let t: Town
let desk: Ask
let people: string[]
let hands: Ask[]
let rotaId: string
let shiftId: string
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T00:00:00.000Z')
  desk = await t.as('city-desk')
  const unit = await addUnit(t, '某市局')
  people = await addPeople(t, unit, 2)
  hands = await phones(t, people)
  const postId = await addPost(t, { name: '东门' })
  shiftId = await addShift(t, postId, '2022-03-28', '22:00')
  rotaId = (await aRota(desk, [postId], { pool: { unitIds: [unit.id] } })).id
  await place(0, [people[0]!])
})
afterAll(() => t.close())

async function place(version: number, ids: string[]) {
  await desk(setCells, { rotaId, cells: [{ shiftId, version, people: ids }] })
  const { draft } = await desk(get, { rotaId })
  return desk(publish, { rotaId, draft })
}
const open = (link: string) => fetch(t.url + link)
const linesOf = async (link: string) => (await (await open(link)).text()).replaceAll('\r\n ', '').split('\r\n')

it('shows a person’s shifts behind a secret link, and what was taken away as cancelled', async () => {
  const { link, since } = await hands[0]!(wire.make, {})
  expect(await hands[0]!(wire.state, {})).toEqual({ since })
  const answer = await open(link)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const before = await linesOf(link)
  expect(before).toEqual(
    expect.arrayContaining(['DTSTART:20220328T140000Z', 'DTEND:20220328T220000Z', 'SUMMARY:东门', 'STATUS:CONFIRMED']),
  )
  expect(before).toContain('DESCRIPTION:3月28日 21:00 到岗')
  const uid = before.find(line => line.startsWith('UID:'))!
  const sequence = (lines: string[]) => Number(lines.find(line => line.startsWith('SEQUENCE:'))!.slice(9))
  await place(3, [people[1]!])
  const after = await linesOf(link)
  expect(after).toEqual(expect.arrayContaining([uid, 'STATUS:CANCELLED']))
  expect(sequence(after)).toBeGreaterThan(sequence(before))
  expect(after.join()).not.toContain(people[1]!)
})

it('ends a link when another is made, or when its person takes it back', async () => {
  const first = await hands[1]!(wire.make, {})
  const second = await hands[1]!(wire.make, {})
  expect((await open(first.link)).status).toBe(404)
  expect((await open(second.link)).status).toBe(200)
  await hands[1]!(wire.revoke, {})
  expect((await open(second.link)).status).toBe(404)
  expect(await hands[1]!(wire.state, {})).toEqual({ since: null })
  expect((await open(`${second.link}x`)).status).toBe(404)
  expect((await open('/api/public/calendars/nocity.abcdefgh')).status).toBe(404)
})
