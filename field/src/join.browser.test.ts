import * as offers from '@muster/core/callout/offers.wire.ts'
import * as callout from '@muster/core/callout/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../demo/src/browser/axe.ts'
import { type Phones, phones } from './platform/testing/phones.ts'
import { newId } from './platform/uuid.ts'

let hands: Phones
let city: Phones['city']
let desk: Phones['desk']

beforeAll(async () => {
  hands = await phones()
  ;({ city, desk } = hands)
})
afterAll(() => hands?.close())

const invited = (name: string) => hands.invited(name)

/** A phone of its own, with a list of what went wrong on it and where it went. */
async function phone(): Promise<{ page: Page; strangers: string[]; errors: string[] }> {
  const page = await hands.phone()
  const strangers: string[] = []
  const errors: string[] = []
  page.on('request', request => {
    if (new URL(request.url()).origin !== city.url) strangers.push(request.url())
  })
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => {
    if (/security policy/i.test(message.text())) errors.push(message.text())
  })
  return { page, strangers, errors }
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const join = async (page: Page, link: string) => {
  await page.goto(link)
  await button(page, '在这部手机上登录').tap()
  await page.getByRole('heading', { name: /^您是/ }).waitFor()
}

describe('a personal join link', () => {
  it('is not spent by being looked at, signs in the phone that taps, and refuses the next phone with what to do', async () => {
    const { link } = await invited('周小禾')
    const [scanner, mine, other] = await Promise.all([phone(), phone(), phone()])
    await scanner.page.goto(link)
    await button(scanner.page, '在这部手机上登录').waitFor()

    await join(mine.page, link)
    expect(await mine.page.getByRole('heading').textContent()).toBe('您是 周小禾')
    await button(mine.page, '进入').tap()
    await mine.page.getByRole('navigation').waitFor()
    expect(new URL(mine.page.url()).pathname).toBe('/m/')

    await other.page.goto(link)
    await button(other.page, '在这部手机上登录').tap()
    await other.page.getByText('请向联络员要一个新的').waitFor()
    expect(await other.page.getByRole('button', { name: '在这部手机上登录' }).count()).toBe(0)
  })

  it('tapped again in the chat, leads the phone that it signed in back to its own pages', async () => {
    const { link } = await invited('吴清扬')
    const { page } = await phone()
    await join(page, link)
    await page.goto(link)
    await page.getByText('这部手机已经登录').waitFor()
    await button(page, '进入').tap()
    await page.getByRole('navigation').waitFor()
  })
})

describe('what is held about me', () => {
  it('shows purpose and end of each field, and lets the person choose a community by pinyin initials', async () => {
    const { id, link } = await invited('郑一帆')
    const { page } = await phone()
    await join(page, link)
    await page.goto(`${city.url}/m/me`)
    await page.getByText('用途：').first().waitFor()
    await button(page, '修改我能决定的内容').tap()
    await button(page, '换一个社区').tap()
    await page.getByLabel('查找社区或村').fill('ptsq')
    await page
      .getByRole('button', { name: /^潘塘社区/ })
      .first()
      .tap()
    await page.getByLabel('只安排轻便岗位').check()
    await button(page, '保存').tap()
    await page.getByText('已保存').waitFor()
    const held = await desk(people.get, { personId: id })
    expect(held.residence?.name).toBe('潘塘社区居民委员会')
  })
})

/** A published call of one place to the unit. */
async function called(title: string): Promise<{ id: string; link: string }> {
  const id = newId()
  const draft = await desk(callout.draft, {
    id,
    kind: 'recruitment',
    basis: 'VOLUNTARY',
    title,
    text: '协助登记和引导车辆。',
    issuers: ['市级机关工委'],
    audience: { unitIds: [hands.unitId] },
    quota: 1,
    muster: { point: '文体中心东门' },
  })
  const { link } = await desk(callout.publish, { callId: id, version: draft.version })
  return { id, link: `${city.url}/m/c/${link ?? ''}` }
}

/** Lets the answer to the first sign-up get lost; tells the ids of all that were sent. */
async function losesFirstAnswer(page: Page, how: 'before the server' | 'after the server'): Promise<string[]> {
  const ids: string[] = []
  await page.route('**/answer', async route => {
    const request = route.request()
    if (request.method() !== 'POST') return route.continue()
    ids.push((request.postDataJSON() as { id: string }).id)
    if (ids.length > 1) return route.continue()
    if (how === 'after the server') await route.fetch()
    return route.abort()
  })
  return ids
}

