import { expect, it } from 'vitest'
import { r8 } from './r8.ts'
import { ownStage } from './testing.ts'

const { play } = ownStage()

it('R8: a phone dies in the middle of a list; the captain goes on, and the old phone adds what it held', async () => {
  const { findings, failed } = await play(r8)
  expect(failed).toEqual([])
  expect(findings).toHaveLength(16)
})
