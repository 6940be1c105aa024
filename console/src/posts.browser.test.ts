import * as turns from '@muster/core/duty/turns.wire.ts'
import * as draft from '@muster/core/roster/draft.wire.ts'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../demo/src/browser/browser.ts'
import { addPeople, addUnit, phones } from '../../server/src/callout/testing.ts'
import { assign } from '../../server/src/duty/testing.ts'
import { type Ask, type Town, town } from '../../server/src/platform/testing/town.ts'
import { newId } from './platform/ids.ts'
import { boardOf, gates, rotaOf } from './platform/testing/posts.ts'
import { accountOf, button, MORNING, row, signedIn, soon } from './platform/testing/screen.ts'

let browser: Browser
let city: Town
let login: string
let desk: Ask

beforeAll(async () => {
  ;[browser, city] = await Promise.all([openBrowser(), town({ territory: '320300000000' })])
  city.clock.set(MORNING)
  login = await accountOf(city, 'city-desk')
  desk = await city.signIn(login)
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

const atDesk = () => signedIn(browser, city.url, login)
const keys = async (page: Page, ...all: string[]) => {
  for (const key of all) await page.keyboard.press(key)
}
const board = (page: Page) => page.getByRole('grid', { name: '排班板' })
/** The places of the board's rows, read along the row. */
const line = async (page: Page, nth: number) => {
  const cells = board(page).getByRole('row').nth(nth).getByRole('gridcell')
  return (await cells.allInnerTexts()).map(text => text.trim())
}

/** A gate from tomorrow on, with one place by day and one in the evening, and people for it. */
async function aRota(name: string) {
  const unit = await addUnit(city, `${name}工作队`)
  const people = await addPeople(city, unit, 3)
  const postIds = await gates(city, desk, [{ name, people: 1 }], 1)
  return { people, rotaId: await rotaOf(city, desk, postIds, unit.id, 1) }
}

/** Row 0 are the days, 1 is the post, 2 its shift by day, 3 the one in the evening. */
const DAY = 2
const EVENING = 3

describe('a rota', () => {
  it('is built, corrected and published by keyboard alone, and the guard is heard before anybody lets go', async () => {
    const { rotaId } = await aRota('东门')
    const { page, wrong } = await atDesk()
    await page.goto(`${city.url}/rotas/${rotaId}`)
    await page.getByText('缺 14 人次').waitFor()
    await board(page).focus()
    await keys(page, 'g', '/')
    await page.keyboard.type('队员2')
    await keys(page, 'Enter')
    await page.getByText('手上：队员2').waitFor()
    await page.getByText('可以放下').waitFor()
    await keys(page, 'Enter')
    await page.getByText('缺 13 人次').waitFor()
    expect((await line(page, DAY))[0]).toBe('队员2')

    await keys(page, 'Enter', 'ArrowRight', 'Enter')
    await soon(async () => (await line(page, DAY)).slice(0, 2), ['缺 1', '队员2'])
    await keys(page, 'Control+z')
    await soon(async () => (await line(page, DAY)).slice(0, 2), ['队员2', '缺 1'])

    await keys(page, 'ArrowLeft', 'c', 'ArrowDown')
    await page.getByText('不能放下').waitFor()
    await page.getByText('24 小时内共 16.5 小时，超过 12 小时').first().waitFor()
    await keys(page, 'Enter')
    await page.getByText('手上：队员2').waitFor()
    expect((await line(page, EVENING))[0]).toBe('缺 1')
    await keys(page, 'Escape')
    await page.getByText('已保存到草稿').waitFor()

    await button(page, '公布…').click()
    await row(page.getByRole('dialog'), '队员2', '上岗', '东门').waitFor()
    await button(page.getByRole('dialog'), '公布并通知 1 人').click()
    await page.getByText('已公布第 1 版，通知了 1 人').waitFor()
    const { shifts } = await boardOf(desk, rotaId)
    expect(shifts.flatMap(({ published }) => published.people)).toHaveLength(1)

    await button(page, '版本').click()
    const side = page.getByRole('dialog')
    await button(side, '看这一版').click()
    await row(side, '08:00–16:00', '东门', '队员2').waitFor()
    await keys(page, 'Escape')
    await button(page, '修改排班表').click()
    await side.getByLabel('排几天').fill('6')
    await button(side, '修改排班表').click()
    await page.getByText('排班表已修改').waitFor()
    await soon(async () => (await line(page, DAY)).length, 6)
    expect(wrong).toEqual([])
  })

  it('takes a person by the mouse from one day to another', async () => {
    const { rotaId, people } = await aRota('西门')
    const { shifts } = await boardOf(desk, rotaId)
    const first = shifts.find(({ startsAt }) => startsAt.endsWith('T00:00:00.000Z'))!
    await desk(draft.setCells, {
      rotaId,
      cells: [{ shiftId: first.id, version: first.draft.version, people: [people[2]!] }],
    })
    const { page } = await atDesk()
    await page.goto(`${city.url}/rotas/${rotaId}`)
    const cell = (day: number) => board(page).getByRole('row').nth(DAY).getByRole('gridcell').nth(day)
    await cell(0).getByText('队员3').dragTo(cell(3))
    await soon(async () => (await line(page, DAY)).slice(0, 4), ['缺 1', '缺 1', '缺 1', '队员3'])
  })

  it('shows both versions when two change one cell, and lets a person choose', async () => {
    const { rotaId, people } = await aRota('北门')
    const { page } = await atDesk()
    // Without the line of changes this screen does not hear of the other desk in time.
    await page.route('**/api/live', route => route.abort())
    await page.goto(`${city.url}/rotas/${rotaId}`)
    await page.getByText('缺 14 人次').waitFor()
    const [first] = (await boardOf(desk, rotaId)).shifts.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
    const { version } = first!.draft
    await desk(draft.setCells, { rotaId, cells: [{ shiftId: first!.id, version, people: [people[0]!] }] })
    await board(page).focus()
    await keys(page, 'g', '/')
    await page.keyboard.type('队员2')
    await keys(page, 'Enter', 'Enter')
    const dialog = page.getByRole('dialog', { name: '同一格被两个人改了' })
    await dialog.getByText('队员1', { exact: true }).waitFor()
    await dialog.getByText('队员2', { exact: true }).waitFor()
    await button(dialog, '用我的').click()
    await soon(async () => (await line(page, DAY))[0], '队员2')
    await soon(
      async () => (await boardOf(desk, rotaId)).shifts.find(({ id }) => id === first!.id)!.draft.people,
      [people[1]],
    )
  })
})

/** A gate with people planned on its shift of this morning, which is under way. */
async function aGate(name: string, count: number) {
  const unit = await addUnit(city, `${name}值守队`)
  const people = await addPeople(city, unit, count)
  const [postId] = await gates(city, desk, [{ name, people: count }])
  const shifts = await city.owner
    .selectFrom('shift')
    .select('id')
    .where('post_id', '=', postId!)
    .orderBy('starts_at')
    .execute()
  await assign(city, shifts[0]!.id, people)
  return { people, postId: postId!, shiftId: shifts[0]!.id }
}
/** What a click on “more” offers about somebody. */
const more = async (page: Page, name: string, what: string) => {
  await button(page, `更多 · ${name}`).click()
  await page.getByRole('menuitem', { name: what }).click()
}

describe('the day', () => {
  let page: Page
  let wrong: readonly string[]
  beforeAll(async () => {
    ;({ page, wrong } = await atDesk())
  })

  it('shows a gap at the desk, and it closes when somebody checks in with the code on the captain’s screen', async () => {
    const { people, shiftId } = await aGate('潘塘卡口', 1)
    const [phone] = await phones(city, people)
    await page.goto(`${city.url}/duty`)
    const gap = page.getByRole('listitem').filter({ hasText: '潘塘卡口 缺 1 人' })
    await gap.getByText('已缺 2 小时').waitFor()

    const captain = await atDesk()
    await captain.page.goto(`${city.url}/duty/shifts/${shiftId}/code`)
    await captain.page.getByText('已到 0 / 1 人').waitFor()
    const digits = (await captain.page.locator('.code-digits').innerText()).replace(/\s/g, '')
    await phone!(turns.checkIn, { id: newId(), shiftId, code: digits })
    await captain.page.getByText('已到 1 / 1 人').waitFor()
    await gap.waitFor({ state: 'detached' })
    await row(page, '队员1', '潘塘卡口值守队').waitFor()
    expect(captain.wrong).toEqual([])
  })

  it('shows who is there, not who was meant to be: unproven until confirmed, missing until here, and a slip taken back', async () => {
    const { people, postId, shiftId } = await aGate('采样点', 2)
    const [phone] = await phones(city, people)
    await page.goto(`${city.url}/duty/posts/${postId}`)
    const chain = page.getByRole('button', { pressed: true })
    await chain.getByText('缺 2 人').waitFor()
    await phone!(turns.checkIn, { id: newId(), shiftId })
    await row(page, '队员1', '待确认').waitFor()
    await chain.getByText('待确认 1').waitFor()
    await chain.getByText('缺 2 人').waitFor()
    await button(row(page, '队员1'), '到岗').click()
    await row(page, '队员1', '在岗').waitFor()
    await button(row(page, '队员2'), '未到').click()
    await row(page, '队员2', '未到岗').waitFor()
    await chain.getByText('缺 1 人').waitFor()

    city.clock.pass(60_000)
    await button(row(page, '队员1'), '离岗').click()
    await button(page.getByRole('dialog'), '离岗').click()
    await row(page, '队员1', '已离岗').waitFor()
    await chain.getByText('缺 2 人').waitFor()
    await button(row(page, '队员1'), '撤回离岗').click()
    await row(page, '队员1', '在岗').waitFor()
    await chain.getByText('缺 1 人').waitFor()
    expect(wrong).toEqual([])
  })

  it('moves somebody with the guard heard first, and gives a place back that was taken', async () => {
    const { postId } = await aGate('西关卡点', 2)
    await page.goto(`${city.url}/duty/posts/${postId}`)
    await more(page, '队员1', '调到别的班次')
    const dialog = page.getByRole('dialog', { name: '调到别的班次 · 队员1' })
    await dialog.getByRole('combobox').click()
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: /^西关卡点 .*日 08:00/ })
      .first()
      .click()
    await dialog.getByText('此班之前 24 小时内已值守').waitFor()
    await button(dialog, '调过去').click()
    await row(page, '队员1').waitFor({ state: 'detached' })
    await page
      .getByRole('button', { name: /日 08:00–16:00/ })
      .getByText('还要排 1 人')
      .waitFor()

    await more(page, '队员2', '从这一班撤下')
    await page.getByText('撤下后这一班还缺 2 人').waitFor()
    await button(page.getByRole('dialog'), '从这一班撤下').click()
    await page.getByText('这一班还没有排人').waitFor()
    await button(page, '撤销').click()
    await row(page, '队员2', '未到时间').waitFor()
    expect(wrong).toEqual([])
  })

  it('asks after whoever was hurt, and the alarm goes once somebody has', async () => {
    const { people, postId, shiftId } = await aGate('翠屏山小区', 1)
    await desk(turns.checkInFor, { id: newId(), shiftId, personId: people[0]! })
    city.clock.pass(60_000)
    await page.goto(`${city.url}/duty/posts/${postId}`)
    await more(page, '队员1', '受伤了')
    await button(page.getByRole('dialog'), '记下').click()
    await page.getByText('打 120').waitFor()
    await button(page.getByRole('dialog'), '返回').click()
    await row(page, '队员1', '提前离岗').waitFor()
    await city.tick()
    await page.getByRole('link', { name: '去跟进' }).click()
    await button(row(page, '队员1', '受伤'), '跟进').click()
    const side = page.getByRole('dialog')
    await side.getByLabel('跟进情况').fill('已送到卫生服务中心，家人陪着')
    await button(side, '存下').click()
    await row(page, '队员1', '已送到卫生服务中心').waitFor()
    await city.tick()
    await page.goBack()
    await page.getByText('岗位无人').waitFor()
    await soon(() => page.getByText('有人受伤或需要支持').count(), 0)
    expect(wrong).toEqual([])
  })
})
