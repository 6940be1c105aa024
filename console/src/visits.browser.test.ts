import * as incident from '@muster/core/incident/wire.ts'
import * as ledger from '@muster/core/ledger/wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import * as visit from '@muster/core/visit/wire.ts'
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../demo/src/browser/axe.ts'
import { openBrowser } from '../../demo/src/browser/browser.ts'
import { type Ask, type Town, town } from '../../server/src/platform/testing/town.ts'
import { newId } from './platform/ids.ts'
import { COMMUNITY, gates } from './platform/testing/posts.ts'
import { accountOf, button, MORNING, row, signedIn } from './platform/testing/screen.ts'

let browser: Browser
let city: Town
let login: string
let desk: Ask

beforeAll(async () => {
  ;[browser, city] = await Promise.all([openBrowser(), town({ territory: '320300000000' })])
  city.clock.set(MORNING)
  login = await accountOf(city, 'city-desk')
  desk = await city.signIn(login)
  const flood = { id: newId(), kind: 'flood', name: '七月强降雨', territory: '320300000000' } as const
  await desk(incident.open, flood)
  await gates(city, desk, [{ name: '临水苑东门' }])
  const building = { id: newId(), territory: COMMUNITY, kind: 'building', name: '临水苑 2 栋' } as const
  await desk(sites.createSites, { rows: [building] })
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
})

/** The street's phone notes a claim and six doors; the desk's own hand is another one. */
async function knockOn(sweepId: string): Promise<void> {
  const street = await city.as('street-desk', { territory: `${COMMUNITY.slice(0, 9)}000` })
  const { rows } = await desk(visit.doors, { sweepId })
  const fact = (kind: string, subjectId: string, payload: object) => ({
    id: newId(),
    kind: `visit.${kind}`,
    subjectId,
    occurredAt: city.clock.now.toISOString(),
    payload: { sweepId, ...payload },
  })
  const done = rows.slice(0, 6).map(({ id }) => fact('done', id, { outcome: 'answered' }))
  const claim = fact('claimed', rows[0]!.site.id, { stair: '1' })
  await street(ledger.send, { facts: [claim, ...done] })
}

describe('going from door to door', () => {
  it('is planned, followed door by door, and looked at again by somebody else', async () => {
    const { page, wrong } = await signedIn(browser, city.url, login)
    await page.goto(`${city.url}/visits/doors`)
    await button(page, '按规律生成门户').click()
    const side = page.getByRole('dialog')
    await side.getByLabel('几个单元').fill('2')
    await side.getByText('将生成 24 户：1-101 · 1-102 · 1-201 · 2-602').waitFor()
    await button(side, '按规律生成门户').click()
    await page.getByText('已生成 24 户').waitFor()
    await button(page.getByRole('row', { name: '2 6 602 移除' }), '移除').click()
    await button(side, '移除').click()
    await button(page.getByRole('row', { name: '2 6 602 恢复' }), '恢复').click()
    await page.getByRole('row', { name: '2 6 602 移除' }).waitFor()

    await page.goto(`${city.url}/visits`)
    await button(page, '发起扫楼').click()
    await side.getByLabel('名称').fill('上门排查')
    await side.getByLabel('岗位').selectOption({ label: '临水苑东门' })
    await side.getByLabel('临水苑 2 栋').check()
    await button(side, '发起扫楼').click()
    await page.getByText('已完成 0 + 未敲 24 + 待核实 0 + 免敲 0 = 应敲 24 户').waitFor()
    await knockOn(page.url().split('/').at(-1)!)
    await page.getByText('已完成 6 + 未敲 18 + 待核实 0 + 免敲 0 = 应敲 24 户').waitFor()
    expect(await axe(page)).toEqual([])

    await button(row(page, '临水苑 2 栋', '有人'), '收回').click()
    await page.getByText('已收回，别人可以认领').waitFor()
    await button(row(page, '602').last(), '免敲').click()
    await button(page.getByRole('dialog'), '免敲').click()
    await page.getByText('已完成 6 + 未敲 17 + 待核实 0 + 免敲 1 = 应敲 24 户').waitFor()
    await page.getByLabel('看哪些').selectOption('excused')
    await button(row(page, '602').last(), '取消免敲').click()
    await page.getByText('已完成 6 + 未敲 18 + 待核实 0 + 免敲 0 = 应敲 24 户').waitFor()
    await button(page, '抽查一成').click()
    await button(page, '不符').click()
    await page.getByText('已完成 5 + 未敲 18 + 待核实 1 + 免敲 0 = 应敲 24 户').waitFor()
    expect(wrong).toEqual([])
  })
})
