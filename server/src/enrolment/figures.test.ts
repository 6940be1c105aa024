import * as wire from '@muster/core/enrolment/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { AREAS, addPeople, addUnit, arrival, communities, sendAll } from './testing.ts'

/** 三河尖街道: two urban communities. 拾屯 and 沿湖 have villages only, so nobody of the urban base reports there. */
const SMALL_STREET = '320312001'
const TOWNS = ['大彭镇', '张集镇', '柳泉镇']
const EMPTY = ['拾屯街道', '三河尖街道', '沿湖街道']

let t: Town
let desk: Ask
let bureau: { id: string; path: string; name: string }
let sections: { id: string; path: string; name: string }[]
let members: string[][]
const refusal = (slug: string) => expect.objectContaining({ slug })

/** One person in each of 343 communities: all 348 but the two of the small street and the three that lie in towns. */
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  bureau = await addUnit(t, '某局')
  sections = [await addUnit(t, '一处', bureau), await addUnit(t, '二处', bureau)]
  const school = await addUnit(t, '某校')
  members = [
    await addPeople(t, bureau.id, 43),
    await addPeople(t, sections[0]!.id, 100),
    await addPeople(t, sections[1]!.id, 110),
    await addPeople(t, school.id, 100),
  ]
  const reached = (await communities(t)).filter(code => {
    const street = Number(code.slice(6, 9))
    return !code.startsWith(SMALL_STREET) && street < 100
  })
  const facts = members
    .flat()
    .slice(0, 343)
    .map((person, nth) => arrival(person, reached[nth]!, t.clock.now))
  await sendAll(desk, facts)
})
afterAll(() => t.close())

describe('coverage', () => {
  it('is counted over the areas with a report until the desk chooses', async () => {
    const before = await desk(wire.coverageAreas, {})
    expect([before.chosen, before.rows.map(({ code }) => code)]).toEqual([false, AREAS])
    const without = await desk(wire.figures, {})
    t.clock.pass(1000)
    const chosen = await desk(wire.setCoverageAreas, { codes: AREAS.slice(0, 2) })
    expect([chosen.chosen, chosen.rows.map(({ name }) => name)]).toEqual([true, ['鼓楼区', '云龙区']])
    expect((await desk(wire.figures, {})).base).toMatchObject({ areas: 2, streets: 17 })
    const then = await desk(wire.figures, { asOf: without.asOf })
    expect(then.base).toEqual(without.base)
    t.clock.pass(1000)
    expect(await desk(wire.setCoverageAreas, { codes: [] })).toMatchObject({ chosen: false })
    expect(await desk(wire.setCoverageAreas, { codes: AREAS })).toMatchObject({ chosen: true })
  })

  it('takes areas only: what has streets directly below it', async () => {
    for (const code of ['320300000000', '320302001000', '999999999999'])
      await expect(desk(wire.setCoverageAreas, { codes: [code] })).rejects.toEqual(refusal('enrolment/not-an-area'))
  })

  it('reaches the 43 of 46 streets and 343 of 348 communities of the source, and names the others', async () => {
    const figures = await desk(wire.figures, {})
    expect([figures.streets.value, figures.communities.value, figures.areas.value]).toEqual([43, 343, 5])
    expect(figures.base).toEqual({ areas: 5, streets: 46, communities: 348 })
    expect(figures.uncovered).toEqual({ streets: 3, communities: 5 })
    const { streets, communities } = await desk(wire.uncovered, {})
    expect(streets.map(({ name }) => name).sort()).toEqual(EMPTY.sort())
    const above = communities.map(({ trail }) => trail[2]!)
    expect([...new Set(above)].sort()).toEqual(['三河尖街道', ...TOWNS].sort())
  })

  it('counts a retired community to the end of its last day in the city, and not a minute longer', async () => {
    const code = (await communities(t)).at(-1)!
    const morning = t.clock.now
    const retire = (valid_to: string | null) =>
      t.owner.updateTable('territory').set({ valid_to }).where('code', '=', code).execute()
    const expected = async (at: Date) => {
      t.clock.now = at
      return (await (await t.as('city-desk'))(wire.figures, {})).base.communities
    }
    const whole = await expected(morning)
    await retire('2022-03-28')
    const midnight = new Date('2022-03-28T16:00:00.000Z')
    expect(await expected(morning)).toBe(whole)
    expect(await expected(new Date(midnight.getTime() - 1))).toBe(whole)
    expect(await expected(midnight)).toBe(whole - 1)
    await retire(null)
    t.clock.now = morning
  })

  it('holds a street against its own communities', async () => {
    const street = await t.as('street-desk', { territory: '320312001000' })
    const figures = await street(wire.figures, {})
    expect([figures.people.value, figures.base.communities, figures.uncovered.communities]).toEqual([0, 2, 2])
  })
})

