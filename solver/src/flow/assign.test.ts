import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assignment, assign, NOWHERE } from './assign.ts'
import { FaultyInput, faultsOf } from './check.ts'
import type { AssignInput } from './input.ts'
import { sampleCity } from './sample.ts'

/** What an assignment costs by the words of the input alone. */
function costOf({ people, places, together = [], prices }: AssignInput, placeOf: ArrayLike<number>): number {
  const load = places.map(() => 0)
  let total = 0
  people.forEach((person, i) => {
    const place = places[placeOf[i]!]
    if (!place) {
      total += prices.unassigned
      return
    }
    load[placeOf[i]!]!++
    const [a, b] = [person.at, place.at]
    if (!(place.needs ?? []).every(skill => person.skills?.includes(skill))) total = Infinity
    const km = a && 'x' in a && 'x' in b ? Math.hypot(a.x - b.x, a.y - b.y) : (prices.unknownKm ?? 0)
    const home = together.find(({ unit }) => unit === person.unit)
    const apart = home && !home.places.includes(place.id) ? (prices.apart ?? 0) : 0
    total += Math.round(km * prices.km * 1000) / 1000 + apart + (place.price ?? 0)
  })
  places.forEach(({ capacity, minimum = 0 }, p) => {
    if (load[p]! > capacity) total = Infinity
    total += Math.max(0, minimum - load[p]!) * prices.missing
  })
  return total
}

/** The least cost over all assignments there are. */
function bruteForce(input: AssignInput): number {
  const placeOf = input.people.map(() => NOWHERE)
  const tryFrom = (person: number): number => {
    if (person === placeOf.length) return costOf(input, placeOf)
    let least = Infinity
    for (let place = NOWHERE; place < input.places.length; place++) {
      placeOf[person] = place
      least = Math.min(least, tryFrom(person + 1))
    }
    return least
  }
  return tryFrom(0)
}

const point = fc.record({ x: fc.integer({ min: 0, max: 4 }), y: fc.integer({ min: 0, max: 4 }) })
const skills = fc.subarray(['nurse', 'driver'])
const unit = fc.constantFrom('mill', 'school')

/** Small towns with everything in them: equal homes, unknown homes, no room, minima that cannot be met, units. */
const town = (people: number, places: number): fc.Arbitrary<AssignInput> =>
  fc
    .record({
      people: fc.array(fc.record({ at: fc.option(point, { nil: undefined }), skills, unit }), { maxLength: people }),
      places: fc.array(
        fc.record({
          at: point,
          needs: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: skills }),
          capacity: fc.integer({ min: 0, max: 4 }),
          minimum: fc.integer({ min: 0, max: 3 }),
          price: fc.integer({ min: -2, max: 2 }),
        }),
        { maxLength: places },
      ),
      keeps: fc.array(fc.boolean(), { minLength: places, maxLength: places }),
      prices: fc.record({
        km: fc.constantFrom(0, 1, 0.5),
        missing: fc.integer({ min: 0, max: 6 }),
        unassigned: fc.integer({ min: 0, max: 8 }),
        apart: fc.integer({ min: 0, max: 4 }),
        unknownKm: fc.integer({ min: 0, max: 5 }),
      }),
    })
    .map(({ people, places, keeps, prices }) => ({
      people: people.map((one, i) => ({ ...one, id: `p${i}` })),
      places: places.map((one, i) => ({ ...one, id: `c${i}`, minimum: Math.min(one.minimum, one.capacity) })),
      together: [{ unit: 'mill', places: places.map((_, i) => `c${i}`).filter((_, i) => keeps[i]) }],
      prices,
    }))

/** Complementary slackness in the words of the input: nobody would rather be elsewhere at the prices of the places. */
function expectOptimal(input: AssignInput, { placeOf, total, proof, why }: Assignment): void {
  expect(costOf(input, placeOf)).toBeCloseTo(total, 6)
  expect(proof.optimal).toBe(true)
  expect(proof.bound).toBe(total)
  input.people.forEach((_, person) => {
    input.places.forEach((_, place) => {
      const { dearer, verdict } = why(person, place)
      if (dearer !== null) expect(dearer).toBeGreaterThanOrEqual(0)
      if (verdict === 'here') expect(dearer).toBe(0)
    })
  })
}

