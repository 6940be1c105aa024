import { PACKS } from '@muster/core/incident/packs.ts'
import * as wire from '@muster/core/incident/wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ask, type Town, town } from '../platform/testing/town.ts'

const QUANSHAN = '320311000000'
let t: Town
let desk: Ask
let street: Ask
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  desk = await t.as('city-desk')
  street = await t.as('street-desk', { territory: '320302001000' })
})
afterAll(() => t.close())

const refusal = (slug: string) => expect.objectContaining({ slug })
const anOutbreak = <O extends object>(over = {} as O) => ({
  id: v7(),
  kind: 'epidemic' as const,
  name: '三月疫情',
  territory: QUANSHAN,
  ...over,
})
const timeline = async (incidentId: string) => (await desk(wire.get, { incidentId })).timeline

describe('hazard packs', () => {
  it('are data: every kind has levels, phases and posts in two languages, no key twice', async () => {
    const { rows } = await street(wire.packs, {})
    expect(rows.map(({ kind }) => kind)).toEqual([...wire.INCIDENT_KINDS])
    for (const pack of rows) {
      for (const list of [pack.levels, pack.phases, pack.posts]) {
        const keys = list.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        expect(list.every(({ words }) => /\p{Script=Han}/u.test(words.zh) && /[A-Za-z]/.test(words.en))).toBe(true)
      }
    }
  })
  it('propose hours and a checklist of four for every post, and posts of their own for every level of control', async () => {
    for (const { kind, posts, controls } of (await street(wire.packs, {})).rows) {
      const clock = /^([01]\d|2[0-3]):[0-5]\d$/
      const hours = [...posts, ...controls.flatMap(({ levels }) => levels.flatMap(level => level.posts))]
      for (const line of hours.flatMap(one => one.hours))
        expect([line.starts, line.ends].every(at => clock.test(at))).toBe(true)
      expect(posts.filter(({ checklist }) => checklist.length !== 4).map(({ key }) => `${kind} ${key}`)).toEqual([])
      expect(posts.filter(({ hours }) => hours.length === 0)).toEqual([])
      const known = new Set(posts.map(({ key }) => key))
      const asked = controls.flatMap(({ levels }) => levels.flatMap(level => level.posts.map(({ post }) => post)))
      expect(asked.filter(key => !known.has(key))).toEqual([])
      expect(controls.length).toBeGreaterThan(0)
    }
  })
  it('name only skills that people can have, and mark the posts with danger', () => {
    expect(PACKS.epidemic.posts.find(({ key }) => key === 'sampling')).toMatchObject({
      skills: ['medical'],
      danger: true,
    })
  })
})

