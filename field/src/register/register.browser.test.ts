import * as access from '@muster/core/access/wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import { gatePass, roadCheckpoint } from '@muster/core/register/forms/epidemic.ts'
import { PHOTO_BYTES, plainJpeg } from '@muster/core/register/jpeg.ts'
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
async function onPost(): Promise<{ page: Page; personId: string; postId: string }> {
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
  return { page, personId, postId }
}

async function typed(page: Page, plate: string): Promise<void> {
  await page.getByLabel('车牌号').fill(plate)
  await page.getByLabel('车上人数').fill('2')
  await page.getByText('放行', { exact: true }).last().tap()
  await button(page, '记下').tap()
}

async function car(page: Page, plate: string): Promise<void> {
  await typed(page, plate)
  await page.getByText(`已记在本机：${plate}`).waitFor()
}

/** A picture as a phone's camera makes it: large, and with where it was taken. */
async function taken(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 })
    const pen = canvas.getContext('2d')!
    for (let nth = 0; nth < 4000; nth++) {
      pen.fillStyle = `hsl(${(nth * 47) % 360} 70% 50%)`
      pen.fillRect((nth * 97) % 3000, (nth * 61) % 2000, 90, 60)
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]!
  })
  const bytes = Buffer.from(drawn, 'base64')
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 30]), Buffer.from('Exif\0\0GPS 34.26N 117.18E'.padEnd(28))])
  return Buffer.concat([bytes.subarray(0, 2), exif, bytes.subarray(2)])
}

/** What lies of photos on a phone's disk. */
const photosHere = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>(resolve => {
        const asked = indexedDB.open('muster')
        asked.onsuccess = () => {
          const keys = asked.result.transaction('boxes').objectStore('boxes').getAllKeys()
          keys.onsuccess = () => resolve(keys.result.map(String).filter(key => key.includes('/photos/')))
        }
      }),
  )

let stood: Awaited<ReturnType<typeof onPost>>
beforeAll(async () => {
  stood = await onPost()
  await oldBuilds(stood.page)
  await openRegister(stood.page)
})

/** The same person again, on this phone or another. */
async function signIn(page: Page): Promise<void> {
  const { link } = await desk(access.invite, { personId: stood.personId })
  await page.goto(new URL(link, city.url).href)
  await button(page, '在这部手机上登录').tap()
  await page.getByRole('heading', { name: /^您是/ }).waitFor()
}

async function openRegister(page: Page): Promise<void> {
  await page.goto(`${city.url}/m/register`)
  await page.getByRole('link', { name: '公路卡点登记' }).tap()
}

/** Two builds ago and one: as if an app of before had been opened on this phone. */
const oldBuilds = (page: Page) =>
  page.evaluate(async () => {
    for (const build of ['older', 'old']) {
      const cache = await caches.open(`muster-${build}`)
      await cache.put(`/m/assets/${build}.js`, new Response('1'))
    }
    const known = await navigator.serviceWorker.getRegistration('/m/')
    await known?.unregister()
  })

