import * as incident from '@muster/core/incident/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import * as answering from '@muster/core/roster/answering.wire.ts'
import * as wire from '@muster/core/roster/control.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson, refusal, signInAs } from '../../people/testing.ts'
import type { Ask, Town } from '../../platform/testing/town.ts'
import {
  anIncident,
  aPost,
  aShift,
  aSite,
  BESIDE,
  COMMUNITY,
  ELSEWHERE,
  openStage,
  STREET,
  toldTo,
} from '../posts/testing.ts'
import { buildingsOf, said } from './testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: string
let incidentId: string
let numbers = 0
beforeAll(async () => {
  ;({ t, city, street, unit } = await openStage())
  incidentId = (await anIncident(city)).id
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2022-03-28T01:00:00.000Z')) // 09:00 in the city

/** Another morning: sessions of days ago have ended. */
const anew = async () => {
  street = await t.as('street-desk', { territory: STREET })
}
const somebody = (name = '甲一') => addPerson(city, unit, `CZ${1000 + numbers++}`, name, { residence: COMMUNITY })
const buildings = (count: number, over = {}) => buildingsOf(street, count, over)
const aZone = (over = {}) =>
  street(wire.createControl, { id: v7(), incidentId, territory: COMMUNITY, name: '万通社区', scale: 'risk', ...over })
const toLevel = (controlId: string, level: string, over = {}) =>
  street(wire.changeControlLevel, { controlId, version: 1, batchId: v7(), level, ...said, ...over })

describe('a change of level', () => {
  it('makes the posts and shifts that the hazard pack names, as one batch, and leaves running posts alone', async () => {
    const sealed = await buildings(10)
    const testing = await aSite(street, '万通采样点', { kind: 'testing-site' })
    const duty = await aPost(street, { incidentId, kind: 'sampling', name: '万通采样点', siteId: testing.id })
    await aShift(street, duty.id, '2022-03-28T00:00:00.000Z', '2022-03-28T04:00:00.000Z')
    const before = await street(posts.post, { postId: duty.id })
    const zone = await aZone({ siteIds: [...sealed, testing].map(({ id }) => id) })
    expect(zone).toMatchObject({ state: 'prepared', level: null, sites: 11, withoutOwner: 10 })
    const preview = await street(wire.previewLevel, { controlId: zone.id, level: 'medium' })
    expect(preview).toMatchObject({ posts: 10, shifts: 160, untouched: 1 })
    const changed = await toLevel(zone.id, 'medium')
    expect(changed.made).toEqual({ posts: 10, shifts: 160, people: 160, untouched: 1 })
    expect(changed.control).toMatchObject({
      level: 'medium',
      levelWords: { zh: '中风险', en: 'Medium risk' },
      state: 'in-force',
      tone: 'gap',
      since: t.clock.now.toISOString(),
      endsOn: '2022-04-11',
      reviewOn: '2022-04-04',
      version: 2,
    })
    expect(await street(posts.post, { postId: duty.id })).toEqual(before)
    const made = changed.sites.filter(({ post }) => post && post.id !== duty.id)
    expect(made).toHaveLength(10)
    const first = await street(posts.post, { postId: made[0]!.post!.id })
    expect(first.post).toMatchObject({
      kind: 'sealed-building',
      danger: true,
      suitMinutes: 240,
      territory: { code: COMMUNITY },
    })
    expect(first.post.name).toMatch(/1号楼 封控楼栋服务$/)
    // The need begins at nine, in the middle of the shift that the pack starts at eight.
    expect([first.shifts[0]?.startsAt, first.shifts[0]?.endsAt]).toEqual([
      '2022-03-28T01:00:00.000Z',
      '2022-03-28T06:00:00.000Z',
    ])
    expect(first.shifts).toHaveLength(16)
    const gaps = await street(posts.posts, { incidentId, kind: 'sealed-building' })
    expect(gaps.rows.slice(0, 10).every(({ now }) => now.missing === 1)).toBe(true)
  })

  it('is made once however often it is sent; another one on top of it must have seen it', async () => {
    const zone = await aZone({ siteIds: (await buildings(2)).map(({ id }) => id) })
    const batchId = v7()
    const sent = await Promise.all([1, 2, 3].map(() => toLevel(zone.id, 'medium', { batchId })))
    for (const one of sent) expect(one.made).toMatchObject({ posts: 2, shifts: 32 })
    expect(sent[0]!.history.map(({ what }) => what)).toEqual(['level', 'prepared'])
    await expect(toLevel(zone.id, 'high')).rejects.toEqual(refusal('door/changed-meanwhile'))
    await expect(toLevel(zone.id, 'medium', { version: 2 })).rejects.toEqual(refusal('roster/level-same'))
  })

  it('up and down keeps a history that nobody can change, and the timeline of the incident tells it', async () => {
    const zone = await aZone({ name: '白云社区', siteIds: (await buildings(1)).map(({ id }) => id) })
    await toLevel(zone.id, 'medium')
    t.clock.pass(60_000)
    const high = await toLevel(zone.id, 'high', { version: 2, reason: '新增两例' })
    // Its building is served already; the transfer for the zone is new.
    expect(high.made).toMatchObject({ posts: 1, untouched: 1 })
    t.clock.pass(60_000)
    const low = await toLevel(zone.id, 'low', { version: 3, reason: '连续14天无新增' })
    expect(low.made).toMatchObject({ posts: 0, shifts: 0, untouched: 2 })
    expect(low.history.map(({ zh }) => zh)).toEqual([
      '由高风险调整为低风险。理由：连续14天无新增。',
      expect.stringMatching(/^由中风险调整为高风险。理由：新增两例。新设 1 个岗位、\d+ 个班次。$/),
      expect.stringMatching(/^定为中风险。理由：发现一例阳性。新设 1 个岗位、\d+ 个班次。$/),
      '准备管控区，1 个点位。',
    ])
    const { timeline } = await city(incident.get, { incidentId })
    expect(timeline.at(-1)?.zh).toBe('“白云社区”：由高风险调整为低风险。理由：连续14天无新增。')
    const forbidden = t.app.db
      .updateTable('control_entry')
      .set({ zh: '改' })
      .where('control_id', '=', zone.id)
      .execute()
    await expect(forbidden).rejects.toThrow(/permission denied/)
  })

  it('can be taken back as one: its posts close, the level and the history stay', async () => {
    const zone = await aZone({ siteIds: (await buildings(3)).map(({ id }) => id) })
    const batchId = v7()
    await toLevel(zone.id, 'medium', { batchId })
    expect(await street(posts.undoBatch, { batchId })).toMatchObject({ what: 'level', posts: 3, shifts: 48 })
    const after = await street(wire.control, { controlId: zone.id })
    expect(after.sites.every(({ post }) => post === null)).toBe(true)
    expect(after.control.level).toBe('medium')
  })

  it('sets a gate before every compound that has none, and no second one', async () => {
    const [one, other] = [await aSite(street, '甲苑'), await aSite(street, '乙苑')]
    await aPost(street, { name: '甲门', serves: [one.id] })
    const zone = await aZone({ scale: 'closure', siteIds: [one.id, other.id] })
    const { made } = await toLevel(zone.id, 'restricted')
    expect(made).toMatchObject({ posts: 2, untouched: 1 }) // a gate and the delivery
    const check = await street(sites.gates, { territory: COMMUNITY })
    expect(check.rows.filter(({ site }) => [one.id, other.id].includes(site.id))).toEqual([])
  })

  it('is refused with a level, an end or a review date that does not hold', async () => {
    const zone = await aZone()
    await expect(toLevel(zone.id, 'red')).rejects.toEqual(refusal('roster/level-unknown'))
    await expect(toLevel(zone.id, 'high', { endsOn: '2022-03-27' })).rejects.toEqual(refusal('roster/ends-before'))
    const far = toLevel(zone.id, 'high', { reviewOn: '2022-04-05' })
    await expect(far).rejects.toMatchObject({ slug: 'roster/review-too-far', details: { latest: '2022-04-04' } })
    await expect(aZone({ scale: 'weather' })).rejects.toEqual(refusal('roster/scale-unknown'))
    const short = await toLevel(zone.id, 'low', { endsOn: '2022-03-30' })
    expect(short.control.reviewOn).toBe('2022-03-30')
  })
})

describe('a control in force', () => {
  it('lapses when nobody reviews it, for all to see; renewed, it holds and its posts have shifts again', async () => {
    const zone = await aZone({
      territory: BESIDE,
      siteIds: (await buildings(1, { territory: BESIDE })).map(({ id }) => id),
    })
    await toLevel(zone.id, 'medium')
    t.clock.set('2022-04-04T15:59:45.000Z')
    await anew()
    const state = async () => (await street(wire.control, { controlId: zone.id })).control
    expect(await state()).toMatchObject({ state: 'in-force', reviewOn: '2022-04-04' })
    t.clock.set('2022-04-04T16:00:00.000Z') // midnight in the city; a shared picture lives for ten seconds
    expect(await state()).toMatchObject({ state: 'lapsed', tone: 'gap' })
    const anyone = async () => (await t.anyone(wire.measures, { territory: BESIDE })).rows
    expect(await anyone()).toMatchObject([{ state: 'lapsed' }])
    expect((await street(wire.controls, { state: 'lapsed' })).rows.map(({ id }) => id)).toContain(zone.id)
    const renew = { controlId: zone.id, version: 2, batchId: v7(), reason: '仍有风险' }
    const { control, made } = await street(wire.renewControl, renew)
    expect(control).toMatchObject({ state: 'in-force', reviewOn: '2022-04-11', version: 3 })
    expect(made).toEqual({ posts: 0, shifts: 14 })
    expect((await street(wire.renewControl, renew)).made).toMatchObject({ shifts: 14 })
    expect(await anyone()).toMatchObject([{ state: 'in-force', reviewOn: '2022-04-11' }])
  })

  it('reviewed early, its posts go on from where their shifts end, none twice', async () => {
    const zone = await aZone({ siteIds: (await buildings(1)).map(({ id }) => id) })
    const { sites: found } = await toLevel(zone.id, 'medium')
    t.clock.set('2022-03-31T01:00:00.000Z')
    await anew()
    await street(wire.renewControl, { controlId: zone.id, version: 2, batchId: v7(), reason: '仍有风险' })
    const span = { from: '2022-03-01T00:00:00.000Z', until: '2022-05-01T00:00:00.000Z' }
    const { shifts } = await street(posts.post, { postId: found[0]!.post!.id, ...span })
    expect(shifts).toHaveLength(22)
    const starts = shifts.map(({ startsAt }) => startsAt)
    expect(new Set(starts).size).toBe(22)
    expect(shifts.at(-1)?.day).toBe('2022-04-07')
  })

  it('takes in further buildings with their posts; what leaves keeps them until the desk closes them', async () => {
    const [one, two, three] = await buildings(3)
    const zone = await aZone({ siteIds: [one!.id] })
    await toLevel(zone.id, 'medium')
    const set = { controlId: zone.id, version: 2, batchId: v7(), siteIds: [two!.id, three!.id] }
    const after = await street(wire.setControlSites, set)
    expect(after.made).toMatchObject({ posts: 2, shifts: 32 })
    expect(after.sites.map(({ site }) => site.name)).toEqual(['2号楼', '3号楼'])
    expect(after.history[0]?.zh).toBe('移入 2 个点位，移出 1 个。新设 2 个岗位、32 个班次。')
    expect((await street(posts.posts, { siteId: one!.id })).rows).toHaveLength(1)
    const far = await aSite(city, '远楼', { kind: 'building', territory: ELSEWHERE })
    const wrong = street(wire.setControlSites, { ...set, batchId: v7(), version: 3, siteIds: [far.id] })
    await expect(wrong).rejects.toEqual(refusal('roster/site-elsewhere'))
  })

  it('keeps its incident open until it is lifted', async () => {
    const own = await anIncident(city)
    const zone = await aZone({ incidentId: own.id })
    await toLevel(zone.id, 'low')
    const close = () => city(incident.close, { incidentId: own.id, version: own.version, reason: '结束' })
    await expect(close()).rejects.toMatchObject({ slug: 'incident/open-calls', details: { count: 1 } })
    await street(wire.endControl, { controlId: zone.id, version: 2, reason: '解除' })
    expect((await close()).closedAt).not.toBeNull()
  })

  it('says other words when it is amended, and ends for a reason, with its posts when asked', async () => {
    const zone = await aZone({ siteIds: (await buildings(2)).map(({ id }) => id) })
    const words = {
      name: '万通社区东区',
      measures: ['分时段采购'],
      basis: '通告第5号',
      issuer: '指挥部',
      endsOn: '2022-04-02',
    }
    const early = street(wire.amendControl, { controlId: zone.id, version: 1, ...words })
    await expect(early).rejects.toEqual(refusal('roster/control-prepared'))
    await toLevel(zone.id, 'medium')
    const amended = await street(wire.amendControl, { controlId: zone.id, version: 2, ...words })
    expect(amended).toMatchObject({ ...words, contact: null, level: 'medium', reviewOn: '2022-04-02', version: 3 })
    const end = { controlId: zone.id, version: 3, reason: '风险解除', closePosts: true }
    const ended = await street(wire.endControl, end)
    expect(ended.control).toMatchObject({ state: 'ended', tone: 'silent' })
    expect(ended.history[0]?.zh).toBe('解除管控。理由：风险解除。撤销 2 个岗位。')
    const again = street(wire.endControl, { ...end, version: 4 })
    await expect(again).rejects.toEqual(refusal('roster/control-ended'))
  })
})

describe('what residents see', () => {
  it('is level, measures, basis, end and review date of their place, and nobody’s name', async () => {
    const there = { territory: '320302001005' }
    const [house] = await buildings(1, there)
    const zone = await aZone({ ...there, name: '永康社区', siteIds: [house!.id] })
    const page = () => t.anyone(wire.measures, there)
    expect((await page()).rows).toEqual([])
    await toLevel(zone.id, 'medium')
    const owner = await somebody('赵不露')
    const name = { id: v7(), personId: owner.id, kind: 'owner', what: 'site', whatId: house!.id } as const
    await street(answering.nameAnswering, { rows: [name] })
    const seen = await page()
    expect(seen).toMatchObject({ tenantName: '徐州市', territory: { name: '永康社区居委会' }, zone: 'Asia/Shanghai' })
    expect(seen.rows).toEqual([
      {
        title: '永康社区',
        level: { zh: '中风险', en: 'Medium risk' },
        tone: 'gap',
        state: 'in-force',
        measures: said.measures,
        basis: said.basis,
        issuer: said.issuer,
        contact: said.contact,
        since: t.clock.now.toISOString(),
        endsOn: '2022-04-11',
        reviewOn: '2022-04-04',
        places: [`${house!.parent!.name} 1号楼`],
      },
    ])
    expect(JSON.stringify(seen)).not.toContain('赵不露')
    await expect(t.anyone(wire.measures, { territory: '999' })).rejects.toEqual(refusal('territory/unknown'))
  })
})

describe('who answers', () => {
  it('every sealed building has a named owner, or stands first on the list of what has nobody', async () => {
    const there = { territory: '320302001006' }
    const houses = await buildings(3, there)
    const zone = await aZone({ ...there, siteIds: houses.map(({ id }) => id) })
    await toLevel(zone.id, 'medium')
    const missing = (over = {}) => street(answering.unanswered, { ...there, ...over })
    expect((await missing({ what: 'site' })).rows.map(({ what, lacks }) => [what.name.slice(-3), lacks])).toEqual([
      ['1号楼', 'owner'],
      ['2号楼', 'owner'],
      ['3号楼', 'owner'],
    ])
    expect((await missing()).rows.map(({ what }) => what.kind).slice(0, 4)).toEqual(['site', 'site', 'site', 'control'])
    const person = await somebody()
    const rows = houses.map(
      ({ id }) => ({ id: v7(), personId: person.id, kind: 'owner', what: 'site', whatId: id }) as const,
    )
    const leader = { id: v7(), personId: person.id, kind: 'answers', what: 'control', whatId: zone.id } as const
    const named = await street(answering.nameAnswering, { rows: [...rows, leader] })
    expect(await street(answering.nameAnswering, { rows: [...rows, leader] })).toEqual(named)
    expect(named.rows).toHaveLength(4)
    expect((await missing({ what: 'site' })).total).toBe(0)
    const page = await street(wire.control, { controlId: zone.id })
    expect(page.control.withoutOwner).toBe(0)
    expect(page.sites[0]?.owner?.person).toMatchObject({ name: '甲一', unit: '市财政局' })
    expect(page.answering).toMatchObject([{ kind: 'answers', person: { id: person.id } }])
    expect(await toldTo(t, person.id)).toHaveLength(4)
    const own = await signInAs(t, person.id)
    expect((await own(answering.myAnswering, {})).rows.map(({ what }) => what.name)).toContain('万通社区')
  })

  it('a new owner takes the place of the old one; both are told, and the past stays readable', async () => {
    const [house] = await buildings(1)
    const [first, second] = [await somebody('甲二'), await somebody('甲三')]
    const name = (personId: string) =>
      street(answering.nameAnswering, {
        rows: [{ id: v7(), personId, kind: 'owner', what: 'site', whatId: house!.id }],
      })
    await name(first.id)
    t.clock.pass(1000)
    await name(second.id)
    const of = { what: 'site', whatId: house!.id } as const
    expect((await street(answering.answering, of)).rows.map(({ person }) => person.name)).toEqual(['甲三'])
    const past = (await street(answering.answering, { ...of, past: true })).rows
    expect(past.map(({ person, until }) => [person.name, until !== null])).toEqual([
      ['甲三', false],
      ['甲二', true],
    ])
    expect((await toldTo(t, first.id)).at(-1)).toMatch(/^您不再是.*1号楼的楼栋责任人，谢谢。$/)
    await city(people.leave, { personId: second.id, version: second.version })
    expect((await street(answering.answering, of)).rows).toEqual([])
  })

  it('two desks that name an owner at the same moment leave one', async () => {
    const [building] = await buildings(1)
    const whatId = building!.id
    const people = await Promise.all(['丁一', '丁二', '丁三'].map(somebody))
    const named = people.map(({ id }) => [{ id: v7(), personId: id, kind: 'owner', what: 'site', whatId }] as const)
    await Promise.all(named.map(rows => city(answering.nameAnswering, { rows: [...rows] })))
    const { rows } = await city(answering.answering, { what: 'site', whatId })
    expect(rows).toHaveLength(1)
  })

  it('leaders are linked to counties and answer for streets; whoever ends it, ends it once', async () => {
    const leader = await somebody('丁一')
    const rows = [
      { id: v7(), personId: leader.id, kind: 'linked', what: 'territory', whatId: '320302000000' },
      { id: v7(), personId: leader.id, kind: 'answers', what: 'territory', whatId: STREET },
    ] as const
    await city(answering.nameAnswering, { rows: [...rows] })
    const at = async () => (await city(answering.unanswered, { what: 'territory' })).rows.map(({ what }) => what.id)
    expect(await at()).not.toContain(STREET)
    const end = () => city(answering.endAnswering, { answeringId: rows[1].id })
    await end()
    await end()
    expect(await at()).toContain(STREET)
    expect(await at()).not.toContain('320302000000')
  })

  it('refuses an owner of what is no building, and whoever or whatever is out of reach', async () => {
    const person = await somebody()
    const stranger = await addPerson(city, unit, 'CZ9000', '外一', { residence: ELSEWHERE })
    const far = await aSite(city, '远楼二', { kind: 'building', territory: ELSEWHERE })
    const [house] = await buildings(1)
    const name = (over: object) =>
      street(answering.nameAnswering, {
        rows: [{ id: v7(), personId: person.id, kind: 'owner', what: 'site', whatId: house!.id, ...over }],
      })
    await expect(name({ what: 'territory', whatId: COMMUNITY })).rejects.toEqual(refusal('roster/owner-of-building'))
    await expect(name({ personId: stranger.id })).rejects.toEqual(refusal('door/not-found'))
    await expect(name({ whatId: far.id })).rejects.toEqual(refusal('door/not-found'))
    await expect(name({ whatId: 'x' })).rejects.toEqual(refusal('door/not-found'))
  })
})

describe('who may', () => {
  it('a street desk prepares and changes zones of its street only', async () => {
    await expect(aZone({ territory: ELSEWHERE })).rejects.toEqual(refusal('door/not-found'))
    const far = await city(wire.createControl, {
      id: v7(),
      incidentId,
      territory: ELSEWHERE,
      name: '远',
      scale: 'risk',
    })
    await expect(toLevel(far.id, 'low')).rejects.toEqual(refusal('door/not-found'))
    await expect(street(wire.control, { controlId: far.id })).rejects.toEqual(refusal('door/not-found'))
    expect((await street(wire.controls, { limit: 500 })).rows.map(({ id }) => id)).not.toContain(far.id)
    const unitDesk = await t.as('unit-secretary', { unitId: unit })
    const refused = unitDesk(wire.createControl, {
      id: v7(),
      incidentId,
      territory: COMMUNITY,
      name: '某',
      scale: 'risk',
    })
    await expect(refused).rejects.toEqual(refusal('door/not-allowed'))
  })
})
