import { readFile } from 'node:fs/promises'
import * as incident from '@muster/core/incident/wire.ts'
import * as people from '@muster/core/people/wire.ts'
import { noticePosted } from '@muster/core/register/forms/everywhere.ts'
import { keepPhoto } from '@muster/core/register/photos.wire.ts'
import * as register from '@muster/core/register/wire.ts'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../demo/src/browser/browser.ts'
import { addPeople, addUnit, arrival, communities, departure, sendAll } from '../../server/src/enrolment/testing.ts'
import { HEADER } from '../../server/src/people/testing.ts'
import { closeSheets, readSheet, writeSheet } from '../../server/src/platform/sheets/sheets.ts'
import { makeWorkbook, sheetData } from '../../server/src/platform/sheets/testing.ts'
import { type Ask, type Town, town } from '../../server/src/platform/testing/town.ts'
import { newId } from './platform/ids.ts'
import { aRound } from './platform/testing/field-work.ts'
import { gates } from './platform/testing/posts.ts'
import { accountOf, button, MORNING, pick, row, signedIn, soon } from './platform/testing/screen.ts'

const MINUTE = 60_000

let browser: Browser
let city: Town
let login: string
let desk: Ask
let unit: { id: string; path: string; name: string }
const incidentId = newId()

beforeAll(async () => {
  ;[browser, city] = await Promise.all([openBrowser(), town({ territory: '320300000000' })])
  city.clock.set(MORNING)
  login = await accountOf(city, 'city-desk')
  desk = await city.signIn(login)
  unit = await addUnit(city, '市园林局')
  await desk(incident.open, { id: incidentId, kind: 'epidemic', name: '三月疫情', territory: '320300000000' })
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
  await closeSheets()
})

const xlsx = (rows: readonly (readonly string[])[]) => ({
  name: '名册.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(makeWorkbook(sheetData(rows))),
})

/** The marked file as it was downloaded, and where in it the mark stands. */
async function markedFile(page: Page): Promise<string[][]> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, '下载标注后的文件').click()])
  expect(download.suggestedFilename()).toMatch(/名册.*\.xlsx$/)
  const { rows } = await readSheet(await readFile(await download.path()), '名册.xlsx')
  return rows
}

describe('a roster by file', () => {
  it('shows the bad cell where it is, goes in when it was corrected in the marked file, and comes out again', async () => {
    const secretary = await accountOf(city, 'unit-secretary', { unitId: unit.id })
    const { page, wrong } = await signedIn(browser, city.url, secretary)
    await page.goto(`${city.url}/people/import`)
    const good = ['YL001', '温如玉', unit.name, '', '', '13800000001', '', '', '']
    const bad = ['YL002', '苏木', unit.name, '', '', '一三八', '', '', '']
    await page.locator('input[type=file]').setInputFiles(xlsx([HEADER, good, bad]))
    await page.getByText('有 1 行有错，整份都不会保存').waitFor()
    await row(page.getByRole('region', { name: '错误清单' }), '3', 'F', '号码').waitFor()
    expect(await button(page, '确认导入').count()).toBe(0)

    const rows = await markedFile(page)
    expect(rows[2]!.at(-1)).toContain('号码')
    const corrected = rows.map((cells, nth) => (nth === 2 ? cells.with(5, '13800000002') : cells))
    await button(page, '上传另一份').click()
    await page.locator('input[type=file]').setInputFiles(xlsx(corrected))
    await button(page, '确认导入').click()
    await page.getByText('已导入：新增 2 人，更新 0 人。').first().waitFor()
    const onRoll = async () => (await desk(people.list, { unitId: unit.id })).total
    expect(await onRoll()).toBe(2)

    await button(page, '撤销这次导入').click()
    await button(page.getByRole('dialog'), '撤销这次导入').click()
    await page.getByText('已撤销“名册.xlsx”的导入。').first().waitFor()
    expect(await onRoll()).toBe(0)
    expect(wrong).toEqual([])
  })
})

