import * as incident from '@muster/core/incident/wire.ts'
import { gatePass, roadCheckpoint } from '@muster/core/register/forms/epidemic.ts'
import * as register from '@muster/core/register/wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../../demo/src/browser/axe.ts'
import { soon } from '../../../demo/src/browser/soon.ts'
import { atEnd, button, type Phones, phones } from '../platform/testing/phones.ts'
import { newId } from '../platform/uuid.ts'

const HOUR = 3_600_000

let hands: Phones
let city: Phones['city']
let desk: Phones['desk']
let road: string
let gate: string

beforeAll(async () => {
  hands = await phones()
  ;({ city, desk } = hands)
})
afterAll(() => hands?.close())

const counts = (registerId: string) => desk(register.counts, { registerId })

/** A checkpoint and a gate with their registers, and somebody who stands there now, phone in hand. */
async function onPost(): Promise<Page> {
  const [incidentId, postId, shiftId] = [newId(), newId(), newId()]
  ;[road, gate] = [newId(), newId()]
  const { id: personId, page } = await hands.volunteer('周小禾')
  await desk(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  await desk(posts.createPost, { id: postId, incidentId, territory: hands.community, kind: 'gate', name: '潘塘卡口' })
  const hours = (from: number, to: number) => ({
    startsAt: new Date(city.clock.now.getTime() + from * HOUR).toISOString(),
    endsAt: new Date(city.clock.now.getTime() + to * HOUR).toISOString(),
  })
  await desk(posts.addShift, { postId, id: shiftId, role: '登记', people: 1, ...hours(-1, 4) })
  await desk(assign.assign, { shiftId, id: newId(), personId })
  await desk(register.open, { incidentId, id: road, key: 'road', form: roadCheckpoint, postIds: [postId] })
  await desk(register.open, { incidentId, id: gate, key: 'gate', form: gatePass, postIds: [postId] })
  return page
}

async function car(page: Page, plate: string): Promise<void> {
  await page.getByLabel('车牌号').fill(plate)
  await page.getByLabel('车上人数').fill('2')
  await page.getByText('放行', { exact: true }).last().tap()
  await button(page, '记下').tap()
  await page.getByText(`已记在本机：${plate}`).waitFor()
}

describe('a register in the hand', () => {
  it('goes on through a cut of the line and a reload, and nothing is lost or doubled', async () => {
    const page = await onPost()
    await page.goto(`${city.url}/m/register`)
    await page.getByRole('link', { name: '公路卡点登记' }).tap()
    await button(page, '记下').tap()
    await page.getByText('请填写“车牌号”。').waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    await car(page, '苏C10001')
    await soon(async () => (await counts(road)).entries, 1)
    await page.getByText('已上传').first().waitFor()

    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await page.context().setOffline(true)
    await car(page, '苏C10002')
    await page.getByLabel('车牌号').fill('苏C 10002')
    await page.getByText(/您已登记过一样的/).waitFor()
    await car(page, '苏C10003')
    await page.getByText('2 条在本机，网络恢复后自动上传').waitFor()
    await page.reload()
    await page.getByText('2 条在本机，网络恢复后自动上传').waitFor()
    await page.getByText('苏C10003').first().waitFor()
    await car(page, '苏C10004')
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    expect((await counts(road)).entries).toBe(1)

    await page.context().setOffline(false)
    await soon(async () => (await counts(road)).entries, 4)
    await soon(() => page.getByText(/条在本机/).count(), 0)
    expect(await counts(road)).toMatchObject({ entries: 4, adds: 8 })
  })
})
