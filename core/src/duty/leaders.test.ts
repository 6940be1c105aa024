import { expect, it } from 'vitest'
import { allTogether } from './leaders.ts'

const seats = [
  { postId: 'city', place: 'city', personIds: ['mayor'] },
  { postId: 'street', place: 'street', personIds: ['secretary'] },
]
const stands = (personId: string, place: string) => ({ personId, postId: place, place })

it('sees that all leaders stand at one place while a seat elsewhere is empty', () => {
  expect(allTogether(seats, [stands('mayor', 'tunnel'), stands('secretary', 'tunnel')])).toBe('tunnel')
  expect(allTogether(seats, [stands('mayor', 'city'), stands('secretary', 'city')])).toBe('city')
  expect(allTogether(seats, [stands('mayor', 'city'), stands('secretary', 'street')])).toBeNull()
})

it('does not call one leader all, one seat several, or count who leads nothing', () => {
  expect(allTogether(seats, [stands('mayor', 'tunnel')])).toBeNull()
  expect(allTogether(seats.slice(0, 1), [stands('mayor', 'tunnel'), stands('secretary', 'tunnel')])).toBeNull()
  expect(allTogether(seats, [stands('mayor', 'tunnel'), stands('helper', 'tunnel')])).toBeNull()
})
