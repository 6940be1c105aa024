import { expect, it } from 'vitest'
import { whereToReport } from './reporting.ts'

const communities = [
  { id: 'east', at: { lon: 117.2, lat: 34.26 }, capacity: 2 },
  { id: 'west', at: { lon: 117.1, lat: 34.26 }, capacity: 1 },
]

it('sends everybody to the nearest community, and on to the next when it is full', () => {
  const at = { lon: 117.2, lat: 34.26 }
  const reports = whereToReport(
    [
      { id: 'a', at },
      { id: 'b', at },
      { id: 'c', at: { lon: 117.19, lat: 34.26 } },
    ],
    communities,
  )
  expect(reports.map(({ community }) => community)).toEqual(['east', 'east', 'west'])
  expect(reports.map(({ nearest }) => nearest)).toEqual(['east', 'east', 'east'])
  expect(reports[2]!.km).toBeCloseTo(8.27, 1)
})

it('sends who has no known home where there is room, and nobody where there is none', () => {
  const people = ['a', 'b', 'c', 'd'].map(id => ({ id }))
  const found = whereToReport(people, communities)
  expect(found.map(({ community }) => community ?? 'nowhere').sort()).toEqual(['east', 'east', 'nowhere', 'west'])
  expect(found.map(({ km, nearest }) => [km, nearest])).toEqual(people.map(() => [null, null]))
})
