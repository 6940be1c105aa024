import { expect, it } from 'vitest'
import { merge } from './merge.ts'

it('merges people of one home only when skills that matter and units that keep together are the same', () => {
  const at = { x: 1, y: 2 }
  const units = Array.from({ length: 500 }, (_, i) => `u${i}`)
  const people = units.flatMap(unit =>
    [['nurse'], ['nurse', 'singer'], [], ['singer']].map((skills, i) => ({ id: `${unit}-${i}`, at, skills, unit })),
  )
  const places = [{ id: 'clinic', at, capacity: 9, needs: ['nurse'] }]
  const prices = { km: 1, missing: 0, unassigned: 9 }
  const { groupOf, size } = merge({ people, places, together: units.map(unit => ({ unit, places: [] })), prices })
  expect([...size]).toEqual(Array.from({ length: 1000 }, () => 2))
  expect(groupOf.slice(0, 5)).toEqual(Int32Array.of(0, 0, 1, 1, 2))
  expect([...merge({ people, places, prices }).size]).toEqual([1000, 1000])
})
