import { layOutDays } from '@muster/core/roster/layout.ts'
import * as wire from '@muster/core/roster/posts.wire.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, refusal } from '../../people/testing.ts'
import type { Ask, Town } from '../../platform/testing/town.ts'
import { aPost, arrivals, COMMUNITY, ELSEWHERE, openStage, putOn, toldTo } from './testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: string
beforeAll(async () => {
  ;({ t, city, street, unit } = await openStage())
})
afterAll(() => t.close())

const ROUND = ['08:00 14:00', '14:00 20:00', '20:00 02:00', '02:00 08:00'].map(hours => {
  const [starts, ends] = hours.split(' ') as [string, string]
  return { starts, ends, role: 'member', people: 2, standby: 1 }
})
const template = (postIds: string[], over = {}) => ({
  postIds,
  firstDay: '2022-03-28',
  lastDay: '2022-04-03',
  lines: ROUND,
  ...over,
})
const shiftsOf = async (postId: string) => {
  const span = { from: '2022-01-01T00:00:00.000Z', until: '2025-01-01T00:00:00.000Z' }
  return (await street(wire.post, { postId, ...span })).shifts
}

describe('a template laid out', () => {
  it('makes what its preview said, for many posts at once, by the clocks of the city', async () => {
    const posts = [await aPost(street), await aPost(street, { name: '西门' })]
    const plan = template(posts.map(({ id }) => id))
    const preview = await street(wire.previewLayOut, plan)
    expect(preview).toMatchObject({ posts: 2, days: 7, shifts: 56, known: 0, people: 112, hours: 672 })
    expect(preview.first).toHaveLength(28)
    expect((await shiftsOf(posts[0]!.id)).length).toBe(0)
    const made = await street(wire.layOut, { id: v7(), ...plan })
    expect(made).toMatchObject({ posts: 2, shifts: 56, people: 112 })
    const expected = layOutDays('Asia/Shanghai', '2022-03-28', '2022-04-03', ROUND)
    for (const { id } of posts)
      expect(new Set((await shiftsOf(id)).map(({ startsAt, endsAt, day }) => `${startsAt} ${endsAt} ${day}`))).toEqual(
        new Set(expected.map(one => `${one.startsAt.toISOString()} ${one.endsAt.toISOString()} ${one.day}`)),
      )
  })

  it('counts 29 February, and a night by its evening', async () => {
    const post = await aPost(street)
    const night = [{ starts: '22:00', ends: '06:00', role: 'member', people: 1 }]
    await street(wire.layOut, {
      id: v7(),
      ...template([post.id], { firstDay: '2024-02-28', lastDay: '2024-03-01', lines: night }),
    })
    expect((await shiftsOf(post.id)).map(({ day, endsAt }) => [day, endsAt])).toEqual([
      ['2024-02-28', '2024-02-28T22:00:00.000Z'],
      ['2024-02-29', '2024-02-29T22:00:00.000Z'],
      ['2024-03-01', '2024-03-01T22:00:00.000Z'],
    ])
  })

  it('is laid out once under one id, also at the same moment; under another id only what is not there yet', async () => {
    const post = await aPost(street)
    const plan = template([post.id])
    const id = v7()
    const sent = await Promise.all(Array.from({ length: 4 }, () => street(wire.layOut, { id, ...plan })))
    for (const one of sent) expect(one).toMatchObject({ batchId: id, shifts: 28 })
    expect(await shiftsOf(post.id)).toHaveLength(28)
    const longer = await street(wire.layOut, { id: v7(), ...plan, lastDay: '2022-04-04' })
    expect(longer).toMatchObject({ shifts: 4, known: 28 })
    expect(await shiftsOf(post.id)).toHaveLength(32)
    const both = await Promise.all([1, 2].map(() => street(wire.layOut, { id: v7(), ...plan, lastDay: '2022-04-05' })))
    expect(both.map(({ shifts }) => shifts).toSorted((a, b) => a - b)).toEqual([0, 4])
  })

  it('is refused when it goes backwards, is too much at a time, or names a post that is closed or out of reach', async () => {
    const post = await aPost(street)
    const lay = (plan: object) => street(wire.layOut, { id: v7(), ...template([post.id]), ...plan })
    await expect(lay({ lastDay: '2022-03-27' })).rejects.toEqual(refusal('roster/days-backwards'))
    await expect(lay({ lastDay: '2052-03-27' })).rejects.toEqual(refusal('roster/too-many-shifts'))
    const far = await aPost(city, { territory: ELSEWHERE })
    await expect(lay({ postIds: [post.id, far.id] })).rejects.toEqual(refusal('door/not-found'))
    await street(wire.closePost, { postId: post.id, version: 1, reason: '撤' })
    await expect(lay({})).rejects.toEqual(refusal('roster/post-closed'))
  })

  it('of the greatest size is written within the time that a statement may take', async () => {
    const posts = await Promise.all(Array.from({ length: 25 }, (_, nth) => aPost(street, { name: `第${nth}岗` })))
    const plan = template(
      posts.map(({ id }) => id),
      { lastDay: '2022-07-05' },
    )
    expect(await street(wire.layOut, { id: v7(), ...plan })).toMatchObject({ shifts: 10_000, days: 100 })
  })
})

