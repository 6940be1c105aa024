import * as access from '@muster/core/access/wire.ts'
import * as enrolment from '@muster/core/enrolment/wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as wire from '@muster/core/report/wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AREAS, addPeople, addUnit, arrival, communities, departure, partner, sendAll } from '../enrolment/testing.ts'
import { rebuild } from '../ledger/rebuild.ts'
import { NO_SCOPE } from '../platform/context.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'

const at = (time: string) => new Date(`2022-03-30T${time}:00.000+08:00`)
const FOUR = at('16:00').toISOString()
const SIX = at('18:00').toISOString()
/** Two streets of villages and a small one stay empty; two units lie below another one. */
const EMPTY_STREETS = ['320302008', '320312010', '320312001']

let t: Town
let desk: Ask
let street: Ask
let auditor: Ask
let people: string[]
let bulletin: wire.Bulletin
/** Sets the clock; whoever had signed in does so again, for sessions end when they lie idle. */
async function setClock(to: Date): Promise<void> {
  const logins = await Promise.all([desk, street, auditor].map(async ask => (await ask(access.me, {})).account.login!))
  t.clock.set(to.toISOString())
  ;[desk, street, auditor] = (await Promise.all(logins.map(login => t.signIn(login)))) as [Ask, Ask, Ask]
}

const refusal = (slug: string) => expect.objectContaining({ slug })
const value = (key: string) => bulletin.figures.find(figure => figure.key === key)?.value ?? Number.NaN

/** The afternoon of R2 in small: 60 people of 6 units, 5 of them twice, 4 moves, 3 withdrawals, 2 late phones. */
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set(at('14:00').toISOString())
  desk = await t.as('city-desk')
  street = await t.as('street-desk', { territory: '320302001000' })
  auditor = await t.as('auditor')
  await desk(enrolment.setCoverageAreas, { codes: AREAS })
  const places = (await communities(t)).filter(code => !EMPTY_STREETS.includes(code.slice(0, 9)))
  const units = [await addUnit(t, '一局'), await addUnit(t, '二局'), await addUnit(t, '三局'), await addUnit(t, '四局')]
  units.push(await addUnit(t, '一局一处', units[0]), await addUnit(t, '一局二处', units[0]))
  people = (await Promise.all(units.map(unit => addPeople(t, unit.id, 10)))).flat()
  for (const unit of units) await partner(t, unit.id, places[0]!)

  await setClock(at('15:00'))
  const homes = people.slice(0, 58).map((person, nth) => arrival(person, places[1 + nth * 6]!, t.clock.now))
  const second = people
    .slice(0, 5)
    .map(person => arrival(person, places[0]!, t.clock.now, { payload: { as: 'partner' } }))
  await sendAll(desk, [...homes, ...second])
  await setClock(at('15:30'))
  const moves = homes
    .slice(10, 14)
    .map(home => arrival(home.personId, places[2]!, t.clock.now, { supersedes: home.id }))
  await sendAll(desk, moves)

  await setClock(at('16:05'))
  bulletin = await desk(wire.freeze, { id: v7(), asOf: FOUR, title: '双报到情况' })

  await setClock(at('16:30'))
  await sendAll(
    desk,
    homes.slice(20, 23).map(home => departure(home.personId, home.id, t.clock.now)),
  )
  await setClock(at('18:30'))
  await sendAll(
    desk,
    people.slice(58).map(person => arrival(person, places[3]!, at('15:50'))),
  )
})
afterAll(() => t.close())

describe('the figures of an afternoon', () => {
  it('are frozen as they were known at four o’clock, people once and units by the topmost', async () => {
    expect([value('people'), value('memberships'), value('units'), value('areas'), value('zones')]).toEqual([
      58, 63, 4, 5, 1,
    ])
    const all = await desk(enrolment.list, { asOf: FOUR, limit: 500 })
    expect(value('communities')).toBe(new Set(all.rows.map(({ community }) => community?.code)).size)
    expect([value('uncovered-streets'), bulletin.tables.uncoveredStreets.length]).toEqual([
      46 - value('streets'),
      value('uncovered-streets'),
    ])
    expect(value('uncovered-communities')).toBe(348 - value('communities'))
    expect(bulletin.tables.uncoveredStreets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['拾屯街道', '沿湖街道', '三河尖街道']),
    )
  })

  it('are said in a sentence, and rounded down for the public', () => {
    expect(bulletin.sentence.zh).toBe(
      `截至3月30日16时，4家单位58人到社区报到，覆盖4个区和1个开发区、${value('streets')}个街道、${value('communities')}个社区。`,
    )
    expect(bulletin.publicSentence.zh).toContain('58名志愿者')
    expect(bulletin.figures.find(({ key }) => key === 'people-about')?.rule.zh).toContain('58人')
  })

  it('differ at six o’clock by exactly the withdrawals, though two phones told of the afternoon later', async () => {
    const four = await desk(enrolment.figures, { asOf: FOUR })
    const six = await desk(enrolment.figures, { asOf: SIX })
    const now = await desk(enrolment.figures, {})
    expect([four.people.value, six.people.value, now.people.value]).toEqual([58, 55, 57])
    expect([four.live, six.live, now.live]).toEqual([false, false, true])
    expect(six.lastHeard).toBe(at('16:30').toISOString())
  })

  it('are broken down by area and unit, and the parts are found again in the whole', () => {
    const { byTerritory, byUnit } = bulletin.tables
    expect(byTerritory.map(({ code }) => code)).toEqual(AREAS)
    expect(byTerritory.reduce((sum, { communities }) => sum + communities, 0)).toBe(value('communities'))
    expect(byUnit.map(({ name, people }) => [name, people])).toEqual(
      expect.arrayContaining([
        ['一局', 28],
        ['二局', 10],
        ['三局', 10],
        ['四局', 10],
      ]),
    )
  })
})

