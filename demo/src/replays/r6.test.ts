import { expect, it } from 'vitest'
import { r6 } from './r6.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R6: ten service posts and their needs at nine, an owner for each building by half past, measures for all to read', async () => {
  const { findings, failed } = await play(r6)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(21)
})
