import * as access from '@muster/core/access/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { type Browser, devices, type Page } from '@playwright/test'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../demo/src/browser/axe.ts'
import { openBrowser, openPage } from '../../demo/src/browser/browser.ts'
import { type Ask, PASSPHRASE, type Town, town } from '../../server/src/platform/testing/town.ts'

const { defaultBrowserType: _, ...PHONE } = devices['Pixel 5']

let browser: Browser
let city: Town
let desk: Ask
let unitId: string

beforeAll(async () => {
  ;[browser, city] = await Promise.all([openBrowser(), town({ territory: '320300000000' })])
  await city.administrator(access.createAccount, {
    id: v7(),
    login: 'desk',
    passphrase: PASSPHRASE,
    grant: { role: 'city-desk' },
  })
  // NOTE: a real browser drops cookies that end in its past, so this town lives in the browser's own time.
  city.clock.set(new Date().toISOString())
  desk = await city.signIn('desk')
  unitId = v7()
  await desk(people.createUnit, { id: unitId, code: 'JT', name: '市交通运输局', kind: 'agency' })
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

/** Somebody on the roster, with a join link. */
async function invited(name: string): Promise<{ id: string; link: string }> {
  const id = v7()
  await desk(people.create, { id, unitId, name, volunteerNo: `XZ${id.slice(-8).toUpperCase()}` })
  const { link } = await desk(access.invite, { personId: id })
  return { id, link: new URL(link, city.url).href }
}

/** A phone of its own, with a list of what went wrong on it and where it went. */
async function phone(): Promise<{ page: Page; strangers: string[]; errors: string[] }> {
  const page = await openPage(browser, PHONE)
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