describe('a frozen bulletin', () => {
  it('is the same for ever: asked again, sent again, and counted again after later reports', async () => {
    expect(await desk(wire.get, { bulletinId: bulletin.id })).toEqual(bulletin)
    expect(await desk(wire.freeze, { id: bulletin.id, asOf: SIX, title: '另一题目' })).toEqual(bulletin)
    expect(await desk(wire.verify, { bulletinId: bulletin.id })).toEqual({
      digestHolds: true,
      recountHolds: true,
      differences: [],
    })
  })

  it('is not made of a time to come, and numbers run on within the year of the city', async () => {
    const early = desk(wire.freeze, { id: v7(), asOf: at('23:00').toISOString(), title: '太早' })
    await expect(early).rejects.toEqual(refusal('report/not-yet'))
    const next = await desk(wire.freeze, { id: v7(), asOf: SIX, title: '十八时' })
    expect([bulletin.number, next.number]).toEqual(['2022-001', '2022-002'])
    await setClock(new Date('2022-12-31T16:00:00.000Z'))
    const newYear = await desk(wire.freeze, { id: v7(), asOf: SIX, title: '新年' })
    expect(newYear.number).toBe('2023-001')
    const listed = await desk(wire.list, { limit: 2 })
    expect([listed.rows.map(({ number }) => number), listed.total]).toEqual([['2023-001', '2022-002'], 3])
    const rest = await desk(wire.list, { limit: 2, after: listed.next! })
    expect([rest.rows.map(({ number }) => number), rest.next]).toEqual([['2022-001'], null])
  })

  it('closes the past: what is heard in the same instant is counted later', async () => {
    const now = t.clock.now.toISOString()
    const before = await desk(wire.freeze, { id: v7(), asOf: now, title: '此刻' })
    const [late] = await addPeople(t, (await addUnit(t, '五局')).id, 1)
    await sendAll(desk, [arrival(late!, '320311003010', t.clock.now)])
    expect(await desk(wire.verify, { bulletinId: before.id })).toMatchObject({ digestHolds: true, recountHolds: true })
    t.clock.pass(1000)
    const { people: counted } = await desk(enrolment.figures, {})
    expect(counted.value).toBe(before.figures[0]!.value + 1)
  })

  it('survives a rebuild of what is known now', async () => {
    const before = await t.owner.selectFrom('report_in').selectAll().orderBy('fact_id').execute()
    const results = await t.app.db.transaction().execute(async tx => {
      const tenant = await tx.selectFrom('tenant').selectAll().executeTakeFirstOrThrow()
      const scope = { ...NO_SCOPE, tenant: true }
      const ctx = { tx, tenant, scope, now: t.clock.now, real: t.clock.now, actor: null, house: t.app.house }
      return rebuild({ ...ctx, language: 'zh', device: 'test', effects: { topics: new Map() } } as never)
    })
    const own = results.find(({ tables }) => tables.includes('report_in'))!
    expect(own.after).toBe(own.before)
    expect(before.length).toBeGreaterThan(50)
    expect(await t.owner.selectFrom('report_in').selectAll().orderBy('fact_id').execute()).toEqual(before)
  })

  it('stands in the timeline of its incident', async () => {
    const id = v7()
    await desk(incident.open, { id, kind: 'epidemic', name: '三月疫情', territory: AREAS[0]! })
    const frozen = await desk(wire.freeze, { id: v7(), asOf: FOUR, title: '事件通报', incidentId: id })
    const { timeline } = await desk(incident.get, { incidentId: id })
    expect(timeline.find(({ what }) => what === 'bulletin')?.zh).toContain(frozen.number)
    expect(frozen.figures).toEqual(bulletin.figures)
    const nowhere = desk(wire.freeze, { id: v7(), asOf: FOUR, title: '无此事件', incidentId: v7() })
    await expect(nowhere).rejects.toEqual(refusal('door/not-found'))
  })

  it('is read by those who read bulletins, and cannot be rewritten without being noticed', async () => {
    expect(await street(wire.get, { bulletinId: bulletin.id })).toEqual(bulletin)
    expect(await street(wire.verify, { bulletinId: bulletin.id })).toMatchObject({ recountHolds: true })
    const freezing = street(wire.freeze, { id: v7(), asOf: FOUR, title: '越权' })
    await expect(freezing).rejects.toEqual(refusal('door/not-allowed'))
    await expect(t.app.db.updateTable('bulletin').set({ title: '改' }).execute()).rejects.toThrow(/permission denied/)

    await sql`update bulletin set content = jsonb_set(content, '{figures,0,value}', '99') where id = ${bulletin.id}`.execute(
      t.owner,
    )
    const verified = await auditor(wire.verify, { bulletinId: bulletin.id })
    expect(verified).toMatchObject({ digestHolds: false, recountHolds: false })
    expect(verified.differences).toEqual([{ key: 'people', frozen: 99, now: 58 }])
  })
})
