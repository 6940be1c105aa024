// The replays of posts and duty once more, with their decisive steps and what came of them on real pages: what a person does
// is done by hand, at a desk or on a phone; the day around it is played as ever.
import * as asks from '@muster/core/roster/asks.wire.ts'
import * as rota from '@muster/core/roster/rota.wire.ts'
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../browser/browser.ts'
import { soon } from '../browser/soon.ts'
import { chinese } from '../world/moment.ts'
import * as checkpoint from './r3/cast.ts'
import * as checkpointScenes from './r3/scenes.ts'
import * as rest from './r4/cast.ts'
import * as restScenes from './r4/scenes.ts'
import * as relief from './r5/cast.ts'
import * as reliefScenes from './r5/scenes.ts'
import * as risk from './r6/cast.ts'
import * as riskScenes from './r6/scenes.ts'
import * as branch from './r7/cast.ts'
import * as branchScenes from './r7/scenes.ts'
import * as rounds from './r10/cast.ts'
import * as roundsScenes from './r10/scenes.ts'
import { button, choose, row, type Seated, sayYes, screensOf } from './screens.ts'
import { ownStage } from './testing.ts'

const LONG = { timeout: 300_000 }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** A server for one replay, and people at its pages. */
function ownScreens(id: string) {
  const stage = ownStage()
  const settings = () => stage.settings(id)
  return { settings, screens: (cast: Seated) => screensOf(browser, settings().at, cast) }
}

describe('R3', () => {
  const { settings, screens } = ownScreens('R3')

  it(
    'the board is full after a build that heard a wish, and who does not come is replaced from standby',
    LONG,
    async () => {
      const cast = await checkpoint.castOf(settings())
      const { scene } = cast.stage
      await scene(chinese('2022-03-27 10:00'), async () => void (await checkpoint.gatherPool(cast)))
      await scene(chinese('2022-03-27 15:00'), () => checkpointScenes.layOut(cast))
      await scene(chinese('2022-03-27 16:00'), async () => {
        const page = await screens(cast).desk(checkpoint.CITY_DESK, `/rotas/${cast.rotaId}`)
        await button(page, '意愿').click()
        const side = page.getByRole('dialog')
        await choose(page, side.getByRole('combobox', { name: '姓名' }), 'XZ-000001')
        await button(side, '加上这条').click()
        await button(side, '保存意愿').click()
        await page.getByText('已保存 1 条意愿').waitFor()
        await page.getByText('自动排班', { exact: true }).click()
        await page.getByLabel('最多找多少秒').fill('20')
        await button(page, '开始自动排班').click()
        await page.getByText('各班都已排满').waitFor({ timeout: 60_000 })
        await page.getByText('已排好').waitFor({ timeout: 60_000 })
        await button(page, '公布…').click()
        await button(page.getByRole('dialog'), /^公布并通知 \d+ 人$/).click()
        await page.getByText(/已公布第 1 版，通知了 \d+ 人/).waitFor()
      })
      const [day] = checkpoint.DAYS
      const { people, standby } = await checkpointScenes.plannedOn(cast, day)
      expect([people.length, standby.length]).toEqual([checkpoint.PLACES, checkpoint.STANDBY])
      const { wishes } = await (await cast.desks.desk(checkpoint.CITY_DESK))(rota.get, { rotaId: cast.rotaId })
      expect(wishes).toEqual([{ personId: expect.any(String), day, want: 'off' }])
      expect([...people, ...standby]).not.toContain(wishes[0]!.personId)
      await scene(chinese(`${day} 07:00`), () => checkpointScenes.report(cast, day, people))
      const desk = await screens(cast).desk(
        checkpoint.STREET_DESK,
        `/duty/posts/${checkpointScenes.postId(cast)}?shift=${checkpointScenes.shiftId(cast, day)}`,
      )
      // Before time itself gives them up, twenty minutes after they were due.
      await scene(chinese(`${day} 07:10`), async () => {
        await desk.getByText('需 20 人，在岗 18 人').first().waitFor()
        for (const left of [2, 1]) {
          await soon(() => button(desk, '未到').count(), left)
          await button(desk, '未到').first().click()
        }
      })
      await scene(chinese(`${day} 07:12`), async () => {
        const phone = await screens(cast).phone(await cast.desks.desk(checkpoint.CITY_DESK), standby[0]!, '/m/')
        await sayYes(phone)
        expect(await checkpointScenes.answer(cast, day, standby.slice(1))).not.toEqual([])
      })
      await scene(chinese(`${day} 07:25`), async () => {
        await desk.reload()
        const late = button(row(desk, '迟到'), '到岗')
        for (const left of [2, 1]) {
          await soon(() => late.count(), left)
          await late.first().click()
        }
        await desk.getByText('需 20 人，在岗 20 人').first().waitFor()
      })
    },
  )
})