/** Twenty people at ten o’clock, six more five minutes later. @returns what the first twenty sent */
async function reports() {
  const [bureau, places] = await Promise.all([addUnit(city, '市绿化局'), communities(city)])
  const persons = await addPeople(city, bureau.id, 26)
  const homes = persons.map((person, nth) => arrival(person, places[nth % 7]!, city.clock.now))
  await sendAll(desk, homes.slice(0, 20))
  city.clock.pass(5 * MINUTE)
  await sendAll(
    desk,
    homes.slice(20).map(home => ({ ...home, occurredAt: city.clock.now.toISOString() })),
  )
  return homes.slice(0, 20)
}

const figure = (page: Page, label: string) =>
  page.locator('.figure').filter({ has: page.getByText(label, { exact: true }) })

describe('the figures', () => {
  it('look back to a minute, open to their people, and frozen stay what they were', async () => {
    const homes = await reports()
    const { page, wrong } = await signedIn(browser, city.url, login)
    await page.goto(`${city.url}/enrolment`)
    await figure(page, '报到人数').getByText('26', { exact: true }).waitFor()
    await lookBack(page)
    await openPeople(page)

    const bulletin = await frozen(page)
    city.clock.pass(5 * MINUTE)
    const left = homes.slice(0, 3).map(home => departure(home.personId, home.id, city.clock.now))
    expect(await sendAll(desk, left)).toEqual(['accepted', 'accepted', 'accepted'])
    await page.goto(`${city.url}/enrolment`)
    await figure(page, '报到人数').getByText('23', { exact: true }).waitFor()
    await page.goto(bulletin)
    await row(page, '26', '人').first().waitFor()
    await button(page, '核验').click()
    await page.getByText('核验无误').waitFor()
    await onPaper(page)
    expect(wrong).toEqual([])
  })
})

/** At 10:02 there were twenty; the page says that it looks back, and an act is off there and says why. */
async function lookBack(page: Page): Promise<void> {
  await page.getByLabel('时刻', { exact: true }).fill('10:02')
  await page.keyboard.press('Enter')
  await page.getByText(/您在看 .*10时2分 的数据，不是现在/).waitFor()
  await figure(page, '报到人数').getByText('20', { exact: true }).waitFor()
  const { search } = new URL(page.url())
  const back = page.url()
  await page.goto(`${city.url}/bulletins${search}`)
  const freeze = page.getByRole('button', { name: /^冻结通报.*您在看过去的数据/ })
  expect(await freeze.getAttribute('aria-disabled')).toBe('true')
  await freeze.click({ force: true })
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.goto(back)
}

async function openPeople(page: Page): Promise<void> {
  await figure(page, '报到人数').getByRole('button').click()
  const behind = page.getByRole('dialog', { name: '报到人数' })
  await behind.getByText('共 20 行').waitFor()
  await behind.getByText('口径', { exact: true }).waitFor()
  await row(behind, '志愿者20', '市绿化局').waitFor()
  await page.keyboard.press('Escape')
  await behind.waitFor({ state: 'hidden' })
  await button(page, '回到现在').click()
  await figure(page, '报到人数').getByText('26', { exact: true }).waitFor()
}

/** Freezes now. @returns the address of the bulletin */
async function frozen(page: Page): Promise<string> {
  await page.getByRole('link', { name: '通报', exact: true }).click()
  await button(page, '冻结通报').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('26', { exact: true }).first().waitFor()
  await dialog.getByLabel('标题').fill('园林系统双报到情况')
  await button(dialog, '冻结通报').click()
  await page.getByRole('heading', { name: /园林系统双报到情况/, level: 1 }).waitFor()
  return page.url()
}

/** Printed, there is the sheet and nothing of the desk around it. */
async function onPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.getByRole('article').waitFor()
  for (const around of [page.getByRole('navigation'), page.getByRole('banner'), button(page, '核验')])
    expect(await around.filter({ visible: true }).count()).toBe(0)
  await page.emulateMedia({ media: 'screen' })
}

