import * as access from '@muster/core/access/wire.ts'
import * as incident from '@muster/core/incident/wire.ts'
import * as teams from '@muster/core/people/teams.wire.ts'
import * as assign from '@muster/core/roster/assign.wire.ts'
import * as posts from '@muster/core/roster/posts.wire.ts'
import * as sites from '@muster/core/roster/sites.wire.ts'
import { byPattern } from '@muster/core/visit/pattern.ts'
import * as visit from '@muster/core/visit/wire.ts'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../../../demo/src/browser/axe.ts'
import { soon } from '../../../demo/src/browser/soon.ts'
import { atEnd, button, type Phones, phones } from '../platform/testing/phones.ts'
import { newId } from '../platform/uuid.ts'

const HOUR = 3_600_000
const BUILDING = '春谷家园 3 栋'

let hands: Phones
let city: Phones['city']
let desk: Phones['desk']
let sweepId: string

beforeAll(async () => {
  hands = await phones()
  ;({ city, desk } = hands)
})
afterAll(() => hands?.close())

/** A registrar and the captain of the team at one post, phones in their hands, before a building of sixty doors. */
async function twoAtTheDoors(): Promise<{ registrar: Page; captain: Page }> {
  const [incidentId, postId, shiftId, siteId, teamId] = [newId(), newId(), newId(), newId(), newId()]
  sweepId = newId()
  const [registrar, captain] = [await hands.volunteer('周小禾'), await hands.volunteer('殷队长')]
  const territory = hands.community
  await desk(incident.open, { id: incidentId, kind: 'epidemic', name: '徐州疫情', territory: '320300000000' })
  await desk(teams.createTeam, {
    id: teamId,
    name: '春谷登记队',
    kind: 'surge',
    territory: `${territory.slice(0, 9)}000`,
  })
  await desk(posts.createPost, { id: postId, incidentId, territory, kind: 'gate', name: '入户登记岗', teamId })
  const from = (hours: number) => new Date(city.clock.now.getTime() + hours * HOUR).toISOString()
  await desk(posts.addShift, { postId, id: shiftId, role: '登记', people: 2, startsAt: from(-1), endsAt: from(4) })
  for (const { id: personId } of [registrar, captain]) await desk(assign.assign, { shiftId, id: newId(), personId })
  await lead(captain.id, teamId)
  await desk(sites.createSites, { rows: [{ id: siteId, territory, kind: 'building', name: BUILDING }] })
  const rows = byPattern({ stairs: 1, floors: 15, doors: 4 }).map(spot => ({ id: newId(), ...spot }))
  await desk(visit.addHouseholds, { siteId, rows })
  await desk(visit.open, { incidentId, id: sweepId, name: '上门核酸登记', postId, siteIds: [siteId] })
  return { registrar: registrar.page, captain: captain.page }
}

async function lead(personId: string, teamId: string): Promise<void> {
  const { id } = await city.owner
    .selectFrom('account')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  const admin = await city.signIn('admin')
  await admin(access.giveGrant, { accountId: id, id: newId(), role: 'captain', teamId })
}

/** Opens the list by hand, from one's duty. */
async function openList(page: Page): Promise<void> {
  await page.goto(`${city.url}/m/duty`)
  await page.getByRole('link', { name: /扫楼/ }).tap()
  await page.getByRole('link', { name: new RegExp(BUILDING) }).tap()
  await page.getByRole('heading', { name: new RegExp(BUILDING) }).waitFor()
}

/** So many doors, from the one at hand. */
async function knock(page: Page, doors: readonly string[]): Promise<void> {
  for (const door of doors) {
    await page.getByRole('heading', { name: door, exact: true }).waitFor()
    await button(page, '已入户').tap()
    await page.getByText(`${door}：已入户`).first().waitFor()
  }
}
const numbers = (from: number, to: number) =>
  byPattern({ stairs: 1, floors: 15, doors: 4 })
    .slice(from, to)
    .map(({ number }) => number)
const sums = async () => {
  const { done, unknown, open, visits, twice } = await desk(visit.coverage, { sweepId })
  return { done, unknown, open, visits, twice }
}

describe('a list of doors in two hands', () => {
  it('goes on when a phone fails: done, unknown and open are told apart, and the old phone merges later', async () => {
    const { registrar, captain } = await twoAtTheDoors()
    await openList(registrar)
    await button(registrar, '认领这份名单').tap()
    await knock(registrar, numbers(0, 3))
    await button(registrar, '撤销').tap()
    await registrar.getByText('已撤销 103').waitFor()
    await knock(registrar, numbers(2, 12))
    await soon(sums, { done: 12, unknown: 0, open: 48, visits: 12, twice: 0 })
    await atEnd(registrar)
    expect(await axe(registrar)).toEqual([])

    await registrar.context().setOffline(true)
    await knock(registrar, numbers(12, 18))
    await registrar.getByText('6 条在本机，网络恢复后自动上传').waitFor()

    await openList(captain)
    await captain.getByText(/别人正在做/).waitFor()
    await button(captain, '接手这份名单').tap()
    await captain.getByLabel('对方说已敲到').selectOption({ label: numbers(17, 18)[0]! })
    expect(await axe(captain)).toEqual([])
    await button(captain, '接手这份名单').tap()
    await soon(sums, { done: 12, unknown: 6, open: 42, visits: 12, twice: 0 })
    await captain.getByText('6 待核实').waitFor()
    // The first door that nobody can vouch for is at hand; one of the six is knocked on again.
    await knock(captain, numbers(12, 13))
    await soon(sums, { done: 13, unknown: 5, open: 42, visits: 13, twice: 0 })

    await registrar.context().setOffline(false)
    await soon(sums, { done: 18, unknown: 0, open: 42, visits: 19, twice: 1 })
    await captain.getByText('18 已完成').waitFor()
    // What was heard meanwhile has settled the door at hand: it stays in front of one, and says so.
    await captain.getByText(/这一户刚刚已由别人敲过/).waitFor()
    await captain.getByRole('heading', { name: numbers(13, 14)[0]!, exact: true }).waitFor()
    await button(captain, '下一户').tap()
    await captain.getByRole('heading', { name: numbers(18, 19)[0]!, exact: true }).waitFor()
    await registrar.getByText(/别人正在做/).waitFor()
  })
})