describe('R4', () => {
  const { settings, screens } = ownScreens('R4')

  it(
    'the captain reads why not and needs a second name, the tired one need not accept it, and relief is asked for',
    LONG,
    async () => {
      const cast = await rest.castOf(settings())
      const { scene } = cast.stage
      const [tired, second] = cast.members
      await scene(chinese('2022-03-28 15:30'), async () => {
        await rest.foundTeam(cast)
        await restScenes.prepare(cast)
      })
      await scene(restScenes.LATE.startsAt, () => restScenes.checkIn(cast))
      await scene(restScenes.LATE.endsAt, () => restScenes.checkOut(cast))
      const early = `/duty/posts/${cast.id('post')}?shift=${cast.id('early')}`
      await scene(chinese('2022-03-29 01:40'), async () => {
        const page = await screens(cast).desk(rest.CAPTAIN, early)
        await button(page, '安排人').click()
        const dialog = page.getByRole('dialog')
        await choose(page, dialog.getByLabel('安排谁'), 'XZ-000001')
        await dialog.getByText('间隔 5.5 小时，少于 8 小时').waitFor()
        await dialog.getByLabel('理由').fill('夜班人手减半，早高峰前卡口不能空')
        expect(await button(dialog, '破例安排').isEnabled()).toBe(false)
        await dialog.getByLabel('第二人').fill(rest.STREET_DESK)
        await button(dialog, '破例安排').click()
        await page.getByText('已破例安排上岗，并已发起接替请求').waitFor()
        const street = await screens(cast).desk(rest.STREET_DESK, '/duty/overrides')
        await street.getByText('潘塘卡口').first().waitFor()
        await street.getByText('接替').first().waitFor()
        const own = await screens(cast).phone(await cast.desks.desk(rest.CITY_DESK), tired!, '/m/duty')
        await own.getByText('这一班是破例安排的').waitFor()
        await button(own, '我不接受').tap()
        await button(own.getByRole('dialog'), '我不接受').tap()
        await own.getByText('这一班是破例安排的').waitFor({ state: 'detached' })
        await page.reload()
        await page.getByText('这一班还没有排人').waitFor()
      })
      await scene(chinese('2022-03-29 06:07'), async () => {
        const phone = await screens(cast).phone(await cast.desks.desk(rest.CITY_DESK), second!, '/m/')
        await sayYes(phone)
        const page = await screens(cast).desk(rest.CAPTAIN, early)
        const planned = row(page, '市公路事业发展中心')
        await planned.first().waitFor()
        expect(await planned.count()).toBe(1)
        const { rows } = await cast.phones.get(tired!)!(asks.myAsks, {})
        expect(rows).toEqual([])
      })
    },
  )
})

