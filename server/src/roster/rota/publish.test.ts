import { inbox } from '@muster/core/people/messages.wire.ts'
import { assign } from '@muster/core/roster/assign.wire.ts'
import { board, setCells } from '@muster/core/roster/draft.wire.ts'
import { get } from '@muster/core/roster/rota.wire.ts'
import { raiseShortage, shortages } from '@muster/core/roster/shortage.wire.ts'
import { diff, publish, version, versions } from '@muster/core/roster/versions.wire.ts'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place, phones } from '../../callout/testing.ts'
import { openAsOwner } from '../../platform/database/open.ts'
import { until } from '../../platform/engine/wait.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { addPost, addShift, aRota, STREET } from './testing.ts'

let t: Town
let desk: Ask
let unit: Place
let people: string[]
let hands: Ask[]
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T00:00:00.000Z')
  desk = await t.as('city-desk')
  unit = await addUnit(t, '某市局')
  people = await addPeople(t, unit, 6)
  hands = await phones(t, people)
})
afterAll(() => t.close())

const WEEK = { from: '2022-03-28', to: '2022-04-03' }
const [A, B, C, D, E, F] = [0, 1, 2, 3, 4, 5]

/** A rota of one post, and ways to set its cells and to publish. */
async function start(name: string, days: readonly string[], hours = '08:00') {
  const postId = await addPost(t, { name })
  const shifts: string[] = []
  for (const day of days) shifts.push(await addShift(t, postId, day, hours, { people: 2, standby: 1 }))
  const { id: rotaId } = await aRota(desk, [postId], { pool: { unitIds: [unit.id] } })
  const seen = async (nth: number) =>
    (await desk(board, { rotaId, ...WEEK })).shifts.find(({ id }) => id === shifts[nth])!
  const put = async (nth: number, places: number[], standby: number[] = []) =>
    desk(setCells, {
      rotaId,
      cells: [
        {
          shiftId: shifts[nth]!,
          version: (await seen(nth)).draft.version,
          people: places.map(at => people[at]!),
          standby: standby.map(at => people[at]!),
        },
      ],
    })
  const release = async () => desk(publish, { rotaId, draft: (await desk(get, { rotaId })).draft })
  return { rotaId, shifts, seen, put, release }
}

const newest = async (nth: number) => (await hands[nth]!(inbox, { limit: 1 })).rows[0]
const standing = async (shiftId: string) =>
  (
    await t.owner
      .selectFrom('assignment')
      .select(['person_id', 'standby', 'source', 'basis', 'ended_why'])
      .where('shift_id', '=', shiftId)
      .where('ended_at', 'is', null)
      .orderBy('id')
      .execute()
  ).map(row => [people.indexOf(row.person_id), row.standby, row.source, row.basis])

/** An assignment as its table takes it, on 2 April from 08:00 to 16:00, whatever its shift. */
const atNoon = (shiftId: string, personId: string) => ({
  tenant: 'xuzhou',
  id: v7(),
  shift_id: shiftId,
  person_id: personId,
  span: sql<string>`tstzrange('2022-04-02T00:00Z', '2022-04-02T08:00Z')`,
  standby: false,
  basis: 'VOLUNTARY',
  source: 'desk',
  assigned_at: t.clock.now,
  version: 1,
})

