import * as access from '@muster/core/access/wire.ts'
import { PACKS } from '@muster/core/incident/packs.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as wire from '@muster/core/roster/posts.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson, refusal } from '../../people/testing.ts'
import { type Ask, asker, PASSPHRASE, type Town } from '../../platform/testing/town.ts'
import {
  anIncident,
  aPost,
  arrivals,
  aShift,
  aSite,
  BESIDE,
  COMMUNITY,
  ELSEWHERE,
  openStage,
  putOn,
  toldTo,
} from './testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: string
let numbers = 0
beforeAll(async () => {
  ;({ t, city, street, unit } = await openStage())
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2022-03-28T00:00:00.000Z')) // 08:00 in the city

const somebody = (name = '甲一') => addPerson(city, unit, `CZ${1000 + numbers++}`, name, { residence: COMMUNITY })
const at = (hour: string, day = '2022-03-28') => new Date(`${day}T${hour}:00+08:00`).toISOString()
const shiftOf = (postId: string, from: string, to: string, over = {}) => aShift(street, postId, at(from), at(to), over)

describe('a post', () => {
  it('comes with what the hazard pack knows of its kind, and keeps what the desk says instead', async () => {
    const { id: incidentId } = await anIncident(city)
    const known = PACKS.epidemic.posts.find(({ key }) => key === 'sampling')!
    const post = await aPost(street, { incidentId, kind: 'sampling', name: '体育馆采样点', reportMinutes: 45 })
    expect(post).toMatchObject({
      danger: true,
      skills: ['medical'],
      suitMinutes: 240,
      reportMinutes: 45,
      closesWhen: '排队清空',
      checklist: known.checklist.map(({ zh }) => zh),
      territory: { code: COMMUNITY },
      state: 'open',
      version: 1,
    })
    expect(post.checklist).toHaveLength(4)
    const own = await aPost(street, { kind: '帐篷看护', name: '帐篷' })
    expect(own).toMatchObject({ danger: false, checklist: [], reportMinutes: 15, suitMinutes: null })
  })

  it('keeps what the pack says under its own key: each reader sees it in their language', async () => {
    const known = PACKS.peacetime.posts.find(
      ({ checklist, equipment }) => checklist.length > 0 && equipment.length > 0,
    )!
    await t.administrator(access.createAccount, {
      id: v7(),
      login: 'reader',
      passphrase: PASSPHRASE,
      grant: { role: 'city-desk' },
    })
    const english = asker(t.url, 'en')
    await english(access.signIn, { login: 'reader', passphrase: PASSPHRASE })
    const { id: postId } = await aPost(english, {
      kind: known.key,
      name: '值守点',
      checklist: known.checklist.map(({ en }) => en),
    })
    const seen = async (ask: Ask) => (await ask(wire.post, { postId })).post.checklist
    expect(await seen(english)).toEqual(known.checklist.map(({ en }) => en))
    expect(await seen(street)).toEqual(known.checklist.map(({ zh }) => zh))
  })

  it('is set up once, however often and at whatever moment it is sent', async () => {
    const post = { id: v7(), territory: COMMUNITY, kind: 'gate', name: '西门' }
    const made = await Promise.all(Array.from({ length: 8 }, () => street(wire.createPost, post)))
    for (const one of made) expect(one).toEqual(made[0])
    const lines = await t.owner
      .selectFrom('audit_line')
      .select('action')
      .where('subject', '=', `post/${post.id}`)
      .execute()
    expect(lines).toEqual([{ action: 'roster.post-set-up' }])
  })

  it('stands at a site of its own place, and may serve those of the place beside it', async () => {
    const [here, beside] = [await aSite(street, '一小区'), await aSite(street, '二小区', { territory: BESIDE })]
    const far = await aSite(city, '远小区', { territory: ELSEWHERE })
    const post = await aPost(street, { siteId: here.id, serves: [here.id, beside.id] })
    expect(post).toMatchObject({
      site: { id: here.id, name: '一小区' },
      serves: [{ name: '一小区' }, { name: '二小区' }],
    })
    await expect(aPost(city, { siteId: beside.id })).rejects.toEqual(refusal('roster/site-elsewhere'))
    await expect(aPost(city, { serves: [far.id] })).rejects.toEqual(refusal('roster/site-elsewhere'))
    await expect(aPost(city, { serves: [v7()] })).rejects.toEqual(refusal('door/not-found'))
  })

  it('changes by the version that was seen; what is left out stays', async () => {
    const post = await aPost(street, { briefing: '先看扫码', equipment: ['口罩'] })
    const of = { postId: post.id, name: '东门（新）' }
    const amended = await street(wire.amendPost, { ...of, version: 1, danger: true })
    expect(amended).toMatchObject({
      name: '东门（新）',
      danger: true,
      briefing: '先看扫码',
      equipment: ['口罩'],
      version: 2,
    })
    await expect(street(wire.amendPost, { ...of, version: 1 })).rejects.toEqual(refusal('door/changed-meanwhile'))
    const cleared = await street(wire.amendPost, { ...of, version: 2, briefing: null })
    expect(cleared).toMatchObject({ briefing: null, danger: true })
  })

  it('belongs to no incident that is over, and holds no identity number', async () => {
    const { id, version } = await anIncident(city)
    await city(incident.close, { incidentId: id, version, reason: '结束' })
    await expect(aPost(street, { incidentId: id })).rejects.toEqual(refusal('incident/closed'))
    await expect(aPost(street, { briefing: '找11010519491231002X' })).rejects.toEqual(refusal('people/id-number'))
  })
})

describe('a post that closes', () => {
  it('ends the shift under way now, cancels those to come, and tells each person once', async () => {
    const post = await aPost(street)
    const [here, later] = [await somebody(), await somebody('甲二')]
    const running = await shiftOf(post.id, '07:00', '13:00')
    const next = [await shiftOf(post.id, '13:00', '19:00'), await shiftOf(post.id, '19:00', '23:00')]
    await putOn(t, running, here.id)
    for (const shift of next) await putOn(t, shift, later.id)
    const closed = await street(wire.closePost, { postId: post.id, version: 1, reason: '排队清空' })
    expect(closed).toMatchObject({ state: 'closed', version: 2 })
    const { shifts, closedWhy, closedAt } = await street(wire.post, { postId: post.id })
    expect([closedWhy, closedAt]).toEqual(['排队清空', t.clock.now.toISOString()])
    expect(shifts.map(({ cancelled, endsAt, assigned }) => [cancelled, endsAt, assigned])).toEqual([
      [false, t.clock.now.toISOString(), 1],
      [true, next[0]!.endsAt, 0],
      [true, next[1]!.endsAt, 0],
    ])
    expect(await toldTo(t, here.id)).toEqual(['东门 现在撤岗，请收好物资后离岗，谢谢。原因：排队清空'])
    expect(await toldTo(t, later.id)).toEqual([
      '东门 3月28日 13:00–19:00 起的 2 个班次已取消，不必前往。原因：排队清空',
    ])
    // Whoever stood there is free for another post from now on.
    const other = await aPost(street, { name: '南门' })
    await putOn(t, await aShift(street, other.id, t.clock.now.toISOString(), at('12:00')), here.id)
  })

  it('takes no shift any more, and is closed once', async () => {
    const post = await aPost(street)
    await street(wire.closePost, { postId: post.id, version: 1, reason: '不需要' })
    const again = [
      () => street(wire.closePost, { postId: post.id, version: 2, reason: '再次' }),
      () => street(wire.amendPost, { postId: post.id, version: 2, name: '门' }),
      () => shiftOf(post.id, '08:00', '12:00'),
    ]
    for (const act of again) await expect(act()).rejects.toEqual(refusal('roster/post-closed'))
  })
})

describe('a shift', () => {
  it('belongs to the day of the city on which it starts', async () => {
    const post = await aPost(street)
    const night = await aShift(street, post.id, at('22:00', '2022-03-31'), at('06:00', '2022-04-01'))
    expect(night.day).toBe('2022-03-31')
    expect((await aShift(street, post.id, at('00:00', '2022-04-01'), at('06:00', '2022-04-01'))).day).toBe('2022-04-01')
  })

  it('ends after it starts, and within a day', async () => {
    const post = await aPost(street)
    await expect(shiftOf(post.id, '12:00', '12:00')).rejects.toEqual(refusal('roster/shift-hours'))
    const long = aShift(street, post.id, at('08:00'), at('10:00', '2022-03-30'))
    await expect(long).rejects.toEqual(refusal('roster/shift-hours'))
  })

  it('keeps its people when its hours change, tells them, and puts nobody in two places', async () => {
    const post = await aPost(street, { reportMinutes: 30 })
    const person = await somebody()
    const shift = await shiftOf(post.id, '14:00', '18:00')
    await putOn(t, shift, person.id)
    const body = { shiftId: shift.id, role: 'member', people: 2 }
    const moved = await street(wire.amendShift, { ...body, version: 1, startsAt: at('15:00'), endsAt: at('19:00') })
    expect(moved).toMatchObject({ startsAt: at('15:00'), version: 2 })
    expect(await toldTo(t, person.id)).toEqual(['东门 的班次由 3月28日 14:00–18:00 改为 3月28日 15:00–19:00，请核对。'])
    const span = await t.owner
      .selectFrom('assignment')
      .select('span')
      .where('shift_id', '=', shift.id)
      .executeTakeFirst()
    expect(String(span?.span)).toContain('06:30:00')
    await putOn(t, await shiftOf((await aPost(street, { name: '南门' })).id, '20:00', '23:00'), person.id)
    const onto = street(wire.amendShift, { ...body, version: 2, startsAt: at('16:00'), endsAt: at('21:00') })
    await expect(onto).rejects.toEqual(refusal('roster/amend-stops'))
  })

  it('cannot need fewer than are assigned', async () => {
    const post = await aPost(street)
    const shift = await shiftOf(post.id, '14:00', '18:00')
    for (const name of ['乙一', '乙二']) await putOn(t, shift, (await somebody(name)).id)
    const hours = { startsAt: shift.startsAt, endsAt: shift.endsAt }
    const fewer = street(wire.amendShift, { shiftId: shift.id, version: 1, role: 'member', people: 1, ...hours })
    await expect(fewer).rejects.toEqual(refusal('roster/fewer-than-assigned'))
  })

  it('is cancelled with a message to its people, unless somebody has come', async () => {
    const post = await aPost(street)
    const person = await somebody()
    const shift = await shiftOf(post.id, '14:00', '18:00')
    await putOn(t, shift, person.id)
    const cancel = (version: number) => street(wire.cancelShift, { shiftId: shift.id, version, reason: '雨停了' })
    const leave = arrivals(t, [shift.id])
    await expect(cancel(1)).rejects.toEqual(refusal('roster/people-there'))
    leave()
    expect(await cancel(1)).toMatchObject({ cancelled: true, version: 2 })
    expect(await toldTo(t, person.id)).toEqual(['东门 3月28日 14:00–18:00 的班次已取消，不必前往。原因：雨停了'])
    await expect(cancel(2)).rejects.toEqual(refusal('roster/shift-cancelled'))
  })
})

describe('the list of posts', () => {
  it('has gaps first: now, then within the hours asked for, shift by shift', async () => {
    const territory = '320302001004'
    const [fine, soon, now] = [
      await aPost(street, { territory, name: '甲门' }),
      await aPost(street, { territory, name: '乙门' }),
      await aPost(street, { territory, name: '丙门' }),
    ]
    await shiftOf(now.id, '07:00', '13:00', { people: 3 })
    await shiftOf(soon.id, '13:00', '19:00', { people: 1 })
    await shiftOf(soon.id, '19:00', '21:00', { people: 5 })
    const full = await shiftOf(fine.id, '07:00', '13:00', { people: 1 })
    // One too many here fills no gap there; one on standby fills none at all.
    for (const name of ['丙一', '丙二']) await putOn(t, full, (await somebody(name)).id)
    await putOn(t, await shiftOf(now.id, '08:00', '10:00', { people: 2 }), (await somebody('丙三')).id, true)
    const list = (over = {}) => street(wire.posts, { territory, hours: 6, ...over })
    const { rows, total } = await list()
    expect(rows.map(({ name, now, soon }) => [name, now.missing, soon.missing])).toEqual([
      ['丙门', 5, 0],
      ['乙门', 0, 1],
      ['甲门', 0, 0],
    ])
    expect(rows[1]?.gapFrom).toBe(at('13:00'))
    expect(rows[2]?.now).toEqual({ needed: 1, assigned: 1, missing: 0 })
    expect(total).toBe(3)
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, after: first.next })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    expect(second.next).toBeNull()
    expect((await list({ hours: 12 })).rows[1]?.soon.missing).toBe(6)
    expect((await list({ kind: 'care' })).rows).toEqual([])
    expect((await list({ search: '丙' })).rows).toHaveLength(1)
    await street(wire.closePost, { postId: now.id, version: 1, reason: '撤' })
    expect((await list()).rows.map(({ name }) => name)).toEqual(['乙门', '甲门'])
    expect((await list({ state: 'closed' })).rows.map(({ name }) => name)).toEqual(['丙门'])
  })
})

