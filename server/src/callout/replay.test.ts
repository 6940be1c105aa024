import { depart, formTeam, rollCall, sheet, timeline } from '@muster/core/callout/departure.wire.ts'
import { answerHold, seats, signUp, signUpChain, withdrawAnswer } from '@muster/core/callout/seats.wire.ts'
import { end, get } from '@muster/core/callout/wire.ts'
import { inbox } from '@muster/core/people/messages.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet } from '../platform/sheets/sheets.ts'
import { type Ask, type Town, town } from '../platform/testing/town.ts'
import { addPeople, addUnit, phones, published, rebuilt } from './testing.ts'

describe('R1: the order of 12:43', () => {
  let t: Town
  let desk: Ask
  let people: string[]
  let hands: Ask[]
  let callId: string

  beforeAll(async () => {
    t = await town()
    t.clock.set('2022-03-28T03:30:00.000Z')
    desk = await t.as('city-desk')
    const agency = await addUnit(t, '某市局')
    const offices: string[][] = []
    for (const name of ['一处', '二处', '三处', '四处'])
      offices.push(await addPeople(t, await addUnit(t, name, agency), 100, { phone: '13800000000' }))
    people = Array.from({ length: 400 }, (_, nth) => offices[nth % 4]![Math.floor(nth / 4)]!)
    hands = await phones(t, people.slice(0, 60))
    t.clock.set('2022-03-28T04:43:00.000Z')
    const call = await published(desk, {
      kind: 'order',
      basis: 'VOLUNTARY',
      orderedBy: '市指挥部 2022 年第 17 号',
      title: '抽调 30 名志愿者',
      audience: { unitIds: [agency.id] },
      muster: { point: '机关大院', at: '2022-03-28T08:20:00.000Z' },
    })
    callId = call.id
  })
  afterAll(() => t.close())

  it('told all 400 at once', async () => {
    const { rows } = await hands[59]!(inbox, {})
    expect(rows).toMatchObject([{ topic: `call/${callId}`, at: '2022-03-28T04:43:00.000Z' }])
    const { count } = await t.owner
      .selectFrom('message')
      .select(t.owner.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(400)
  })

  it('takes 107 answers with 4 repeats as 103 people: 30 places, 73 in line', async () => {
    const ids = Array.from({ length: 60 }, () => v7())
    for (let nth = 0; nth < 60; nth++) {
      t.clock.pass(20_000)
      await hands[nth]!(signUp, { callId, id: ids[nth]! })
    }
    // Two taps again with the phone's same id, then a list with two who had tapped.
    await hands[3]!(signUp, { callId, id: ids[3]! })
    await hands[4]!(signUp, { callId, id: v7() })
    const listed = [people[7]!, people[50]!, ...people.slice(60, 103)]
    const { answers } = await desk(signUpChain, {
      callId,
      entries: listed.map(personId => ({ id: v7(), personId })),
    })
    expect(answers.map(({ verdict }) => verdict)).toEqual(['known', 'known', ...Array(43).fill('accepted')])
    expect(await desk(get, { callId })).toMatchObject({
      state: 'full',
      counts: { signedUp: 103, confirmed: 30, held: 0, reserve: 73, withdrawn: 0 },
    })
  })

  it('fills the places of two who withdraw from the head of the line, who are asked first', async () => {
    for (const nth of [0, 1]) {
      const answer = await hands[nth]!(withdrawAnswer, { callId, id: v7() })
      expect(answer.state).toBe('withdrawn')
    }
    const held = await hands[30]!(inbox, {})
    expect(held.rows[0]).toMatchObject({ zh: expect.stringContaining('有一个名额为您保留到') })
    for (const nth of [30, 31]) {
      const answer = await hands[nth]!(answerHold, { callId, id: v7(), accept: true })
      expect(answer).toMatchObject({ state: 'confirmed', zh: expect.stringContaining('请3月28日 16:20到机关大院集合') })
    }
    const { counts } = await desk(get, { callId })
    expect(counts).toMatchObject({ signedUp: 103, confirmed: 30, held: 0, reserve: 71, withdrawn: 2 })
    const { rows } = await desk(seats, { callId })
    const ranks = rows.flatMap(row => (row.rank === null ? [] : [row.rank]))
    expect(new Set(ranks).size).toBe(71)
    expect(rows.every(row => row.toldAt !== null && row.reasons.length > 0)).toBe(true)
  })

  it('tells the reserve that they need not come', async () => {
    const { version } = await desk(get, { callId })
    const call = await desk(end, { callId, version })
    expect(call).toMatchObject({ state: 'ended', counts: { reserve: 0, stoodDown: 71, confirmed: 30 } })
    const { rows } = await hands[59]!(inbox, {})
    expect(rows[0]?.zh).toBe('“抽调 30 名志愿者”：这次不必前往，谢谢您。')
  })

  it('calls the roll 30 of 30 and departs at 16:34, 231 minutes after the order', async () => {
    await t.tick()
    t.clock.set('2022-03-28T08:20:00.000Z')
    const { rows } = await desk(seats, { callId })
    const going = rows.filter(row => row.state === 'confirmed').map(row => row.person.id)
    const marks = going.map(personId => ({ id: v7(), personId, present: true }))
    const late = { ...marks[0]!, id: v7(), present: false }
    expect(await desk(rollCall, { callId, at: 'muster', marks: [late] })).toEqual({
      present: 0,
      absent: 1,
      unmarked: 29,
    })
    expect(await desk(rollCall, { callId, at: 'muster', marks })).toEqual({ present: 30, absent: 0, unmarked: 0 })
    t.clock.set('2022-03-28T08:36:00.000Z')
    const { version } = await desk(get, { callId })
    const id = v7()
    const call = await desk(depart, { callId, id, version, occurredAt: '2022-03-28T08:34:00.000Z' })
    expect(call).toMatchObject({ state: 'departed', departedAt: '2022-03-28T08:34:00.000Z', minutesToDeparture: 231 })
    expect(await desk(depart, { callId, id, version })).toEqual(call)
  })

  it('forms one team of those who went, out of the four offices', async () => {
    const { rows } = await desk(seats, { callId })
    const captainId = rows.find(row => row.state === 'confirmed')!.person.id
    const id = v7()
    const team = { callId, id, name: '首批突击队', captainId }
    expect(await desk(formTeam, team)).toEqual({ teamId: id, people: 30, units: 4 })
    expect(await desk(formTeam, team)).toEqual({ teamId: id, people: 30, units: 4 })
    const members = await t.owner.selectFrom('team_member').select('roles').where('team_id', '=', id).execute()
    expect(members).toHaveLength(30)
    expect(members.filter(({ roles }) => roles.includes('captain'))).toHaveLength(1)
  })

  it('prints the sheet with one line for each, telephone masked for the city desk', async () => {
    const file = await desk(sheet, { callId })
    const { rows } = await readSheet(file.bytes, file.name)
    expect(rows).toHaveLength(31)
    const column = (name: string) => rows[0]!.indexOf(name)
    expect(rows[1]![column('联系电话')]).toBe('138****0000')
    expect(rows[1]![column('带队人')]).toBe(rows[1]![column('姓名')])
    expect(rows.slice(1).every(row => row[column('集合点名')] === '到')).toBe(true)
  })

  it('tells the whole story in its timeline, and the same after a rebuild', async () => {
    const { rows, signUps } = await desk(timeline, { callId })
    const said = rows.map(row => row.zh)
    expect(said[0]).toBe('起草，名额 30 人')
    expect(said).toContain('发布')
    expect(said.at(-1)).toBe('30 人集合出发')
    expect(signUps.at(-1)).toEqual({ minute: 20, total: 103 })
    expect(await rebuilt(t)).toEqual([])
  })
})