describe('a call', () => {
  it('leads through the join link back to the call, where a lost answer and a second tap are one sign-up', async () => {
    const [{ link }, call] = await Promise.all([invited('沈若水'), called('潘塘卡口值守')])
    const { page } = await phone()
    await page.goto(call.link)
    await page.getByText('要报名，先打开您的个人加入链接').waitFor()
    await join(page, link)
    await button(page, '进入').tap()
    const ids = await losesFirstAnswer(page, 'after the server')
    await button(page, '我报名').tap()
    await page.getByText('已确认：第 1 号').waitFor()
    expect(ids.length).toBe(1)
    const { counts } = await desk(callout.get, { callId: call.id })
    expect(counts).toMatchObject({ signedUp: 1, confirmed: 1 })
  })

  it('keeps the id of an unanswered sign-up over a reload, and says so', async () => {
    const [{ link }, call] = await Promise.all([invited('何谷雨'), called('采样点引导')])
    const { page } = await phone()
    await join(page, link)
    const ids = await losesFirstAnswer(page, 'before the server')
    await page.goto(call.link)
    await button(page, '我报名').tap()
    await page.getByText('没有网络').waitFor()
    await page.reload()
    await page.getByText('不会重复报名').waitFor()
    await button(page, '我报名').tap()
    await page.getByText('已确认：第 1 号').waitFor()
    expect(ids.length).toBe(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('puts the next person on the reserve, and holds the place for them by itself when it is given back', async () => {
    const [one, two, call] = await Promise.all([invited('许清'), invited('魏晴'), called('物资搬运')])
    const [first, second] = await Promise.all([phone(), phone()])
    for (const [{ page }, { link }] of [
      [first, one],
      [second, two],
    ] as const) {
      await join(page, link)
      await page.goto(call.link)
    }
    await button(first.page, '我报名').tap()
    await first.page.getByText('已确认：第 1 号').waitFor()
    await second.page.reload()
    await button(second.page, '报名候补').tap()
    await second.page.getByText('候补：第 1 号').waitFor()
    await button(first.page, '退出报名').tap()
    await first.page.getByRole('dialog').getByRole('button', { name: '退出报名' }).tap()
    await first.page.getByText('您已退出').first().waitFor()
    await second.page.getByRole('timer').waitFor()
    expect(await axe(second.page)).toEqual([])
    await button(second.page, '接受').tap()
    await second.page.getByText('已确认').first().waitFor()
  })

  it('takes an offer from somebody without a link, and says what becomes of it', async () => {
    const call = await called('高速口登记')
    const { page } = await phone()
    await page.goto(call.link)
    await button(page, '没有加入链接？我要请战').tap()
    await page.getByLabel('姓名').fill('韩路')
    await page.getByText('保存到：').waitFor()
    expect(await axe(page)).toEqual([])
    await button(page, '递交').tap()
    await page.getByText('请战已递交').waitFor()
    const { rows } = await desk(offers.offers, { callId: call.id })
    expect(rows.map(row => row.name)).toEqual(['韩路'])
  })
})

describe('reporting in', () => {
  it('finds the community, reports in, and shows a badge that a stranger can check without signing in', async () => {
    const { link } = await invited('蒋小满')
    const [{ page }, stranger] = await Promise.all([phone(), phone()])
    await join(page, link)
    await page.goto(`${city.url}/m/report`)
    await button(page, '选择社区报到').tap()
    await page.getByLabel('查找社区或村').fill('ptsq')
    await page
      .getByRole('button', { name: /^潘塘社区/ })
      .first()
      .tap()
    await page.getByText('已报到').waitFor()
    expect(await axe(page)).toEqual([])
    await page.goto(`${city.url}/m/card`)
    await page.locator('figure path').waitFor()
    const badge = (await page.getByRole('link', { name: '打开核对页' }).getAttribute('href')) ?? ''
    await stranger.page.goto(city.url + badge)
    await stranger.page.getByText('有效', { exact: true }).waitFor()
    await stranger.page.getByText('蒋小满', { exact: true }).waitFor()
    expect(await axe(stranger.page)).toEqual([])
    await stranger.page.goto(`${city.url}${badge}x`)
    await stranger.page.getByText('无效', { exact: true }).waitFor()
  })
})

describe('every page', () => {
  it('asks its own origin only, keeps to the policy and shuts nobody out', async () => {
    const { link } = await invited('冯远')
    const { page, strangers, errors } = await phone()
    await join(page, link)
    for (const path of ['/m/', '/m/card', '/m/me', '/m/p#short', '/m/nowhere']) {
      await page.goto(city.url + path)
      await page.getByRole('heading').first().waitFor()
      expect({ path, barriers: await axe(page) }).toEqual({ path, barriers: [] })
    }
    expect({ strangers, errors }).toEqual({ strangers: [], errors: [] })
  })

  it('says that there is no connection, and comes back by itself', async () => {
    const { link } = await invited('陈禾')
    const { page } = await phone()
    await join(page, link)
    await page.goto(`${city.url}/m/me`)
    await page.getByText('用途：').first().waitFor()
    await page.context().setOffline(true)
    await button(page, '修改我能决定的内容').tap()
    await page.getByLabel('手机号（选填）').fill('13800000001')
    await button(page, '保存').tap()
    await page.getByText('您填写的内容还在').waitFor()
    await page.context().setOffline(false)
    await button(page, '保存').tap()
    await page.getByText('已保存').waitFor()
    await page.getByText('13800000001').waitFor()
  })
})