describe('who may', () => {
  it('lets a street desk set posts up in its street only, and see those only', async () => {
    await expect(aPost(street, { territory: ELSEWHERE })).rejects.toEqual(refusal('door/not-found'))
    const far = await aPost(city, { territory: ELSEWHERE, name: '远门' })
    await expect(street(wire.post, { postId: far.id })).rejects.toEqual(refusal('door/not-found'))
    const body = { role: 'member', startsAt: at('10:00'), endsAt: at('12:00'), people: 1 }
    await expect(street(wire.addShift, { postId: far.id, id: v7(), ...body })).rejects.toEqual(
      refusal('door/not-found'),
    )
    const shift = await aShift(city, far.id, at('10:00'), at('12:00'))
    const cancel = street(wire.cancelShift, { shiftId: shift.id, version: 1, reason: '越权' })
    await expect(cancel).rejects.toEqual(refusal('door/not-found'))
    const seen = await street(wire.posts, { limit: 500 })
    expect(seen.rows.every(({ territory }) => territory.code.startsWith('320302001'))).toBe(true)
    expect((await city(wire.posts, { territory: ELSEWHERE })).rows).toHaveLength(1)
  })

  it('shows a unit the posts at which its people are meant to stand, and lets it change nothing', async () => {
    const secretary = await t.as('unit-secretary', { unitId: unit })
    const post = await aPost(street, { name: '同事门' })
    await expect(secretary(wire.post, { postId: post.id })).rejects.toEqual(refusal('door/not-found'))
    await putOn(t, await shiftOf(post.id, '14:00', '18:00'), (await somebody()).id)
    expect((await secretary(wire.post, { postId: post.id })).post.name).toBe('同事门')
    expect((await secretary(wire.posts, { search: '同事门' })).rows).toHaveLength(1)
    await expect(aPost(secretary)).rejects.toEqual(refusal('door/not-allowed'))
  })
})
