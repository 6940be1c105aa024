import { expect, it } from 'vitest'
import { r10 } from './r10.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R10: of sixty 48 are expected, 47 report, one is named to the unit only; what round 1 noted round 2 does', async () => {
  const { findings, failed } = await play(r10)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(11)
})