describe('R5', () => {
  const { settings, screens } = ownScreens('R5')

  it('her hours are on the list and on her phone before her yes; two stretches on her record', LONG, async () => {
    const cast = await relief.castOf(settings())
    const { scene } = cast.stage
    await scene(chinese('2021-08-04 16:00'), async () => {
      await relief.foundStreet(cast)
      await reliefScenes.prepare(cast)
    })
    await scene(reliefScenes.MORNING.startsAt, () => reliefScenes.checkIn(cast))
    await scene(reliefScenes.RELIEVED, () => reliefScenes.relieve(cast))
    await scene(reliefScenes.URGENT, async () => {
      await reliefScenes.openSchool(cast)
      const desk = await screens(cast).desk(relief.STREET_DESK, '/duty')
      const gap = desk.getByRole('listitem').filter({ hasText: '学校采样点 缺 4 人' })
      await button(gap, '发急缺').click()
      await button(desk.getByRole('dialog'), '发布急缺').click()
      const shortage = desk.getByRole('listitem').filter({ hasText: '学校采样点 还缺 4 / 4 人' })
      await button(shortage, '候选人').click()
      await row(desk.getByRole('dialog'), '5 小时 10 分', '刚从同社区的岗位下来').waitFor()
      const city = await cast.desks.desk(relief.CITY_DESK)
      const phone = await screens(cast).phone(city, cast.her, '/m/')
      await phone.getByText('今天已服务 5 小时 10 分', { exact: true }).waitFor()
      await sayYes(phone)
      expect(await reliefScenes.sayYes(cast, cast.willing)).toEqual(['taken', 'taken', 'taken'])
      await shortage.waitFor({ state: 'detached' })
    })
    await scene(chinese('2021-08-05 13:45'), () => reliefScenes.arrive(cast))
    await scene(chinese('2021-08-05 20:40'), async () => {
      const desk = await screens(cast).desk(relief.STREET_DESK, '/duty')
      await desk.getByText('已到工时上限，必须换人').first().waitFor()
      await desk.getByText('接替').first().waitFor()
    })
    await scene(chinese('2021-08-05 22:40'), async () => {
      const at = `/duty/posts/${cast.id('school')}?shift=${cast.id('school-shift')}`
      const desk = await screens(cast).desk(relief.STREET_DESK, at)
      await button(desk, '按条件结束').click()
      await button(desk.getByRole('dialog'), '按条件结束').click()
      await desk.getByText(/^已结束 · .*队伍清空/).waitFor()
      const phone = await screens(cast).phone(await cast.desks.desk(relief.CITY_DESK), cast.her, '/m/record')
      await phone.getByText('共 14 小时 5 分，2 段').waitFor()
      await phone.getByText('13:10 · 5 小时 10 分').waitFor()
      await phone.getByText('22:40 · 8 小时 55 分').waitFor()
    })
  })
})

describe('R6', () => {
  const { settings, screens } = ownScreens('R6')

  it('the level is set, ten posts stand, testing goes on, and residents read what holds', LONG, async () => {
    const cast = await risk.castOf(settings())
    const { scene } = cast.stage
    await scene(chinese('2021-08-02 18:30'), async () => {
      await risk.foundStreet(cast)
      await riskScenes.prepare(cast)
    })
    await scene(chinese('2021-08-02 20:00'), () => riskScenes.openTesting(cast))
    await scene(chinese('2021-08-03 07:50'), () => riskScenes.checkInTesters(cast))
    const desk = await screens(cast).desk(risk.STREET_DESK, `/controls/${cast.id('control')}`)
    const open = (path: string) => desk.goto(settings().at + path)
    await scene(risk.CHANGED, async () => {
      await button(desk, '定级或调整').click()
      const side = desk.getByRole('dialog')
      await side.getByLabel('调整为').selectOption({ label: '中风险' })
      await side.getByText(/将新设 10 个岗位/).waitFor()
      const { measures, basis, issuer, endsOn } = riskScenes.SAID
      await side.getByLabel('管控措施').fill(measures.join('\n'))
      await side.getByLabel('法律依据').fill(basis)
      await side.getByLabel('发布机关').fill(issuer)
      expect(await side.getByLabel('结束').inputValue()).toBe(endsOn)
      await side.getByLabel('理由').fill('发现一例阳性')
      await button(side, '定级或调整').click()
      await desk.getByText('中风险 · 管控中').waitFor()
      await soon(() => row(desk, '封控楼栋服务').count(), risk.BUILDINGS)
      await open(`/duty/posts/${cast.id('testing')}`)
      await desk.getByText('需 4 人，在岗 4 人').first().waitFor()
    })
    await scene(risk.OWNED, async () => {
      await open('/controls')
      const ownerless = desk.getByRole('rowheader', { name: '琼花苑 10号楼', exact: true })
      await ownerless.waitFor()
      await riskScenes.nameOwners(cast)
      await ownerless.waitFor({ state: 'detached' })
      const resident = await screens(cast).resident(`/m/z/${cast.community.code}`)
      for (const text of [...riskScenes.SAID.measures, riskScenes.SAID.basis, '2021年8月17日', '2021年8月10日'])
        await resident.getByText(text).first().waitFor()
    })
  })
})

