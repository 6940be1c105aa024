import { depart, formTeam, rollCall, timeline } from '@muster/core/callout/departure.wire.ts'
import { seats, select, signUp, withdrawAnswer } from '@muster/core/callout/seats.wire.ts'
import { amend, draft, end, get, list, nextWave, publish } from '@muster/core/callout/wire.ts'
import * as incidents from '@muster/core/incident/wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { aCall, addPeople, addUnit, phones, published, rebuilt } from './testing.ts'

let t: Town
let desk: Ask
let ids: string[]
let hands: Ask[]

beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  const unit = await addUnit(t, '某市局')
  ids = [
    ...(await addPeople(t, unit, 3)),
    ...(await addPeople(t, unit, 1, { skills: ['medical'] })),
    ...(await addPeople(t, unit, 1, { skills: ['medical', 'driving'] })),
    ...(await addPeople(t, unit, 1, { onCall: true })),
  ]
  hands = await phones(t, ids)
})
afterAll(() => t.close())

const tap = (nth: number, callId: string, fit = true) => hands[nth]!(signUp, { callId, id: v7(), fit })
const bodyOf = (over: Parameters<typeof aCall>[0] = {}) => {
  const { id: _, incidentId: __, ...body } = aCall(over)
  return body
}

describe('from draft to end', () => {
  it('answers the same draft for the same id, and keeps it from answers', async () => {
    const input = aCall({ quota: 3 })
    const call = await desk(draft, input)
    expect(call).toMatchObject({ state: 'draft', link: null, publishedAt: null, wave: 1, version: 1 })
    expect(await desk(draft, { ...input, title: '别的' })).toEqual(call)
    await expect(tap(0, call.id)).rejects.toMatchObject({ slug: 'door/not-found' })
    const amended = await desk(amend, {
      ...bodyOf({ quota: 5, kind: 'appeal', selection: 'ranked' }),
      callId: call.id,
      version: 1,
    })
    expect(amended).toMatchObject({ quota: 5, kind: 'appeal', selection: 'ranked', version: 2 })
    const open = await desk(publish, { callId: call.id, version: 2 })
    expect(open).toMatchObject({ state: 'open', version: 3, link: expect.stringMatching(/^xuzhou\../) })
    await expect(desk(publish, { callId: call.id, version: 3 })).rejects.toMatchObject({ slug: 'callout/not-open' })
  })

  it('refuses an order without issuer, another basis, another way of selecting, and a version not seen', async () => {
    await expect(desk(draft, aCall({ kind: 'order' }))).rejects.toMatchObject({ slug: 'callout/order-needs-issuer' })
    const { id: callId, version } = await published(desk)
    const change = (over: Parameters<typeof aCall>[0], seen = version) =>
      desk(amend, { ...bodyOf(over), callId, version: seen })
    await expect(change({ basis: 'DUTY_ORDER' })).rejects.toMatchObject({ slug: 'callout/duty-stays-duty' })
    await expect(change({ selection: 'ranked' })).rejects.toMatchObject({ slug: 'callout/selection-stays' })
    await expect(change({ kind: 'order' })).rejects.toMatchObject({ slug: 'callout/order-needs-issuer' })
    await expect(change({}, version - 1)).rejects.toMatchObject({
      slug: 'door/changed-meanwhile',
      details: { current: version },
    })
    const asApp = sql`update call_out set basis = 'DUTY_ORDER' where id = ${callId}`.execute(t.app.db)
    await expect(asApp).rejects.toThrow('permission denied')
  })

  it('keeps every version, tells those who answered, and calls those who were not called before', async () => {
    const { id: callId, version } = await published(desk, { audience: { skills: ['medical'] } })
    await tap(3, callId)
    await desk(amend, { ...bodyOf({ title: '改过的召集' }), callId, version })
    const newest = async (nth: number) => (await hands[nth]!(inbox, { limit: 1 })).rows[0]!.zh
    expect(await newest(3)).toBe('“改过的召集”：内容有修改（第 3 版），请打开查看。您的报名不变。')
    expect(await newest(0)).toBe('“改过的召集”：召集 30 人。请打开答复。')
    const versions = await t.owner
      .selectFrom('call_version')
      .select(['version', 'content'])
      .where('call_id', '=', callId)
      .orderBy('version')
      .execute()
    expect(versions.map(row => [row.version, row.content.title ?? row.content.state])).toEqual([
      [1, '核酸采样点志愿者'],
      [2, 'open'],
      [3, '改过的召集'],
    ])
  })

  it('takes no sign-up after the deadline, but still lets people withdraw', async () => {
    const deadline = new Date(t.clock.now.getTime() + 60_000).toISOString()
    const { id: callId } = await published(desk, { quota: 1, deadline })
    await tap(0, callId)
    t.clock.pass(60_000)
    await expect(tap(1, callId)).rejects.toMatchObject({
      slug: 'callout/deadline-passed',
      details: { title: '核酸采样点志愿者' },
    })
    expect((await tap(0, callId)).state).toBe('confirmed')
    expect((await hands[0]!(withdrawAnswer, { callId, id: v7() })).state).toBe('withdrawn')
  })

  it('pages through calls, newest first, by state and by words', async () => {
    const title = `分页 ${v7()}`
    for (let nth = 0; nth < 5; nth++) await desk(draft, aCall({ title }))
    const pages: string[] = []
    let after: string | undefined
    do {
      const page: { rows: { id: string }[]; next: string | null; total: number } = await desk(list, {
        search: title,
        limit: 2,
        ...(after && { after }),
      })
      expect(page.total).toBe(5)
      pages.push(...page.rows.map(row => row.id))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(pages).size).toBe(5)
    expect(pages).toEqual(pages.toSorted().toReversed())
    expect((await desk(list, { search: title, state: 'open' })).total).toBe(0)
  })
})