describe('a batch', () => {
  it('is taken back as one, and whoever was meant to come is told once for each post', async () => {
    const posts = [await aPost(street, { name: '北门' }), await aPost(street, { name: '南门' })]
    const id = v7()
    await street(wire.layOut, { id, ...template(posts.map(post => post.id)) })
    const before = await street(wire.addShift, {
      postId: posts[0]!.id,
      id: v7(),
      role: 'leader',
      startsAt: '2022-03-28T00:00:00.000Z',
      endsAt: '2022-03-28T06:00:00.000Z',
      people: 1,
    })
    const person = await addPerson(city, unit, 'CZ0001', '甲一', { residence: COMMUNITY })
    const shifts = (await shiftsOf(posts[0]!.id)).filter(({ role }) => role === 'member')
    for (const nth of [1, 6, 12]) await putOn(t, shifts[nth]!, person.id)
    const of = async () => (await street(wire.batches, { postId: posts[0]!.id })).rows
    expect(await of()).toMatchObject([{ id, what: 'shifts', shifts: 56, assigned: 1, undoneAt: null }])
    const undone = await street(wire.undoBatch, { batchId: id })
    expect(undone).toMatchObject({ assigned: 0, undoneAt: t.clock.now.toISOString() })
    expect(await street(wire.undoBatch, { batchId: id })).toEqual(undone)
    const left = (await shiftsOf(posts[0]!.id)).filter(shift => !shift.cancelled)
    expect(left.map(shift => shift.id)).toEqual([before.id])
    expect(await toldTo(t, person.id)).toEqual([
      expect.stringMatching(/^北门 .* 起的 3 个班次已取消，不必前往。原因：整批撤销$/),
    ])
    // What was taken back can be laid out anew.
    expect(await street(wire.layOut, { id: v7(), ...template(posts.map(post => post.id)) })).toMatchObject({
      shifts: 56,
    })
  })

  it('stays once somebody has come, with the number of those who did', async () => {
    const post = await aPost(street)
    const id = v7()
    await street(wire.layOut, { id, ...template([post.id]) })
    const shifts = await shiftsOf(post.id)
    const leave = arrivals(t, [shifts[0]!.id, shifts[1]!.id])
    const undo = street(wire.undoBatch, { batchId: id })
    await expect(undo).rejects.toMatchObject({ slug: 'roster/batch-begun', details: { count: 2 } })
    leave()
    expect((await shiftsOf(post.id)).some(shift => shift.cancelled)).toBe(false)
  })

  it('may be posts of a kind as a list names them: taken back with their shifts, and what stood before stays', async () => {
    const [id, incidentId] = [v7(), null]
    const known = await aPost(street, { name: '老门' })
    const rows = ['一号门', '二号门'].map(name => ({ id: v7(), name }))
    const act = { id, incidentId, territory: COMMUNITY, kind: 'gate', rows: [...rows, { id: known.id, name: '老门' }] }
    const made = await street(wire.createPosts, act)
    expect(made.posts.map(({ name }) => name)).toEqual(['一号门', '二号门', '老门'])
    expect(await street(wire.createPosts, act)).toEqual(made)
    await street(wire.layOut, { id: v7(), ...template(rows.map(row => row.id)) })
    expect(await street(wire.undoBatch, { batchId: id })).toMatchObject({ what: 'posts', posts: 2 })
    const names = async (state: 'open' | 'closed') =>
      (await street(wire.posts, { limit: 500, state })).rows.map(({ name }) => name)
    expect(await names('closed')).toEqual(expect.arrayContaining(['一号门', '二号门']))
    expect(await names('open')).toContain('老门')
    const far = { ...act, id: v7(), territory: ELSEWHERE, rows: [{ id: v7(), name: '远门' }] }
    await expect(street(wire.createPosts, far)).rejects.toEqual(refusal('door/not-found'))
  })

  it('out of reach does not exist', async () => {
    const far = await aPost(city, { territory: ELSEWHERE, name: '远门' })
    const id = v7()
    await city(wire.layOut, { id, ...template([far.id]) })
    await expect(street(wire.undoBatch, { batchId: id })).rejects.toEqual(refusal('door/not-found'))
    expect((await street(wire.batches, { limit: 500 })).rows.map(row => row.id)).not.toContain(id)
    expect((await city(wire.batches, { limit: 1 })).rows).toHaveLength(1)
  })
})