describe('a register', () => {
  it('is opened, printed, keyed in from its paper, corrected, and says who is still out', async () => {
    await gates(city, desk, [{ name: '东门' }])
    const { page, wrong } = await signedIn(browser, city.url, login)
    await page.goto(`${city.url}/registers`)
    await button(page, '启用登记表').click()
    const side = page.getByRole('dialog')
    await side.getByLabel('登记表', { exact: true }).selectOption({ label: '出入登记' })
    await side.getByLabel('东门').check()
    await button(side, '启用登记表').click()
    await page.getByText('已启用“出入登记”').waitFor()

    await button(page, '打印纸质表').click()
    await page.getByRole('dialog').getByLabel('张数').fill('1')
    const [paper] = await Promise.all([
      page.context().waitForEvent('page'),
      button(page.getByRole('dialog'), '打印纸质表').click(),
    ])
    const number = await paper.locator('.sheets-number b').innerText()
    expect(await paper.locator('.sheets-one tbody tr').count()).toBe(20)
    await paper.close()

    await page.getByRole('link', { name: '登记', exact: true }).first().click()
    await page.getByRole('link', { name: '录入纸质表' }).click()
    await page.getByLabel('表头编号').fill(number.toLowerCase())
    await page.keyboard.press('Enter')
    await page.getByText('已录 0 / 20 行').waitFor()
    await page.keyboard.type('3幢201')
    await page.keyboard.press('Enter')
    await page.getByText('请填写“外出人数”。').waitFor()
    await page.getByLabel('外出人数').fill('2')
    await page.getByLabel('外出事由').selectOption('medical')
    await page.getByLabel('外出人数').press('Enter')
    await page.getByText('已录 1 / 20 行').waitFor()
    expect(await page.getByLabel('行号').inputValue()).toBe('2')

    await page.getByRole('link', { name: '登记', exact: true }).first().click()
    await page.getByRole('link', { name: '出入登记' }).click()
    await row(page, '2 人 · 就医', '还没回来').getByRole('button').click()
    await button(side, '更正').click()
    await side.getByLabel('外出人数').fill('3')
    await button(side, '更正').click()
    await page.getByText('已更正').waitFor()
    await row(page, '3 人 · 就医', '还没回来').getByRole('button').click()
    await button(side, '登记返回').click()
    await row(page, '3 人 · 就医', '返回').waitFor()
    const { rows } = await city.owner
      .selectFrom('entry_private')
      .select('answers')
      .execute()
      .then(all => ({ rows: all }))
    expect(rows.map(({ answers }) => answers)).toEqual([{ door: '3幢201' }])
    expect(wrong).toEqual([])
  })
})

it('takes every question of a desk’s own form as personal, but for those that the desk says are not', async () => {
  const { page, wrong } = await signedIn(browser, city.url, login)
  await page.goto(`${city.url}/registers`)
  await button(page, '启用登记表').click()
  const side = page.getByRole('dialog')
  await side.getByLabel('用哪一张').selectOption({ label: '导入 XLSForm' })
  const asked = ['type', 'name', 'label']
  const bytes = await writeSheet({
    sheetName: 'survey',
    columns: asked.map(key => ({ key, header: key })),
    rows: [
      { type: 'text', name: 'who', label: '姓名' },
      { type: 'integer', name: 'rooms', label: '间数' },
    ],
  })
  await side.locator('input[type=file]').setInputFiles({ ...xlsx([]), name: '入户.xlsx', buffer: Buffer.from(bytes) })
  await side.getByLabel('间数').uncheck()
  await side.getByLabel('编号').fill('visits')
  expect(await button(side, '启用登记表').isDisabled()).toBe(true)
  await side.getByLabel('个人信息的用途（中文）').fill('安排入户走访')
  await side.getByLabel('个人信息的用途（英文）').fill('To plan visits')
  await button(side, '启用登记表').click()
  await page.getByText('已启用“入户”').waitFor()
  const { rows } = await desk(register.registers, { incidentId })
  const { questions } = rows.find(({ key }) => key === 'visits')!.form
  expect(questions.map(({ key, personal }) => [key, personal?.purpose.zh])).toEqual([
    ['who', '安排入户走访'],
    ['rooms', undefined],
  ])
  expect(wrong).toEqual([])
})

