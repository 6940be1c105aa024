// R6 at a real desk: buildings pasted, a zone prepared, the level set; and a template laid out and taken back.
import * as incident from '@muster/core/incident/wire.ts'
import * as control from '@muster/core/roster/control.wire.ts'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../demo/src/browser/axe.ts'
import { openBrowser } from '../../demo/src/browser/browser.ts'
import { addPerson, addUnit } from '../../server/src/people/testing.ts'
import { type Ask, type Town, town } from '../../server/src/platform/testing/town.ts'
import { newId } from './platform/ids.ts'
import { accountOf, button, MORNING, NARROW, pick, row, screen, signedIn, soon } from './platform/testing/screen.ts'

const COMMUNITY = '320302001002'
const STREET = '320302001000'
let browser: Browser
let city: Town
let login: string
let cityLogin: string

beforeAll(async () => {
  ;[browser, city] = await Promise.all([openBrowser(), town({ territory: '320300000000' })])
  city.clock.set(MORNING)
  const desk: Ask = await city.as('city-desk')
  await desk(incident.open, { id: newId(), kind: 'epidemic', name: '3·28疫情', territory: '320300000000' })
  const unit = await addUnit(desk, 'HL', '黄楼街道办事处')
  await addPerson(desk, unit, 'HL0001', '王嘉宁', { residence: COMMUNITY })
  login = await accountOf(city, 'street-desk', { territory: STREET })
  cityLogin = await accountOf(city, 'city-desk')
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const place = (page: Page, name: string) =>
  pick(page, page.getByRole('dialog').getByRole('combobox', { name: '区划' }), 'wantong', name)

describe('the street’s desk', () => {
  it('pastes its buildings, prepares a zone, sets the level, and names an owner', async () => {
    const { page, wrong } = await signedIn(browser, city.url, login)
    await page.goto(`${city.url}/sites`)
    await button(page, '批量新增').click()
    await place(page, '万通社区')
    await page.getByLabel('小区、楼栋、户数').fill('幸福家园,1号楼,36\n幸福家园,2号楼,36\n幸福家园,3号楼,24')
    await page.getByText('读到 1 个小区、3 栋楼。').waitFor()
    await button(page, '新增 4 个点位').click()
    await row(page, '3号楼', '幸福家园', '24').waitFor()

    await page.getByRole('link', { name: '管控', exact: true }).click()
    await button(page, '准备管控区').click()
    await place(page, '万通社区')
    await page.getByRole('dialog').getByLabel('全部').check()
    await button(page.getByRole('dialog'), '准备管控区').click()
    await heading(page, '万通社区居委会').waitFor()
    expect(await row(page, '号楼').count()).toBe(3)

    await button(page, '定级或调整').click()
    const side = page.getByRole('dialog')
    await side.getByLabel('调整为').selectOption({ label: '中风险' })
    await side.getByText('将新设 3 个岗位').waitFor()
    await side.getByLabel('管控措施').fill('足不出户\n服务上门')
    await side.getByLabel('法律依据').fill('传染病防治法第四十二条')
    await side.getByLabel('发布机关').fill('市指挥部')
    await side.getByLabel('理由').fill('发现一例')
    await button(side, '定级或调整').click()
    await page.getByText('中风险 · 管控中').waitFor()
    await row(page, '2号楼', '封控楼栋服务').waitFor()
    const [seen] = (await city.anyone(control.measures, { territory: COMMUNITY })).rows
    expect(seen).toMatchObject({ state: 'in-force', measures: ['足不出户', '服务上门'] })

    await button(row(page, '1号楼'), '指定').click()
    await pick(page, page.getByRole('dialog').getByRole('combobox', { name: '人员' }), 'wjn', '王嘉宁')
    await button(page.getByRole('dialog'), '指定责任人').click()
    await row(page, '1号楼', '王嘉宁').waitFor()
    await page.getByRole('link', { name: '岗位', exact: true }).click()
    await row(page, '封控楼栋服务').first().waitFor()
    expect(await row(page, '封控楼栋服务').count()).toBe(3)
    expect(wrong).toEqual([])
  })

  it('has told residents, who read it without signing in', async () => {
    const { page } = await screen(browser, city.url, { viewport: NARROW })
    await page.goto(`${city.url}/m/z/${COMMUNITY}`)
    await page.getByText('服务上门').waitFor()
    await page.getByText('幸福家园 1号楼、幸福家园 2号楼').waitFor()
    await page.getByText('传染病防治法第四十二条').waitFor()
    expect(await axe(page)).toEqual([])
  })

  it('sets a post up in a few clicks with its usual week, and takes the week back', async () => {
    const { page, wrong } = await signedIn(browser, city.url, login)
    await page.goto(`${city.url}/posts`)
    await button(page, '设岗').click()
    const side = page.getByRole('dialog')
    await side.getByText('联络电话已张贴').waitFor()
    await side.getByLabel('名称').fill('幸福家园东门')
    await place(page, '万通社区')
    await button(side, '设岗').click()
    await heading(page, '幸福家园东门').waitFor()
    await row(page, '20:00–02:00').first().waitFor()
    await button(page, '整批撤销').click()
    await button(page.getByRole('dialog'), '整批撤销').click()
    await page.getByText('已整批撤销').waitFor()
    await row(page, '20:00–02:00', '已取消').first().waitFor()

    await button(page, '铺开班次').click()
    await button(side, '白天两班').click()
    await button(side, '预览').click()
    await side.getByText('将建立 14 个班次').waitFor()
    await button(side, '铺开 14 个班次').click()
    await page.getByText('已铺开 14 个班次').waitFor()

    // The rows of the week that was taken back stand there, too.
    const running = row(page, '08:00–').filter({ hasNotText: '已取消' }).last()
    await running.getByRole('button', { name: /08:00–/ }).click()
    await side.getByText('还没有安排人').waitFor()
    await button(side, '修改班次').click()
    const amending = page.getByRole('dialog').last()
    await amending.getByLabel('需要').fill('5')
    await button(amending, '修改班次').click()
    await side.getByText('需要 5 人，已排 0 人，缺 5 人').waitFor()
    await button(side, '关闭').last().click()

    // Opened anew: what was amended a moment ago no longer offers its own way back.
    await page.goto(`${city.url}/posts`)
    await button(page, '批量设岗').click()
    await place(page, '万通社区')
    await side.getByLabel('岗位名称、点位').fill('北一门\t幸福家园\n北二门')
    await side.getByText('读到 2 个岗位，其中 1 个有点位。').waitFor()
    await button(side, '设 2 个岗位').click()
    await row(page, '北一门', '幸福家园').waitFor()
    await button(page, '撤销').click()
    await row(page, '北一门').waitFor({ state: 'detached' })

    // What holds for the whole city is not offered to a street.
    await page.goto(`${city.url}/protection`)
    const change = page.getByRole('button', { name: /修改限度.*适用于全市/ })
    await soon(() => change.getAttribute('aria-disabled'), 'true')
    expect(wrong).toEqual([])
  })
})

describe('the city’s desk', () => {
  it('records insurance from a pasted list with its mistake marked, takes it back, and sees what other limits mean', async () => {
    const { page, wrong } = await signedIn(browser, city.url, cityLogin)
    await page.goto(`${city.url}/protection/cover`)
    await row(page, '王嘉宁', '没有保险').waitFor()
    await button(page, '按名单登记').click()
    const side = page.getByRole('dialog')
    await side.getByLabel('按名单登记').fill('HL0001\t王嘉宁\t2099/12/31\nHL0002\t李四\t2099/12/31')
    await button(side, '核对').click()
    await row(side, '2', 'A', '名册里没有编号“HL0002”').waitFor()
    await button(side, '登记 1 人').click()
    await row(page, '王嘉宁', '2099-12-31').waitFor()
    await button(page, '撤销').click()
    await row(page, '王嘉宁', '没有保险').waitFor()

    await page.getByRole('link', { name: '保护限度', exact: true }).click()
    await button(page, '修改限度').click()
    await side.getByLabel('24 小时内的停止线').fill('900')
    await side.getByText('须在 60 到 720 之间').waitFor()
    await side.getByLabel('24 小时内的停止线').fill('600')
    await button(side, '看影响').click()
    await side.getByText('个安排都不受影响').waitFor()
    await side.getByLabel('理由').fill('高温预警')
    await button(side, '修改保护限度').click()
    await row(page, '24 小时内的停止线', '10 小时', '12 小时').waitFor()
    expect(wrong).toEqual([])
  })
})
