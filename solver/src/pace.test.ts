import { expect, it } from 'vitest'
import { paceOf } from './pace.ts'

it('says how much of the wall a clock has lately taken, and never less than itself', () => {
  let [own, wall] = [0, 0]
  const pace = paceOf(
    () => own,
    () => wall,
  )
  const after = (passed: number, passedWall: number) => {
    own += passed
    wall += passedWall
    return pace()
  }
  expect(pace()).toBe(1)
  expect(after(1000, 4000)).toBe(4)
  expect(after(10, 1000)).toBe(4)
  expect(after(1990, 3000)).toBe(2)
  expect(after(1000, 900)).toBe(1)
})