/** How many of this database wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`.execute(t.owner)
  return rows[0]!.waiting
}

describe('publishing', () => {
  it('turns the draft into assignments, keeps the version, and tells only those whose hours changed, once each', async () => {
    const { rotaId, shifts, seen, put, release } = await start('东门', ['2022-03-28', '2022-03-29'])
    await put(0, [A, B], [C])
    await put(1, [A])
    expect(await release()).toMatchObject({ number: 1, added: 4, removed: 0, told: 3 })
    expect(await standing(shifts[0]!)).toEqual([
      [A, false, 'rota', 'DUTY_ORDER'],
      [B, false, 'rota', 'DUTY_ORDER'],
      [C, true, 'rota', 'DUTY_ORDER'],
    ])
    expect((await newest(A))!.zh).toBe(
      '排班已更新：3月28日 08:00–16:00 东门，3月28日 07:00 到岗；3月29日 08:00–16:00 东门，3月29日 07:00 到岗。',
    )
    expect((await newest(C))!.en).toBe('Your shifts have changed: on standby for 东门, 28 Mar 08:00–16:00.')
    expect(await seen(0)).toMatchObject({ differs: false, gap: 0, standbyGap: 0 })
    await expect(release()).rejects.toMatchObject({ slug: 'roster/nothing-to-publish' })
    const before = (await newest(B))!.id
    // C goes from standby to a place, A leaves the second day; B hears nothing.
    await put(0, [B, C])
    await put(1, [D])
    expect(
      (await desk(diff, { rotaId, from: 1 })).changes.map(one => [people.indexOf(one.person.id), one.was, one.is]),
    ).toEqual([
      [A, 'place', null],
      [C, 'standby', 'place'],
      [A, 'place', null],
      [D, null, 'place'],
    ])
    expect(await release()).toMatchObject({ number: 2, added: 2, removed: 3, told: 3 })
    expect((await newest(B))!.id).toBe(before)
    expect((await newest(A))!.zh).toContain('3月28日 08:00–16:00 东门不再需要您；3月29日')
    expect(await standing(shifts[0]!)).toEqual([
      [B, false, 'rota', 'DUTY_ORDER'],
      [C, false, 'rota', 'DUTY_ORDER'],
    ])
    const { versions: all } = await desk(versions, { rotaId })
    expect(all.map(({ number }) => number)).toEqual([2, 1])
    const first = await desk(version, { rotaId, number: 1 })
    expect(first.shifts[0]).toMatchObject({ post: '东门', people: [people[A], people[B]], standby: [people[C]] })
    expect(first.version.digest).toBe(all[1]!.digest)
    expect((await desk(diff, { rotaId, from: 0, to: 1 })).changes).toHaveLength(4)
    const forged = sql`update rota_version set content = '{}' where rota_id = ${rotaId}`.execute(t.app.db)
    await expect(forged).rejects.toThrow('permission denied')
  })

  it('publishes what was looked at, or nothing', async () => {
    const { rotaId, put } = await start('西门', ['2022-03-30'])
    const { draft } = await put(0, [A])
    await put(0, [A, B])
    await expect(desk(publish, { rotaId, draft })).rejects.toMatchObject({
      slug: 'door/changed-meanwhile',
      details: { current: 2, seen: 1 },
    })
  })

  it('keeps what happened to the published meanwhile: a swap is not undone', async () => {
    const { shifts, seen, put, release } = await start('南门', ['2022-03-31'])
    await put(0, [A])
    await release()
    await put(0, [A, B])
    const { draft } = await seen(0)
    await t.owner
      .updateTable('assignment')
      .set({ person_id: people[C]!, source: 'swap' })
      .where('shift_id', '=', shifts[0]!)
      .execute()
    expect((await seen(0)).draft.people).toEqual([people[C], people[B]])
    expect((await seen(0)).draft.version).toBe(draft.version)
    await release()
    expect((await standing(shifts[0]!)).map(([who]) => who)).toEqual([C, B])
  })

  it('places nobody in two places: whoever has something else is named with it, and nothing is published', async () => {
    const one = await start('甲岗', ['2022-04-01'])
    const two = await start('乙岗', ['2022-04-01'], '12:00')
    await one.put(0, [A])
    await two.put(0, [B, A])
    await one.release()
    await expect(two.release()).rejects.toMatchObject({
      slug: 'roster/placed-elsewhere',
      details: {
        name: '队员1',
        post: '乙岗',
        timeZh: '4月1日 12:00–20:00',
        otherPostZh: '“甲岗”',
        otherTimeZh: '4月1日 08:00–16:00',
      },
    })
    // Whatever the code does, the table has the last word.
    expect(await standing(two.shifts[0]!)).toEqual([])
    const span = sql<string>`tstzrange('2022-04-01T03:00Z', '2022-04-01T12:00Z')`
    const both = t.owner
      .insertInto('assignment')
      .values({
        tenant: 'xuzhou',
        id: v7(),
        shift_id: two.shifts[0]!,
        person_id: people[A]!,
        span,
        standby: false,
        basis: 'VOLUNTARY',
        source: 'desk',
        assigned_at: t.clock.now,
        version: 1,
      })
      .execute()
    await expect(both).rejects.toThrow('one_place_at_a_time')
  })

  it('refuses two that publish the same person at once: one of them, and the other is told why', async () => {
    const one = await start('丙岗', ['2022-04-02'])
    const two = await start('丁岗', ['2022-04-02'])
    await one.put(0, [D])
    await two.put(0, [D])
    const both = await Promise.allSettled([one.release(), two.release()])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(lost.reason).toMatchObject({ slug: 'roster/placed-elsewhere', details: { name: '队员4' } })
  })

  it('protects people: too little rest stops it, and is said in words', async () => {
    const { put, release } = await start('戊岗', ['2022-03-28', '2022-03-29'], '20:00')
    const early = await start('己岗', ['2022-03-29'], '06:00')
    await put(0, [E])
    await release()
    await early.put(0, [E])
    await expect(early.release()).rejects.toMatchObject({
      slug: 'roster/guard-stops-rota',
      details: { name: '队员5', post: '己岗', timeZh: '3月29日 06:00–14:00', count: 1 },
    })
  })

  it('names another post to its own desk only', async () => {
    const elsewhere = await addPost(t, { name: '别处岗', territory: '320311003010' })
    const shiftId = await addShift(t, elsewhere, '2022-04-03', '12:00')
    await desk(assign, { shiftId, id: v7(), personId: people[E]! })
    const { rotaId, put } = await start('庚岗', ['2022-04-03'])
    await put(0, [E])
    const street = await t.as('street-desk', { territory: STREET })
    const { draft } = await desk(get, { rotaId })
    await expect(street(publish, { rotaId, draft })).rejects.toMatchObject({
      slug: 'roster/placed-elsewhere',
      details: { name: '队员5', otherPostZh: '另一岗位', otherTimeZh: '4月3日 12:00–20:00' },
    })
  })
})

describe('what changed since the draft was made', () => {
  it('is somebody who left, or is not of the pool any more: they are named, and nobody is placed', async () => {
    const { shifts, put, release } = await start('辛岗', ['2022-04-03'])
    await put(0, [A, F])
    const leaving = { left_at: t.clock.now }
    await t.owner.updateTable('person').set(leaving).where('id', '=', people[F]!).execute()
    await expect(release()).rejects.toMatchObject({ slug: 'roster/gone-since', details: { namesZh: '队员6' } })
    expect(await standing(shifts[0]!)).toEqual([])
    await t.owner.updateTable('person').set({ left_at: null }).where('id', '=', people[F]!).execute()
    await release()
  })

  it('is a gap that was filled: nobody comes beyond the number, and a shortage that publishing meets is over', async () => {
    const { shifts, put, release } = await start('壬岗', ['2022-03-30'])
    const [shiftId] = shifts as [string]
    const shortage = await desk(raiseShortage, { shiftId, id: v7(), people: 2, ask: false })
    const state = async () => (await desk(shortages, { open: false })).rows.find(({ id }) => id === shortage.id)!.state
    await put(0, [A, B])
    await desk(assign, { shiftId, id: v7(), personId: people[C]!, basis: 'DUTY_ORDER' })
    await expect(release()).rejects.toMatchObject({
      slug: 'roster/cell-overfull',
      details: { post: '壬岗', timeZh: '3月30日 08:00–16:00', people: 2, there: 3 },
    })
    expect(await state()).toBe('open')
    await put(0, [C, A])
    await release()
    expect(await state()).toBe('filled')
  })

  it('is somebody placed elsewhere at that very moment: the table has the last word, in a sentence', async () => {
    const { shifts, put, release } = await start('癸岗', ['2022-04-02'])
    await put(0, [E])
    const { db: hand } = openAsOwner(t.databaseUrl)
    const [late] = await hand.transaction().execute(async tx => {
      await tx.insertInto('assignment').values(atNoon(shifts[0]!, people[E]!)).execute()
      const published = release().catch(refused => refused)
      expect(await until(async () => (await waiting()) > 0, { deadline: 10_000 })).toBe(true)
      return [{ published }] as const
    })
    expect(await late.published).toMatchObject({ slug: 'roster/placed-meanwhile', retry: 'now' })
    await hand.destroy()
  })
})

it('keeps by whose word somebody stands there, and orders nobody whom nobody ordered', async () => {
  const { shifts, seen, put, release } = await start('子岗', ['2022-03-31'])
  const [shiftId] = shifts as [string]
  const placing = { shiftId, id: v7(), personId: people[F]!, standby: true, basis: 'VOLUNTARY' } as const
  await desk(assign, placing)
  expect((await seen(0)).published.standby).toEqual([people[F]])
  await put(0, [F, D])
  await release()
  expect(await standing(shiftId)).toEqual([
    [F, false, 'rota', 'VOLUNTARY'],
    [D, false, 'rota', 'DUTY_ORDER'],
  ])
})
