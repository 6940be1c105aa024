import { expect, it } from 'vitest'
import { r3 } from './r3.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R3: 500 in the pool, 20 a day for a week, and two who do not come are replaced in a quarter of an hour; 3,000 cars, none lost or doubled', {
  timeout: 240_000,
}, async () => {
  const { findings, failed } = await play(r3)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(21)
})