describe('a register in the hand', () => {
  it('goes on through a cut of the line and a reload, and nothing is lost or doubled', async () => {
    const { page } = stood
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
    const builds = await page.evaluate(() => caches.keys())
    expect([builds.includes('muster-older'), builds.includes('muster-old'), builds.length]).toEqual([false, true, 2])
    expect(await page.evaluate(() => fetch('/m/assets/old.js').then(answer => answer.text()))).toBe('1')
    const script = new URL((await page.locator('script[type=module]').first().getAttribute('src')) ?? '', city.url)
    const coded = async (how: string) =>
      (await fetch(script, { headers: { 'accept-encoding': how } })).headers.get('content-encoding')
    expect([await coded('gzip'), await coded('identity')]).toEqual(['gzip', null])
  })

  it('takes what was written with a form that was changed meanwhile', async () => {
    const { page, postId } = stood
    await page.context().setOffline(true)
    await car(page, '苏C10005')
    const { version } = await desk(register.get, { registerId: road })
    const seal = { key: 'seal', type: 'photo', words: { zh: '封条照片', en: 'Photo of the seal' } } as const
    const form = { ...roadCheckpoint, questions: [...roadCheckpoint.questions, seal] }
    await desk(register.amend, { registerId: road, version, form, postIds: [postId] })
    await page.context().setOffline(false)
    await soon(async () => (await counts(road)).entries, 5)
    const { rows } = await desk(register.entries, { registerId: road, limit: 1 })
    expect(rows).toMatchObject([{ older: true, formVersion: 1 }])
    await page.getByText('封条照片').waitFor()
  })

  it('takes a photo without a line, small and bare, and sends it after its entry', async () => {
    const { page } = stood
    await page.context().setOffline(true)
    await page
      .getByLabel('封条照片')
      .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await taken(page) })
    await page.getByRole('img', { name: '要上传的照片' }).waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    await car(page, '苏C10010')
    await page.getByText('2 条在本机，网络恢复后自动上传').waitFor()
    await page.context().setOffline(false)
    await soon(async () => (await city.owner.selectFrom('entry_photo').select('id').execute()).length, 1)
    await soon(() => page.getByText(/条在本机/).count(), 0)
    const { bytes } = await city.owner.selectFrom('entry_photo').select('bytes').executeTakeFirstOrThrow()
    const photo = plainJpeg(bytes)!
    expect([photo.width, photo.height, photo.bytes.length]).toEqual([1280, 853, bytes.length])
    expect(bytes.length).toBeLessThan(PHOTO_BYTES)
    expect(bytes.includes('Exif')).toBe(false)
    expect(await photosHere(page)).toEqual([])
  })

  it('whose session was ended keeps what was not sent, sealed, until its writer is back or three days have passed', async () => {
    const { page } = stood
    const picture = { name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: await taken(page) }
    const endedWith = async (plate: string) => {
      await page.context().setOffline(true)
      await typed(page, plate)
      await page.getByText(`已记在本机：${plate}`).waitFor()
      await page.getByLabel('封条照片').setInputFiles(picture)
      await page.getByRole('img', { name: '要上传的照片' }).waitFor()
      await city.owner.deleteFrom('session').execute()
      desk = await city.signIn('desk')
      await page.context().setOffline(false)
      await page.getByRole('heading', { name: '登录已经结束' }).waitFor()
      await page.getByText(/本机还有 1 条没有上传/).waitFor()
      expect(await page.getByText(plate).count()).toBe(0)
      await soon(async () => (await photosHere(page)).length, 0)
    }
    await endedWith('苏C10006')
    expect(await axe(page)).toEqual([])
    await signIn(page)
    await soon(async () => (await counts(road)).entries, 7)

    await openRegister(page)
    await endedWith('苏C10007')
    await page.clock.install({ time: Date.now() + 73 * HOUR })
    await page.reload()
    await page.getByText(/本机还有 1 条没有上传/).waitFor()
    await page.evaluate(longer => {
      for (const key of Object.keys(localStorage).filter(one => one.startsWith('muster.left.')))
        localStorage.setItem(key, String(Number(localStorage.getItem(key)) - longer))
    }, 73 * HOUR)
    await page.reload()
    await page.getByText(/1 条没有上传就被清除了/).waitFor()
    await button(page, '知道了').tap()
    await page.getByText(/没有上传就被清除了/).waitFor({ state: 'detached' })
  })

  it('says at once that the disk is full, keeps what was typed, and takes it when there is room', async () => {
    const page = await hands.phone()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: city.url, quotaSize: 1 })
    await signIn(page)
    await openRegister(page)
    await typed(page, '苏C10008')
    await page.getByText(/手机存储空间不够/).waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    expect(await page.getByLabel('车牌号').inputValue()).toBe('苏C10008')
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: city.url })
    await button(page, '记下').tap()
    await soon(async () => (await counts(road)).entries, 8)
  })

  it('works where the browser may keep nothing, and says what that means', async () => {
    const page = await hands.phone()
    await page.addInitScript(() => {
      const forbidden = {
        get() {
          throw new DOMException('', 'SecurityError')
        },
      }
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) Object.defineProperty(window, name, forbidden)
    })
    await signIn(page)
    await openRegister(page)
    await page.getByText(/这个浏览器不允许保存数据/).waitFor()
    await typed(page, '苏C10009')
    await soon(async () => (await counts(road)).entries, 9)
  })
})
