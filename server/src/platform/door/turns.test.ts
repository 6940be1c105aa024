import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Turns, type Whom } from './turns.ts'

const whom = fc.record({ tenant: fc.constantFrom('a', 'b', 'c'), place: fc.constantFrom('1', '2', '3') })

interface Item {
  readonly whom: Whom
  readonly nth: number
}

const waitingIn = (items: readonly Item[], tenant: string, place?: string) =>
  items.filter(item => item.whom.tenant === tenant && (place === undefined || item.whom.place === place))

it('serves cities alike while they wait, places inside a city alike, and each place in order of arrival', () => {
  fc.assert(
    fc.property(fc.array(whom, { maxLength: 60 }), arrivals => {
      const turns = new Turns<Item>()
      let waiting = arrivals.map((who, nth) => ({ whom: who, nth }))
      for (const item of waiting) turns.add(item.whom, item)
      const served: Item[] = []
      while (waiting.length > 0) {
        const item = turns.next()!
        expect(item).toBe(waitingIn(waiting, item.whom.tenant, item.whom.place)[0])
        waiting = waiting.filter(other => other !== item)
        served.push(item)
        const stillCities = [...new Set(waiting.map(({ whom: { tenant } }) => tenant))]
        expectAlike(stillCities.map(tenant => waitingIn(served, tenant).length))
        const city = waitingIn(waiting, item.whom.tenant)
        const stillPlaces = [...new Set(city.map(({ whom: { place } }) => place))]
        expectAlike(stillPlaces.map(place => waitingIn(served, item.whom.tenant, place).length))
      }
      expect([turns.next(), turns.size]).toEqual([undefined, 0])
    }),
  )
})

/** Nobody who waits was passed twice. */
const expectAlike = (counts: readonly number[]) =>
  expect(Math.max(0, ...counts) - Math.min(...counts, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(1)

it('gives up the newest of whoever has the most waiting', () => {
  fc.assert(
    fc.property(fc.array(whom, { minLength: 1, maxLength: 40 }), arrivals => {
      const turns = new Turns<Item>()
      const waiting = arrivals.map((who, nth) => ({ whom: who, nth }))
      for (const item of waiting) turns.add(item.whom, item)
      const dropped = turns.dropFromLongest()!
      const { tenant, place } = dropped.whom
      const sizes = ['a', 'b', 'c'].map(one => waitingIn(waiting, one).length)
      expect(waitingIn(waiting, tenant).length).toBe(Math.max(...sizes))
      const inside = ['1', '2', '3'].map(one => waitingIn(waiting, tenant, one).length)
      expect(waitingIn(waiting, tenant, place).length).toBe(Math.max(...inside))
      expect(dropped).toBe(waitingIn(waiting, tenant, place).at(-1))
      expect(turns.size).toBe(waiting.length - 1)
    }),
  )
})

it('takes turns between the streets of a city as well', () => {
  const turns = new Turns<string>()
  for (let nth = 0; nth < 100; nth++) turns.add({ tenant: 'city', place: 'loud' }, `loud ${nth}`)
  turns.add({ tenant: 'city', place: 'quiet' }, 'quiet')
  expect([turns.next(), turns.next(), turns.next()]).toEqual(['loud 0', 'quiet', 'loud 1'])
})
