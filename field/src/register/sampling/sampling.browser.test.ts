import * as incident from '@muster/core/incident/wire.ts'
import * as residents from '@muster/core/register/sampling/residents.wire.ts'
import * as sampling from '@muster/core/register/sampling/rounds.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../../../demo/src/browser/axe.ts'
import { soon } from '../../../../demo/src/browser/soon.ts'
import { atEnd, button, type Phones, phones } from '../../platform/testing/phones.ts'
import { newId } from '../../platform/uuid.ts'

const HOUR = 3_600_000
let hands: Phones
let roundId: string
let code: string

beforeAll(async () => {
  hands = await phones()
})
afterAll(() => hands?.close())

/** A sampling desk with tubes of five, somebody who stands there, and the printed code of a family. */
async function desk() {
  const { city, desk: ask, community } = hands
  const [incidentId, postId, shiftId, householdId] = [newId(), newId(), newId(), newId()]
  roundId = newId()
  const { id: personId, page } = await hands.volunteer('周小禾')
  const when = (hours: number) => new Date(city.clock.now.getTime() + hours * HOUR).toISOString()
  await ask(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  await ask(posts.createPost, { id: postId, incidentId, territory: community, kind: 'test', name: '潘塘采样点' })
  await ask(posts.addShift, { postId, id: shiftId, role: '录入', people: 1, startsAt: when(-1), endsAt: when(4) })
  await ask(assign.assign, { shiftId, id: newId(), personId })
  const round = { name: '第一轮', territory: '320300000000', territories: [community], tubeSize: 5 as const }
  const hours = { startsAt: when(-1), endsAt: when(4) }
  await ask(sampling.openRound, { incidentId, id: roundId, ...round, ...hours, postIds: [postId] })
  const row = { householdId, territory: community, door: '3号楼201' }
  const rows = ['王甲', '王乙', '王丙'].map(name => ({ id: newId(), ...row, name }))
  await ask(residents.addResidents, { incidentId, rows })
  const made = await ask(residents.issueCodes, { incidentId, id: newId(), territory: community, kind: 'family' })
  code = made.rows[0]!.code
  return page
}

const figures = () => hands.desk(sampling.roundFigures, { roundId })

describe('a sampling desk in the hand', () => {
  it('scans a family, goes on without a line, refuses the sixth, seals and packs', async () => {
    const page = await desk()
    await page.goto(`${hands.city.url}/m/sampling`)
    await page.getByLabel('扫描或输入新管的编号').fill('a 001')
    await button(page, '开始用这支管').tap()
    const line = page.getByLabel('扫居民码，或输姓名、门牌查找')
    await line.fill(code)
    await line.press('Enter')
    await page.getByRole('button', { name: '3', exact: true }).tap()
    await page.getByText('3 / 5').waitFor()
    await soon(async () => (await figures()).samples, 3)
    await line.fill(`${code.slice(0, -3)}AAA`)
    await line.press('Enter')
    await page.getByText(/不是本市制作的/).waitFor()
    await atEnd(page)
    expect(await axe(page)).toEqual([])
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await page.context().setOffline(true)
    for (const nth of [1, 2]) {
      if (nth === 1) {
        await line.fill('李婶')
        await line.press('Enter')
        await page.getByText(/查不了名单/).waitFor()
      } else await button(page, '手工登记').tap()
      await page.getByLabel('姓名', { exact: true }).fill(`居民${nth}`)
      await page.getByLabel('门牌', { exact: true }).fill(`${nth}号楼101`)
      await button(page, '记下').tap()
      await page.getByText(`${3 + nth} / 5`).waitFor()
    }
    await page.getByText('已满 5 人：请封管，换新管').waitFor()
    expect(await line.count()).toBe(0)
    await page.getByText('2 条在本机，网络恢复后自动上传').waitFor()
    await page.context().setOffline(false)
    await button(page, '封管，换新管').tap()
    await page.getByText('装箱和交接').tap()
    await page.getByLabel('箱号').fill('x-01')
    await button(page, '把这 1 支装箱').tap()
    await page.getByText('箱 X-01 已封，1 支').waitFor()
    await button(page, '交出').tap()
    await soon(async () => figures().then(({ samples, tubes }) => [samples, tubes].join()), '5,1')
    await soon(
      async () => (await hands.desk(sampling.boxes, { roundId })).rows.map(({ hands: both }) => both.length).join(),
      '1',
    )
    await page.getByLabel('交接的是哪一程').selectOption('laboratory')
    await button(page, '收到').tap()
    await soon(
      async () => (await hands.desk(sampling.boxes, { roundId })).rows[0]?.hands.map(({ leg }) => leg).join(),
      'car,laboratory',
    )
    expect((await hands.desk(sampling.boxes, { roundId })).rows).toMatchObject([{ tubes: 1, differs: false }])
  })
})
