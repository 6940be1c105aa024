// Insurance as desks record it: one by one, by a list with its mistakes marked, taken back; and what else changes under
// people who are planned already: other limits, another end of a secondment.

import type { InputOf } from '@muster/core/platform/endpoint.ts'
import * as wire from '@muster/core/roster/assign.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place } from '../../callout/testing.ts'
import { closeSheets } from '../../platform/sheets/sheets.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { lasting } from '../asks/testing.ts'
import { aPost, aShift, STREET, toldTo } from '../posts/testing.ts'

let t: Town
let city: Ask
let secretary: Ask
let unit: Place
let other: Place
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T04:00:00.000Z')
  city = await lasting(t, 'city-desk')
  unit = await addUnit(t, '某市局')
  other = await addUnit(t, '另一局')
  secretary = await lasting(t, 'unit-secretary', { unitId: unit.id })
})
afterAll(async () => {
  await t.close()
  await closeSheets()
})

const list = (text: string): InputOf<typeof wire.readCover> => ({
  file: { name: '粘贴.csv', bytes: new TextEncoder().encode(text) },
})
const coverOf = async (ask: Ask, id: string) => (await ask(wire.cover, { personId: id })).until

describe('insurance', () => {
  it('is recorded from a pasted list: what is wrong in it is named by row and column, and the rest can be taken back', async () => {
    const [one, two, three, four] = (await addPeople(t, unit, 4)) as [string, string, string, string]
    const [foreign] = (await addPeople(t, other, 1)) as [string]
    const people = new Map((await city(wire.covers, { limit: 500 })).rows.map(({ person }) => [person.id, person]))
    const no = (id: string) => people.get(id)!.volunteerNo
    const named = (id: string) => people.get(id)!.name!
    await secretary(wire.setCover, { rows: [{ personId: two, until: '2022-04-01' }] })
    const rows = [
      `${no(one)}\t${named(one)}\t2022/12/31`,
      `${no(two)}\t${named(two)}\t无`,
      `${no(three)}\t别人名\t2022-12-31`,
      `${no(foreign)}\t${named(foreign)}\t2022-12-31`,
      `${no(four)}\t${named(four)}\t明年`,
    ]
    const { lines, faults } = await secretary(wire.readCover, list(rows.join('\n')))
    expect(lines.map(({ row, person, until, before }) => [row, person.id, until, before])).toEqual([
      [1, one, '2022-12-31', null],
      [2, two, null, '2022-04-01'],
    ])
    expect(faults.map(({ row, column }) => `${column}${row}`)).toEqual(['B3', 'A4', 'C5'])
    expect(faults[1]!.zh).toContain('名册里没有编号')

    const { people: count, before } = await secretary(wire.setCover, {
      rows: lines.map(({ person, until }) => ({ personId: person.id, until })),
    })
    expect(count).toBe(2)
    expect([await coverOf(city, one), await coverOf(city, two)]).toEqual(['2022-12-31', null])
    await secretary(wire.setCover, { rows: before })
    expect([await coverOf(city, one), await coverOf(city, two)]).toEqual([null, '2022-04-01'])
  })

  it('is listed with whoever lacks it first, counted by state, page by page, within reach alone', async () => {
    const [one, two] = (await addPeople(t, unit, 2)) as [string, string]
    const [foreign] = (await addPeople(t, other, 1)) as [string]
    await secretary(wire.setCover, {
      rows: [
        { personId: one, until: '2022-04-05' },
        { personId: two, until: '2022-12-31' },
        { personId: foreign, until: '2022-12-31' },
      ],
    })
    expect(await coverOf(city, foreign)).toBeNull()
    const all = await secretary(wire.covers, { limit: 500 })
    const { missing, ending, covered } = all.counts
    expect([missing + ending + covered, all.rows.some(({ person }) => person.id === foreign)]).toEqual([
      all.total,
      false,
    ])
    expect(all.rows.map(({ until }) => until)).toEqual(all.rows.map(({ until }) => until).toSorted(byDay))
    const found: string[] = []
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Awaited<ReturnType<typeof secretary<typeof wire.covers>>> = await secretary(wire.covers, {
        limit: 2,
        ...(after ? { after } : {}),
      })
      found.push(...page.rows.map(({ person }) => person.id))
      after = page.next ?? undefined
    }
    expect(found).toEqual(all.rows.map(({ person }) => person.id))
    const soon = await secretary(wire.covers, { state: 'ending' })
    expect(soon.rows.map(({ person }) => person.id)).toContain(one)
    expect([soon.total, soon.today]).toEqual([ending, '2022-03-27'])
    await expect(
      lasting(t, 'street-desk', { territory: STREET }).then(ask => ask(wire.covers, {})),
    ).rejects.toMatchObject({
      slug: 'door/not-allowed',
    })
  })
})

const byDay = (a: string | null, b: string | null) => (a ?? '').localeCompare(b ?? '')

describe('people who are planned already', () => {
  it('are named before other limits hold, and nobody is taken off', async () => {
    const [personId] = (await addPeople(t, unit, 1)) as [string]
    const post = await aPost(city, { reportMinutes: 0, name: '长班岗' })
    const shift = await aShift(city, post.id, '2022-03-29T00:00:00.000Z', '2022-03-29T09:00:00.000Z')
    await city(wire.assign, { shiftId: shift.id, id: v7(), personId })
    const { version: _, ...limits } = await city(wire.safetyLimits, {})
    expect(await city(wire.previewSafetyLimits, limits)).toMatchObject({ places: 1, looked: 1, stopped: 0, rows: [] })
    const stricter = await city(wire.previewSafetyLimits, { ...limits, mostMinutes: 480 })
    expect(stricter).toMatchObject({ stopped: 1, eased: 0, through: '2022-04-10' })
    expect(stricter.rows).toMatchObject([
      { person: { id: personId }, post: '长班岗', zh: '24 小时内共 9 小时，超过 8 小时' },
    ])
    expect((await city(wire.assignments, { shiftId: shift.id })).rows).toHaveLength(1)
  })

  it('are told when a secondment lasts longer, and its end moves with it', async () => {
    const [personId] = (await addPeople(t, unit, 1)) as [string]
    const order = { personId, id: v7(), territory: STREET, orderedBy: '市指挥部' }
    const made = await secretary(wire.second, {
      ...order,
      from: '2022-03-28T00:00:00.000Z',
      until: '2022-03-30T00:00:00.000Z',
    })
    const until = '2022-04-02T00:00:00.000Z'
    const change = { personId, secondmentId: order.id, version: made.version, until }
    expect(await secretary(wire.amendSecondment, change)).toMatchObject({ until, version: made.version + 1 })
    expect((await toldTo(t, personId)).some(said => said.includes('改为到'))).toBe(true)
    await expect(
      secretary(wire.amendSecondment, { ...change, until: '2022-04-03T00:00:00.000Z' }),
    ).rejects.toMatchObject({ slug: 'door/changed-meanwhile' })
    t.clock.set('2022-03-30T00:00:00.000Z')
    await t.tick()
    const state = async () => (await city(wire.secondments, { ended: true })).rows.find(({ id }) => id === order.id)!
    expect((await state()).state).toBe('running')
    t.clock.set(until)
    await t.tick()
    expect((await state()).state).toBe('ended')
    await expect(
      secretary(wire.amendSecondment, {
        ...change,
        version: (await state()).version,
        until: '2022-04-09T00:00:00.000Z',
      }),
    ).rejects.toMatchObject({ slug: 'roster/secondment-over' })
  })
})
