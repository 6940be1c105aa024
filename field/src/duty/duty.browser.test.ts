import * as access from '@muster/core/access/wire.ts'
import * as duty from '@muster/core/duty/turns.wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as people from '@muster/core/people/wire.ts'
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../../demo/src/browser/axe.ts'
import { soon } from '../../../demo/src/browser/soon.ts'
import { atEnd, button, type Phones, phones } from '../platform/testing/phones.ts'
import { newId } from '../platform/uuid.ts'

const MINUTE = 60_000

let hands: Phones
let city: Phones['city']
let desk: Phones['desk']

beforeAll(async () => {
  hands = await phones()
  ;({ city, desk } = hands)
})
afterAll(() => hands?.close())

const volunteer = (name: string) => hands.volunteer(name)
const inMinutes = (minutes: number) => new Date(city.clock.now.getTime() + minutes * MINUTE).toISOString()

/** A gate where a suit is worn, with two things to make ready. */
async function gate(name: string): Promise<string> {
  const postId = newId()
  const traits = { checklist: ['围挡到位', '标识立好'], reportMinutes: 10, suitMinutes: 40 }
  await desk(posts.createPost, { id: postId, territory: hands.community, kind: 'gate', name, ...traits })
  return postId
}

async function shiftAt(postId: string, from: number, until: number): Promise<string> {
  const id = newId()
  const hours = { startsAt: inMinutes(from), endsAt: inMinutes(until) }
  await desk(posts.addShift, { postId, id, role: '值守', people: 1, ...hours })
  return id
}

const put = (shiftId: string, personId: string) => desk(assign.assign, { shiftId, id: newId(), personId })
const sheet = (shiftId: string) => desk(duty.sheet, { shiftId })

async function withDigits(page: Page, digits: string): Promise<void> {
  await page.getByLabel('队长屏幕上的六位数字').fill(digits)
  await button(page, '用数字到岗').tap()
  await page.getByText('在岗', { exact: true }).waitFor()
}

async function makeReady(page: Page): Promise<void> {
  await page.getByText('围挡到位').tap()
  await page.getByText('标识立好').tap()
  await soon(() => page.getByText('围挡到位').count(), 0)
}

/** Without a line nobody has been told. */
async function cannotGoOn(page: Page): Promise<void> {
  await button(page, '我受伤了或需要支持').tap()
  await page.getByText('我要马上离开岗位').tap()
  await button(page, '我撑不住了').tap()
  await page.getByText('还没有传到队长那里').waitFor()
}

/** A code that is too old counts nobody, also when its refusal was read. */
async function refusedAt(page: Page, code: string): Promise<void> {
  await page.goto(`${city.url}/m/k/${code}`)
  await button(page, '知道了').tap()
  await page.getByText('这个码没有为您记到岗').waitFor()
}

describe('a shift in the hand', () => {
  it('goes from “I am here” over opening, suit and break to a hand-over that the next one takes up', async () => {
    const [first, second] = await Promise.all([volunteer('周小禾'), volunteer('吴清扬')])
    const postId = await gate('潘塘南门')
    const now = await shiftAt(postId, 5, 65)
    const next = await shiftAt(postId, 65, 125)
    await put(now, first.id)
    await put(next, second.id)

    const { page } = first
    await page.clock.install()
    await page.goto(`${city.url}/m/duty`)
    await page.getByText('还没到岗').or(page.getByText('到岗时间已过')).first().waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    await button(page, '我到了').tap()
    const { digits } = await desk(duty.code, { shiftId: now })
    const { code: forwarded } = await desk(duty.code, { shiftId: next })
    await withDigits(page, digits)
    await soon(async () => (await sheet(now)).present, 1)

    await makeReady(page)
    await button(page, '穿上防护服').tap()
    await page.getByRole('timer').waitFor()
    // The phone sleeps in a pocket, and wakes when the time in the suit is over.
    city.clock.pass(41 * MINUTE)
    await page.clock.fastForward(41 * MINUTE)
    await page.getByText('防护服时间到了').waitFor()
    await page.getByText('在岗 41 分钟').waitFor()
    await button(page, '脱下防护服').tap()
    await page.context().setOffline(true)
    await button(page, '休息一下').tap()
    await page.getByText('记在本机，连上网自动上传').waitFor()
    await page.getByText('休息中', { exact: true }).waitFor()
    await cannotGoOn(page)
    await page.context().setOffline(false)
    await page.getByText('已告诉队长').waitFor()
    await page.getByText('记在本机，连上网自动上传').waitFor({ state: 'detached' })
    await button(page, '休息好了').tap()
    await button(page, '休息一下').waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])

    city.clock.pass(21 * MINUTE)
    await refusedAt(second.page, forwarded)
    const { code } = await desk(duty.code, { shiftId: next })
    await second.page.goto(`${city.url}/m/k/${code}`)
    await second.page.getByText('已到岗：潘塘南门').waitFor()
    await page.reload()
    await button(page, '交班').tap()
    await page.getByLabel(/要交代的事/).fill('还有 12 户没登记')
    await page.getByRole('dialog').getByRole('button', { name: '交班' }).tap()
    await page.getByText('已交班').waitFor()

    await second.page.goto(`${city.url}/m/duty`)
    await second.page.getByText('还有 12 户没登记').waitFor()
    await button(second.page, '我接班了').tap()
    await second.page.getByText('已接班').waitFor()
    await page.getByRole('link', { name: '我的服务记录' }).tap()
    await page.getByText('潘塘南门').waitFor()
  })
})

