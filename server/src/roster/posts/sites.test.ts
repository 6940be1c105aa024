import * as posts from '@muster/core/roster/posts.wire.ts'
import * as wire from '@muster/core/roster/sites.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusal } from '../../people/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { aPost, aSite, BESIDE, COMMUNITY, ELSEWHERE, STREET } from './testing.ts'

let t: Town
let city: Ask
let street: Ask
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  city = await t.as('city-desk')
  street = await t.as('street-desk', { territory: STREET })
})
afterAll(() => t.close())

const row = (name: string, over = {}) => ({ id: v7(), territory: COMMUNITY, kind: 'compound' as const, name, ...over })

describe('sites', () => {
  it('come as a list: a compound with its buildings, all of them or none, once however often they are sent', async () => {
    const compound = row('幸福家园')
    const buildings = [10, 2, 1].map(nth =>
      row(`${nth}号楼`, { kind: 'building', parentId: compound.id, households: 24 }),
    )
    const list = { rows: [...buildings, compound] }
    const first = await street(wire.createSites, list)
    expect(first.rows.map(({ name }) => name)).toEqual(['10号楼', '2号楼', '1号楼', '幸福家园'])
    expect(await street(wire.createSites, list)).toEqual(first)
    const { rows, total } = await street(wire.sites, { territory: COMMUNITY })
    expect(rows.map(({ name }) => name)).toEqual(['幸福家园', '1号楼', '2号楼', '10号楼'])
    expect([total, rows[1]?.parent?.name]).toEqual([4, '幸福家园'])
    const half = { rows: [row('好的'), row('坏的', { territory: '999' })] }
    await expect(street(wire.createSites, half)).rejects.toEqual(refusal('territory/unknown'))
    expect((await street(wire.sites, { search: '好的' })).total).toBe(0)
  })

  it('are found page by page, by kind, compound and name', async () => {
    const compound = await aSite(street, '和平里', { territory: BESIDE })
    const of = { territory: BESIDE, parentId: compound.id }
    for (const nth of [3, 1, 2]) await aSite(street, `${nth}幢`, { ...of, kind: 'building' })
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await street(wire.sites, { ...of, limit: 2, ...(after && { after }) })
      seen.push(...page.rows.map(({ name }) => name))
      if (!page.next) break
      after = page.next
    }
    expect(seen).toEqual(['1幢', '2幢', '3幢'])
    expect((await street(wire.sites, { territory: BESIDE, kind: 'compound' })).rows.map(({ name }) => name)).toEqual([
      '和平里',
    ])
  })

  it('belong to a compound of their own place, never to themselves or to a building', async () => {
    const compound = await aSite(street, '甲苑')
    const building = await aSite(street, '甲楼', { kind: 'building', parentId: compound.id })
    const wrong = [{ parentId: building.id }, { parentId: v7() }, { parentId: compound.id, territory: BESIDE }]
    for (const over of wrong)
      await expect(aSite(street, '乙楼', { kind: 'building', ...over })).rejects.toEqual(refusal('roster/site-parent'))
    const body = { siteId: compound.id, version: 1, kind: 'compound', name: '甲苑' } as const
    await expect(street(wire.amendSite, { ...body, parentId: compound.id })).rejects.toEqual(
      refusal('roster/site-parent'),
    )
    const amended = await street(wire.amendSite, { ...body, name: '甲苑（北区）', households: 300 })
    expect(amended).toMatchObject({ name: '甲苑（北区）', households: 300, version: 2 })
    await expect(street(wire.amendSite, body)).rejects.toEqual(refusal('door/changed-meanwhile'))
  })

  it('are closed when nothing open needs them any more', async () => {
    const site = await aSite(street, '丙苑')
    const post = await aPost(street, { serves: [site.id] })
    const close = (version: number) => street(wire.closeSite, { siteId: site.id, version })
    await expect(close(1)).rejects.toMatchObject({ slug: 'roster/site-in-use', details: { posts: 1, controls: 0 } })
    await street(posts.closePost, { postId: post.id, version: 1, reason: '撤' })
    expect(await close(1)).toMatchObject({ closed: true })
    expect((await street(wire.sites, { search: '丙苑' })).total).toBe(0)
    expect((await street(wire.sites, { search: '丙苑', closed: true })).total).toBe(1)
    await expect(aPost(street, { serves: [site.id] })).rejects.toEqual(refusal('roster/site-elsewhere'))
  })

  it('of another street do not exist for a street desk', async () => {
    await expect(aSite(street, '远苑', { territory: ELSEWHERE })).rejects.toEqual(refusal('door/not-found'))
    const far = await aSite(city, '远苑', { territory: ELSEWHERE })
    const body = { siteId: far.id, version: 1, kind: 'compound', name: '近苑' } as const
    await expect(street(wire.amendSite, body)).rejects.toEqual(refusal('door/not-found'))
    const again = street(wire.createSites, { rows: [row('冒名', { id: far.id })] })
    await expect(again).rejects.toEqual(refusal('door/not-found'))
    expect((await street(wire.sites, { search: '远苑' })).total).toBe(0)
  })
})

describe('gates and compounds', () => {
  it('every compound has exactly one open gate; those with none and with two are named', async () => {
    const there = { territory: '320302001006' }
    const compounds = []
    for (const nth of [1, 2, 3, 4, 5]) compounds.push(await aSite(street, `第${nth}苑`, there))
    const ids = compounds.map(({ id }) => id)
    const [both, twice] = [
      await aPost(street, { ...there, name: '一号门', serves: ids.slice(0, 3) }),
      await aPost(street, { ...there, name: '二号门', serves: ids.slice(2, 4) }),
    ]
    const check = () => street(wire.gates, there)
    const found = await check()
    expect([found.compounds, found.gates]).toEqual([5, 2])
    expect(found.rows.map(({ site, gates }) => [site.name, gates.map(({ name }) => name)])).toEqual([
      ['第5苑', []],
      ['第3苑', ['一号门', '二号门']],
    ])
    await street(posts.amendPost, { postId: twice.id, version: 1, name: '二号门', serves: ids.slice(3) })
    expect((await check()).rows).toEqual([])
    // A post of another kind is no gate, and a closed one none any more.
    await aPost(street, { ...there, kind: 'delivery', name: '配送', serves: ids })
    await street(posts.closePost, { postId: both.id, version: 1, reason: '撤' })
    expect((await check()).rows.map(({ site }) => site.name)).toEqual(['第1苑', '第2苑', '第3苑'])
  })
})