describe('a ranked call', () => {
  it('places nobody before the selection, then the fittest, and tells everybody why', async () => {
    const { id: callId, version } = await published(desk, { quota: 2, selection: 'ranked' })
    for (const nth of [0, 1, 3])
      expect(await tap(nth, callId)).toMatchObject({ state: 'signed-up', place: null, rank: null })
    await tap(4, callId, false)
    await tap(5, callId)
    expect((await desk(seats, { callId })).rows.map(row => row.state)).toEqual(Array(5).fill('signed-up'))
    const call = await desk(select, { callId, version, skills: ['medical', 'driving'] })
    expect(call).toMatchObject({ state: 'full', counts: { confirmed: 2, reserve: 3 } })
    const { rows } = await desk(seats, { callId })
    expect(rows.map(row => [row.person.id, row.place, row.rank])).toEqual([
      [ids[3], 1, null],
      [ids[5], 2, null],
      [ids[0], null, 1],
      [ids[1], null, 2],
      [ids[4], null, 3],
    ])
    expect(rows[0]!.reasons[0]).toEqual({ zh: '所需技能 2 项，具备 1 项', en: 'has 1 of 2 skills asked for' })
    expect(rows.every(row => row.toldAt === t.clock.now.toISOString())).toBe(true)
    await expect(desk(select, { callId, version: call.version })).rejects.toMatchObject({
      slug: 'callout/already-selected',
    })
    expect(await tap(2, callId)).toMatchObject({ state: 'reserve', rank: 4 })
    expect(await rebuilt(t)).toEqual([])
  })

  it('spares those who were called often in the last days', async () => {
    const before = await published(desk, { quota: 1 })
    await tap(0, before.id)
    const { id: callId, version } = await published(desk, { quota: 1, selection: 'ranked' })
    await tap(0, callId)
    await tap(1, callId)
    await desk(select, { callId, version })
    expect((await desk(seats, { callId })).rows.map(row => row.person.id)).toEqual([ids[1], ids[0]])
  })
})

describe('waves', () => {
  it('counts each person once over all waves: 3 waves of 50 are 150 people', async () => {
    const many = await addPeople(t, await addUnit(t, '大单位'), 150)
    const crowd = await phones(t, many)
    let { id: callId } = await published(desk, { quota: 51, title: '分批支援' })
    for (let wave = 1; wave <= 3; wave++) {
      const from = (wave - 1) * 50
      await Promise.all(crowd.slice(from, from + 50).map(ask => ask(signUp, { callId, id: v7() })))
      // One of the first wave comes again.
      if (wave > 1) await crowd[0]!(signUp, { callId, id: v7() })
      expect(await desk(get, { callId })).toMatchObject({ wave, cumulative: wave * 50 })
      if (wave === 3) break
      const next = await desk(nextWave, { callId, id: v7(), quota: 51 })
      expect(next).toMatchObject({ state: 'draft', wave: wave + 1, title: '分批支援', cumulative: wave * 50 })
      callId = next.id
      await desk(publish, { callId, version: next.version })
    }
  })
})

