import { expect, it } from 'vitest'
import { r7 } from './r7.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R7: a branch of 158 memberships is woken, 157 people are asked, and nobody is placed who has not said yes', async () => {
  const { findings, failed } = await play(r7)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(16)
})