describe('who goes where', () => {
  it('costs as little as the best of all assignments of a small town', () => {
    fc.assert(
      fc.property(town(5, 4), input => {
        expect(assign(input).total).toBeCloseTo(bruteForce(input), 6)
      }),
      { numRuns: 150 },
    )
  })

  it('shows of every person and every place that no other choice would be cheaper', () => {
    fc.assert(
      fc.property(town(40, 25), input => expectOptimal(input, assign(input))),
      { numRuns: 150 },
    )
  })

  it.each([
    { name: 'with room', slack: 1.2, minimum: 0 },
    { name: 'with exactly as many places as people', slack: 1, minimum: 0.5 },
    { name: 'with too few places', slack: 0.8, minimum: 1 },
    { name: 'with more wanted than there are', slack: 3, minimum: 0.9 },
  ])('is proven best in a quarter $name, though most ways were never looked at', ({ slack, minimum }) => {
    const input = sampleCity({ people: 1500, places: 150, seed: 7, slack, minimum })
    const result = assign(input)
    expect(costOf(input, result.placeOf)).toBeCloseTo(result.total, 4)
    expect(result.proof.optimal).toBe(true)
    expect(result.proof.bound).toBe(result.total)
    expect(result.proof.looked).toBeLessThan(result.proof.ways)
  })

  it('costs the same whether homes are merged or not, and gives the same result every time', () => {
    const input = sampleCity({ people: 800, places: 40, seed: 3 })
    const apart = { ...input, people: input.people.map((one, i) => ({ ...one, unit: `u${i}` })) }
    const together = apart.people.map(({ unit }) => ({ unit, places: input.places.map(({ id }) => id) }))
    const [merged, single] = [assign(input), assign({ ...apart, together })]
    expect(single.proof.groups).toBe(800)
    expect(merged.proof.groups).toBeLessThan(800)
    expect(single.total).toBe(merged.total)
    expect(assign(structuredClone(input)).placeOf).toEqual(merged.placeOf)
  })

  it('decides equal distances by the order of the input, the same every time', () => {
    const at = { x: 0, y: 0 }
    const people = Array.from({ length: 9 }, (_, i) => ({ id: `p${i}`, at }))
    const places = ['a', 'b', 'c'].map(id => ({ id, at, capacity: 4 }))
    const input = { people, places, prices: { km: 1, missing: 0, unassigned: 5 } }
    const first = assign(input)
    expect(first.total).toBe(0)
    expect(assign(input).placeOf).toEqual(first.placeOf)
  })

  it('keeps a unit at its places for as long as that is worth its price', () => {
    const people = ['a', 'b', 'c'].map(id => ({ id, at: { x: 0, y: 0 }, unit: 'mill' }))
    const places = [
      { id: 'near', at: { x: 0, y: 0 }, capacity: 9 },
      { id: 'partner', at: { x: 0, y: 3 }, capacity: 2 },
    ]
    const together = [{ unit: 'mill', places: ['partner'] }]
    const placesAt = (apart: number) =>
      Array.from(
        assign({ people, places, together, prices: { km: 1, missing: 0, unassigned: 50, apart } }).placeOf.toSorted(),
      )
    expect(placesAt(2)).toEqual([0, 0, 0])
    expect(placesAt(4)).toEqual([0, 1, 1])
  })

  it('says why a minimum is not met, and what one more would cost', () => {
    const people = [{ id: 'a', at: { x: 0, y: 0 } }]
    const at = { x: 9, y: 0 }
    const places = [
      { id: 'home', at: { x: 0, y: 0 }, capacity: 2 },
      { id: 'far', at, capacity: 2, minimum: 1 },
      { id: 'clinic', at, capacity: 2, minimum: 1, needs: ['nurse'] },
    ]
    const { unmet, why } = assign({ people, places, prices: { km: 1, missing: 5, unassigned: 20 } })
    expect(unmet).toMatchObject([
      { place: 'far', missing: 1, because: 'dearer-than-missing', eligible: 1, next: 9 },
      { place: 'clinic', missing: 1, because: 'too-few-eligible', eligible: 0, next: null },
    ])
    expect(why(0, 0)).toMatchObject({ verdict: 'here', way: 0, dearer: 0 })
    expect(why(0, 1)).toMatchObject({ verdict: 'dearer', way: 9, beyond: -5, dearer: 4 })
    expect(why(0, 2)).toMatchObject({ verdict: 'not-eligible' })
  })
})

describe('limits', () => {
  it('stopped early, gives a valid assignment and how far from the best it may be', () => {
    const input = sampleCity({ people: 3000, places: 200, seed: 5, slack: 1 })
    const best = assign(input)
    const { total, proof, placeOf } = assign(input, { signal: { aborted: true } })
    expect(proof.optimal).toBe(false)
    expect(costOf(input, placeOf)).toBeCloseTo(total, 4)
    expect(total).toBeGreaterThan(best.total)
    expect(proof.bound).toBeLessThanOrEqual(best.total)
  })

  it('answers a city without people, and one without places', () => {
    const city = sampleCity({ people: 3, places: 2 })
    expect(assign({ ...city, people: [] })).toMatchObject({ total: 0, unassigned: 0 })
    expect(assign({ ...city, places: [] })).toMatchObject({ total: 300, unassigned: 3 })
  })

  it('refuses what it cannot understand, with the path to each fault in two languages', () => {
    const prices = { km: 1, missing: 1, unassigned: -1 }
    const at = { x: 0, y: 0 }
    const input = {
      people: [{ id: 'a', at: { lon: 117, lat: 34 } }, { id: 'a', skills: 'nurse' }, null],
      places: [
        { id: 'c', at, capacity: 1.5 },
        { id: 'd', at, capacity: 1, minimum: 2 },
      ],
      together: [{ unit: 'mill', places: ['elsewhere'] }],
      prices,
    }
    expect(faultsOf(input).map(({ path }) => path)).toEqual([
      'places[0].capacity',
      'places[1].minimum',
      'people[0].at',
      'people[1].id',
      'people[1].skills',
      'people[2]',
      'together[0].places[0]',
      'prices.unassigned',
    ])
    expect(() => assign(input as unknown as AssignInput)).toThrow(FaultyInput)
    for (const nothing of [null, 7, [], {}]) expect(faultsOf(nothing).length).toBeGreaterThan(0)
    for (const { zh, en } of faultsOf(input)) expect([zh, en]).not.toContain('')
  })
})