it('shows the photo of an entry when it is asked for', async () => {
  const [postId] = await gates(city, desk, [{ name: '北门' }])
  const { page, wrong } = await signedIn(browser, city.url, login)
  const [registerId, entryId, photoId] = [newId(), newId(), newId()]
  await desk(register.open, { id: registerId, incidentId, key: 'notices', form: noticePosted, postIds: [postId!] })
  const answers = { where: '北门公告栏', sheets: 3, photo: photoId }
  await desk(register.enter, { postId: postId!, id: entryId, registerId, formVersion: 1, answers })
  await page.goto(`${city.url}/registers/${registerId}`)
  await row(page, '北门公告栏').getByRole('button').click()
  const side = page.getByRole('dialog')
  await button(side, '看照片').click()
  await side.getByText('可能还没有上传').waitFor()
  const bytes = await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 200, height: 150 } })
  await desk(keepPhoto, { entryId, photoId, file: { name: '照片.jpg', bytes } })
  await button(side, '看照片').click()
  const width = () =>
    side.getByRole('img', { name: '照片' }).evaluate(image => (image as HTMLImageElement).naturalWidth)
  await soon(width, 200)
  expect(wrong.filter(one => !one.includes('409'))).toEqual([])
})

describe('a round of sampling', () => {
  it('gets its residents from a list, prints their codes, and calls back whoever is in a tube, one by one', async () => {
    const [postId] = await gates(city, desk, [{ name: '南门采样点' }])
    const street = await accountOf(city, 'street-desk', { territory: '320302001000' })
    const { page, wrong } = await signedIn(browser, city.url, street)
    await page.goto(`${city.url}/registers/rounds?incident=${incidentId}`)
    await button(page, '导入居民名单').click()
    const side = page.getByRole('dialog')
    await pick(page, side.getByLabel('区划'), '永康', '永康社区')
    await side.getByLabel('居民', { exact: false }).last().fill('3幢\t201\t甲某\t13800000001\n3幢\t201\t乙某\n3幢')
    await page.getByText('这些行没读懂：3').waitFor()
    await side.getByLabel('居民', { exact: false }).last().fill('3幢\t201\t甲某\t13800000001\n3幢\t201\t乙某')
    await page.getByText('读到 2 人、1 户').waitFor()
    await button(side, '导入 2 人').click()
    await page.getByText('已导入 2 人').waitFor()

    await page.getByRole('link', { name: '居民码' }).click()
    await pick(page, page.getByLabel('区划'), '永康', '永康社区')
    await button(page, '制作').click()
    await page.getByText('共 1 张，可以打印').waitFor()
    expect(await page.locator('.codes b').innerText()).toBe('3幢201')

    const roundId = await aRound(city, await city.signIn(street), incidentId, postId!)
    await page.goto(`${city.url}/registers/rounds/${roundId}`)
    await button(row(page, '居民5', '管已满'), '请本人再采').click()
    await row(page, '居民5', '等本人再采').waitFor()
    await button(row(page, 'XZ-0001', '5 / 5'), '召回').click()
    await button(side, '召回 XZ-0001').click()
    await page.getByText('已召回，共 5 人').waitFor()
    await button(row(side, '居民0', '3幢001'), '领取并显示电话').click()
    await row(side, '居民0', '没有电话，请上门').getByLabel('结果').selectOption('at-home')
    await row(side, '居民0', '需上门').waitFor()
    await button(side, '取消召回').waitFor({ state: 'detached' })
    expect(wrong).toEqual([])
  })
})

describe('the audit', () => {
  it('is whole, and shows the line that somebody with the owner’s password has changed', async () => {
    const { page, wrong } = await signedIn(browser, city.url, await accountOf(city, 'auditor'))
    await page.goto(`${city.url}/audit`)
    await button(page, '核验审计链').click()
    await page.getByText(/^审计链完整：\d+ 行/).waitFor()
    await city.owner.updateTable('audit_line').set({ subject: 'account/nobody' }).where('seq', '=', 2).execute()
    await button(page, '核验审计链').click()
    await page.getByRole('heading', { name: '审计链断了：第 2 行' }).waitFor()
    await page.getByText('在此之前的 1 行仍然完整').waitFor()
    expect(await page.getByText('审计链完整').count()).toBe(0)
    expect(wrong).toEqual([])
  })
})