describe('an incident', () => {
  it('says in its timeline that people were called, and does not close while a call runs', async () => {
    const id = v7()
    const incident = { id, kind: 'epidemic', name: '三月疫情', territory: '320300000000' } as const
    const { version } = await desk(incidents.open, incident)
    const call = await published(desk, { incidentId: id, title: '封控区支援' })
    const { timeline: entries } = await desk(incidents.get, { incidentId: id })
    expect(entries.at(-1)).toMatchObject({
      what: 'call',
      zh: expect.stringContaining('发布召集“封控区支援”：需要 30 人，已通知'),
    })
    const close = () => desk(incidents.close, { incidentId: id, version, reason: '解封' })
    await expect(close()).rejects.toMatchObject({ slug: 'incident/open-calls' })
    await desk(end, { callId: call.id, version: call.version })
    await close()
  })

  it('calls nobody once it is closed, and closes or calls, never both, when the two come at once', async () => {
    const id = v7()
    const incident = { id, kind: 'epidemic', name: '四月疫情', territory: '320300000000' } as const
    const { version } = await desk(incidents.open, incident)
    const ready = await desk(draft, aCall({ incidentId: id }))
    const [closing, calling] = await Promise.allSettled([
      desk(incidents.close, { incidentId: id, version, reason: '解封' }),
      desk(publish, { callId: ready.id, version: ready.version }),
    ])
    expect([closing.status, calling.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    if (calling.status === 'fulfilled') {
      await desk(end, { callId: ready.id, version: calling.value.version })
      await desk(incidents.close, { incidentId: id, version, reason: '解封' })
    }
    const late = await desk(draft, aCall({ incidentId: id }))
    const calls = desk(publish, { callId: late.id, version: late.version })
    await expect(calls).rejects.toMatchObject({ slug: 'incident/closed' })
  })
})

describe('departure', () => {
  it('needs somebody who is there, an hour that can be, and forms no team of those who stayed', async () => {
    const { id: callId, version } = await published(desk, { quota: 3 })
    for (const nth of [0, 1, 2]) await tap(nth, callId)
    await tap(3, callId)
    const leave = (occurredAt?: string) =>
      desk(depart, { callId, version, id: v7(), ...(occurredAt && { occurredAt }) })
    await expect(leave()).rejects.toMatchObject({ slug: 'callout/nobody-present' })
    await expect(desk(formTeam, { callId, id: v7(), name: '早了' })).rejects.toMatchObject({
      slug: 'callout/nobody-present',
    })
    const mark = (nth: number, present: boolean) => ({ id: v7(), personId: ids[nth]!, present })
    await desk(rollCall, { callId, at: 'muster', marks: [mark(0, true), mark(1, true), mark(2, true), mark(3, true)] })
    await desk(rollCall, { callId, at: 'departure', marks: [mark(0, true), mark(1, true), mark(2, false)] })
    await expect(desk(rollCall, { callId, at: 'muster', marks: [mark(5, true)] })).rejects.toMatchObject({
      slug: 'door/not-found',
    })
    await expect(leave('2022-03-01T00:00:00.000Z')).rejects.toMatchObject({ slug: 'door/bad-input' })
    t.clock.pass(90 * 60_000)
    const call = await leave()
    expect(call).toMatchObject({
      state: 'departed',
      minutesToDeparture: 90,
      counts: { presentAtMuster: 3, presentAtDeparture: 2, stoodDown: 1 },
    })
    expect(await desk(formTeam, { callId, id: v7(), name: '二人队' })).toMatchObject({ people: 2, units: 1 })
    const { rows } = await desk(timeline, { callId })
    expect(rows.map(row => row.zh)).toContain('2 人集合出发')
    expect(await rebuilt(t)).toEqual([])
  })
})
