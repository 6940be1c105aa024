import * as wire from '@muster/core/roster/assign.wire.ts'
import type { Shift } from '@muster/core/roster/shapes.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPeople, addUnit, type Place } from '../../callout/testing.ts'
import { type Ask, type Town, town } from '../../platform/testing/town.ts'
import { lasting } from '../asks/testing.ts'
import { aPost, aShift, ELSEWHERE, STREET, toldTo } from '../posts/testing.ts'

let t: Town
let city: Ask
let street: Ask
let unit: Place
beforeAll(async () => {
  t = await town({ territory: '320300000000' })
  t.clock.set('2022-03-27T04:00:00.000Z')
  city = await as('city-desk')
  street = await as('street-desk', { territory: STREET })
  unit = await addUnit(t, '某市局')
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2022-03-27T04:00:00.000Z'))

const as = (...who: Parameters<Town['as']>) => lasting(t, ...who)
/** Six hours from eight by the clocks of Xuzhou. */
const morning = async (day: string) => {
  const post = await aPost(city, { reportMinutes: 0, name: `${day}岗` })
  return aShift(city, post.id, `${day}T00:00:00.000Z`, `${day}T06:00:00.000Z`, { people: 2 })
}
const put = (ask: Ask, shift: Shift, personId: string) => ask(wire.assign, { shiftId: shift.id, id: v7(), personId })

describe('a secondment', () => {
  it('begins and ends on time; meanwhile the host’s desk can place the person, and nobody is lent twice', async () => {
    const [personId] = (await addPeople(t, unit, 1, { residence: '320311003001' })) as [string]
    const secretary = await as('unit-secretary', { unitId: unit.id })
    const shift = await morning('2022-03-29')
    const after = await morning('2022-03-31')
    await expect(put(street, shift, personId)).rejects.toMatchObject({ slug: 'door/not-found' })
    const order = {
      personId,
      id: v7(),
      territory: STREET,
      orderedBy: '市指挥部',
      from: '2022-03-28T00:00:00.000Z',
      until: '2022-03-30T00:00:00.000Z',
    }
    expect(await secretary(wire.second, order)).toMatchObject({ state: 'planned', host: { territory: STREET } })
    expect(await secretary(wire.second, order)).toMatchObject({ id: order.id })
    await expect(secretary(wire.second, { ...order, id: v7(), territory: ELSEWHERE })).rejects.toMatchObject({
      slug: 'roster/seconded-already',
    })
    expect((await street(wire.secondments, {})).rows).toContainEqual(expect.objectContaining({ id: order.id }))
    await put(street, shift, personId)
    await expect(put(street, after, personId)).rejects.toMatchObject({ slug: 'door/not-found' })
    const states = async () =>
      (await city(wire.secondments, { ended: true })).rows.find(({ id }) => id === order.id)!.state
    t.clock.set('2022-03-27T23:59:59.999Z')
    await t.tick()
    expect(await states()).toBe('planned')
    t.clock.set('2022-03-28T00:00:00.000Z')
    await t.tick()
    expect(await states()).toBe('running')
    t.clock.set('2022-03-30T00:00:00.000Z')
    await t.tick()
    expect(await states()).toBe('ended')
    expect((await toldTo(t, personId)).filter(said => said.includes('借调'))).toHaveLength(3)
    // Time's own acts stand in the audit, too.
    const lines = await t.owner
      .selectFrom('audit_line')
      .select('action')
      .where('subject', '=', `person/${personId}`)
      .orderBy('seq')
      .execute()
    expect(lines.map(({ action }) => action).filter(action => action.includes('second'))).toEqual([
      'roster.seconded',
      'roster.secondment-begun',
      'roster.secondment-ended',
    ])
  })

  it('that has begun already runs at once, and touches nobody else’s', async () => {
    const [one, other] = (await addPeople(t, unit, 2)) as [string, string]
    const secretary = await as('unit-secretary', { unitId: unit.id })
    const order = (personId: string, from: string) =>
      secretary(wire.second, {
        personId,
        id: v7(),
        territory: STREET,
        orderedBy: '市指挥部',
        from,
        until: '2022-04-20T00:00:00.000Z',
      })
    const planned = await order(one, '2022-03-27T05:00:00.000Z')
    t.clock.set('2022-03-27T06:00:00.000Z')
    expect(await order(other, '2022-03-27T05:00:00.000Z')).toMatchObject({ state: 'running' })
    const { rows } = await secretary(wire.secondments, {})
    expect(rows.find(({ id }) => id === planned.id)!.state).toBe('planned')
  })
})
