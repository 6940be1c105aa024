import fc from 'fast-check'
import { expect, it } from 'vitest'
import { beyondBounds, LIMIT_BOUNDS, SAFETY, type SafetyLimits, withinBounds } from './safety.ts'

it('accepts the house’s own limits, and names the first that is looser', () => {
  expect(beyondBounds(SAFETY)).toBeNull()
  expect(beyondBounds({ ...SAFETY, restMinutes: 479 })).toBe(LIMIT_BOUNDS.restMinutes)
  expect(beyondBounds({ ...SAFETY, mostDaysInSeven: 7 })).toBe(LIMIT_BOUNDS.mostDaysInSeven)
  expect(beyondBounds({ ...SAFETY, heatMinutes: 121 })).toBe(LIMIT_BOUNDS.heatMinutes)
})

it('draws whatever a city once said back within what the house accepts, and changes nothing else', () => {
  const names = Object.keys(SAFETY) as (keyof SafetyLimits)[]
  const limits = fc.record(
    Object.fromEntries(names.map(name => [name, fc.integer({ min: 0, max: 1500 })])),
  ) as unknown as fc.Arbitrary<SafetyLimits>
  fc.assert(
    fc.property(limits, given => {
      const within = withinBounds(given)
      expect(beyondBounds(within)).toBeNull()
      if (beyondBounds(given) === null) expect(within).toEqual(given)
    }),
  )
})