describe('an incident from opening to closing', () => {
  it('is opened once, however often it is sent, and its timeline begins when it started', async () => {
    const outbreak = anOutbreak({ level: 'III', startedAt: '2022-03-27T20:00:00.000Z' })
    const first = await desk(wire.open, outbreak)
    expect(await desk(wire.open, outbreak)).toEqual(first)
    expect(first).toMatchObject({ level: 'III', phase: null, version: 1, territory: { name: '泉山区' } })
    expect(await timeline(outbreak.id)).toMatchObject([
      { what: 'opened', at: outbreak.startedAt, zh: '开启事件“三月疫情”，地点：泉山区，III级响应（较大）。' },
    ])
  })

  it('is opened once when the same is sent many times at the same moment', async () => {
    const outbreak = anOutbreak()
    const opened = await Promise.all(Array.from({ length: 24 }, () => desk(wire.open, outbreak)))
    for (const one of opened) expect(one).toEqual(opened[0])
    expect(await timeline(outbreak.id)).toHaveLength(1)
  })

  it('is found by what is written, signs and all', async () => {
    const outbreak = anOutbreak({ name: '降雨量超过50%' })
    await desk(wire.open, outbreak)
    expect((await desk(wire.list, { search: '50%' })).rows.map(({ id }) => id)).toEqual([outbreak.id])
    expect((await desk(wire.list, { search: '_%' })).total).toBe(0)
  })

  it('changes level and phase by the version that was seen, each with a line in the timeline', async () => {
    const outbreak = anOutbreak({ level: 'IV' })
    await desk(wire.open, outbreak)
    const of = { incidentId: outbreak.id }
    t.clock.pass(1000)
    const raised = await desk(wire.changeLevel, { ...of, version: 1, level: 'II', reason: '出现社区传播' })
    expect(raised).toMatchObject({ level: 'II', version: 2 })
    const late = desk(wire.changeLevel, { ...of, version: 1, level: 'I', reason: '晚看到的版本' })
    await expect(late).rejects.toEqual(refusal('door/changed-meanwhile'))
    t.clock.pass(1000)
    await desk(wire.enterPhase, { ...of, version: 2, phase: 'control' })
    expect((await timeline(outbreak.id)).map(({ zh }) => zh).slice(1)).toEqual([
      '由IV级响应（一般）调整为II级响应（重大）。理由：出现社区传播',
      '进入“全面管控”阶段。',
    ])
  })

  it.each([
    ['incident/level-unknown', { level: 'red' }],
    ['incident/level-same', { level: 'IV' }],
  ])('refuses with %s', async (slug, { level }) => {
    const outbreak = anOutbreak({ level: 'IV' })
    await desk(wire.open, outbreak)
    const change = desk(wire.changeLevel, { incidentId: outbreak.id, version: 1, level, reason: '试' })
    await expect(change).rejects.toEqual(refusal(slug))
  })

  it('refuses what does not fit: an unknown level, place or phase, a time to come', async () => {
    const opening = (over: object) => desk(wire.open, anOutbreak(over))
    await expect(opening({ level: 'V' })).rejects.toEqual(refusal('incident/level-unknown'))
    await expect(opening({ territory: '999999999999' })).rejects.toEqual(refusal('territory/unknown'))
    await expect(opening({ startedAt: '2032-01-01T00:00:00.000Z' })).rejects.toEqual(refusal('incident/not-yet'))
    const { id } = await opening({})
    const phase = (key: string, version: number) => desk(wire.enterPhase, { incidentId: id, version, phase: key })
    await expect(phase('landfall', 1)).rejects.toEqual(refusal('incident/phase-unknown'))
    await phase('control', 1)
    await expect(phase('control', 2)).rejects.toEqual(refusal('incident/phase-same'))
  })

  it('takes notes from the streets, once each, at the time they speak of', async () => {
    const outbreak = anOutbreak({ startedAt: '2022-03-27T00:00:00.000Z' })
    await desk(wire.open, outbreak)
    const note = { incidentId: outbreak.id, id: v7(), text: '黄楼街道卡口已设', at: '2022-03-27T10:00:00.000Z' }
    const first = await street(wire.note, note)
    expect(await street(wire.note, note)).toEqual(first)
    expect((await timeline(outbreak.id)).map(({ what }) => what)).toEqual(['opened', 'note'])
    const early = street(wire.note, { ...note, id: v7(), at: '2032-01-01T00:00:00.000Z' })
    await expect(early).rejects.toEqual(refusal('incident/not-yet'))
  })

  it('is closed for a reason and then does not change any more', async () => {
    const outbreak = anOutbreak()
    await desk(wire.open, outbreak)
    const of = { incidentId: outbreak.id }
    const closed = await desk(wire.close, { ...of, version: 1, reason: '连续14天无新增' })
    expect(closed.closedAt).toBe(t.clock.now.toISOString())
    const again = [
      () => desk(wire.close, { ...of, version: 2, reason: '再次' }),
      () => desk(wire.changeLevel, { ...of, version: 2, level: 'I', reason: '再次' }),
      () => desk(wire.enterPhase, { ...of, version: 2, phase: 'control' }),
      () => street(wire.note, { ...of, id: v7(), text: '再记' }),
    ]
    for (const change of again) await expect(change()).rejects.toEqual(refusal('incident/closed'))
    const lines = await t.owner
      .selectFrom('audit_line')
      .select('action')
      .where('subject', '=', `incident/${outbreak.id}`)
      .execute()
    expect(lines.map(({ action }) => action)).toEqual(['incident.opened', 'incident.closed'])
  })

  it('stays open while another slice has open work on it', async () => {
    const outbreak = anOutbreak()
    await desk(wire.open, outbreak)
    const slice = {
      name: 'stand-in',
      doors: [],
      openWork: async (_: unknown, id: string) => (id === outbreak.id ? 2 : 0),
    }
    const slices = t.app.house.slices as unknown[]
    slices.push(slice)
    try {
      const closing = desk(wire.close, { incidentId: outbreak.id, version: 1, reason: '结束' })
      await expect(closing).rejects.toEqual(refusal('incident/open-calls'))
    } finally {
      slices.pop()
    }
  })
})

describe('who may', () => {
  it('lets the city desk command, the others read, and gives the auditor nothing', async () => {
    const outbreak = anOutbreak()
    await expect(street(wire.open, outbreak)).rejects.toEqual(refusal('door/not-allowed'))
    await desk(wire.open, outbreak)
    expect(await street(wire.get, { incidentId: outbreak.id })).toMatchObject({ name: '三月疫情' })
    const closing = street(wire.close, { incidentId: outbreak.id, version: 1, reason: '越权' })
    await expect(closing).rejects.toEqual(refusal('door/not-allowed'))
    const auditor = await t.as('auditor')
    await expect(auditor(wire.list, {})).rejects.toEqual(refusal('door/not-allowed'))
    await expect(desk(wire.get, { incidentId: v7() })).rejects.toEqual(refusal('door/not-found'))
  })

  it('lists page by page, the newest first, all of them once', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await desk(wire.list, { limit: 3, ...(after && { after }) })
      seen.push(...page.rows.map(({ id }) => id))
      expect(page.total).toBeGreaterThanOrEqual(seen.length)
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    const { rows } = await t.owner
      .selectFrom('incident')
      .select('id')
      .execute()
      .then(rows => ({ rows }))
    expect(seen).toHaveLength(rows.length)
    const open = await desk(wire.list, { open: true, limit: 500 })
    expect(open.rows.every(({ closedAt }) => closedAt === null)).toBe(true)
    expect(open.total).toBe(open.rows.length)
  })
})

describe('a note', () => {
  it('under the id of another incident’s entry is refused, not a bug', async () => {
    const [one, other] = [anOutbreak(), anOutbreak({ name: '四月疫情' })]
    for (const each of [one, other]) await desk(wire.open, each)
    const id = v7()
    await desk(wire.note, { incidentId: one.id, id, text: '记一笔' })
    const again = desk(wire.note, { incidentId: other.id, id, text: '记一笔' })
    await expect(again).rejects.toEqual(refusal('door/not-found'))
  })
})