describe('what I am asked', () => {
  it('stands on top with place and hours; the first yes has the shift, and is told so', async () => {
    const one = await volunteer('郑一帆')
    const postId = await gate('潘塘北门')
    const shiftId = await shiftAt(postId, 180, 300)
    await desk(asks.askToTake, { shiftId, personIds: [one.id], until: inMinutes(30) })
    await one.page.goto(`${city.url}/m/`)
    await one.page.getByRole('heading', { name: '问您一件事' }).waitFor()
    await atEnd(one.page)
    expect(await axe(one.page)).toEqual([])
    await button(one.page, '我愿意').tap()
    await one.page.getByRole('status').first().waitFor()
    const { rows } = await desk(assign.assignments, { shiftId })
    expect(rows.map(({ person }) => person.name)).toEqual(['郑一帆'])
  })

  it('an offer of my shift can be taken back later, and whoever cannot come says so without a reason', async () => {
    const [one, other] = [await volunteer('吕行舟'), newId()]
    await desk(people.create, {
      id: other,
      unitId: hands.unitId,
      name: '任平生',
      volunteerNo: `XZ${other.slice(-8).toUpperCase()}`,
    })
    const postId = await gate('潘塘西门')
    const days = 24 * 60
    const [mine, theirs] = [await shiftAt(postId, 4 * days, 4 * days + 60), await shiftAt(postId, 180, 240)]
    await put(mine, one.id)
    await put(theirs, other)
    const { page } = one
    await page.goto(`${city.url}/m/duty`)
    await page.getByText('以后的班次（1）').waitFor()
    await button(page, '换班或转让').tap()
    await button(page, '请别人接这个班').tap()
    await page.getByText('已经问了 1 人').waitFor()
    await page.reload()
    await button(page, '不换了，撤回').tap()
    await button(page, '换班或转让').waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    await button(page, '我来不了').tap()
    await button(page, '我来不了，请另找别人').tap()
    await page.getByText('现在没有您的班次').waitFor()
    expect((await desk(assign.assignments, { shiftId: mine })).rows).toEqual([])
    await page.goto(`${city.url}/m/me`)
    await button(page, '我现在不能上岗').tap()
    await page.getByText('现在不能上岗', { exact: true }).waitFor()
  })
})