describe('the table', () => {
  it('opens from the areas down to the communities, the total counted by itself', async () => {
    const city = await desk(wire.table, { by: 'territory' })
    expect([city.level, city.rows.map(({ key }) => key), city.trail]).toEqual([
      'county',
      AREAS,
      [{ key: '320300000000', name: '徐州市' }],
    ])
    expect(city.total).toMatchObject({
      people: 343,
      units: 2,
      streets: 43,
      communities: 343,
      uncovered: 5,
      roster: null,
    })
    const area = await desk(wire.table, { by: 'territory', territory: '320312000000' })
    expect(area.level).toBe('street')
    expect(area.rows.find(({ name }) => name === '大彭镇')).toMatchObject({ people: 0, uncovered: 1 })
    expect(area.rows.reduce((sum, { communities }) => sum + communities, 0)).toBe(area.total.communities)
    const street = await desk(wire.table, { by: 'territory', territory: '320311003000' })
    expect(street.rows.every(({ opens, people }) => !opens && people === 1)).toBe(true)
    expect(street.trail.map(({ name }) => name)).toEqual(['徐州市', '泉山区', '永安街道'])
    const unknown = desk(wire.table, { by: 'territory', territory: '999999999999' })
    await expect(unknown).rejects.toEqual(refusal('territory/unknown'))
  })

  it('opens units, their own people beside their sub-units, and says who is missing', async () => {
    const tops = await desk(wire.table, { by: 'unit' })
    expect(tops.rows.map(({ name, people, roster, missing }) => [name, people, roster, missing])).toEqual([
      ['某局', 253, 253, 0],
      ['某校', 90, 100, 10],
    ])
    const opened = await desk(wire.table, { by: 'unit', unitId: bureau.id })
    expect(opened.rows.map(({ name, people, opens }) => [name, people, opens])).toEqual([
      ['一处', 100, false],
      ['二处', 110, false],
      ['某局（本级）', 43, false],
    ])
    expect([opened.total.people, opened.total.units]).toEqual([253, 1])
    const cell = await desk(wire.table, { by: 'unit', unitId: bureau.id, territory: '320302000000' })
    const same = await desk(wire.table, { by: 'territory', unitId: bureau.id })
    expect(cell.total.people).toBe(same.rows.find(({ key }) => key === '320302000000')?.people)
    expect(cell.total.roster).toBeNull()
  })

  it('begins where the reader’s own part begins', async () => {
    const street = await t.as('street-desk', { territory: '320311003000' })
    const own = await street(wire.table, { by: 'territory' })
    expect([own.level, own.total.people]).toEqual(['community', own.rows.length])
    expect((await street(wire.table, { by: 'territory', territory: '320302000000' })).total.people).toBe(0)
    const secretary = await t.as('unit-secretary', { unitId: sections[0]!.id })
    const unit = await secretary(wire.table, { by: 'unit' })
    expect([unit.trail.map(({ name }) => name), unit.total]).toEqual([
      ['某局', '一处'],
      expect.objectContaining({ people: 100, roster: 100 }),
    ])
  })
})