describe('R7', () => {
  const { settings, screens } = ownScreens('R7')

  it(
    'the branch is woken, each is asked once, nobody is placed who has not said yes, and one is lent for an hour',
    LONG,
    async () => {
      const cast = await branch.castOf(settings())
      const { scene } = cast.stage
      await scene(chinese('2020-02-08 10:00'), () => branch.formBranch(cast))
      await scene(chinese('2022-04-17 07:30'), () => branchScenes.setUpGates(cast))
      const page = await screens(cast).desk(branch.SECRETARY, '/')
      await scene(branchScenes.WOKEN, async () => {
        await page.goto(`${settings().at}/people/teams/${cast.id('team')}`)
        await button(page, '重新启用').click()
        await page.getByRole('dialog').getByLabel('为什么启用').fill('4月疫情，协助守好小区')
        await button(page.getByRole('dialog'), '重新启用，询问 157 人').click()
        await page.getByText(/已问 157 人，0 人答应/).waitFor()
        for (const { name, many } of branch.GROUPS) await row(page, name, String(many)).first().waitFor()
        const desk = await cast.desks.desk(branch.CITY_DESK)
        await sayYes(await screens(cast).phone(desk, cast.people[40]!, '/m/'))
        await page.getByText(/已问 157 人，1 人答应/).waitFor()
      })
      await scene(chinese('2022-04-17 12:00'), async () => {
        const desk = await screens(cast).desk(branch.STREET_DESK, '/sites')
        await desk.getByText('25 个小区都恰好有一个开着的出入口（共 14 个）').waitFor()
        await desk.goto(`${settings().at}/duty/posts/${cast.id('post', 0)}?shift=${cast.id('shift', 0)}`)
        await button(desk, '安排人').click()
        const dialog = desk.getByRole('dialog')
        await choose(desk, dialog.getByLabel('安排谁'), 'WH-001030')
        await button(dialog, '安排上岗').click()
        await dialog.getByText('此人还没有答应参加，不能安排').waitFor()
        await page.goto(`${settings().at}/protection/secondments`)
        await button(page, '借调人员').first().click()
        const side = page.getByRole('dialog')
        await choose(page, side.getByRole('combobox', { name: '借调谁' }), 'WH-000002')
        await choose(page, side.getByRole('combobox', { name: '借到哪个街道社区' }), cast.community.name)
        await side.getByLabel('决定机关').fill('市指挥部')
        await button(side, '借调人员').click()
        await row(page, cast.community.name, '未开始').waitFor()
      })
      await scene(chinese('2022-04-17 13:05'), async () => {
        await page.reload()
        await row(page, cast.community.name, '进行中').waitFor()
        await button(page, '现在结束').click()
        await button(page.getByRole('dialog'), '现在结束').click()
        await page.getByText('没有借调', { exact: true }).waitFor()
      })
    },
  )
})

describe('R10', () => {
  const { settings, screens } = ownScreens('R10')

  it('twelve are exempt, one is missing and named to the unit alone; round 2 has nine doors', LONG, async () => {
    const cast = await rounds.castOf(settings())
    const { scene } = cast.stage
    await scene(chinese('2022-01-05 16:00'), () => rounds.gatherUnit(cast))
    await scene(chinese('2022-01-07 10:00'), async () => void (await roundsScenes.planHomes(cast)))
    await scene(chinese('2022-01-08 08:00'), async () => {
      await roundsScenes.reportIn(cast)
      const roll = `/units/${cast.unitId}/roll`
      const secretary = await screens(cast).desk(rounds.SECRETARY, roll)
      await row(secretary, cast.numbers.at(-1)!).waitFor()
      expect(await row(secretary, 'SL-').count()).toBe(1)
      for (const [reason, many] of [
        ['在岗值守', 6],
        ['驻村', 4],
        ['请假', 2],
      ] as const)
        await soon(() => row(secretary, reason).count(), many)
      const city = await screens(cast).desk(rounds.CITY_DESK, roll)
      await city.getByText('您的角色看不到这一页').first().waitFor()
      expect(await city.getByText(cast.numbers.at(-1)!).count()).toBe(0)
      await roundsScenes.serveHomes(cast)
      const street = await screens(cast).desk(
        rounds.STREET_DESK,
        `/duty/posts/${cast.id('homes')}?shift=${cast.id('round-2')}`,
      )
      for (const home of roundsScenes.HOMES) await street.getByText(home).first().waitFor()
    })
  })
})