describe('a captain with a phone', () => {
  const member = async (name: string) => {
    const id = newId()
    const volunteerNo = `XZ${id.slice(-8).toUpperCase()}`
    await desk(people.create, { id, unitId: hands.unitId, name, volunteerNo, phone: '13900000000' })
    return { id, volunteerNo }
  }
  let captain: Awaited<ReturnType<typeof volunteer>>
  let crew: Awaited<ReturnType<typeof member>>[]
  const [shiftId, teamId] = [newId(), newId()]
  /** A team led by somebody with a phone, and a testing site of that team where three are needed. */
  beforeAll(async () => {
    captain = await volunteer('殷队长')
    crew = [await member('沈一苇'), await member('韩二丫'), await member('秦三木')]
    await desk(teams.createTeam, { id: teamId, name: '潘塘队', kind: 'service', unitId: hands.unitId })
    for (const { id } of crew) await desk(teams.setMember, { teamId, personId: id, roles: ['member'] })
    const me = (await captain.page.evaluate(async () => (await fetch('/api/me')).json())) as access.Me
    const grant = { accountId: me.account.id, id: newId(), role: 'captain', teamId } as const
    await (await city.signIn('admin'))(access.giveGrant, grant)
    const postId = newId()
    const traits = { checklist: ['围挡到位'], closesWhen: '队伍排完', reportMinutes: 10, teamId }
    await desk(posts.createPost, {
      id: postId,
      territory: hands.community,
      kind: 'testing',
      name: '五里采样点',
      ...traits,
    })
    const hours = { startsAt: inMinutes(-2), endsAt: inMinutes(120) }
    await desk(posts.addShift, { postId, id: shiftId, role: 'member', people: 3, ...hours })
    for (const { id } of crew) await put(shiftId, id)
  })

  it('confirms who is seen, loses nothing without a network, and has a missing one looked for', async () => {
    const { page } = captain
    const tapped = await city.as('volunteer', {}, crew[0]!.id)
    await tapped(duty.checkIn, { id: newId(), shiftId })

    await page.goto(`${city.url}/m/duty`)
    await page.getByRole('link', { name: /我带的岗位/ }).tap()
    await page.getByText('待确认 1').waitFor()
    await page.getByText('迟到 2').waitFor()
    await page.getByRole('link', { name: /五里采样点/ }).tap()
    await button(page, '看到了 沈一苇').tap()
    await page.getByRole('heading', { name: '在岗 · 1' }).waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])

    await page.context().setOffline(true)
    await button(page, '到了 韩二丫').tap()
    await page.getByText('记在本机，连上网自动上传').waitFor()
    await page.getByRole('heading', { name: '在岗 · 2' }).waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    expect((await sheet(shiftId)).present).toBe(1)
    await page.context().setOffline(false)
    await soon(async () => (await sheet(shiftId)).present, 2)
    await page.getByText('记在本机，连上网自动上传').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: '在岗 · 2' }).waitFor()

    await page.getByRole('button', { name: /^秦三木/ }).tap()
    await button(page, '发提醒').tap()
    await page.getByText('已经提醒 秦三木').waitFor()
    await button(page, '电话联系').tap()
    await page.getByRole('link', { name: '拨打 13900000000' }).waitFor()
    await button(page, '没来，另找人').tap()
    await page.getByText('记为未到').waitFor()
    await button(page, '返回').tap()
    await page.getByRole('button', { name: /^韩二丫/ }).tap()
    await button(page, '有人接替，离岗').tap()
    await button(page, '离岗是点错了，还在岗').tap()
    await button(page, '有人接替，离岗').waitFor()
    await button(page, '返回').tap()
  })

  it('adds who came unplanned, ticks what is ready, shows the code and closes by condition', async () => {
    const { page } = captain
    const [other, stranger] = [await member('葛四喜'), await member('陌小路')]
    await desk(teams.setMember, { teamId, personId: other.id, roles: ['member'] })
    for (const { volunteerNo } of [stranger, other]) {
      await button(page, '加一个人').tap()
      await page.getByLabel('姓名、拼音首字母或志愿者编号').fill(volunteerNo)
      await button(page, `按编号 ${volunteerNo} 记到岗`).tap()
      await page.getByText(volunteerNo).or(page.getByText('葛四喜')).first().waitFor()
    }
    await page.getByText('待值班确认').waitFor()
    await page.getByRole('heading', { name: '在岗 · 3' }).waitFor()
    await page.getByText('围挡到位').tap()
    await page.getByText('开岗准备已全部完成').waitFor()
    await page.getByRole('button', { name: /^沈一苇/ }).tap()
    await button(page, '受伤或需要支持').tap()
    await button(page, '沈一苇 需要支持').tap()
    await page.getByText('已记下：沈一苇').waitFor()
    await button(page, '返回').tap()

    await page.getByRole('link', { name: '亮出到岗码' }).tap()
    await page.getByRole('timer').waitFor()
    expect(await axe(page)).toEqual([])
    const { digits } = await desk(duty.code, { shiftId })
    await page.getByText(`${digits.slice(0, 3)} ${digits.slice(3)}`).waitFor()
    await page.getByRole('link', { name: /回到这一班/ }).tap()
    await button(page, '按条件结束这一班').tap()
    await button(page, '结束').tap()
    await page.getByText(/已结束：队伍排完/).waitFor()
    const isOver = async () => (await sheet(shiftId)).people.every(({ turn }) => turn?.out || turn?.state === 'no-show')
    await soon(isOver, true)
  })
})