describe('the list behind a figure', () => {
  it('goes through everybody once, page by page, and keeps to what was asked', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await desk(wire.list, { limit: 100, ...(after && { after }) })
      seen.push(...page.rows.map(({ id }) => id))
      expect(page.total).toBe(343)
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(343)
    const section = await desk(wire.list, { unitId: sections[0]!.id, territory: '320302000000', limit: 500 })
    expect(
      section.rows.every(({ person, community }) => person.unit.name === '一处' && community!.trail[1] === '鼓楼区'),
    ).toBe(true)
    expect((await desk(wire.list, { search: '志愿者100', limit: 10 })).total).toBe(2)
    expect((await desk(wire.list, { search: '%' })).total).toBe(0)
  })

  it('shows a street only who reported there', async () => {
    const street = await t.as('street-desk', { territory: '320311003000' })
    const { rows, total } = await street(wire.list, { limit: 500 })
    expect(total).toBeGreaterThan(0)
    expect(rows.every(({ community }) => community!.code.startsWith('320311003'))).toBe(true)
    expect((await street(wire.list, { territory: '320302000000' })).total).toBe(0)
  })
})

describe('expected, exempt, reported, missing', () => {
  it('share nobody and leave nobody out, by the days and hours of the exemptions', async () => {
    const unit = await addUnit(t, '十人小组')
    const staff = await addPeople(t, unit.id, 60)
    const approved = t.clock.now
    const exempt = (person: string, over: object = {}) => ({
      tenant: 'xuzhou',
      id: v7(),
      person_id: person,
      reason: 'on-duty',
      from_day: '2022-03-01',
      approver: v7(),
      approved_at: approved,
      ...over,
    })
    const rows = staff.slice(0, 12).map(person => exempt(person))
    const others = [
      exempt(staff[12]!, { from_day: '2022-04-01' }),
      exempt(staff[13]!, { until_day: '2022-03-27' }),
      exempt(staff[14]!, { ended_at: approved }),
    ]
    await t.owner
      .insertInto('exemption')
      .values([...rows, ...others])
      .execute()
    await sendAll(
      desk,
      staff.slice(12, 59).map(person => arrival(person, '320311003010', t.clock.now)),
    )
    await sendAll(desk, [arrival(staff[0]!, '320311003010', t.clock.now)])
    const secretary = await t.as('unit-secretary', { unitId: unit.id })
    const roll = await secretary(wire.roll, { unitId: unit.id })
    expect(roll.counts).toEqual({ roster: 60, exempt: 11, expected: 49, reported: 48, missing: 1 })
    expect(roll.missing.map(({ id }) => id)).toEqual([staff[59]])
    expect(roll.exempt.map(({ id }) => id).sort()).toEqual(staff.slice(1, 12).sort())
    const asked = await secretary(wire.roll, { unitId: unit.id, asOf: new Date(approved.getTime() - 1).toISOString() })
    expect(asked.counts).toMatchObject({ roster: 60, exempt: 0, missing: 60 })
  })

  it('count the standing roster for every incident, and another incident’s reports for none', async () => {
    const incidentId = v7()
    const other = v7()
    for (const id of [incidentId, other])
      await t.owner
        .insertInto('incident')
        .values({
          tenant: 'xuzhou',
          id,
          kind: 'flood',
          name: '汛情',
          territory: AREAS[0]!,
          version: 1,
          started_at: t.clock.now,
          opened_at: t.clock.now,
        })
        .execute()
    const before = (await desk(wire.figures, { incidentId })).people.value
    const [a, b] = await addPeople(t, bureau.id, 2)
    await sendAll(desk, [
      arrival(a!, '320311003010', t.clock.now, { incidentId }),
      arrival(b!, '320311003010', t.clock.now, { incidentId: other }),
    ])
    expect((await desk(wire.figures, { incidentId })).people.value).toBe(before + 1)
    expect((await desk(wire.figures, {})).people.value).toBe(before + 2)
    const unknown = arrival(a!, '320311003009', t.clock.now, { incidentId: v7() })
    expect(await sendAll(desk, [unknown])).toEqual(['door/not-found'])
  })
})
